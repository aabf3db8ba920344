"""Schedules: outputs that are not up to date become one list of jobs, each run once, here writing text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from convscenes.errors import RenderError, SpecError, UnsupportedScene, UsageError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.jobs.job import Job, OnProgress, Outcome, Progress
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options
from convscenes.rendering.requests import records, schedule, store
from convscenes.rendering.requests.plan import ClipPlan, story_plan
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import Event, Result, fulfil, make
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Stills
from convscenes.rendering.video import render
from convscenes.spec import Card
from convscenes.stories import load_story
from convscenes.stories._base.loading import card_story
from tests.pretence import Running, pretend, words_of

NUMBERS = {"a": ([[2, 3]], [[1, 2, 4]]), "b": ([[5, 1]], [[2, 0, 3]]), "c": ([[4, 7]], [[3, 1, 5]])}
"""Inputs and kernels of three specs: they have no map in common, so that none is handed over."""
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")
LOW = Options.of("low")
BOOK, SVG, PNG = Options.of("small", "flipbook"), Options.of(format="png"), Options.of("small", "png")


def scatter(name: str) -> str:
    image, kernel = NUMBERS[name]
    return f"kind: scatter\ninput: {image}\nkernel: {kernel}\ntitle: Part {name}\n"


@pytest.fixture(autouse=True)
def drawn(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:  # noqa: ARG001  files are there
    """Write three specs and a playlist; return what was drawn so far."""
    for name in "abc":
        Path(f"{name}.yaml").write_text(scatter(name), encoding="utf-8")
    Path("all.yaml").write_text("playlist: [a.yaml, b.yaml, a.yaml]\n", encoding="utf-8")
    return pretend(monkeypatch)


def video(name: str, options: Options = LOW, **more: object) -> VideoRequest:
    return replace(VideoRequest(Path(f"{name}.yaml"), Path(f"out/{name}.{options.format}"), options), **more)


def figures(name: str = "a", **more: object) -> FigureRequest:
    return replace(FigureRequest(Path(f"{name}.yaml"), Path(f"out/{name}"), SVG), **more)


def edit(name: str, *lines: str) -> None:
    Path(f"{name}.yaml").write_text("\n".join((scatter(name).rstrip(), *lines, "")), encoding="utf-8")


def work(*requests: Request, force: bool = False, keep: bool = True) -> tuple[list[Result], list[Event]]:
    events: list[Event] = []
    return fulfil(requests, Here(), events.append, force=force, keep=keep), events


def files(results: Sequence[Result]) -> list[list[str]]:
    return [[path.as_posix() for path in result.files] for result in results]


def words(jobs: list[Job]) -> list[str]:
    """Return what was drawn since the last call."""
    texts = [words_of(job) for job in jobs]
    del jobs[:]
    return texts


def beats(*names: str) -> list[str]:
    return [f"{name}: {beat}" for name in names for beat in BEATS]


def test_each_clip_is_drawn_once_whoever_asks(drawn: list[Job]) -> None:
    requests = video("all"), video("a"), video("b"), video("c")
    results, events = work(*requests)
    assert words(drawn) == beats("a", "b", "c")
    assert files(results) == [[f"out/{name}.mp4", f"out/{name}.vtt"] for name in ("all", "a", "b", "c")]
    a, b, whole = (Path(f"out/{name}.mp4").read_text(encoding="utf-8") for name in ("a", "b", "all"))
    assert whole == "\n".join((a, b, a))
    assert [event.request for event in events if event.result] == [
        requests[1], requests[0], requests[2], requests[3],
    ]  # fmt: skip
    results, events = work(*requests)
    assert all(result.fresh for result in results)
    assert [event.request for event in events] == list(requests)
    assert words(drawn) == []


def test_every_result_has_the_digests_of_its_files() -> None:
    results, events = work(video("all"), video("a", BOOK), figures(), video("a", PNG))
    for result in results:
        assert result.files == {path: digest_of(path) for path in result.files}
    assert [len(result.files) for result in results] == [2, 1, 6, 1]
    assert {event.request: event.result for event in events if event.result} == dict(
        zip((video("all"), video("a", BOOK), figures(), video("a", PNG)), results, strict=True)
    )


def test_only_the_clips_that_changed_are_drawn(drawn: list[Job]) -> None:
    requests = video("all"), video("a"), video("b")
    work(*requests)
    words(drawn)
    edit("b", "labels: {kernel: Filter}")
    results, _ = work(*requests)
    assert [result.fresh for result in results] == [False, True, False]
    assert words(drawn) == beats("b")
    edit("b")
    results, _ = work(*requests)
    assert [result.fresh for result in results] == [False, True, False]
    assert words(drawn) == [], "the clips of before are kept"
    edit("b", "description: For machines.")
    results, _ = work(*requests)
    assert [result.fresh for result in results] == [False, True, False]
    assert words(drawn) == [], "a description is not shown"


def test_a_video_that_went_is_joined_again_and_nothing_drawn(drawn: list[Job]) -> None:
    work(video("a"))
    before = Path("out/a.mp4").read_bytes()
    words(drawn)
    for path in (Path("out/a.mp4"), Path("out/a.vtt")):
        path.unlink()
        (result,), _ = work(video("a"))
        assert not result.fresh
        assert Path("out/a.mp4").read_bytes() == before
    work(video("a", path=Path("elsewhere/a.mp4")))
    assert Path("elsewhere/a.mp4").read_bytes() == before
    assert words(drawn) == []


@pytest.mark.parametrize("change", ["spec", "output", "options", "captions", "force", "record"])
def test_a_change_makes_it_again(change: str, drawn: list[Job]) -> None:
    options, force = LOW, False
    work(video("a"))
    words(drawn)
    match change:
        case "spec":
            edit("a", "stride: 2")
        case "output":
            Path("out/a.mp4").write_bytes(Path("out/a.mp4").read_bytes()[:-1])
        case "options":
            options = Options.of("low", theme="light")
        case "captions":
            Path("out/a.vtt").unlink()
        case "force":
            force = True
        case "record":
            shutil.rmtree(records.RECORDS)
    (result,), _ = work(video("a", options), force=force)
    assert not result.fresh
    assert bool(words(drawn)) == (change in ("spec", "options", "force"))
    (result,), _ = work(video("a", options))
    assert result.fresh


def test_with_force_every_clip_is_drawn_again_once(drawn: list[Job]) -> None:
    requests = video("all"), video("a")
    work(*requests)
    words(drawn)
    results, _ = work(*requests, force=True)
    assert not any(result.fresh for result in results)
    assert words(drawn) == beats("a", "b")


def test_what_is_not_kept_is_not_recorded(drawn: list[Job]) -> None:
    work(video("a"), figures(), keep=False)
    assert not records.RECORDS.exists()
    assert len(words(drawn)) == 7
    (one, other), _ = work(video("a"), figures())
    assert (one.fresh, other.fresh) == (False, False)
    assert words(drawn) == ["a: 6 figures"]


def test_a_playlist_with_a_theme_of_its_own_has_clips_of_its_own(drawn: list[Job]) -> None:
    Path("all.yaml").write_text("playlist: [a.yaml]\ntheme: light\n", encoding="utf-8")
    work(video("a"), video("all"))
    assert sorted(words(drawn)) == sorted(beats("a", "a"))


def cards(first: str, last: str) -> None:
    Path("all.yaml").write_text(
        f"playlist:\n  - card: {first}\n    text: a.yaml\n  - a.yaml\n  - card: {last}\ntheme: light\n",
        encoding="utf-8",
    )


def test_only_the_card_that_changed_is_drawn(drawn: list[Job]) -> None:
    cards("Why", "End")
    work(video("all"))
    assert words(drawn) == ["Why: title", "Why: line-1", *beats("a"), "End: title"]
    cards("Why", "The end")
    work(video("all"))
    assert words(drawn) == ["The end: title"]
    cards("Why", "End")
    (result,), _ = work(video("all"))
    assert (result.fresh, words(drawn)) == (False, [])


def test_two_playlists_share_their_clips(drawn: list[Job]) -> None:
    Path("some.yaml").write_text("playlist: [b.yaml, c.yaml]\n", encoding="utf-8")
    work(video("some"), video("all"))
    assert words(drawn) == beats("b", "c", "a")


def test_specs_of_other_names_that_tell_the_same_share_their_clips(drawn: list[Job]) -> None:
    Path("copy.yaml").write_text(Path("a.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    results, _ = work(video("a"), video("copy"), figures("a"), figures("copy"))
    assert words(drawn) == [*beats("a"), "a: 6 figures", "copy: 6 figures"]
    assert [len(result.files) for result in results] == [2, 2, 6, 6]
    assert Path("out/a.mp4").read_bytes() == Path("out/copy.mp4").read_bytes()


def test_some_beats_share_the_clips_of_the_whole(drawn: list[Job]) -> None:
    work(video("a", first="land-1", last="land-1", path=Path("out/a.land-1.mp4")))
    assert words(drawn) == ["a: land-1"]
    work(video("a"))
    assert words(drawn) == [f"a: {beat}" for beat in BEATS if beat != "land-1"]


def test_what_has_a_clip_that_failed_fails_with_it_and_nothing_else(drawn: list[Job]) -> None:
    Path("b.yaml").write_text(scatter("b").replace("Part b", "broken"), encoding="utf-8")
    results, events = work(video("all"), video("a"), video("b"), video("c"), figures("c"))
    texts = [str(result.error) for result in results]
    assert texts == ["b, beat maps: it broke", "None", "b, beat maps: it broke", "None", "None"]
    assert [event.request for event in events if event.result and event.result.error] == [
        video("all"), video("b"),
    ]  # fmt: skip
    assert not Path("out/all.mp4").exists()
    assert {"a: maps", "c: maps"} <= set(words(drawn))
    again, _ = work(video("all"), video("a"))
    assert [result.fresh for result in again] == [False, True]


def failing_at(number: int, error: RenderError, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clip of a beat fail."""
    real = Clip.make

    def make_clip(clip: Clip, progress: Progress) -> object:
        if clip.number == number:
            raise error
        return real(clip, progress)

    monkeypatch.setattr(Clip, "make", make_clip)


