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

MOST_PHASES = 4096
"""By how much the layers of a stack may up-sample in all: each of so many neighbours is looked at."""


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
    """An output size by a framework's rule, and the padding that makes it.

    A transposed convolution's padding crops; where its output is longer than what it writes, zeros follow.
    """

    output: Shape
    padding: tuple[Pair, ...]


def by_rules(geometry: Geometry) -> dict[str, Ruled]:
    """Return the sizes that the same input, kernel, stride and dilation have by rules in place of paddings.

    A rule is missing where the kernel does not fit. TensorFlow's are those of Keras without output padding.
    They differ for a transposed convolution that is valid: there TensorFlow's is at least s·i long.

    >>> rules = by_rules(Geometry.convolution((5,), (3,), stride=2))
    >>> rules["TensorFlow SAME"], rules["ONNX VALID"].output
    (Ruled(output=(3,), padding=((1, 1),)), (2,))
    >>> rules = by_rules(Geometry.transposed_convolution((3,), (2,), stride=4))
    >>> rules["TensorFlow VALID"].output, rules["ONNX VALID"].output
    ((12,), (10,))

    Source: ONNX operators Conv and ConvTranspose, auto_pad; Keras, compute_conv_transpose_output_length.
    """
    if geometry.transposed:
        return _transposed_rules(geometry)
    image, spans, stride = geometry.image_shape, geometry.extent, geometry.stride
    same = tuple(-(-i // s) for i, s in zip(image, stride, strict=True))
    upper = Ruled(same, same_padding(image, spans, stride, "same"))
    lower = Ruled(same, same_padding(image, spans, stride, "same-lower"))
    rules = {"TensorFlow SAME": upper, "ONNX SAME_UPPER": upper, "ONNX SAME_LOWER": lower}
    if all(span <= i for span, i in zip(spans, image, strict=True)):
        axes = zip(image, spans, stride, strict=True)
        valid = Ruled(tuple((i - span) // s + 1 for i, span, s in axes), ((0, 0),) * len(image))
        rules |= {"TensorFlow VALID": valid, "ONNX VALID": valid}
    return rules


def _transposed_rules(geometry: Geometry) -> dict[str, Ruled]:
    """Return the rules of a transposed convolution; of both frameworks, only ONNX has output padding."""
    spans, stride, none = geometry.extent, geometry.stride, ((0, 0),) * len(geometry.stride)
    large = tuple(s * i for s, i in zip(stride, geometry.image_shape, strict=True))
    longer = tuple(span + extra for span, extra in zip(spans, geometry.output_padding, strict=True))
    axes = zip(large, spans, stride, strict=True)
    return {
        "TensorFlow SAME": Ruled(large, same_padding(large, spans, stride, "same")),
        "ONNX SAME_UPPER": Ruled(large, same_padding(large, longer, stride, "same")),
        "ONNX SAME_LOWER": Ruled(large, same_padding(large, longer, stride, "same-lower")),
        "TensorFlow VALID": Ruled(tuple(size + max(span - s, 0) for size, span, s in axes), none),
        "ONNX VALID": Ruled(geometry.uncropped_shape, none),
    }


def onnx_pads(geometry: Geometry, output_shape: Shape) -> Ruled:
    """Return this ``output_shape`` of a transposed convolution with the pads that ONNX makes it by.

    Where it is longer than what is written, nothing is cropped, and zeros are behind. Raises ArgumentError
    for a shape that has not one size, at least 1, for every axis.

    >>> onnx_pads(Geometry.transposed_convolution((3,), (3,), stride=2), (6,)).padding
    ((1, 0),)

    Source: ONNX operator ConvTranspose, output_shape: without auto_pad an odd cell goes before. Older texts
    of it (before version 11) have it after.
    """
    whole = geometry.uncropped_shape
    if len(output_shape) != len(whole) or min(output_shape) < 1:
        fact = f"must have a size of at least 1 for each of {len(whole)} axes, got {list(output_shape)}."
        raise ArgumentError(fact, argument="output")
    totals = [max(size - asked, 0) for size, asked in zip(whole, output_shape, strict=True)]
    return Ruled(output_shape, tuple((total - total // 2, total // 2) for total in totals))


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
    different numbers where layers up-sample: it is counted for all of a period, from the first cell seen to
    the last. Raises ArgumentError where the layers up-sample by more than 4096 in all.

    >>> [(cells, str(apart)) for cells, apart in receptive_fields([Stacked(3, 2), Stacked(3), Stacked(4, 2)])]
    [(3, '2'), (7, '2'), (13, '4')]
    >>> [cells for cells, _ in receptive_fields([Stacked(3), Stacked(4, 2, 1, transposed=True)])]
    [3, 4]

    Source: Araujo, Norris & Sim, Computing receptive fields of convolutional neural networks, Distill 2019:
    r ← r + (k − 1)·j, j ← j·s; a transposed layer divides j.
    """
    if (phases := prod(layer.stride for layer in layers if layer.transposed)) > MOST_PHASES:
        raise ArgumentError(
            f"must up-sample by at most {MOST_PHASES} in all, got {phases}.", argument="layers"
        )
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
