"""The elements of an SVG: those of the same unit are grouped, with common attributes on the group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from convscenes.rendering.vector.numbers import decimal, whole
from convscenes.rendering.vector.paint import Attributes
from convscenes.rendering.vector.shapes import Floats, Shapes
from convscenes.rendering.vector.sharing import shared_outlines

THOUSANDTHS, HUNDRED_MILLIONTHS = 1000, 100_000_000

Layers = tuple[Attributes, ...]
"""The attributes of each layer of a shape's paint."""


def drawing(
    shapes: Shapes, layers: Sequence[Layers], runs: Sequence[range]
) -> tuple[dict[str, str], list[str]]:
    """Return the path data of shared outlines by their ids, and the elements of every run of shapes.

    The shapes of a run have the same scale, or none; coordinates are relative to the corner of the first.
    """
    corners = np.where(shapes.scale[:, None] > 0, shapes.corners, 0.0)
    origins = np.concatenate([np.zeros((0, 2)), *(np.tile(corners[run[0]], (len(run), 1)) for run in runs)])
    outlines, composed = shared_outlines(shapes, origins)
    elements = []
    for run in runs:
        painted = [(layer, composed[number].elements) for number in run for layer in layers[number]]
        scaled = shapes.scale[run[0]] > 0
        lines = (
            _scaled(painted, transform(origins[run[0]], shapes.units[run[0]])) if scaled else _plain(painted)
        )
        elements.append("".join(f"{line}\n" for line in lines))
    return outlines, elements


def _plain(painted: Sequence[tuple[Attributes, list[str]]]) -> Iterator[str]:
    """Yield elements with their paint."""
    for layer, elements in painted:
        yield from (f"{element}{written(layer)}/>" for element in elements)


def _scaled(painted: Sequence[tuple[Attributes, list[str]]], moved: str) -> Iterator[str]:
    """Yield elements with their paint and the transform ``moved``, in a group if there are several."""
    same = tuple(pair for pair in painted[0][0] if all(pair in layer for layer, _ in painted))
    around = (*same, ("transform", moved))
    rest = [
        (tuple(pair for pair in layer if pair not in same), element)
        for layer, elements in painted
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
    """Return the transform to pixels of coordinates in ``unit`` relative to ``origin``, both in pixels.

    >>> transform(np.array([62.885, 97.2]), 0.0567)
    'translate(62.885 97.2)scale(.0567)'
    """
    x, y = (decimal(value, THOUSANDTHS) for value in whole(origin * THOUSANDTHS).tolist())
    return f"translate({x} {y})scale({decimal(int(whole(unit * HUNDRED_MILLIONTHS)), HUNDRED_MILLIONTHS)})"


def written(attributes: Attributes) -> str:
    """Return attributes as text of a tag."""
    return "".join(f' {name}="{value}"' for name, value in attributes)
