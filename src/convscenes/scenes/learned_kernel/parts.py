"""The parts of the stage while a kernel learns: for its weights, for pictures, for the error's chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from convscenes.look.frame import FORMULA
from convscenes.look.layout import Rect

WIDE = 1.5
"""From this ratio on, the weights stand left of all else."""
APART, BETWEEN = 0.5, 0.1
"""Space between parts side by side, and one below the other."""
BESIDE, BELOW = (0.34, 0.45), (0.43, 0.6)
"""The shares of the stage's width that weights have beside or below pictures: at least, and at most."""


@dataclass(frozen=True)
class Parts:
    """Where everything is drawn; a formula stands below the weights, in the same part."""

    weights: Rect
    pictures: Rect
    chart: Rect

    @classmethod
    def of(cls, stage: Rect, needed: float = 0.0) -> Self:
        """Return the parts of a wide stage, of one about as high as wide, or of a high one.

        Pictures over chart are beside the weights; weights and chart are below the pictures; or all are below
        each other. Weights with something beside them have the width ``needed`` to read them, if that leaves
        room for it.

        >>> [round(Parts.of(Rect(0, 0, width, 6)).chart.width, 2) for width in (12.0, 7.0, 4.0)]
        [7.42, 3.49, 4.0]
        >>> [round(Parts.of(Rect(0, 0, 7.0, 6), needed).weights.width, 2) for needed in (2.0, 4.0, 5.0)]
        [3.01, 4.0, 3.01]
        """
        wide = stage.width > WIDE * stage.height
        least, most = (share * stage.width for share in (BESIDE if wide else BELOW))
        left = stage.left + (max(least, needed) if needed <= most else least)
        if wide:
            middle = stage.bottom + 0.51 * stage.height
            right = left + APART
            return cls(
                Rect.between(stage.left, left, stage.bottom, stage.top),
                Rect.between(right, stage.right, middle + BETWEEN, stage.top),
                Rect.between(right, stage.right, stage.bottom, middle),
            )
        if stage.width > stage.height:
            middle = stage.bottom + 0.6 * stage.height
            return cls(
                Rect.between(stage.left, left, stage.bottom, middle),
                Rect.between(stage.left, stage.right, middle + BETWEEN, stage.top),
                Rect.between(left + APART, stage.right, stage.bottom, middle),
            )
        low, high = stage.bottom + 0.3 * stage.height, stage.bottom + 0.72 * stage.height
        return cls(
            Rect.between(stage.left, stage.right, low + BETWEEN, high),
            Rect.between(stage.left, stage.right, high + BETWEEN, stage.top),
            Rect.between(stage.left, stage.right, stage.bottom, low),
        )

    @property
    def grid(self) -> Rect:
        """The space for the weights, above a formula."""
        weights = self.weights
        return Rect.between(weights.left, weights.right, weights.bottom + FORMULA, weights.top)