def test_a_clip_that_fails_calls_off_those_of_its_scene_that_have_not_begun(
    drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_at(2, RenderError("it broke"), monkeypatch)
    results, _ = work(video("a"), figures("a"), video("all"))
    assert [str(result.error) for result in results] == ["it broke", "None", "it broke"]
    assert words(drawn) == [*beats("a")[:2], "a: 6 figures", *beats("b")[:2]]


@pytest.mark.parametrize("turn", [slice(None), slice(None, None, -1)], ids=["in order", "backwards"])
def test_who_wants_only_what_was_called_off_gets_it(
    turn: slice, drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(jobs: Sequence[Job], on_progress: OnProgress) -> Iterator[tuple[int, Outcome]]:
        yield from list(Here().run(jobs, on_progress))[turn]

    failing_at(2, RenderError("it broke"), monkeypatch)
    requests = video("a"), video("a", path=Path("out/end.mp4"), first="land-1")
    whole, end = fulfil(requests, Running(run), lambda _: None)
    assert (str(whole.error), end.error) == ("it broke", None)
    assert list(map(str, end.files)) == ["out/end.mp4", "out/end.vtt"]
    assert words(drawn) == [*beats("a")[:2], *beats("a")[3:]]


def test_what_cannot_be_read_is_no_work_for_others(drawn: list[Job]) -> None:
    Path("bad.yaml").write_text("kind: [", encoding="utf-8")
    gif = Options.of(format="gif")
    results, events = work(video("bad"), video("all", gif), video("a", first="no"), figures())
    bad, playlist, beat, fine = (result.error for result in results)
    assert isinstance(bad, SpecError)
    assert str(bad).startswith("bad.yaml:1:8: the file ends too early")
    assert isinstance(playlist, UsageError)
    assert str(playlist) == "a playlist becomes mp4, webm, mov, not gif: all.yaml."
    assert isinstance(beat, UsageError)
    assert str(beat).startswith('beat of a: no "no".')
    assert fine is None
    assert words(drawn) == ["a: 6 figures"]
    assert [event.request.spec.stem for event in events if event.result] == ["bad", "all", "a", "a"]


def test_figures_are_not_drawn_again_unless_one_of_them_changed(drawn: list[Job]) -> None:
    work(figures())
    work(figures())
    assert words(drawn) == ["a: 6 figures"]
    Path("out/a/lift-1.svg").write_text("<svg/>", encoding="utf-8")
    (some,), _ = work(figures(beats=("overlap",)))
    assert files([some]) == [["out/a/overlap.svg"]]
    (result,), _ = work(figures())
    assert (result.fresh, words(drawn)) == (False, ["a: 1 figures", "a: 6 figures"])
    assert all(result.fresh for result in work(figures(), figures(beats=("overlap",)))[0])


def test_what_is_wrong_or_fails_is_not_recorded() -> None:
    Path("b.yaml").write_text("kind: scatter\n", encoding="utf-8")
    Path("c.yaml").write_text(scatter("c").replace("Part c", "broken"), encoding="utf-8")
    (wrong, failed), _ = work(video("b"), video("c"))
    assert isinstance(wrong.error, SpecError)
    assert str(failed.error) == "c, beat maps: it broke"
    assert list(records.RECORDS.iterdir()) == []


def test_with_nothing_to_do_no_job_is_given_out_and_nothing_written() -> None:
    work(video("a"))
    shutil.rmtree(store.CLIPS)

    def run(jobs: Sequence[Job], on_progress: OnProgress) -> Iterator[tuple[int, Outcome]]:
        raise AssertionError(f"{jobs} {on_progress}")

    (result,) = fulfil([video("a")], Running(run), lambda _: None)
    assert result.fresh
    assert not store.CLIPS.exists()


def test_jobs_are_given_out_at_once_in_the_order_of_beats() -> None:
    given: list[list[str]] = []

    def run(jobs: Sequence[Job], on_progress: OnProgress) -> Iterator[tuple[int, Outcome]]:
        given.append([words_of(job) for job in jobs])
        yield from Here().run(jobs, on_progress)

    fulfil([video("b"), figures(), video("all")], Running(run), lambda _: None)
    assert given[0] == [*beats("b"), "a: 6 figures", *beats("a")]
    assert given[1:] in ([], [[], []])


def test_jobs_may_end_in_any_order(drawn: list[Job]) -> None:
    ends: list[str] = []

    def backwards(jobs: Sequence[Job], on_progress: OnProgress) -> Iterator[tuple[int, Outcome]]:
        yield from reversed(list(Here().run(jobs, on_progress)))

    def hear(event: Event) -> None:
        if event.result:
            ends.append(event.request.output.name)

    fulfil([video("a"), video("b"), video("c")], Running(backwards), hear)
    assert ends == ["c.mp4", "b.mp4", "a.mp4"]
    assert words(drawn) == beats("a", "b", "c")
    assert Path("out/a.mp4").read_text(encoding="utf-8").count("\n") == 5


def test_news_says_how_many_beats_are_done_of_how_many() -> None:
    _, events = work(video("a"))
    steps = [(event.done, event.of) for event in events if not event.result]
    assert steps[0] == (0, 6)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (6, 6)
    edit("a", "labels: {kernel: Filter}")
    Path("mix.yaml").write_text("playlist: [a.yaml, b.yaml]\n", encoding="utf-8")
    work(video("b"))
    _, events = work(video("mix"))
    steps = [(event.done, event.of) for event in events if not event.result]
    assert steps[0] == (6, 12), "half of it is there"
    assert steps[-1] == (12, 12)


def test_a_flip_book_and_the_figures_of_its_story_go_through_the_scene_once(drawn: list[Job]) -> None:
    requests = video("a", BOOK), figures(), figures(format="pdf"), figures("b"), video("a", PNG)
    results, _ = work(*requests)
    (both,) = (job for job in drawn if isinstance(job, Stills) and job.flipbook)
    assert set(both.files) == {path for result in results[:3] for path in result.files}
    assert {words_of(job) for job in drawn if job is not both} == {"b: 6 figures", "a.png"}
    assert [len(result.files) for result in results] == [1, 6, 6, 6, 1]
    edit("a", "labels: {kernel: Filter}")
    work(*requests)
    assert len(drawn) == 5


@pytest.mark.parametrize(
    "other",
    [
        lambda: figures("b"),
        lambda: figures(format="png"),
        lambda: figures(options=replace(SVG, theme="light")),
        lambda: figures(options=replace(SVG, transparent=True)),
    ],
    ids=["another story", "of another size", "another theme", "transparent"],
)
def test_figures_that_look_different_are_drawn_apart(other: Callable[[], Request], drawn: list[Job]) -> None:
    work(video("a", BOOK), other())
    assert len(drawn) == 2


def break_clips(paths: Sequence[Path], how: str) -> None:
    for path in paths:
        path.unlink()
        if how == "a folder":
            (path / "deep").mkdir(parents=True)


@pytest.mark.parametrize("how", ["gone", "a folder"])
def test_clips_that_are_not_there_are_drawn_again(how: str, drawn: list[Job]) -> None:
    work(video("a"))
    lost = [drawn[2].files[0], drawn[5].files[0]]
    words(drawn)
    break_clips(lost, how)
    Path("out/a.mp4").unlink()
    (result,), _ = work(video("a"))
    assert words(drawn) == ["a: multiply-1", "a: overlap"]
    assert (result.error, len(result.files)) == (None, 2)


def losing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let another process remove the first clip when all are there, so many times."""
    left = [times]
    real = schedule.finish

    def finish(plan: object, made: object) -> object:
        if left[0] and isinstance(plan, ClipPlan):
            left[0] -= 1
            plan.clips[0].path.unlink()
        return real(plan, made)

    def concatenate(clips: Sequence[Path], path: Path, *_: object) -> list[int]:
        for clip in clips:
            if not clip.exists():
                raise schedule.UnreadableClip(clip, "No such file or directory")
        path.write_text("joined", encoding="utf-8")
        return [10] * len(clips)

    monkeypatch.setattr(schedule, "finish", finish)
    monkeypatch.setattr("convscenes.rendering.formats.concatenation.concatenate", concatenate)


@pytest.mark.parametrize("times", [1, 2])
def test_a_clip_that_goes_before_it_is_joined_is_drawn_again(
    times: int, drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    losing(monkeypatch, times)
    (result,), _ = work(video("a"))
    assert (result.error, list(map(str, result.files))) == (None, ["out/a.mp4", "out/a.vtt"])
    assert words(drawn) == beats("a") + ["a: maps"] * times


def test_clips_that_never_stay_are_told_in_the_end(drawn: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    losing(monkeypatch, 99)
    (result, other), events = work(video("a"), figures())
    assert isinstance(result.error, RenderError)
    assert str(result.error) == ".convscenes/clips: the clips of a.yaml do not stay there."
    assert other.error is None
    assert [event.request for event in events if event.result] == [figures(), video("a")]
    assert not any(Path("out").glob("*.*"))
    assert words(drawn).count("a: maps") == schedule.ATTEMPTS


def test_many_who_share_a_clip_that_goes_all_wait_for_it(
    drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = [video("a", path=Path(f"out/{number}.mp4")) for number in range(5)]
    work(requests[0])
    words(drawn)
    losing(monkeypatch, 1)
    results, _ = work(*requests[1:])
    assert [result.error for result in results] == [None] * 4
    assert words(drawn) == ["a: maps"]


def test_a_job_that_is_never_ended_is_told() -> None:
    def idle(jobs: Sequence[Job], on_progress: OnProgress) -> Iterator[tuple[int, Outcome]]:
        yield from list(Here().run(jobs, on_progress))[1:]

    one, other = fulfil([video("a"), video("b")], Running(idle), lambda _: None)
    assert str(one.error) == "a job was given up before its end."
    assert other.error is None


def test_a_story_that_cannot_be_drawn_incrementally_is_drawn_whole_by_the_stock_engine(
    drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Clip.make

    def unless_incremental(clip: Clip, progress: Progress) -> object:
        story = clip.story.unpack()
        if (story.name, clip.number, clip.options.engine) == ("b", 3, "incremental"):
            raise UnsupportedScene("ImageMobject")
        return real(clip, progress)

    monkeypatch.setattr(Clip, "make", unless_incremental)
    with pytest.warns(UserWarning, match=r"^b: drawn by the stock engine \(ImageMobject\)\.$") as warned:
        results, _ = work(video("all"), video("b"), video("a"))
    assert len(warned) == 2
    assert [result.error for result in results] == [None] * 3
    stock = [words_of(job) for job in drawn if job.options.engine == "stock"]
    assert stock == beats("b")
    assert [words_of(job) for job in drawn if job.options.engine != "stock"].count("a: maps") == 1
    with pytest.warns(UserWarning, match="b: drawn by the stock engine"):
        (result,), _ = work(video("b", path=Path("again.mp4")))
    assert result.error is None


def test_one_plan_is_made_here_and_not_recorded(drawn: list[Job]) -> None:
    story = load_story(Path("a.yaml"))
    events: list[Event] = []
    plan = story_plan(video("a"), story, PackedStory.of(story), {})
    assert make(plan, events.append) == {path: digest_of(path) for path in plan.files}
    assert words(drawn) == beats("a")
    assert not records.RECORDS.exists()
    steps: list[tuple[int, int]] = []
    render(story, "b.mp4", quality="low", progress=lambda *report: steps.append(report))
    assert words(drawn) == []
    render(
        replace(story, title="Other"), "b.mp4", quality="low", progress=lambda *report: steps.append(report)
    )
    assert words(drawn) == beats("a")
    assert steps[-1] == (6, 6)


def test_one_plan_that_fails_says_so() -> None:
    story = replace(load_story(Path("a.yaml")), title="broken")
    with pytest.raises(RenderError, match="a, beat maps: it broke"):
        render(story, "a.mp4")
    assert not Path("a.mp4").exists()


def test_a_card_needs_no_file() -> None:
    story = card_story(Card(card="Why?"))
    assert render(story, "why.mp4") == Path("why.mp4")
    assert Path("why.vtt").read_text(encoding="utf-8").endswith("Title: Why?\n")


def test_the_limit_of_the_store_holds_when_all_is_joined(
    drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[str] = []
    monkeypatch.setattr(store, "trim", lambda: limits.append(Path("out/a.mp4").read_text(encoding="utf-8")))
    work(video("a"))
    assert len(limits) == 1
    assert len(drawn) == 6


def test_specs_that_were_read_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    specs = Specs()
    assert specs[Path("a.yaml")].story.title == "Part a"
    monkeypatch.setattr("convscenes.rendering.requests.specs.read", lambda path: pytest.fail(str(path)))
    (result,) = fulfil([video("a")], Here(), lambda _: None, specs=specs)
    assert result.error is None


def names_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def one_beat_less() -> None:
    """Leave out the second stamp."""
    Path("a.yaml").write_text(scatter("a").replace("[[2, 3]]", "[[2]]"), encoding="utf-8")


FEWER = ("01-maps", "02-lift-1", "03-multiply-1", "04-land-1", "05-overlap")


def test_numbered_files_of_a_beat_that_is_no_more_go_unless_somebody_changed_them() -> None:
    clips = video("a", path=Path("out/a"), clips=True)
    numbered = figures(numbers=True, folder=Path("figures"))
    work(clips, numbered)
    assert len(names_in("out/a")) == 12
    Path("out/a/06-overlap.vtt").write_text("by hand", encoding="utf-8")
    Path("out/a/99-mine.mp4").write_text("mine", encoding="utf-8")
    Path("figures/05-stamp-2.svg").write_text("by hand", encoding="utf-8")
    one_beat_less()
    work(clips, numbered)
    made = [f"{name}.{suffix}" for name in FEWER for suffix in ("mp4", "vtt")]
    assert names_in("out/a") == sorted([*made, "06-overlap.vtt", "99-mine.mp4"])
    assert names_in("figures") == sorted([*(f"{name}.svg" for name in FEWER), "05-stamp-2.svg"])


def test_figures_without_numbers_stay_whatever_becomes_of_their_beats() -> None:
    work(figures())
    one_beat_less()
    work(figures())
    assert names_in("out/a") == sorted(f"{beat}.svg" for beat in BEATS)


def test_some_numbered_files_are_no_reason_to_remove_others() -> None:
    clips = video("a", path=Path("out/a"), clips=True)
    numbered = figures(numbers=True, folder=Path("figures"))
    work(clips, numbered)
    before = names_in("out/a"), names_in("figures")
    work(replace(clips, first="maps", last="maps"), replace(numbered, beats=("maps",)))
    assert (names_in("out/a"), names_in("figures")) == before
    results, _ = work(clips, numbered)
    assert all(result.fresh for result in results)
    one_beat_less()
    work(replace(clips, first="land-1"), replace(numbered, beats=("overlap",)))
    work(clips, numbered)
    assert {name.rpartition(".")[0] for name in names_in("out/a")} == set(FEWER)
    assert {name.rpartition(".")[0] for name in names_in("figures")} == set(FEWER)


def test_what_is_not_kept_removes_nothing() -> None:
    clips = video("a", path=Path("out/a"), clips=True)
    work(clips)
    one_beat_less()
    work(clips, keep=False)
    assert len(names_in("out/a")) == 14
