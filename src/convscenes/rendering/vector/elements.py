"""The elements of an SVG: what has the same unit is written together, and says once what is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from convscenes.rendering.vector.numbers import decimal, whole
from convscenes.rendering.vector.paint import Attributes
from convscenes.rendering.vector.shapes import Floats, Shape
from convscenes.rendering.vector.sharing import Composed, Measured, Plain, paths, shared_outlines

HUNDREDTHS, THOUSANDTHS, HUNDRED_MILLIONTHS = 100, 1000, 100_000_000


@dataclass(frozen=True, eq=False)
class Mark:
    """Something visible: its shape, and the attributes of each of its coats of paint."""

    shape: Shape
    coats: tuple[Attributes, ...]


def drawing(runs: Sequence[Sequence[Mark]]) -> tuple[dict[str, str], list[str]]:
    """Return the path data of shared outlines by their ids, and the elements of every run.

    The shapes of a run have the same scale, or none.
    """
    scaled = [run for run in runs if run[0].shape.scale]
    origins = [(mark.shape, origin_of(run[0].shape)) for run in scaled for mark in run]
    outlines, composed = shared_outlines([Measured.of(shape, origin) for shape, origin in origins])
    plain = [mark.shape for run in runs for mark in run if not mark.shape.scale]
    pixels = paths([Plain(whole(shape.curves * HUNDREDTHS), shape.first, HUNDREDTHS) for shape in plain])
    made, data = iter(composed), iter(pixels)
    elements = (
        _scaled(run, [next(made) for _ in run])
        if run[0].shape.scale
        else _plain(run, [next(data) for _ in run])
        for run in runs
    )
    return outlines, ["".join(f"{line}\n" for line in lines) for lines in elements]


def origin_of(shape: Shape) -> Floats:
    """Return the point in pixels from which a shape, and those of its run, are measured."""
    left, top = shape.curves.min(axis=(0, 1)).tolist()
    return np.array([left, top if shape.baseline is None else shape.baseline])


def _plain(run: Sequence[Mark], data: Sequence[str]) -> Iterator[str]:
    """Yield the elements of a run in pixels."""
    for mark, path in zip(run, data, strict=True):
        yield from (f'<path d="{path}"{written(coat)}/>' for coat in mark.coats)


def _scaled(run: Sequence[Mark], composed: Sequence[Composed]) -> Iterator[str]:
    """Yield the elements of a run with a scale, and a group around them if they are several."""
    coats = [(coat, one.elements) for mark, one in zip(run, composed, strict=True) for coat in mark.coats]
    same = tuple(pair for pair in coats[0][0] if all(pair in coat for coat, _ in coats))
    around = (*same, ("transform", transform(run[0].shape)))
    rest = [
        (tuple(pair for pair in coat if pair not in same), element)
        for coat, elements in coats
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


def transform(shape: Shape) -> str:
    """Return what takes a run's coordinates, of which ``shape`` is the first, to pixels."""
    x, y = (decimal(value, THOUSANDTHS) for value in whole(origin_of(shape) * THOUSANDTHS).tolist())
    scale = decimal(int(whole(shape.unit * HUNDRED_MILLIONTHS)), HUNDRED_MILLIONTHS)
    return f"translate({x} {y})scale({scale})"


def written(attributes: Attributes) -> str:
    """Return attributes as they stand in a tag."""
    return "".join(f' {name}="{value}"' for name, value in attributes)
