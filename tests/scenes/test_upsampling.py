"""upsampling: pictures of odd shapes are shown as well; its panels are pictures, without outlines."""

from collections.abc import Callable
from typing import Any

import pytest

from convscenes.look.matrix_grid import MatrixGrid
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.scenes.test_every_scene import broken


@pytest.mark.parametrize(
    "fields",
    [
        {"input": [[7]], "kernel": [[3]]},
        {"input": [1, 2.5, -3, 4, 5, 6], "scale": 4},
        {"input": {"range": [12, 20]}, "scale": 3},
        {"input": [[3, -1, 4], [9, 2, 6]], "scale": [2, 3], "kernel": [[1, 2, -4], [0, 1, 3]]},
    ],
)
def test_odd_shapes(fields: dict[str, Any], build: Callable[..., Story]) -> None:
    seen = screens_of(build("upsampling", **fields), "light")
    assert {rule.__name__: faults for rule in RULES if (faults := broken(rule, seen))} == {}


def test_panels_are_pictures_of_16_colours_at_most(build: Callable[..., Story]) -> None:
    story = build("upsampling", input={"range": [12, 20]}, kernel=[[1, -1], [0.5, 2]])
    looked = []

    def look(scene: SpecScene, _: Beat) -> None:
        for grid in (m for m in scene.mobjects if isinstance(m, MatrixGrid)):
            picture = story.map(grid.name).role == "output"
            assert (grid.style == "picture") == picture
            if picture:
                looked.append(grid.name)
                assert len(grid.submobjects) <= 16
                assert {layer.get_stroke_width() for layer in grid.submobjects} == {0.0}

    visit(story, Options.of("low"), ["transposed", "together"], look)
    assert sorted(looked) == ["bicubic", "bilinear", "nearest", "output", "output"]
