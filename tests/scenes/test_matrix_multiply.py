"""matrix-multiply: every number of the notebook can be read, an entry of y stands beside its row."""

from pathlib import Path

import pytest

from convscenes.scenes.matrix_multiply import MatrixMultiply
from convscenes.scenes.matrix_multiply.layout import is_broken
from convscenes.stories import load_story
from tests.scenes.shaped import shaped

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.mark.parametrize("name", ["05-matrix-multiply", "08-transposed-multiply"])
def test_every_number_of_the_notebook_can_be_read(name: str) -> None:
    story = load_story(SCENES / f"{name}.yaml")
    scene = MatrixMultiply(story)
    scene.prepare()
    names = [m.name for m in story.maps]
    places = scene.arranged(names)
    assert all(scene.slot(name, names).reads(places[name].size) == 1 for name in names)
    assert places["result"].rect.top == pytest.approx(places["matrix"].rect.top)
    assert places["result"].cell == places["matrix"].cell, "an entry of y stands beside its row"
    assert places["output"].cell == places["direct"].cell


@pytest.mark.parametrize("aspect", ["4:3", "1:1", "9:16"])
@pytest.mark.parametrize("name", ["05-matrix-multiply", "08-transposed-multiply"])
def test_every_number_of_the_notebook_can_be_read_in_narrow_frames(name: str, aspect: str) -> None:
    story = shaped(load_story(SCENES / f"{name}.yaml"), aspect)
    scene = MatrixMultiply(story)
    scene.prepare()
    names = [m.name for m in story.maps]
    places = scene.arranged(names)
    assert all(scene.slot(name, names).reads(places[name].size) == 1 for name in names)


def test_an_upright_frame_breaks_the_equation_after_the_matrix() -> None:
    scene = MatrixMultiply(shaped(load_story(SCENES / "05-matrix-multiply.yaml"), "9:16"))
    scene.prepare()
    places = scene.found
    assert is_broken(places)
    assert places["matrix"].rect.width > 0.9 * scene.frame.line
    assert places["column"].rect.top == pytest.approx(places["result"].rect.top)
    dot, equals = (mark.make().get_center() for mark in scene.marks(scene.story.beat("compare")))
    assert dot[0] < places["column"].rect.left < equals[0] < places["result"].rect.left
    assert dot[1] == pytest.approx(equals[1], abs=0.2)
