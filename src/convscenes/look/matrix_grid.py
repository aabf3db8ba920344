"""A matrix on screen: ``set_state`` changes what it shows at once, ``animate_to`` in an animation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from convscenes.colours.theme import Paint, Theme
from convscenes.look.cells import (
    BOX,
    CORNER,
    DASHED,
    PLAIN,
    TAG,
    Cells,
    Floats,
    Indices,
    beside,
    coarse,
    following_edges,
    numeral_em,
    overlay_em,
    readable,
    rounded,
    runs,
)
from convscenes.look.glyphs import DIGIT, TextOutline, numeral_outline
from convscenes.look.layers import Layer, Numerals, alike, painted_alike
from convscenes.look.layout import Size
from convscenes.look.motion import Motion, Rate, smooth
from convscenes.ops.notation import Notation

Style = Literal["solid", "dashed", "overlay", "picture"]
"""Cells with outlines; outlines only; numerals only; or plain colour from dark to full, as pixels have."""
STROKE, THIN = 1.5, 0.75
FINE = 256
"""Cells up to which a grid without numerals still has round corners and outlines."""
COARSE_LAYERS = 16
PIXEL = 0.15
"""The side below which a picture's cells touch: gaps would be a pattern of their own."""
TINY = 1 / 32
"""The side below which any filled cells touch, 4 px at 1080p: their gaps could not be seen."""
MINUS = rounded(0.34, 0.07, 0.03)
"""What a negative value has in a cell too small for its numeral, as a share of the cell."""
LAGS = 16
"""At most this many different times at which cells start."""


