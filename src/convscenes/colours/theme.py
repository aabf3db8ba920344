"""Colours by role, on dark and light backgrounds, and how a cell of a given role and value is coloured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.float64]
"""Red, green, blue in sRGB, 0 … 1, shape (3,)."""


def rgb(hexadecimal: str) -> Colour:
    """Return the colour of a ``#rrggbb`` string.

    >>> rgb("#ff0033").tolist()
    [1.0, 0.0, 0.2]
    """
    return np.array([int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def colour_of(colour: Colour) -> str:
    """Return ``colour`` as the ``#rrggbb`` string that Manim takes.

    >>> colour_of(rgb("#ff0033"))
    '#ff0033'
    """
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in colour)


def mix(start: Colour, end: Colour, share: float) -> Colour:
    """Return the colour that is ``share`` of the way from ``start`` to ``end``, in sRGB.

    >>> mix(rgb("#000000"), rgb("#ffffff"), 0.25).tolist()
    [0.25, 0.25, 0.25]
    """
    return start + (end - start) * share


def luminance(colour: Colour) -> float:
    """Return the relative luminance of ``colour`` (WCAG 2.2), 0 … 1."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    red, green, blue = map(float, linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), 1 … 21.

    >>> round(contrast(rgb("#000000"), rgb("#ffffff")), 1)
    21.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, eq=False)
class Paint:
    """How one cell is painted: fill, outline and numeral."""

    fill: Colour
    stroke: Colour
    numeral: Colour


@dataclass(frozen=True)
class Palette:
    """The colours of a theme by role, as ``#rrggbb``; ``classes`` are several, with blanks between them.

    All else is as in the theme ``base``, dark or light.
    """

    base: str
    background: str
    ink: str
    quiet: str
    rule: str
    input: str
    kernel: str
    output: str
    contribution: str
    negative: str
    classes: str


Chosen = str | Palette
"""A theme: dark, light, or the colours of a file."""


@dataclass(frozen=True, eq=False)
class Theme:
    """The colours on one background, by role.

    ``fill_range`` is how far, 0 … 1, a cell's fill goes from the background to its role's colour;
    ``classes`` are the fills of the classes from the second on; the first is the background.
    """

    background: Colour
    ink: Colour
    quiet: Colour
    rule: Colour
    input: Colour
    kernel: Colour
    output: Colour
    contribution: Colour
    negative: Colour
    classes: tuple[Colour, ...]
    fill_range: tuple[float, float]
    dim_numeral: float

    def role(self, role: str) -> Colour:
        """Return the colour of ``role``: a field of the theme."""
        colour: Colour = getattr(self, role)
        return colour

    def paint(self, role: str, level: float, *, highlighted: bool) -> Paint:
        """Return the paint of a cell whose value is ``level`` of its map's largest magnitude, −1 … 1.

        A negative value keeps its map's outline and takes the negative hue as its fill.
        """
        hue = self.negative if level < 0 else self.role(role)
        low, high = self.fill_range
        fill = mix(self.background, hue, low + (high - low) * abs(level))
        if highlighted:
            return Paint(fill, mix(self.background, self.role(role), 0.75), self.ink)
        dimmed = mix(self.background, fill, 0.5)
        return Paint(
            dimmed, mix(self.background, self.role(role), 0.32), mix(dimmed, self.ink, self.dim_numeral)
        )

    def pixel(self, role: str, level: float, *, highlighted: bool) -> Paint:
        """Return the paint of a cell of a picture: it has no numeral, so it may use all of the range."""
        hue = self.negative if level < 0 else self.role(role)
        fill = mix(self.background, hue, 0.1 + 0.9 * abs(level))
        return Paint(fill if highlighted else mix(self.background, fill, 0.5), fill, self.ink)

    def class_paint(self, number: int, *, highlighted: bool) -> Paint:
        """Return the paint of a cell of the class ``number``; its numeral has the ink's colour."""
        background = number == 0
        fill = mix(self.background, self.quiet, 0.08) if background else self.classes[number - 1]
        if not highlighted:
            fill = mix(self.background, fill, 0.4)
        numeral = self.quiet if background else self.ink
        return Paint(fill, mix(fill, numeral, 0.25), numeral if highlighted else mix(fill, numeral, 0.6))

    def empty(self, role: str, *, highlighted: bool) -> Paint:
        """Return the paint of a cell that has no value yet."""
        hue = self.role(role)
        return Paint(
            mix(self.background, hue, 0.05),
            mix(self.background, hue, 0.6 if highlighted else 0.32),
            self.background,
        )

    def padding(self, *, highlighted: bool) -> Paint:
        """Return the paint of a padded or inserted zero: no fill, a quiet numeral, a quiet outline."""
        quiet = mix(self.background, self.quiet, 1.0 if highlighted else 0.6)
        return Paint(self.background, mix(self.background, quiet, 0.7), quiet)


FILLS = MappingProxyType({"dark": ((0.10, 0.50), 0.42), "light": ((0.10, 0.36), 0.52)})
"""The range of fills, and how far a dimmed numeral goes to the ink's colour, on each background."""
PALETTES = MappingProxyType({
    "dark": Palette(
        "dark", background="#0F1218", ink="#ECEAE4", quiet="#8B94A3", rule="#2B323D",
        input="#56B4E9", kernel="#F0A93B", output="#35C493", contribution="#E58AC0", negative="#E0604C",
        classes="#2B5FB5 #7D5A0A #8E2F6B",
    ),
    "light": Palette(
        "light", background="#FCFBF8", ink="#1B1E24", quiet="#646B77", rule="#D9D6CE",
        input="#0B6FAE", kernel="#A55F00", output="#0A7F5A", contribution="#A63A7F", negative="#B3261E",
        classes="#86BEFA #EDC93A #F093B8",
    ),
})  # fmt: skip


@cache
def theme_of(chosen: Chosen) -> Theme:
    """Return the theme of a name, or of the colours of a file; of equal ones the same.

    >>> theme_of("dark").ink.round(2).tolist()
    [0.93, 0.92, 0.89]
    """
    palette = PALETTES[chosen] if isinstance(chosen, str) else chosen
    colours = {role: value for role, value in vars(palette).items() if role not in ("base", "classes")}
    fill_range, dim_numeral = FILLS[palette.base]
    return Theme(
        **{role: rgb(value) for role, value in colours.items()},
        classes=tuple(map(rgb, palette.classes.split())),
        fill_range=fill_range,
        dim_numeral=dim_numeral,
    )


THEMES = MappingProxyType({name: theme_of(name) for name in PALETTES})
