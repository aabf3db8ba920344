"""Animations that set points and colours directly: nothing is copied or interpolated that does not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from manim import Animation, Scene, VGroup, VMobject, linear, smooth
from numpy.typing import NDArray

from convscenes.look.layout import Rect

Rate = Callable[[float], float]


class Motion(Animation):
    """An animation that sets its mobject at every frame by ``at(alpha)``, where alpha is already eased."""

    mobject: VMobject  # type: ignore[assignment]  # Manim annotates its OpenGL branch; ours is Cairo's

    def create_starting_mobject(self) -> VMobject:
        """Return the mobject itself: nothing is interpolated from a copy."""
        return self.mobject

    def interpolate_mobject(self, alpha: float) -> None:
        """Show the moment ``alpha`` of the motion."""
        self.at(self.rate_func(min(max(alpha, 0.0), 1.0)))

    def at(self, alpha: float) -> None:
        """Set the mobject as it is at ``alpha``."""
        raise NotImplementedError

    def skip(self) -> None:
        """Show the end, as if the motion had played."""
        self.begin()
        self.finish()


class Fade(Motion):
    """Fade mobjects in or out."""

    def __init__(self, *mobjects: VMobject, out: bool = False, rate: Rate = smooth) -> None:
        """Fade ``mobjects`` in; with ``out``, fade them out and remove them."""
        group = mobjects[0] if len(mobjects) == 1 else VGroup(*mobjects)
        super().__init__(group, rate_func=rate, introducer=not out, remover=out)
        self.out = out
        self.whole: list[tuple[VMobject, NDArray[np.float64], NDArray[np.float64]]] = []

    def begin(self) -> None:
        """Store the full colours."""
        family = self.mobject.family_members_with_points()
        drawn = [mobject for mobject in family if isinstance(mobject, VMobject)]
        self.whole = [(m, np.array(m.fill_rgbas), np.array(m.stroke_rgbas)) for m in drawn]
        super().begin()

    def at(self, alpha: float) -> None:
        """Show the mobjects at their share of opacity."""
        share = 1 - alpha if self.out else alpha
        for mobject, fill, stroke in self.whole:
            mobject.fill_rgbas = fill * [1, 1, 1, share]
            mobject.stroke_rgbas = stroke * [1, 1, 1, share]

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave what has faded out with its full colours, ready to come back."""
        super().clean_up_from_scene(scene)
        for mobject, fill, stroke in self.whole:
            mobject.fill_rgbas, mobject.stroke_rgbas = fill, stroke


class MoveFrom(Motion):
    """Move mobjects to where they are, each from an ``(x, y)`` of its own.

    They reach their height before their place, and so pass below what is beside their origins.
    """

    def __init__(
        self,
        mobjects: Sequence[VMobject],
        origins: Iterable[tuple[float, float]],
        *,
        scale: float = 1.0,
        rate: Rate = smooth,
    ) -> None:
        """Move each of ``mobjects`` from its origin, where it is ``scale`` times as large, to its place."""
        super().__init__(VGroup(*mobjects), rate_func=rate, introducer=True)
        self.scale = scale
        self.ends = [np.array(m.points) for m in mobjects]
        self.origins = [np.array([x, y, 0.0]) for x, y in origins]

    def at(self, alpha: float) -> None:
        """Show the mobjects at ``alpha`` of the way."""
        scale = self.scale + (1 - self.scale) * alpha
        share = np.array([alpha, 1 - (1 - alpha) ** 4, alpha])
        for mobject, end, origin in zip(self.mobject.submobjects, self.ends, self.origins, strict=True):
            middle = (end.min(axis=0) + end.max(axis=0)) / 2
            moved = (end - middle) * scale + origin + (middle - origin) * share
            mobject.points = end.copy() if alpha == 1 else moved


class MoveTo(Motion):
    """Move a mobject to where ``goal``, an equal one, stands."""

    def __init__(self, mobject: VMobject, goal: VMobject, *, rate: Rate = smooth) -> None:
        """Move ``mobject`` and all its parts; ``goal`` is never seen."""
        super().__init__(mobject, rate_func=rate)
        self.ends = [np.array(m.points) for m in goal.family_members_with_points()]
        self.starts: list[NDArray[np.float64]] = []

    def begin(self) -> None:
        """Store the points of the parts."""
        self.starts = [np.array(m.points) for m in self.mobject.family_members_with_points()]
        super().begin()

    def at(self, alpha: float) -> None:
        """Show the parts at ``alpha`` of the way."""
        family = self.mobject.family_members_with_points()
        for mobject, start, end in zip(family, self.starts, self.ends, strict=True):
            mobject.points = end.copy() if alpha == 1 else start + (end - start) * alpha


def along(rects: Sequence[Rect], alpha: float) -> Rect:
    """Return the rectangle at ``alpha`` of the way through ``rects``.

    >>> along([Rect(0, 0, 2, 2), Rect(2, 0, 2, 4)], 0.5)
    Rect(x=1.0, y=0.0, width=2.0, height=3.0)
    """
    if alpha >= 1:
        return rects[-1]
    position = alpha * (len(rects) - 1)
    index = min(int(position), max(len(rects) - 2, 0))
    here, there, share = rects[index], rects[min(index + 1, len(rects) - 1)], position - index
    ends = zip(vars(here).values(), vars(there).values(), strict=True)
    return Rect(*(float(a + (b - a) * share) for a, b in ends))


__all__ = ["Fade", "Motion", "MoveFrom", "MoveTo", "Rate", "along", "linear", "smooth"]
