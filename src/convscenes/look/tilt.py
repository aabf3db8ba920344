"""How flat cells lie on a plane that is seen at an angle: a linear map of offsets. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tilt:
    """Where one unit to the right and one unit up in a plane go on screen.

    ``across`` and ``up`` are pairs of x and y in units. Columns run along ``across``, rows against ``up``.
    """

    across: tuple[float, float]
    up: tuple[float, float]

    def __call__(self, offsets: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return offsets (…, 2) in the plane as offsets on screen (…, 2).

        >>> Tilt((1.0, -0.25), (0.5, 0.5))(np.array([[1.0, 0.0], [0.0, 2.0]])).tolist()
        [[1.0, -0.25], [1.0, 1.0]]
        """
        made: NDArray[np.float64] = offsets[..., :1] * self.across + offsets[..., 1:] * self.up
        return made

    def bounds(self, width: float, height: float) -> tuple[float, float]:
        """Return how wide and how high a rectangle of the plane is on screen, in units.

        >>> Tilt((1.0, -0.25), (0.5, 0.5)).bounds(4.0, 2.0)
        (5.0, 2.0)
        """
        (right, sinks), (leans, rises) = self.across, self.up
        return width * abs(right) + height * abs(leans), width * abs(sinks) + height * abs(rises)

    @property
    def rise(self) -> float:
        """How high a unit of the plane's height is on screen: numerals must be larger to be read."""
        return abs(self.up[1])


LEVEL = Tilt((0.97, -0.19), (0.47, 0.53))
"""A level plane, as the stacked planes of the published figures of convolution arithmetic lie."""
