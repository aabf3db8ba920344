"""matrix-multiply: every number of the notebook can be read, an entry of y stands beside its row."""

from pathlib import Path

import pytest

from convscenes.scenes.matrix_multiply import MatrixMultiply
from convscenes.stories import load_story

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