class MatrixGrid(VGroup):
    """A map of (H, W) cells in one role's colour, with numerals where they can be read.

    ``known`` are all values that the map ever shows: they determine its colour scale and, with the
    ``notation`` (else their own), how its numerals are written and how large. It may be without ``numerals``.
    """

    def __init__(
        self,
        cells: Cells,
        theme: Theme,
        role: str,
        *,
        name: str = "",
        known: Any = None,
        notation: Notation | None = None,
        style: Style = "solid",
        numerals: bool = True,
    ) -> None:
        """Show ``cells`` at once."""
        super().__init__()
        self.numerals = numerals
        self.known = np.ma.compressed(np.ma.array(cells.values if known is None else known))
        self.name, self.theme, self.role, self.style = name, theme, role, style
        self.largest = float(np.max(np.abs(self.known), initial=0)) or 1.0
        self.notation = Notation.of(self.known) if notation is None else notation
        self._readable: dict[Size, Notation] = {}
        self.cells = cells
        self.set_state(cells)

    @property
    def values(self) -> np.ma.MaskedArray[Any, Any]:
        """What the cells show (H, W), masked where they are empty."""
        return self.cells.values

    def em(self, size: Size) -> float:
        """Return the em of the numerals in cells of ``size``, 0 for none."""
        if self.style == "picture" or not self.numerals:
            return 0.0
        if self.style == "overlay":
            return overlay_em(size, self.notation.width)
        notation = self.written(size)
        return 0.0 if notation.blank == 1 else numeral_em(size, notation.width)

    def written(self, size: Size) -> Notation:
        """Return the notation in cells of this size; that of an overlay does not depend on it."""
        if self.style == "overlay":
            return self.notation
        if size not in self._readable:
            self._readable[size] = readable(self.known, self.notation, size)
        return self._readable[size]

    def set_state(self, cells: Cells) -> None:
        """Show ``cells`` from now on."""
        self.cells = cells
        layers = self.layers(cells, cells, None)
        self.submobjects = [*layers]
        for layer in layers:
            layer.put(cells.centers.reshape(-1, 2), layer.sizes[0], cells.size.extra, cells.size.tilt)
            layer.paint(0.0)

    def animate_to(
        self,
        *,
        lag: Floats | None = None,
        arc: float = 0.0,
        rate: Rate = smooth,
        remove: bool = False,
        **changes: Any,
    ) -> GridAnimation:
        """Return the animation to other ``values``, ``highlighted``, ``opacity``, ``place`` or ``centers``.

        ``lag`` (H, W), 0 … 1, is when each cell starts; ``arc`` bends the paths of cells; ``remove`` removes
        the grid from the scene at the end.
        """
        return GridAnimation(self, self.cells.changed(**changes), lag=lag, arc=arc, rate=rate, remove=remove)

    def layers(self, start: Cells, end: Cells, lag: Floats | None) -> list[Layer]:
        """Return one layer for every pair of paints at the two ends of a change."""
        count = start.values.size
        lags = np.zeros(count) if lag is None else np.round(lag.ravel() * LAGS) / LAGS
        layers: list[Layer] = []
        first = self._box_paints(start)
        last = first if start is end else self._box_paints(end)
        fine = self.style != "picture" and (bool(self.em(end.size)) or count <= FINE)
        flush = self._filled and end.size.height < (PIXEL if self.style == "picture" else TINY)
        joined = beside(start) & beside(end) if flush and not fine else None
        for paints, lag_of, members in painted_alike(first, last, lags):
            box, stroke = self._outline(members, fine=fine)
            if joined is not None and not stroke:
                box, (curves, owner) = PLAIN, runs(members, joined)
            else:
                curves, owner = np.tile(box, (len(members), 1)), np.repeat(members, len(box))
            sides, each = (start.size.height, end.size.height), len(box) // 4
            layers.append(Layer(curves, owner, paints, sides, lag_of, stroke, each, following_edges(curves)))
        if fine and self.style == "solid" and self.numerals:
            layers += self._minus_layers(start, end, lags)
        layers += self._numeral_layers(start, end, lags)
        for layer in layers:
            layer.z_index = self.z_index
        return layers

    def _outline(self, members: Indices, *, fine: bool) -> tuple[Floats, float]:
        """Return the curves of a cell of ``members``, which have the same paint, and the stroke."""
        if fine:
            return DASHED if self.style == "dashed" else BOX, STROKE
        return PLAIN, 0.0 if self._filled else THIN  # no fill: not seen without

    def _minus_layers(self, start: Cells, end: Cells, lags: Floats) -> list[Layer]:
        """Return a minus for every negative cell too small for its numeral: colour alone does not suffice."""
        inks = []
        for cells in (start, end):
            ink = self._numeral_paints(cells)
            ink[(self.em(cells.size) > 0) | (np.ma.filled(cells.values, 0).ravel() >= 0), 3] = 0.0
            inks.append(ink)
        return [
            Layer(
                np.tile(MINUS, (len(members), 1)),
                np.repeat(members, len(MINUS)),
                paints,
                (start.size.height, end.size.height),
                lag_of,
                0.0,
                outline_curves=len(MINUS) // 4,
            )
            for paints, lag_of, members in painted_alike(inks[0], inks[1], lags)
        ]

    def _numeral_layers(self, start: Cells, end: Cells, lags: Floats) -> list[Layer]:
        """Return the layers of the numerals: those that stay, those that go, those that come."""
        sizes = (self.em(start.size), self.em(end.size))
        if not any(sizes):
            return []
        size = start.size if sizes[0] else end.size
        old, old_ink = self.texts(start), self._numeral_paints(start)
        new, new_ink = (old, old_ink) if start is end else (self.texts(end), self._numeral_paints(end))
        stays = old == new
        gone, fresh = np.where(stays[:, None], new_ink, old_ink), new_ink.copy()
        gone[~stays, 3] = fresh[:, 3] = 0.0
        layers: list[Layer] = []
        for texts, first, last, chosen in (
            (old, old_ink, gone, old != ""),
            (new, fresh, new_ink, (new != "") & ~stays),
        ):
            for paints, lag_of, members in painted_alike(first, last, lags, chosen):
                both = (sizes[0] or sizes[1], sizes[1] or sizes[0])
                if self.style == "overlay":
                    tags = self._written(tag, texts, members, size)
                    layers.append(Layer(*tags, self._in_background(paints), both, lag_of, 0.0, follows=1.0))
                numerals, right = self._written(glyphs, texts, members, size), float(self.style == "overlay")
                layers.append(Numerals(*numerals, paints, both, lag_of, 0.0, follows=right))
        return layers

    def texts(self, cells: Cells) -> NDArray[np.object_]:
        """Return how each value is written (N,)."""
        return cells.texts(self.written(cells.size)).ravel()

    def _written(
        self,
        shape: Callable[[TextOutline], Floats],
        texts: NDArray[Any],
        members: NDArray[np.intp],
        size: Size,
    ) -> tuple[Floats, NDArray[np.intp]]:
        """Return the ``shape`` of the numerals of ``members`` where they stand, and the cell of each point.

        They are centred on their cells, of this ``size``; an overlay's stand in the lower right corner.
        """
        shapes = []
        for member in members:
            outline = numeral_outline(texts[member])
            offset = [outline.width / 2, DIGIT / 2]
            if self.style == "overlay":
                corner = (0.5 - CORNER) * size.height / self.em(size)
                offset = [outline.width - corner, corner]
            shapes.append(shape(outline) - offset)
        return np.concatenate(shapes), np.repeat(members, [len(shape) for shape in shapes])

    def _in_background(self, paints: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        """Return ``paints`` in the background's colour, with their opacity."""
        first, last = (np.concatenate([self.theme.background, paint[3:]]) for paint in paints)
        return first, last

    def _box_paints(self, cells: Cells) -> Floats:
        """Return fill and stroke of every cell (N, 8)."""
        return self._painted(cells, lambda p: [*p.fill, float(self._filled), *p.stroke, 1.0], (3, 7))

    def _numeral_paints(self, cells: Cells) -> Floats:
        """Return the numeral's paint of every cell (N, 8): fill, and no stroke."""
        colour = self.theme.role(self.role) if self.style == "overlay" else None
        return self._painted(
            cells, lambda p: [*(p.numeral if colour is None else colour), 1.0, 0, 0, 0, 0], (3,)
        )

    @property
    def _filled(self) -> bool:
        return self.style in ("solid", "picture")

    def _painted(
        self, cells: Cells, row: Callable[[Paint], list[float]], opacities: tuple[int, ...]
    ) -> Floats:
        """Return the ``row`` of every cell's paint (N, 8), its ``opacities`` times the cell's opacity."""
        masked, highlighted = np.ma.getmaskarray(cells.values).ravel(), cells.highlighted.ravel() > 0.5
        looks = (self._levels(cells), masked, highlighted)
        first, which = alike(looks)
        kinds = zip(*(look[first].tolist() for look in looks), strict=True)
        painted = np.array([row(self._paint(*kind)) for kind in kinds])[which]
        for column in opacities:
            painted[:, column] *= cells.opacity.ravel()
        return painted

    def _levels(self, cells: Cells) -> Floats:
        """Return every value as a share of the largest (N,), in steps where a grid has no numerals."""
        shares = np.where(np.ma.getmaskarray(cells.values), 0, cells.values.data).ravel() / self.largest
        levels: Floats = np.clip(shares.astype(float), -1, 1)
        if not self.em(cells.size):
            ways = 1 + (len(np.unique(cells.highlighted)) > 1)
            levels = coarse(levels, COARSE_LAYERS // ways)
        return levels

    def _paint(self, level: float, empty: bool, highlighted: bool) -> Paint:
        if self.style == "dashed":
            return self.theme.padding(highlighted=highlighted)
        if self.style == "picture" and not empty:
            return self.theme.pixel(self.role, level, highlighted=highlighted)
        return (
            self.theme.empty(self.role, highlighted=highlighted)
            if empty
            else self.theme.paint(self.role, level, highlighted=highlighted)
        )


def glyphs(outline: TextOutline) -> Floats:
    """Return the curves of a numeral, its baseline's left end at the origin, in em."""
    return outline.points[:, :2]


def tag(outline: TextOutline) -> Floats:
    """Return the curves of the tag behind an overlay's numeral."""
    width, height = outline.width + 2 * TAG, DIGIT + TAG
    return rounded(width, height, TAG) + [outline.width / 2, DIGIT / 2]


class GridAnimation(Motion):
    """An animation of a grid's colours, numerals, places and sizes, all at once."""

    mobject: MatrixGrid
    start: Cells
    layers: list[Layer]
    spread: float
    bend: Floats
    moves: bool

    def __init__(
        self, grid: MatrixGrid, end: Cells, *, lag: Floats | None, arc: float, rate: Rate, remove: bool
    ) -> None:
        """Prepare the change of ``grid`` to ``end``; it is drawn from the moment it begins."""
        super().__init__(grid, rate_func=rate, introducer=True, remover=remove)
        self.end, self.lag, self.arc = end, lag, arc

    def begin(self) -> None:
        """Group the cells by how they change."""
        self.start = self.mobject.cells
        self.layers = self.mobject.layers(self.start, self.end, self.lag)
        self.mobject.submobjects = [*self.layers]
        self.spread = 0.0 if self.lag is None else 0.65
        way = (self.end.centers - self.start.centers).reshape(-1, 2)
        self.bend = np.column_stack([-way[:, 1], way[:, 0]]) * self.arc
        self.moves = bool(np.abs(way).max(initial=0) > 1e-9) or self.start.size != self.end.size
        for layer in self.layers:
            self._place(layer, 0.0)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Show the moment ``alpha``: each layer is eased by itself, after its own lag."""
        for layer in self.layers:
            own = self.rate_func(min(max((alpha - layer.lag * self.spread) / (1 - self.spread), 0.0), 1.0))
            layer.paint(own)
            if self.moves:
                self._place(layer, own)

    def _place(self, layer: Layer, alpha: float) -> None:
        start, end = self.start.centers.reshape(-1, 2), self.end.centers.reshape(-1, 2)
        centers = start + (end - start) * alpha + self.bend * np.sin(np.pi * alpha)
        (size, goal), extra, last = layer.sizes, self.start.size.extra, self.end.size
        layer.put(centers, size + (goal - size) * alpha, extra + (last.extra - extra) * alpha, last.tilt)

    def finish(self) -> None:
        """Leave the grid in its end state."""
        super().finish()
        self.mobject.set_state(self.end)

    def skip(self) -> None:
        """Set the end state at once; a grid that is removed need not be drawn any more."""
        if self.is_remover():
            self.mobject.cells = self.end
        else:
            self.mobject.set_state(self.end)
