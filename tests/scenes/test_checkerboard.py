"""checkerboard: what moves with what."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from convscenes.look.motion import Motion
from convscenes.scenes._base.spots import Spots
from convscenes.scenes.checkerboard import Checkerboard
from convscenes.stories import load_story
from tests.scenes.shaped import shaped

STORY = load_story(Path(__file__).parents[2] / "scenes" / "14-checkerboard.yaml")


class Skipping(Checkerboard):
    """Shows the end of every motion at once."""

    def play(self, *animations: Any, seconds: float = 0.8, **kwargs: Any) -> None:
        for animation in animations:
            cast(Motion, animation).skip()

    def hold(self, seconds: float) -> None: ...


def standing_at(name: str) -> Skipping:
    scene = Skipping(STORY)
    scene.begin()
    scene.stage.arrive(STORY.beat(name))
    return scene


def test_an_outline_goes_along_when_its_map_moves() -> None:
    scene, beat = standing_at("inside"), STORY.beat("compare")
    before = scene.stage.views["counts-3-2"].place
    scene.stage.arrange(beat)
    place = scene.stage.views["counts-3-2"].place
    assert place.y > before.y
    assert scene.stage.outlines["counts-3-2"].rects == (place.block([0], [1, 7]),)


def test_a_copy_has_cells_only_where_there_are_values() -> None:
    scene = standing_at("weigh")
    view = scene.stage.views["weighted"]
    copy = scene.stage.copy(view.grid.values, Spots.of(view.place, view.place.shape), like=view.grid)
    assert np.argwhere(copy.cells.opacity)[:5].tolist() == [[0, 0], [0, 1], [0, 2], [0, 3], [1, 2]]


def test_sums_have_their_place_before_they_come() -> None:
    scene = standing_at("weigh")
    before = {name: scene.place(name, STORY.beat("weigh")) for name in STORY.beat("weigh").shows}
    assert before == {name: scene.place(name, STORY.beat("sum")) for name in before}


def test_what_is_resized_stands_in_the_middle_of_what_it_is_made_of() -> None:
    scene = standing_at("enlarge")
    enlarged = scene.place("enlarged", STORY.beat("enlarge"))
    resized = scene.place("resized-3", STORY.beat("resize"))
    assert (resized.x, resized.y, resized.cell) == (enlarged.x, enlarged.y, enlarged.cell)
    assert resized.shape == (6, 6)


def test_columns_of_maps_below_each_other_are_aligned_and_the_input_with_its_stamps() -> None:
    scene = standing_at("inside")
    places = {name: scene.place(name, STORY.beat("inside")) for name in STORY.beat("inside").shows}
    assert places["stamps"].centers()[0, :, 0].tolist() == places["counts-3-2"].centers()[0, :, 0].tolist()
    assert places["input"].centers()[:, 0, 1].tolist() == places["stamps"].centers()[:, 0, 1].tolist()
    compared = STORY.beat("compare")
    assert len({round(scene.place(name, compared).rect.left, 9) for name in compared.shows}) == 1


def test_a_row_and_a_column_stand_along_their_table() -> None:
    scene, beat = standing_at("multiply"), STORY.beat("multiply")
    row, column, table = (scene.place(name, beat) for name in ("counts-3-2", "down", "square"))
    assert row.centers()[0, :, 0].tolist() == table.centers()[0, :, 0].tolist()
    assert column.centers()[:, 0, 1].tolist() == table.centers()[:, 0, 1].tolist()


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "1:1", "9:16"])
def test_all_panels_can_be_read(aspect: str) -> None:
    scene = Checkerboard(shaped(STORY, aspect))
    scene.begin()
    beat = STORY.beat("together")
    assert all(
        scene.slot(name, [*beat.shows]).reads(scene.place(name, beat).size) == 1 for name in beat.shows
    )


def test_what_is_written_of_a_panel_stands_right_under_its_line_in_an_upright_frame() -> None:
    scene = Checkerboard(shaped(STORY, "9:16"))
    scene.begin()
    beat = STORY.beat("together")
    first, second, third = ((scene.place(name, beat), scene.formula_spot(beat, name)) for name in beat.below)
    assert first[1].y == second[1].y > third[0].rect.top
    assert third[1].y < third[0].rect.bottom
    assert all(place.x == spot.x for place, spot in (first, second, third))
