"""What a beat shows besides maps and formulas: operators, arrows, brackets, charts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from manim import Animation, VMobject


@dataclass(frozen=True)
class Mark:
    """Anything else that a beat shows: an operator, an arrow, a bracket, a chart.

    One with the ``key`` of a mark that is there already stays as it is, or does what ``follow`` returns: the
    animations from whatever that shows to what the beat shows, none if these are alike. It comes with
    the map ``enters_with``, else after all maps.
    """

    key: Hashable
    make: Callable[[], VMobject]
    enters_with: str = ""
    follow: Callable[[Any], Sequence[Animation]] = lambda _: ()
