"""matrix-multiply with ``transposed: true``: the rules of every scene, for every shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from convscenes.scenes.stage.piece import slot
from convscenes.scenes.stage.product_layout import places_back, places_forth
from convscenes.stories import Story, load_story
from tests.conftest import SHAPES
from tests.scenes.test_every_scene import check_story

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.mark.parametrize("shape", [s for s in SHAPES if s.stem != "large"], ids=lambda shape: shape.stem)
def test_shapes_with_the_transposed_matrix(shape: Path, told: Callable[..., Story]) -> None:
    fields = yaml.safe_load(shape.read_text(encoding="utf-8"))
    check_story(told("matrix-multiply", **fields | {"transposed": True}))


def test_many_columns_flow(told: Callable[..., Story]) -> None:
    check_story(told("matrix-multiply", input={"range": [9, 9]}, kernel=[[1, 0, -2]], transposed=True))


@pytest.mark.parametrize("name", ["05-matrix-multiply", "08-transposed-multiply"])
def test_every_number_of_the_notebook_can_be_read(name: str) -> None:
    story = load_story(SCENES / f"{name}.yaml")
    slots = {m.name: slot(story, m.name) for m in story.maps}
    places = (places_back if "transposed" in name else places_forth)(slots)
    assert all(places[name].cell >= slots[name].legible for name in slots)
    assert places["result"].rect.top == pytest.approx(places["matrix"].rect.top)
    assert places["result"].cell == places["matrix"].cell, "an entry of y stands beside its row"
    assert places["output"].cell == places["direct"].cell
