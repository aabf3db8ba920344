"""matrix-multiply: every number of the notebook can be read, an entry of y stands beside its row."""

from pathlib import Path

import pytest

from convscenes.scenes._base.piece import slot
from convscenes.scenes._base.product_layout import places_back, places_forth
from convscenes.stories import load_story

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.mark.parametrize("name", ["05-matrix-multiply", "08-transposed-multiply"])
def test_every_number_of_the_notebook_can_be_read(name: str) -> None:
    story = load_story(SCENES / f"{name}.yaml")
    slots = {m.name: slot(story, m.name) for m in story.maps}
    places = (places_back if "transposed" in name else places_forth)(slots)
    assert all(places[name].cell >= slots[name].legible for name in slots)
    assert places["result"].rect.top == pytest.approx(places["matrix"].rect.top)
    assert places["result"].cell == places["matrix"].cell, "an entry of y stands beside its row"
    assert places["output"].cell == places["direct"].cell
