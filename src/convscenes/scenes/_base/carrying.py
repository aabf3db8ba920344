"""Values on their way: cells carried from map to map, products gathered into a sum, a sum that drops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from convscenes.look.cells import Cells, Floats
from convscenes.look.formula import Formula
from convscenes.look.layout import Place
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Arrive, Fade
from convscenes.scenes._base.masks import cell_mask
from convscenes.scenes._base.piece import Piece
from convscenes.scenes._base.spec_scene import FORMULA_BASE, SpecScene
from convscenes.stories import Beat


class Spots(NamedTuple):
    """Where cells are: their centres (H, W, 2) and their side."""

    centers: Floats
    side: float


class Standing(NamedTuple):
    """A grid and where it stands, of a map that has no label of its own."""

    grid: MatrixGrid
    place: Place


def spots(place: Place, shape: Sequence[int], rows: Any = None, cols: Any = None) -> Spots:
    """Return the cells of ``place`` at ``rows`` × ``cols``, in reading order, as those of a map of ``shape``.

    >>> spots(Place(0, 0, 1, 1, 4), (2, 2)).centers[1].tolist()
    [[0.5, 0.0], [1.5, 0.0]]
    """
    return Spots(place.centers(rows, cols).reshape(*shape, 2), place.cell)


def row_after_row(shape: Sequence[int]) -> Floats:
    """Return lags (H, W), 0 … 1, that grow from row to row.

    >>> row_after_row((3, 2)).tolist()
    [[0.0, 0.0], [0.5, 0.5], [1.0, 1.0]]
    """
    return np.repeat(np.linspace(0, 1, shape[0])[:, None], shape[1], axis=1)


def carry(
    scene: SpecScene,
    values: ArrayLike,
    start: Spots,
    end: Spots,
    *others: Animation,
    like: MatrixGrid,
    seconds: float,
) -> None:
    """Fly copies of ``values`` (H, W), row after row, from ``start`` to ``end``, painted as ``like`` is.

    On arrival they are gone: the map that they have reached takes over.
    """
    cells = Cells.at(values, Place(0, 0, start.side, *np.shape(values))).changed(centers=start.centers)
    copy = MatrixGrid(cells, scene.theme, like.role, extremes=like.extremes, name="copy")
    lag = row_after_row(np.shape(values))
    scene.play(copy.animate_to(centers=end.centers, side=end.side, lag=lag), *others, seconds=seconds)
    scene.remove(copy)


def gather(
    scene: SpecScene,
    beat: Beat,
    products: MatrixGrid,
    *,
    x: float = 0.0,
    y: float = FORMULA_BASE,
    most: float = 13.0,
) -> Formula:
    """Fly the products that the beat's formula names into it; the signs between them come along."""
    formula = Formula([(term.text, term.role) for term in beat.formula], scene.theme, x=x, y=y, most=most)
    flying = [
        (mobject, term.cell)
        for mobject, term in zip(formula, beat.formula, strict=True)
        if term.cell is not None
    ]
    origins = [tuple(products.cells.centers[cell]) for _, cell in flying]
    signs = [m for m, term in zip(formula, beat.formula, strict=True) if term.cell is None]
    size = (products.em(products.cells.side) or formula.em) / formula.em
    scene.play(
        Arrive([mobject for mobject, _ in flying], origins, scale=size),
        products.animate_to(values=np.ma.array(products.values, mask=True)),
        seconds=0.9,
    )
    scene.play(*(Fade(sign) for sign in signs), seconds=0.4)
    scene.said = list(formula)
    return formula


def drop(
    scene: SpecScene,
    value: Any,
    start: Place,
    goal: Piece | Standing,
    index: Sequence[int],
    values: ArrayLike,
    *others: Animation,
    seconds: float,
) -> None:
    """Let ``value`` fall from ``start`` into its cell of ``goal``, which then shows ``values``."""
    target = goal.place.sub([index[0]], [index[1]])
    token = MatrixGrid(
        Cells.at([[value]], start), scene.theme, goal.grid.role, extremes=goal.grid.extremes, name="total"
    )
    scene.play(token.animate_to(place=target), *others, seconds=seconds)
    highlighted = cell_mask(goal.place.shape, index)
    goal.grid.set_state(goal.grid.cells.changed(values=values, highlighted=highlighted))
    scene.remove(token)
