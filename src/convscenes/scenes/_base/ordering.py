"""The drawing order of mobjects of one depth: it follows from a beat, not from when they were added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from manim import VMobject

from convscenes.stories import Beat

if TYPE_CHECKING:
    from convscenes.scenes._base.stage import Stage


def in_order(stage: Stage, beat: Beat) -> list[VMobject]:
    """Return all mobjects on a stage at the end of a beat, and put the stage's dicts in the same order.

    A renderer may draw what does not move differently, depending on whether something before it moves.
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
    """Put the entries of ``shown`` in the order of ``keys``, and return their values."""
    for key in keys:
        if key in shown:
            shown[key] = shown.pop(key)
    return [*shown.values()]
