"""A flip book and figures of one story: one pass of the scene, and the bytes that each has by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from convscenes.errors import RenderError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.manim_backend import performance
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.request import FigureRequest, VideoRequest
from convscenes.rendering.requests.schedule import fulfil
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Figure, Stills
from convscenes.rendering.video import render
from convscenes.stories import Story, load_story
from tests.rendering.conftest import DrawWith, Failing

TINY = Options(Quality(64, 36, 10), "flipbook")
SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


@pytest.fixture
def performances(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the stories that were staged so far."""
    names: list[str] = []

    class Counted(performance.Performance):
        def __init__(self, story: Story, options: Options, *, draws: bool = True) -> None:
            names.append(story.name)
            super().__init__(story, options, draws=draws)

    monkeypatch.setattr(performance, "Performance", Counted)
    return names


def files(folder: str) -> dict[str, bytes]:
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_flip_book_and_all_figures_are_one_pass_with_the_same_bytes(performances: list[str]) -> None:
    Path("a.yaml").write_text(SCATTER, encoding="utf-8")

    def requests(folder: str) -> list[VideoRequest | FigureRequest]:
        return [
            FigureRequest(Path("a.yaml"), Path(folder, "figures"), Options.of(format="png")),
            VideoRequest(Path("a.yaml"), Path(folder, "a.gif"), TINY),
            FigureRequest(
                Path("a.yaml"), Path(folder, "figures"), Options.of(format="png"), "pdf", ("maps",)
            ),
        ]

    results = fulfil(requests("together"), Here(), lambda _: None)
    assert [result.error for result in results] == [None] * 3
    assert performances == ["a"]
    for request in requests("apart"):
        (result,) = fulfil([request], Here(), lambda _: None)
        assert result.error is None
    assert performances == ["a"] * 4
    assert files("together") == files("apart")
    assert len(files("apart")) == 6 + 1 + 1


@pytest.fixture
def stills(story: Story) -> Stills:
    """A flip book and two figures of the squares."""
    figures = tuple(Figure(beat, Path(f"out/{beat}.svg")) for beat in ("come", "move"))
    return Stills(PackedStory.of(story), TINY, figures, Path("out/a.gif"), ("come", "move", "fade"))


@pytest.mark.usefixtures("draws")
def test_the_digests_are_of_what_was_written(stills: Stills) -> None:
    assert stills.make(lambda *_: None) == {path: digest_of(path) for path in stills.files}
    assert [path.name for path in stills.files] == ["come.svg", "move.svg", "a.gif"]


@pytest.mark.usefixtures("draws")
def test_news_comes_with_every_beat_that_is_wanted(stills: Stills) -> None:
    for job, steps in ((stills, 3), (replace(stills, flipbook=None, pages=()), 2)):
        heard: list[tuple[int, int]] = []
        job.make(lambda *report, heard=heard: heard.append(report))
        assert heard == [(done, steps) for done in range(1, steps + 1)]


def test_nothing_is_left_of_what_failed(stills: Stills, draws: DrawWith) -> None:
    draws(Failing)
    with pytest.raises(RenderError, match="01-squares, beat move: ZeroDivisionError: the square has no side"):
        stills.make(lambda *_: None)
    assert list(Path("out").iterdir()) == []


@pytest.mark.usefixtures("draws")
def test_what_was_there_stays_if_one_file_cannot_be_written(stills: Stills) -> None:
    Path("out/move.svg").mkdir(parents=True)
    Path("out/come.svg").write_text("the old one", encoding="utf-8")
    with pytest.raises(RenderError, match=r"^out/move\.svg could not be written: Is a directory\.$"):
        stills.make(lambda *_: None)
    assert not Path("out/a.gif").exists()
    assert not [path for path in Path("out").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ({}, True),
        ({"figures": (Figure("come", Path("a.pdf")),)}, True),
        ({"figures": (Figure("come", Path("a.png")),)}, False),
        ({"flipbook": Path("b.gif")}, False),
        ({"story": PackedStory(b"another")}, False),
        ({"options": replace(TINY, quality=Quality(640, 360, 30), format="png")}, True),
        ({"options": replace(TINY, theme="light")}, False),
        ({"options": replace(TINY, pace=2.0)}, False),
        ({"options": replace(TINY, format="png", transparent=True)}, False),
    ],
)
def test_only_what_looks_the_same_at_any_size_fits_a_flip_book(
    stills: Stills, other: dict[str, object], fits: bool
) -> None:
    flipbook = replace(stills, figures=())
    figures = replace(replace(stills, flipbook=None, pages=()), **other)
    both = flipbook.with_figures(figures)
    if fits:
        assert both is not None
        assert set(both.files) == {*flipbook.files, *figures.files}
        assert both.options == flipbook.options
    else:
        assert both is None
    assert figures.with_figures(flipbook) is None


@pytest.mark.parametrize(
    ("name", "pace", "milliseconds"), [("a.webp", 1, 1000), ("a.gif", 2, 500), ("a.avif", 0.5, 2000)]
)
def test_a_step_is_shown_for_a_second_unless_told(name: str, pace: float, milliseconds: int) -> None:
    spec = f"kind: arithmetic\ninput: [1, 2, 3]\nkernel: [4, 5]\npace: {pace}\nhold: {{step-2: 3}}\n"
    Path("a.yaml").write_text(spec, encoding="utf-8")
    render(load_story(Path("a.yaml")), name, format="steps", quality="360p")
    durations = []
    with Image.open(name) as picture:
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            durations.append(round(picture.info["duration"]))
    assert durations == [milliseconds, 3000]
