"""The order in which things of one depth are drawn: it follows from a beat, not from when they came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from manim import VMobject

from convscenes.stories import Beat

if TYPE_CHECKING:
    from convscenes.scenes._base.stage import Stage


def in_order(stage: Stage, beat: Beat) -> list[VMobject]:
    """Return all that is on a stage at the end of a beat, which remembers it in that order from now on.

    A renderer may draw what stands still otherwise than what comes after something that moves.
    """
    names = [one.name for one in stage.story.maps]
    laid = [(over, one.name) for over in names for one in beat.laid.get(over, ())]
    marks = [mark.key for mark in stage.scene.marks(beat)]
    parts = [*_sorted(stage.views, names), *_sorted(stage.writing.written, ["", *names])]
    return [
        *(mobject for part in parts for mobject in part.mobjects),
        *_sorted(stage.marks, marks),
        *_sorted(stage.laid, laid),
        *_sorted(stage.lines, beat.connects),
        *_sorted(stage.outlines, names),
    ]


def _sorted(shown: dict[Any, Any], keys: Iterable[Any]) -> list[Any]:
    """Bring the keys that are there in the order of ``keys``, and return their values."""
    for key in keys:
        if key in shown:
            shown[key] = shown.pop(key)
    return [*shown.values()]
