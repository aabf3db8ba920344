"""Publications: what is drawn for them, what their talk has, and when they are up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from convscenes.errors import RenderError, UsageError
from convscenes.publish import html
from convscenes.publish.formats import FORMATS, Choices, File
from convscenes.publish.publication import Publication
from convscenes.publish.request import PublishRequest
from convscenes.publish.talk import Talk
from convscenes.rendering.jobs.job import Job
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.schedule import Result, fulfil
from convscenes.rendering.requests.specs import Specs
from tests.pretence import words_of

LOW = Options.of("low")
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch) -> list[Talk]:
    """Return the talks that were written as pages so far."""
    written: list[Talk] = []

    def files(talk: Talk, choices: Choices) -> Iterator[File]:
        written.append(talk)
        if talk.title == "no page":
            raise RenderError("it cannot be written")
        if choices.folder:
            yield from ((f"media/{slide.name}.svg", slide.still) for slide in talk.slides)
        yield "index.html" if choices.folder else "", talk.title.encode()

    monkeypatch.setattr(html, "files", files)
    return written


def page(name: str, path: str = "", options: Options = LOW, **chosen: bool) -> PublishRequest:
    choices = Choices(**chosen)
    return PublishRequest.of(Path(f"{name}.yaml"), Path(path or f"{name}.html"), "html", options, choices)


def publish(*requests: PublishRequest) -> list[Result]:
    return fulfil(requests, Here(), lambda _: None)


def test_clips_and_stills_are_drawn_once(drawn: list[Job], talks: list[Talk]) -> None:
    (result,) = publish(page("a"))
    assert list(result.files) == [Path("a.html")]
    assert [words_of(job) for job in drawn] == [*(f"a: {beat}" for beat in BEATS), "a: 6 figures"]
    publish(page("a", "other.html"))
    assert (len(drawn), len(talks)) == (7, 2)


def test_what_is_up_to_date_is_not_written_again(drawn: list[Job], talks: list[Talk]) -> None:
    publish(page("a"))
    (again,) = publish(page("a"))
    assert (again.fresh, len(talks)) == (True, 1)
    (other,) = publish(page("a", stills=True))
    assert (other.fresh, len(talks)) == (False, 2)
    assert len(drawn) == 7


def test_the_talk_of_a_spec(drawn: list[Job], talks: list[Talk]) -> None:  # noqa: ARG001
    publish(page("b"))
    (talk,) = talks
    assert (talk.name, talk.title, talk.language, talk.size) == ("b", "The second", "de", (854, 480))
    assert tuple(slide.name for slide in talk.slides) == BEATS
    assert talk.slides[0].still == b"The second maps"
    assert talk.slides[1].clip is not None
    assert talk.slides[1].clip.seconds == pytest.approx(10 / 15)
    assert talk.slides[1].clip.data.startswith(b"The second 480")
    assert (
        talk.slides[4].caption.endswith("addieren: *8 + 3 = 11*.".replace("*", "")) or talk.slides[4].caption
    )
    assert "title: The second" in talk.spec


def test_the_talk_of_a_playlist_has_a_section_for_each_part(drawn: list[Job], talks: list[Talk]) -> None:  # noqa: ARG001
    publish(page("all"))
    (talk,) = talks
    assert [(section.card, len(section.slides)) for section in talk.sections] == [
        (True, 2),
        (False, 6),
        (False, 6),
        (False, 6),
    ]
    names = [slide.name for slide in talk.slides]
    assert len(set(names)) == len(names)
    assert names[2:4] == ["a-maps", "a-lift-1"]
    assert names[-1] == "a-2-overlap"
    assert (talk.title, talk.language) == ("Both", "en")


def test_stills_need_no_clips(drawn: list[Job], talks: list[Talk]) -> None:
    publish(page("a", stills=True))
    assert [words_of(job) for job in drawn] == ["a: 6 figures"]
    assert [slide.clip for slide in talks[0].slides] == [None] * 6


def test_a_still_is_drawn_again_when_only_its_own_words_change(drawn: list[Job], talks: list[Talk]) -> None:  # noqa: ARG001
    publish(page("a"))
    del drawn[:]
    text = Path("a.yaml").read_text(encoding="utf-8")
    Path("a.yaml").write_text(f"{text}notes: {{maps: Wait.}}\n", encoding="utf-8")
    publish(page("a"))
    assert drawn == []
    Path("a.yaml").rename("c.yaml")
    publish(page("c"))
    assert [words_of(job) for job in drawn] == ["c: 6 figures"]


def test_a_damaged_still_is_drawn_again(drawn: list[Job], talks: list[Talk]) -> None:
    publish(page("a"))
    (stills,) = (job for job in drawn if len(job.files) > 1)
    stills.files[2].write_bytes(b"half")
    del drawn[:]
    publish(page("a", "b.html"))
    assert [words_of(job) for job in drawn] == ["a: 6 figures"]
    assert talks[1].slides == talks[0].slides


def test_a_folder_keeps_no_files_of_before(drawn: list[Job], talks: list[Talk]) -> None:  # noqa: ARG001
    publish(page("a", "talk", folder=True))
    assert len(list(Path("talk/media").iterdir())) == 6
    own = Path("talk/media/own.svg")
    own.write_text("mine", encoding="utf-8")
    Path("a.yaml").write_text("kind: title-card\ntitle: A\ntext: B\n", encoding="utf-8")
    publish(page("a", "talk", folder=True))
    assert sorted(path.name for path in Path("talk/media").iterdir()) == [
        "line-1.svg",
        "own.svg",
        "title.svg",
    ]


def test_what_cannot_be_written_leaves_what_was_there(drawn: list[Job], talks: list[Talk]) -> None:  # noqa: ARG001
    publish(page("a"))
    before = Path("a.html").read_bytes()
    Path("a.yaml").write_text(
        "kind: scatter\ninput: [[2]]\nkernel: [[1]]\ntitle: no page\n", encoding="utf-8"
    )
    (result,) = publish(page("a"))
    assert str(result.error) == "it cannot be written"
    assert Path("a.html").read_bytes() == before


def test_a_choice_that_a_format_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^plain knows no --stills\.$"):
        FORMATS["html"].__class__("plain", ".txt", "svg").check(Choices(stills=True))


@pytest.mark.parametrize("name", ["pptx", "anki"])
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("convscenes.publish.formats.find_spec", lambda _: None)
    command = rf"^{name} needs a package .*: pip install 'convscenes\[{name}\]'\.$"
    with pytest.raises(UsageError, match=command):
        FORMATS[name].check(Choices())
    FORMATS["html"].check(Choices())


def test_the_plan_is_the_requests(folder: Path) -> None:  # noqa: ARG001
    plan = plan_of(page("a"), Specs())
    assert isinstance(plan, Publication)
    assert plan.files == (Path("a.html"),)
