"""The stage: from whatever is on screen to what a beat shows, and nothing is played twice."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import Animation, VMobject

from convscenes.look.lettering import Lettering
from convscenes.rendering.manim_backend import performance as backend
from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.manim_backend.performance import settings as manim_settings
from convscenes.rendering.options import Options
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Map, Story
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.points import Laid, Points
from convscenes.stories._base.story import Term
from convscenes.words import Sentence, Words
from tests.scenes.screen import Screen, screen_of

LOW = Options.of("low")


class Plain(SpecScene):
    """Counts what it plays; one beat has a mark."""

    def marks(self, beat: Beat) -> Sequence[Mark]:
        made: list[Mark] = [self.arrow("input", "output", beat)] if "output" in beat.shows else []
        if beat.name == "laid":
            made.append(Mark("word", lambda: Lettering("word", 0.4, self.theme.ink, y=-2.0)))
        return made

    def play(self, *animations: Animation, **more: Any) -> None:  # type: ignore[override]
        self.played = [*getattr(self, "played", []), animations]
        super().play(*animations, **more)


def story() -> Story:
    """Return a story in which all that a stage shows comes, changes, stays and goes."""
    image = np.array([[1, 2, 3], [4, 5, 6]])
    maps = [
        Map.input((2, 3), label="Input", beyond="zeros"),
        Map.output((1, 2), label="Output"),
        Map.kernel((1, 2), label="Kernel"),
    ]
    builder = StoryBuilder(maps, Words())
    builder.show("input", image)
    builder.beat("input", Sentence("The input."))
    builder.show("output", empty((1, 2), int))
    window = Points.block("window", [-1, 0], [0, 1])
    builder.beat("both", Sentence("And the output."), points={"input": [Points.cell((0, 0))]})
    builder.beat(
        "laid", Sentence("Numbers lie there."),
        points={"input": [Points.cell((1, 2))], "output": [Points.cell((0, 1))]},
        laid={"input": [Laid("products", "contribution", np.array([[7]]))]},
        formula=[Term("7", "contribution"), Term("= 7")],
    )  # fmt: skip
    builder.shows["output"][0, 0] = 9
    builder.beat(
        "lines", Sentence("Lines."),
        points={"input": [Points.row(0, (2, 3))], "output": [Points.cell((0, 0))]},
        connects=[("input", "output")], below={"output": [Term("3 → 1")]},
    )  # fmt: skip
    builder.show("kernel", np.array([[1, 1]]))
    builder.beat(
        "dashed", Sentence("Some are padding."),
        points={"input": [Points.cell((0, 0)), window]} | builder.whole("kernel"),
        dashed={"output": np.array([[False, True]])},
    )  # fmt: skip
    builder.hide("output")
    builder.beat("gone", Sentence("It is gone."))
    return Story(
        "plain",
        "A plain story",
        "",
        tuple(builder.maps.values()),
        tuple(builder.beats),
        parameters="stride 2",
    )


STORY = story()


@pytest.fixture(scope="module", autouse=True)
def plain() -> Any:
    patch = pytest.MonkeyPatch()
    patch.setattr(backend, "scene_class", lambda *_: Plain)
    yield
    patch.undo()


def seen(*numbers: int) -> tuple[Plain, Screen]:
    """Stand at the ends of some beats, one after the other; return what is on screen at last."""
    with closing(Performance(STORY, LOW, draws=False)) as performance, manim_settings(LOW):
        for number in numbers:
            performance.scene.stand_at(number)
        scene = performance.scene
        assert isinstance(scene, Plain)
        return scene, screen_of(scene, STORY.beats[numbers[-1]], "dark")


def drawn(screen: Screen) -> dict[str, Any]:
    """Return all that a screen shows, in no order."""
    texts = [(t.words, t.rect, round(t.em, 6), tuple(t.colour.round(6)), t.dimmed) for t in screen.texts]
    rects = [(name, rect) for name, rect in screen.everything if name != "VGroup"]
    return {"texts": sorted(map(repr, texts)), "rects": sorted(map(repr, rects)), "values": screen.values}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(STORY.beats) - 1), min_size=2, max_size=5))
def test_where_the_stage_comes_from_does_not_matter(numbers: list[int]) -> None:
    _, after = seen(*numbers)
    _, alone = seen(numbers[-1])
    assert drawn(after) == drawn(alone)


@pytest.mark.parametrize("number", range(len(STORY.beats)))
def test_what_has_been_played_is_not_played_again(number: int) -> None:
    scene, _ = seen(number)
    count = len(scene.played)
    with manim_settings(LOW):
        scene.stage.arrive(STORY.beats[number])
    assert len(scene.played) == count


def test_a_beat_determines_what_is_highlighted_outlined_and_dimmed() -> None:
    scene, _ = seen(3)
    views = scene.stage.views
    assert views["input"].grid.cells.highlighted.tolist() == [[1, 1, 1], [0, 0, 0]]
    assert views["output"].grid.cells.highlighted.tolist() == [[1, 0]]
    assert set(scene.stage.outlines) == {"input", "output"}
    (outline,) = scene.stage.outlines["input"].rects
    assert outline == views["input"].place.block([0], [0, 2])
    assert set(scene.stage.lines) == {("input", "output")}
    assert len(scene.stage.lines["input", "output"].pairs) == 3
    assert scene.stage.laid == {}


def test_padding_is_as_large_as_the_beats_point_beyond_the_map_with_the_same_maps_on_screen() -> None:
    for number, size in ((0, (0, 0, 0, 0)), (2, (0, 0, 0, 0)), (4, (1, 0, 0, 0))):
        scene, _ = seen(number)
        assert scene.stage.views["input"].padding.size == size


def test_dashed_cells_are_seen_once() -> None:
    scene, screen = seen(4)
    view = scene.stage.views["output"]
    assert view.dashed is not None
    assert view.grid.cells.opacity.tolist() == [[1, 0]]
    assert view.dashed.cells.opacity.tolist() == [[0, 1]]
    assert screen.values["output"] == [[9, None]]


def test_marks_and_formulas_come_and_go() -> None:
    words = {number: {text.words for text in seen(number)[1].words} for number in range(len(STORY.beats))}
    assert [number for number in words if "word" in words[number]] == [2]
    assert [number for number in words if "= 7" in words[number]] == [2]
    assert [number for number in words if "3 → 1" in words[number]] == [3]
    assert all("stride 2" in there for there in words.values())


def test_a_map_that_is_gone_leaves_nothing() -> None:
    scene, screen = seen(4, 5)
    assert set(scene.stage.views) == {"input", "kernel"}
    assert "output" not in screen.values
    named = [m for m in scene.mobjects if isinstance(m, VMobject) and m.name.startswith("output")]
    assert named == []
