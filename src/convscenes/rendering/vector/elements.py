"""The elements of an SVG: what has the same unit is written together, and says once what is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from convscenes.rendering.vector.numbers import decimal, whole
from convscenes.rendering.vector.paint import Attributes
from convscenes.rendering.vector.shapes import Floats, Shapes
from convscenes.rendering.vector.sharing import shared_outlines

THOUSANDTHS, HUNDRED_MILLIONTHS = 1000, 100_000_000

Coats = tuple[Attributes, ...]
"""The attributes of each time that a shape is painted."""


def drawing(
    shapes: Shapes, coats: Sequence[Coats], runs: Sequence[range]
) -> tuple[dict[str, str], list[str]]:
    """Return the path data of shared outlines by their ids, and the elements of every run of shapes.

    The shapes of a run have the same scale, or none; they are measured from the corner of the first.
    """
    corners = np.where(shapes.scale[:, None] > 0, shapes.corners, 0.0)
    origins = np.concatenate([np.zeros((0, 2)), *(np.tile(corners[run[0]], (len(run), 1)) for run in runs)])
    outlines, composed = shared_outlines(shapes, origins)
    elements = []
    for run in runs:
        painted = [(coat, composed[number].elements) for number in run for coat in coats[number]]
        scaled = shapes.scale[run[0]] > 0
        lines = (
            _scaled(painted, transform(origins[run[0]], shapes.units[run[0]])) if scaled else _plain(painted)
        )
        elements.append("".join(f"{line}\n" for line in lines))
    return outlines, elements


def _plain(painted: Sequence[tuple[Attributes, list[str]]]) -> Iterator[str]:
    """Yield elements with their paint."""
    for coat, elements in painted:
        yield from (f"{element}{written(coat)}/>" for element in elements)


def _scaled(painted: Sequence[tuple[Attributes, list[str]]], moved: str) -> Iterator[str]:
    """Yield elements with their paint, ``moved``, and a group around them if they are several."""
    same = tuple(pair for pair in painted[0][0] if all(pair in coat for coat, _ in painted))
    around = (*same, ("transform", moved))
    rest = [
        (tuple(pair for pair in coat if pair not in same), element)
        for coat, elements in painted
        for element in elements
    ]
    if len(rest) == 1:
        ((own, element),) = rest
        yield f"{element}{written((*around, *own))}/>"
        return
    yield f"<g{written(around)}>"
    for own, alike in groupby(rest, key=lambda pair: pair[0]):
        elements = [element for _, element in alike]
        if own and len(elements) > 1:
            yield f"<g{written(own)}>" + "".join(f"{element}/>" for element in elements) + "</g>"
        else:
            yield "".join(f"{element}{written(own)}/>" for element in elements)
    yield "</g>"


def transform(origin: Floats, unit: float) -> str:
    """Return what takes coordinates in ``unit`` from ``origin``, both in pixels, to pixels.

    >>> transform(np.array([62.885, 97.2]), 0.0567)
    'translate(62.885 97.2)scale(.0567)'
    """
    x, y = (decimal(value, THOUSANDTHS) for value in whole(origin * THOUSANDTHS).tolist())
    return f"translate({x} {y})scale({decimal(int(whole(unit * HUNDRED_MILLIONTHS)), HUNDRED_MILLIONTHS)})"


def written(attributes: Attributes) -> str:
    """Return attributes as they stand in a tag."""
    return "".join(f' {name}="{value}"' for name, value in attributes)
