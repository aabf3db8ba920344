"""Folding: copies of the values of one map move into another, row after row."""

from __future__ import annotations

from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.stage import Stage
from convscenes.stories import Beat


def fold_into(stage: Stage, start: Spots, name: str, beat: Beat, seconds: float) -> None:
    """Move copies of the values of the map ``name`` from ``start`` into it; it enters with them."""
    view, shape = stage.view(name, beat), start.centers.shape[:2]
    values, end = beat.shows[name].reshape(shape), Spots.of(view.place, shape)
    stage.carry(values, start, end, *view.fade_label(), like=view.grid, seconds=seconds)
    stage.scene.add(view.grid)
