"""What a beat shows besides maps and formulas: operators, arrows, brackets, charts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from manim import VMobject


@dataclass(frozen=True)
class Mark:
    """Anything else that a beat shows: an operator, an arrow, a bracket, a chart.

    One with the ``key`` of a mark that is there already stays as it is. It comes with the map
    ``enters_with``, else after all maps.
    """

    key: Hashable
    make: Callable[[], VMobject]
    enters_with: str = ""
