"""What the letters of a size relationship count: spans of cells along one axis."""

from __future__ import annotations

from dataclasses import dataclass

from convscenes.ops.geometry import Geometry


@dataclass(frozen=True)
class Span:
    """``length`` cells along ``axis`` from ``start`` on, counted by a ``letter``; padding starts below 0."""

    letter: str
    axis: int
    start: int
    length: int


@dataclass(frozen=True)
class Measures:
    """One axis of an operation, measured.

    ``image`` and ``output`` are on these maps, all others on the map that the kernel is placed on: a
    convolution's image, whose ``borders`` are padding, or a transposed convolution's output, whose borders
    are cropped. Borders and map are together as long as ``kernel``, ``steps`` (one stride each) and ``rest``:
    the cells that no step reaches, in a transposed convolution the output padding.
    """

    image: Span
    output: Span
    borders: tuple[Span, Span]
    kernel: Span
    steps: tuple[Span, ...]
    rest: Span


def measures(geometry: Geometry, axis: int) -> Measures:
    """Return what the letters of the relationship count along ``axis``.

    A convolution's steps follow its first window, each by the cells that are new to it; the last stamp of a
    transposed convolution follows the steps that lead there.

    >>> found = measures(Geometry.convolution((6,), (3,), stride=2, padding=1), 0)
    >>> [(span.letter, span.start, span.length) for span in (found.kernel, *found.steps, found.rest)]
    [('k', -1, 3), ('s', 2, 2), ('s', 4, 2), ('rest', 6, 1)]

    Source: Dumoulin & Visin, arXiv 1603.07285, relationships 6 and 14.
    """
    (before, after), stride, span = geometry.padding[axis], geometry.stride[axis], geometry.extent[axis]
    size, hops = geometry.direct_input_shape[axis], geometry.step_shape[axis] - 1
    reached = hops * stride + span - before
    first = -before if geometry.transposed else span - before
    prime = "′" if geometry.transposed else ""
    weights = "k" if geometry.dilation[axis] == 1 else "d(k − 1) + 1"
    return Measures(
        image=Span(f"i{prime}", axis, 0, geometry.image_shape[axis]),
        output=Span(f"o{prime}", axis, 0, geometry.output_shape[axis]),
        borders=(Span("p", axis, -before, before), Span("p", axis, size, after)),
        kernel=Span(weights, axis, reached - span if geometry.transposed else -before, span),
        steps=tuple(Span("s", axis, first + stride * hop, stride) for hop in range(hops)),
        rest=Span("a" if geometry.transposed else "rest", axis, reached, size + after - reached),
    )


def sharing(geometry: Geometry, axis: int) -> range:
    """Return the sizes of the larger map that a convolution of these arguments takes to the same smaller one.

    They are the image sizes of a convolution, the output sizes of a transposed one. There are as many as the
    stride, where none of them is below 1; output padding picks one on the way back.

    >>> sharing(Geometry.convolution((6,), (3,), stride=2, padding=1), 0)
    range(5, 7)

    Source: Dumoulin & Visin, arXiv 1603.07285, relationships 6 and 14.
    """
    smallest = geometry.direct_input_shape[axis] - measures(geometry, axis).rest.length
    return range(max(smallest, 1), smallest + geometry.stride[axis])
