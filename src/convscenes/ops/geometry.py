"""Sizes and paddings of a convolution and of a transposed convolution, and how they relate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import index
from typing import Any

from convscenes.errors import ArgumentError
from convscenes.ops.arguments import Arguments, Padding, Pair, PerAxis, Shape, worded
from convscenes.ops.relationships import Relationship, convolution_relationship, transposed_relationship
from convscenes.ops.same import same_padding


@dataclass(frozen=True)
class Geometry:
    """The spatial axes of one operation, in cells: build it with one of its two constructors.

    Both directions place the kernel on one map (``direct_input_shape``), once for every cell of another
    (``step_shape``): a convolution on its image, a transposed convolution on its output.

    >>> down = Geometry.convolution((6, 6), (3, 3), stride=2, padding=1)
    >>> down.output_shape, down.restoring().output_shape, down.restoring().output_padding
    ((3, 3), (6, 6), (1, 1))
    """

    transposed: bool
    image_shape: Shape
    kernel_shape: Shape
    stride: Shape
    padding: tuple[Pair, ...]
    dilation: Shape
    output_padding: Shape

    @classmethod
    def convolution(
        cls,
        image_shape: Shape,
        kernel_shape: Shape,
        *,
        stride: PerAxis = 1,
        padding: Padding = 0,
        dilation: PerAxis = 1,
    ) -> Geometry:
        """Return the geometry of a convolution of one to three spatial axes.

        ``stride`` and ``dilation`` are an int or one per axis, ``padding`` an int, one per axis, a
        (before, after) pair per axis, or "same": as many cells as make the output ⌈i/s⌉ long, an odd one
        behind ("same-lower": before). Raises ArgumentError for wrong arguments and where the kernel does not
        fit.

        >>> Geometry.convolution((4, 6), (2, 3), stride=(2, 1), padding=((1, 0), (0, 1))).output_shape
        (2, 5)
        >>> Geometry.convolution((5,), (4,), stride=2, padding="same").padding
        ((1, 2),)
        """
        call, image, kernel = _checked_shapes(image_shape, kernel_shape)
        strides, dilations = call.counts("stride", stride, 1), call.counts("dilation", dilation, 1)
        borders = (
            same_padding(image, _extent(kernel, dilations), strides, padding)
            if isinstance(padding, str)
            else call.pairs("padding", padding)
        )
        return cls._fitting(False, image, kernel, strides, borders, dilations, (0,) * len(kernel))

    @classmethod
    def transposed_convolution(
        cls,
        image_shape: Shape,
        kernel_shape: Shape,
        *,
        stride: PerAxis = 1,
        padding: Padding = 0,
        dilation: PerAxis = 1,
        output_padding: PerAxis = 0,
    ) -> Geometry:
        """Return the geometry of a transposed convolution; the arguments are the direct convolution's.

        ``padding`` crops the output; ``output_padding`` (below max(stride, dilation), as in PyTorch) makes it
        longer at the end of an axis. With ``padding`` "same" (or "same-lower") the output is s·i long: both
        are those of the direct convolution that has this padding. Raises ArgumentError for wrong arguments
        and where nothing of the output remains.

        >>> Geometry.transposed_convolution((3, 3), (3, 3), stride=2, padding=1).output_shape
        (5, 5)
        >>> Geometry.transposed_convolution((3, 3), (3, 3), stride=2, padding="same").output_shape
        (6, 6)
        """
        call, image, kernel = _checked_shapes(image_shape, kernel_shape)
        strides, dilations = call.counts("stride", stride, 1), call.counts("dilation", dilation, 1)
        extra = call.counts("output_padding", output_padding, 0)
        if not isinstance(padding, str):
            return cls._fitting(
                True, image, kernel, strides, call.pairs("padding", padding), dilations, extra
            )
        if any(extra):
            fact = f"must be 0 where padding is {padding}, got {output_padding!r}"
            raise call.error("output_padding", fact)
        spans = _extent(kernel, dilations)
        large = tuple(s * i for s, i in zip(strides, image, strict=True))
        borders = same_padding(large, spans, strides, padding)
        missing = tuple(max(s - span, 0) for s, span in zip(strides, spans, strict=True))
        return cls._fitting(True, image, kernel, strides, borders, dilations, missing)

    @classmethod
    @lru_cache(maxsize=256)  # a lesson or a network asks for the same few sizes again and again
    def _fitting(cls, *fields: Any) -> Geometry:
        geometry = cls(*fields)
        axes = zip(geometry.output_padding, geometry.stride, geometry.dilation, strict=True)
        if geometry.transposed and any(extra >= max(s, d) for extra, s, d in axes):
            raise geometry._output_padding_too_large()
        if any(size < 1 for size in geometry.output_shape):
            raise geometry._all_cropped() if geometry.transposed else geometry._kernel_too_large()
        return geometry

    @property
    def extent(self) -> Shape:
        """How many cells the dilated kernel spans on each axis: k̂ = k + (k − 1)(d − 1), R15."""
        return _extent(self.kernel_shape, self.dilation)

    @property
    def padded_shape(self) -> Shape:
        """The image with its padding, as a convolution reads it."""
        return tuple(
            i + before + after for i, (before, after) in zip(self.image_shape, self.padding, strict=True)
        )

    @property
    def stretched_shape(self) -> Shape:
        """The image with s − 1 zeros between its cells, as the zero-insertion view reads it."""
        return tuple(s * (i - 1) + 1 for i, s in zip(self.image_shape, self.stride, strict=True))

    @property
    def stretched_padding(self) -> tuple[Pair, ...]:
        """The padding of the stretched image, p′ = d(k − 1) − p; a negative number crops."""
        axes = zip(self.extent, self.padding, self.output_padding, strict=True)
        return tuple((span - 1 - before, span - 1 - after + extra) for span, (before, after), extra in axes)

    @property
    def uncropped_shape(self) -> Shape:
        """The output of a transposed convolution before ``padding`` crops its border."""
        axes = zip(self.stretched_shape, self.extent, self.output_padding, strict=True)
        return tuple(stretched + span - 1 + extra for stretched, span, extra in axes)

    @cached_property
    def output_shape(self) -> Shape:
        """The sizes of the output: R6 and R15 for a convolution, else those of ONNX ConvTranspose."""
        if self.transposed:
            axes = zip(self.uncropped_shape, self.padding, strict=True)
            return tuple(size - before - after for size, (before, after) in axes)
        return tuple(
            (i - k) // s + 1 for i, k, s in zip(self.padded_shape, self.extent, self.stride, strict=True)
        )

    @property
    def direct_input_shape(self) -> Shape:
        """The input of the direct convolution: its image, or the output of the one that transposes it.

        The kernel is placed on this map, once for every cell of ``step_shape``.
        """
        return self.output_shape if self.transposed else self.image_shape

    @property
    def step_shape(self) -> Shape:
        """The map with one step for every cell: a convolution's output, a transposed convolution's image."""
        return self.image_shape if self.transposed else self.output_shape

    def positions(self, axis: int, cell: int) -> range:
        """Return the kernel's coordinates in ``direct_input_shape`` for a cell of ``step_shape``.

        Those outside are in the padding of a convolution, or cropped by that of a transposed one.

        >>> list(Geometry.convolution((5,), (3,), stride=2, padding=1).positions(0, 0))
        [-1, 0, 1]
        """
        start = self.stride[axis] * cell - self.padding[axis][0]
        return range(start, start + self.extent[axis], self.dilation[axis])

    def restoring(self) -> Geometry:
        """Return the transposed convolution from this convolution's output back to its image shape (R14).

        Its output padding is the (i + 2p − k̂) mod s that the convolution left unread. Raises ArgumentError
        for a geometry that is transposed already.
        """
        if self.transposed:
            raise ArgumentError("only a convolution has a restoring transposed convolution.")
        axes = zip(self.padded_shape, self.extent, self.stride, strict=True)
        return Geometry.transposed_convolution(
            self.output_shape,
            self.kernel_shape,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            output_padding=tuple((size - span) % s for size, span, s in axes),
        )

    def relationship(self, axis: int) -> Relationship:
        """Return the most specific published relationship for the size of this axis.

        >>> Geometry.convolution((5, 5), (3, 3), padding=1).relationship(0)
        Relationship(name='R3', formula='o = i')
        """
        k, s, p, d = self.kernel_shape[axis], self.stride[axis], self.padding[axis], self.dilation[axis]
        if self.transposed:
            return transposed_relationship(k, s, p, d, self.output_padding[axis])
        return convolution_relationship(k, s, p, d)

    def numbers(self, axis: int) -> dict[str, int]:
        """Return the numbers of this axis by the letters that relationships use; p where both sides have it.

        >>> Geometry.transposed_convolution((4, 4), (3, 3), stride=2, padding=1).numbers(0)
        {'i′': 4, 'o′': 7, 'k': 3, 's': 2, 'd': 1, 'a': 0, 'p_b': 1, 'p_a': 1, 'p': 1}
        """
        prime, (before, after) = "′" if self.transposed else "", self.padding[axis]
        both = {"p": before} if before == after else {}
        return {
            f"i{prime}": self.image_shape[axis],
            f"o{prime}": self.output_shape[axis],
            "k": self.kernel_shape[axis],
            "s": self.stride[axis],
            "d": self.dilation[axis],
            "a": self.output_padding[axis],
            "p_b": before,
            "p_a": after,
        } | both

    def _kernel_too_large(self) -> ArgumentError:
        enough = max(-(-(span - i) // 2) for i, span in zip(self.image_shape, self.extent, strict=True))
        return ArgumentError(
            f"{worded(self.kernel_shape)} does not fit the padded input {worded(self.padded_shape)} "
            f"(stride {_shortest(self.stride)}, dilation {_shortest(self.dilation)}). "
            f"Add padding of at least {enough}.",
            argument="kernel",
        )

    def _output_padding_too_large(self) -> ArgumentError:
        return Arguments(self.image_shape, self.kernel_shape).error(
            "output_padding",
            f"must be smaller than stride or dilation (stride {_shortest(self.stride)}, "
            f"dilation {_shortest(self.dilation)}), got {_shortest(self.output_padding)}",
        )

    def _all_cropped(self) -> ArgumentError:
        maximum = min((size - 1) // 2 for size in self.uncropped_shape)
        return ArgumentError(
            f"{list(map(list, self.padding))} crops the whole output {worded(self.uncropped_shape)} "
            f"(image {worded(self.image_shape)}, kernel {worded(self.kernel_shape)}). "
            f"Take padding of at most {maximum}.",
            argument="padding",
        )


def _checked_shapes(image_shape: Shape, kernel_shape: Shape) -> tuple[Arguments, Shape, Shape]:
    image, kernel = _sizes("image", image_shape), _sizes("kernel", kernel_shape)
    call = Arguments(image, kernel)
    if not 1 <= len(kernel) <= 3:
        raise call.error("kernel", "must have one to three spatial axes")
    if len(image) != len(kernel):
        raise call.error("image", "must have as many spatial axes as the kernel")
    if min(image) < 1:
        raise call.error("image", "has no cells")
    if min(kernel) < 1:
        raise call.error("kernel", "has no cells")
    return call, image, kernel


def _extent(kernel: Shape, dilation: Shape) -> Shape:
    return tuple(d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True))


def _sizes(argument: str, shape: Shape) -> Shape:
    try:
        return tuple(map(index, shape))
    except TypeError as error:
        raise ArgumentError(
            f"shape must be a tuple of integers, got {shape!r}.", argument=argument
        ) from error


def _shortest(counts: Shape) -> int | list[int]:
    """Return counts as an int where all axes agree, else as a list."""
    return counts[0] if len(set(counts)) == 1 else list(counts)
