"""Sizes by the rules of every framework, which inputs share one, and the receptive field of layers.

Pure arithmetic of shapes: nothing is convolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Pair, Shape
from convscenes.ops.geometry import Geometry
from convscenes.ops.same import same_padding


def inputs_with_output(geometry: Geometry) -> tuple[range, ...]:
    """Return, for every axis of a convolution, the input sizes that have its output size.

    >>> inputs_with_output(Geometry.convolution((5,), (3,), stride=2, padding=1))
    (range(5, 7),)

    Source: Dumoulin & Visin, relationship 6: s sizes i + a share an output.
    """
    if geometry.transposed:
        raise ArgumentError("only a convolution has several inputs of one output.")
    found = []
    for output, stride, span, pads in zip(
        geometry.output_shape, geometry.stride, geometry.extent, geometry.padding, strict=True
    ):
        smallest = stride * (output - 1) + span - sum(pads)
        found.append(range(max(smallest, 1), smallest + stride))
    return tuple(found)


def output_paddings(geometry: Geometry) -> tuple[dict[int, int], ...]:
    """Return, for every axis of a transposed convolution, the outputs that its output paddings make.

    >>> output_paddings(Geometry.transposed_convolution((3,), (3,), stride=2, padding=1))
    ({0: 5, 1: 6},)

    Source: PyTorch, ConvTranspose: output padding is below stride or dilation.
    """
    if not geometry.transposed:
        raise ArgumentError("only a transposed convolution has output padding.")
    axes = zip(
        geometry.output_shape, geometry.output_padding, geometry.stride, geometry.dilation, strict=True
    )
    return tuple(
        {a: size - own + a for a in range(max(s, d)) if size - own + a > 0} for size, own, s, d in axes
    )


@dataclass(frozen=True)
class Ruled:
    """An output size by a framework's rule, and the padding that it takes; None where the rule names none."""

    output: Shape
    padding: tuple[Pair, ...] | None = None


def by_rules(geometry: Geometry) -> dict[str, Ruled]:
    """Return the sizes that the same input, kernel, stride and dilation have by rules in place of paddings.

    ``SAME_UPPER`` is TensorFlow's and Keras' "same" as well, ``VALID`` their "valid". A transposed
    convolution that is valid is as long as its stamps, but at least s·i.

    >>> {name: ruled.output for name, ruled in by_rules(Geometry.convolution((5,), (3,), stride=2)).items()}
    {'SAME_UPPER': (3,), 'SAME_LOWER': (3,), 'VALID': (2,)}
    >>> by_rules(Geometry.transposed_convolution((3,), (4,), stride=2))["SAME_UPPER"]
    Ruled(output=(6,), padding=((1, 1),))

    Source: ONNX operators Conv and ConvTranspose, auto_pad; Keras, deconv_output_length.
    """
    image, spans, stride = geometry.image_shape, geometry.extent, geometry.stride
    large = tuple(s * i for s, i in zip(stride, image, strict=True)) if geometry.transposed else image
    same = large if geometry.transposed else tuple(-(-i // s) for i, s in zip(image, stride, strict=True))
    found = {
        "SAME_UPPER": Ruled(same, same_padding(large, spans, stride, "same")),
        "SAME_LOWER": Ruled(same, same_padding(large, spans, stride, "same-lower")),
    }
    if geometry.transposed:
        axes = zip(large, spans, stride, strict=True)
        return {**found, "VALID": Ruled(tuple(size + max(span - s, 0) for size, span, s in axes))}
    if all(span <= i for span, i in zip(spans, image, strict=True)):
        axes = zip(image, spans, stride, strict=True)
        found["VALID"] = Ruled(tuple((i - span) // s + 1 for i, span, s in axes), ((0, 0),) * len(image))
    return found


def onnx_pads(geometry: Geometry, output_shape: Shape) -> tuple[Pair, ...]:
    """Return the pads with which a transposed convolution has this ``output_shape``.

    Raises ArgumentError where the output would be longer than all stamps.

    >>> onnx_pads(Geometry.transposed_convolution((3,), (3,), stride=2), (6,))
    ((0, 1),)

    Source: ONNX operator ConvTranspose: half of the total goes before, an odd one after.
    """
    pads = []
    for asked, whole, extra in zip(
        output_shape, geometry.uncropped_shape, geometry.output_padding, strict=True
    ):
        total = whole + extra - asked
        if total < 0:
            raise ArgumentError(f"output shape {asked} is longer than all stamps, {whole + extra}.")
        pads.append((total // 2, total - total // 2))
    return tuple(pads)


@dataclass(frozen=True)
class Stacked:
    """A layer of a stack on one axis, in cells; a ``transposed`` one has an ``output_padding``."""

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    transposed: bool = False
    output_padding: int = 0

    def geometry(self, size: int) -> Geometry:
        """Return the layer on an input of this size; raises ArgumentError where it does not fit."""
        make = Geometry.transposed_convolution if self.transposed else Geometry.convolution
        extra = {"output_padding": self.output_padding} if self.transposed else {}
        return make(
            (size,), (self.kernel,), stride=self.stride, padding=self.padding, dilation=self.dilation, **extra
        )

    def reads(self, first: int, last: int) -> tuple[int, int]:
        """Return the first and the last input cell that the outputs from ``first`` to ``last`` read."""
        reach = self.dilation * (self.kernel - 1)
        if not self.transposed:
            return first * self.stride - self.padding, last * self.stride - self.padding + reach
        return -(-(first + self.padding - reach) // self.stride), (last + self.padding) // self.stride


def receptive_fields(layers: Sequence[Stacked]) -> Iterator[tuple[int, Fraction]]:
    """Yield, after each layer, how many input cells an output cell sees at most, and their distance.

    The distance is that of what two neighbours see, in input cells; up-sampling makes it smaller. Cells see
    different numbers where layers up-sample: it is counted for all of a period.

    >>> [(cells, str(apart)) for cells, apart in receptive_fields([Stacked(3, 2), Stacked(3), Stacked(4, 2)])]
    [(3, '2'), (7, '2'), (13, '4')]
    >>> [cells for cells, _ in receptive_fields([Stacked(3), Stacked(4, 2, 1, transposed=True)])]
    [3, 4]

    Source: Araujo, Norris & Sim, Computing receptive fields of convolutional neural networks, Distill 2019:
    r ← r + (k − 1)·j, j ← j·s; a transposed layer divides j.
    """
    apart = Fraction(1)
    for number, layer in enumerate(layers, 1):
        apart = apart / layer.stride if layer.transposed else apart * layer.stride
        period = prod(one.stride for one in layers[:number] if one.transposed)
        most = 0
        for cell in range(period):
            first = last = cell
            for one in reversed(layers[:number]):
                first, last = one.reads(first, last)
            most = max(most, last - first + 1)
        yield most, apart


def stack_sizes(layers: Sequence[Stacked], size: int) -> Iterator[int]:
    """Yield the size after each layer; raises ArgumentError where one does not fit.

    >>> list(stack_sizes([Stacked(3, 2, 1), Stacked(4, 2, 1, transposed=True)], 8))
    [4, 8]
    """
    for layer in layers:
        (size,) = layer.geometry(size).output_shape
        yield size
