"""Whether a theme can be read: contrast of its text, and roles that every eye can tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import floor
from typing import NamedTuple

import numpy as np

from convscenes.colours.eyes import APART, SIMULATIONS, apart, lab, linear
from convscenes.colours.theme import Colour, Paint, Theme, contrast

ROLES = ("input", "kernel", "output", "contribution")
READ, CONTEXT = 4.5, 2.0
"""The least contrast of what a beat speaks about (WCAG 2.2, AA), and of what is dimmed."""
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Values of cells at which they are looked at, as shares of a map's largest."""


class Clash(NamedTuple):
    """Two roles that do not go together, and why."""

    roles: tuple[str, str]
    reason: str


def clashes(theme: Theme) -> Iterator[Clash]:
    """Yield what is wrong with a theme, each pair of roles once; cells only where texts are right.

    >>> from convscenes.colours.theme import PALETTES, theme_of
    >>> from dataclasses import replace
    >>> list(clashes(theme_of("light")))
    []
    >>> [clash] = clashes(theme_of(replace(PALETTES["light"], quiet="#AAAAAA")))
    >>> print(*clash.roles, clash.reason)
    quiet background contrast of quiet and background is 2.24, must be at least 4.5.
    """
    for stage in ((_texts, _alike), (_numerals, _negatives, _classes)):
        found: dict[tuple[str, str], Clash] = {}
        for clash in (clash for check in stage for clash in check(theme)):
            found.setdefault(clash.roles, clash)
        yield from found.values()
        if found:
            return


def _texts(theme: Theme) -> Iterator[Clash]:
    """Yield what has too little contrast with the background: roles are outlines, and names of maps."""
    for role in (*ROLES, "ink", "quiet"):
        yield from _faint((role, "background"), theme.role(role), theme.background, READ)


def _alike(theme: Theme) -> Iterator[Clash]:
    """Yield the roles that eyes cannot tell apart."""
    for one, other in combinations(ROLES, 2):
        for eyes in SIMULATIONS:
            yield from _near((one, other), apart(theme.role(one), theme.role(other), eyes), APART, eyes)


def _numerals(theme: Theme) -> Iterator[Clash]:
    """Yield the roles whose cells do not bear numerals, or do not get stronger with their values."""
    for role in (*ROLES, "negative"):
        paints = [theme.paint(role, level, highlighted=True) for level in LEVELS]
        for paint in paints:
            yield from _on_cells(role, paint, READ)
        for level in LEVELS:
            yield from _on_cells(role, theme.paint(role, level, highlighted=False), CONTEXT, "dimmed ")
        shares = [contrast(paint.fill, theme.background) for paint in paints]
        if any(more <= less for less, more in pairwise(shares)):
            yield Clash((role, "background"), f"cells of {role} get no stronger with their values.")
    yield from _faint(
        ("quiet", "background"), theme.padding(highlighted=False).numeral, theme.background, CONTEXT
    )


def _negatives(theme: Theme) -> Iterator[Clash]:
    """Yield the roles of which a negative value looks like a positive one."""
    for role in ROLES:
        one, other = (lab(linear(theme.paint(role, level, highlighted=True).fill)) for level in (0.8, -0.8))
        yield from _near((role, "negative"), float(np.linalg.norm(one - other)), APART, "")


def _classes(theme: Theme) -> Iterator[Clash]:
    """Yield what is wrong with the colours of classes."""
    numbers = range(len(theme.classes) + 1)
    paints = [theme.class_paint(number, highlighted=True) for number in numbers]
    for one, other in combinations(paints, 2):
        roles = ("background" if one is paints[0] else "classes", "classes")
        distances = {eyes: apart(one.fill, other.fill, eyes) for eyes in SIMULATIONS}
        distances[""] = float(np.linalg.norm(lab(linear(one.fill)) - lab(linear(other.fill))))
        for eyes, distance in distances.items():
            yield from _near(roles, distance, 1.5 * APART, eyes)
    for number in numbers:
        for highlighted, least in ((True, READ), (False, CONTEXT)):
            yield from _on_cells("classes", theme.class_paint(number, highlighted=highlighted), least)


def _faint(roles: tuple[str, str], one: Colour, other: Colour, least: float) -> Iterator[Clash]:
    found = contrast(one, other)
    if found < least:
        yield Clash(
            roles, f"contrast of {roles[0]} and {roles[1]} is {_short(found)}, must be at least {least}."
        )


def _on_cells(role: str, paint: Paint, least: float, how: str = "") -> Iterator[Clash]:
    found = contrast(paint.numeral, paint.fill)
    if found < least:
        reason = f"contrast of {how}numerals in ink on cells of {role} is {_short(found)}"
        yield Clash((role, "ink"), f"{reason}, must be at least {least}.")


def _near(roles: tuple[str, str], distance: float, least: float, eyes: str) -> Iterator[Clash]:
    if distance <= least:
        to = f"to eyes with {eyes}" if eyes in SIMULATIONS else "to all eyes"
        pair = f"{roles[0]} and {roles[1]}" if len(set(roles)) == 2 else f"two {roles[0]}"
        reason = f"{pair} look alike {to}: {_short(distance)} apart in CIELAB"
        yield Clash(roles, f"{reason}, must be more than {least:g}.")


def _short(value: float) -> str:
    """Return a number with two decimals, never rounded up to what it does not reach."""
    return f"{floor(value * 100) / 100:.2f}"
