"""A playlist and its parts, asked for together: each part is drawn once. Drawing is pretended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from convscenes.errors import RenderError, UsageError
from convscenes.rendering.jobs.processes import Event, Outcome, run
from convscenes.rendering.options import Options
from convscenes.rendering.requests.joining import Part
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import forget_all, fulfil_all
from convscenes.stories import Story

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"
LOW = Options.of("low")


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write words for videos; return the names of the stories that were drawn so far."""
    calls: list[str] = []
    for name in "abc":
        Path(f"{name}.yaml").write_text(SCATTER, encoding="utf-8")
    Path("all.yaml").write_text("playlist: [a.yaml, b.yaml, a.yaml]\n", encoding="utf-8")

    def make(story: Story, path: Path, options: Options, _progress: object) -> tuple[Path, Path]:
        name = story.name or story.title
        calls.append(f"{name} {options.theme or 'as said'}")
        if story.title == "broken":
            raise RenderError(f"{story.name} broke")
        path.parent.mkdir(parents=True, exist_ok=True)
        for file in (path, path.with_suffix(".vtt")):
            file.write_text(name, encoding="utf-8")
        return path, path.with_suffix(".vtt")

    def join(parts: Sequence[Part], video: Path, captions: Path, _options: object) -> None:
        video.parent.mkdir(parents=True, exist_ok=True)
        video.write_text(" ".join(part.video.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
        captions.write_text("said", encoding="utf-8")

    monkeypatch.setattr("convscenes.rendering.requests.request.make", make)
    monkeypatch.setattr("convscenes.rendering.requests.joining.join", join)
    return calls


def video(name: str, options: Options = LOW) -> VideoRequest:
    return VideoRequest(Path(f"{name}.yaml"), Path(f"out/{name}.{options.format}"), options)


def fulfil(*requests: Request) -> tuple[list[Outcome], list[Event]]:
    events: list[Event] = []
    return fulfil_all(requests, lambda first, tell: run(first, None, tell), events.append), events


def test_each_part_is_drawn_once(drawn: list[str]) -> None:
    outcomes, events = fulfil(video("all"), video("a"), video("b"), video("c"))
    assert sorted(drawn) == ["a as said", "b as said", "c as said"]
    assert Path("out/all.mp4").read_text(encoding="utf-8") == "a b a"
    assert Path("out/a.mp4").read_text(encoding="utf-8") == "a"
    assert [outcome.made.files[0].stem for outcome in outcomes] == ["all", "a", "b", "c"]
    ended = [event.job for event in events if event.outcome]
    assert ended == [video("a").part, video("b").part, video("c"), video("all"), video("a"), video("b")]
    assert all(outcome.made.fresh for outcome in fulfil(video("all"), video("a"), video("b"), video("c"))[0])


def test_only_the_part_that_changed_is_drawn(drawn: list[str]) -> None:
    fulfil(video("all"), video("a"), video("b"))
    del drawn[:]
    Path("b.yaml").write_text(SCATTER + "title: Other words\n", encoding="utf-8")
    outcomes, _ = fulfil(video("all"), video("a"), video("b"))
    assert [outcome.made.fresh for outcome in outcomes] == [False, True, False]
    assert drawn == ["b as said"]


def test_a_playlist_with_a_theme_of_its_own_draws_its_own_parts(drawn: list[str]) -> None:
    Path("all.yaml").write_text("playlist: [a.yaml]\ntheme: light\n", encoding="utf-8")
    fulfil(video("a"), video("all"))
    assert sorted(drawn) == ["a as said", "a light"]


def cards(first: str, last: str) -> None:
    Path("all.yaml").write_text(
        f"playlist:\n  - card: {first}\n    text: a.yaml\n  - a.yaml\n  - card: {last}\ntheme: light\n",
        encoding="utf-8",
    )


def test_only_the_card_that_changed_is_drawn(drawn: list[str]) -> None:
    cards("Why", "End")
    fulfil(video("all"))
    assert drawn == ["Why light", "a light", "End light"]
    assert Path("out/all.mp4").read_text(encoding="utf-8") == "Why a End"
    cards("Why", "The end")
    fulfil(video("all"))
    assert drawn[3:] == ["The end light"]
    assert Path("out/all.mp4").read_text(encoding="utf-8") == "Why a The end"
    cards("Why", "End")
    assert not fulfil(video("all"))[0][0].made.fresh
    assert drawn[4:] == []


def test_the_text_of_a_card_is_no_source(drawn: list[str]) -> None:
    cards("Why", "End")
    Path("text.yaml").write_text("playlist: [{card: b.yaml, text: [b.yaml]}, a.yaml]\n", encoding="utf-8")
    assert set(video("text").sources()) == {"text.yaml", "a.yaml"}
    fulfil(video("text"))
    assert drawn == ["b.yaml as said", "a as said"]
    Path("b.yaml").write_text(SCATTER + "title: Other words\n", encoding="utf-8")
    assert video("text").up_to_date()


def test_two_playlists_share_their_parts(drawn: list[str]) -> None:
    Path("some.yaml").write_text("playlist: [b.yaml, c.yaml]\n", encoding="utf-8")
    fulfil(video("some"), video("all"))
    assert sorted(drawn) == ["a as said", "b as said", "c as said"]


def test_what_has_a_part_that_failed_fails_with_it(drawn: list[str]) -> None:
    Path("b.yaml").write_text(SCATTER + "title: broken\n", encoding="utf-8")
    outcomes, events = fulfil(video("all"), video("a"), video("b"), video("c"))
    assert [str(outcome.error) for outcome in outcomes] == ["b broke", "None", "b broke", "None"]
    assert drawn.count("b as said") == 1
    assert {event.job for event in events if event.outcome} >= {video("all"), video("b")}


def test_forgotten_parts_are_drawn_again_once(drawn: list[str]) -> None:
    wanted = (video("all"), video("a"))
    fulfil(*wanted)
    forget_all([*wanted, video("missing")])
    outcomes, _ = fulfil(*wanted)
    assert not any(outcome.made.fresh for outcome in outcomes)
    assert sorted(drawn) == ["a as said", "a as said", "b as said", "b as said"]


def test_what_cannot_be_read_is_no_work_for_others() -> None:
    Path("bad.yaml").write_text("kind: [", encoding="utf-8")
    gif = Options.of(format="gif")
    asked: list[Request] = []

    def run_first(first: Sequence[Request], _tell: object) -> list[Outcome]:
        asked.extend(first)
        return [Outcome(None)] * len(first)

    wanted = (video("bad"), video("all", gif), FigureRequest(Path("a.yaml"), Path("f"), gif))
    bad, playlist, _ = fulfil_all(wanted, run_first, lambda _: None)
    assert asked == [wanted[2]]
    assert str(bad.error).startswith("bad.yaml:1:8: the file ends too early")
    assert isinstance(playlist.error, UsageError)
    assert str(playlist.error) == "a playlist becomes mp4, webm, mov, not gif: all.yaml."
