"""One picture made larger in four ways, each by stamping a kernel; only one of the kernels can be learned."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator

from convscenes.ops import Geometry, ScatterStep, enlarging, shown
from convscenes.ops.placements import Placement, placements
from convscenes.spec import Fault, Input, Kernel, PerAxis, limits
from convscenes.spec import Fields as CommonFields
from convscenes.spec.faults import sizes
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.facts import apart
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import size
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Beat, Story
from convscenes.stories._base.wording import times
from convscenes.words import Sentence

Array = NDArray[Any]

FIXED: tuple[tuple[str, Callable[..., Array], Callable[..., Array]], ...] = (
    ("nearest", shown.nearest, shown.nearest_kernel),
    ("bilinear", shown.bilinear, shown.bilinear_kernel),
    ("bicubic", shown.bicubic, shown.bicubic_kernel),
)
"""The interpolations: name, functions for result and kernel."""


class Fields(CommonFields):
    """A picture, how many times as large it shall be, and the kernel of the transposed convolution."""

    kind: Literal["upsampling"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "upsample", "upscale", "upscaling", "unpool", "unpooling", "interpolate", "interpolation",
        "bilinear", "bicubic", "resize", "enlarge",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = (
        "input", "nearest", "nearest-kernel", "bilinear", "bilinear-kernel", "bicubic", "bicubic-kernel",
        "output", "kernel",
    )  # fmt: skip

    input: Input = Field(description="The picture.")
    scale: PerAxis = Field(
        default=(2,),
        json_schema_extra={"default": 2},
        description="How many times as large it becomes: a number, or [rows, cols].",
    )
    kernel: Kernel | None = Field(
        default=None, description="The weights of the transposed convolution; without them, bilinear's."
    )

    @property
    def scales(self) -> tuple[int, ...]:
        """The scale of every axis of the input."""
        return self.scale * (self.input.ndim // len(self.scale))

    @field_validator("scale")
    @classmethod
    def _enlarges(cls, scale: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        """Check that the scale fits the picture, and that kernels and panels can be shown."""
        if max(scale) == 1:
            raise Fault("must make the input larger, got 1.")
        if broken := limits.SCALE.broken_by(max(scale)):
            raise Fault(broken)
        if "input" in info.data:
            shape = info.data["input"].shape
            if len(scale) > len(shape):
                raise Fault(f"must be one number, as the input has one axis, got {list(scale)}.")
            large = np.multiply(shape, scale).tolist()
            if broken := limits.MAP_CELLS.broken_by(math.prod(large)):
                raise Fault(f"makes a map of {sizes(large)}. {broken}", sibling="input")
            if broken := limits.STEPS.broken_by(math.prod(shape) * (len(FIXED) + 1)):
                raise Fault(f"four ways to enlarge {sizes(shape)}: {broken}", sibling="input")
        return scale

    @field_validator("kernel")
    @classmethod
    def _fits(cls, kernel: Array | None, info: ValidationInfo) -> Array | None:
        if kernel is not None and "input" in info.data and kernel.ndim != info.data["input"].ndim:
            raise Fault(f"must have as many axes as the input, {info.data['input'].ndim}, got {kernel.ndim}.")
        return kernel


@dataclass(frozen=True, eq=False)
class Method:
    """One way to enlarge: its name, its two maps and their values, its stamps, and the sentence on it.

    ``largest`` is the stamp of the largest value; ``stamps`` are the places of all stamps.
    """

    name: str
    weights: Map
    panel: Map
    kernel: Array
    output: Array
    largest: ScatterStep
    stamps: tuple[Placement, ...]
    sentence: Sentence


def build_story(fields: Fields) -> Story:
    """Return the story: the picture; each method with its weights; all four; which weights can be learned."""
    methods = _methods(fields)
    small, large = _size(fields.input), methods[0].panel.size
    maps = (
        Map.input(small, flat=fields.input.ndim == 1),
        *(one for method in methods for one in (method.weights, method.panel)),
    )
    return Story.of(
        fields,
        title=fields.words.line("title"),
        description=fields.words.line("description", small=times(fields.input.shape), large=large),
        maps=maps,
        beats=_beats(fields, maps, methods),
        terms={"operation": fields.words.word("operation-transposed")},
    )


def _methods(fields: Fields) -> tuple[Method, ...]:
    image, scales, words = fields.input, fields.scales, fields.words
    fixed = [
        _method(
            fields,
            (name, name, f"{name}-kernel"),
            enlarged(image, scales),
            kernel_of(scales),
            words.say(name),
        )
        for name, enlarged, kernel_of in FIXED
    ]
    kernel = shown.bilinear_kernel(scales) if fields.kernel is None else fields.kernel
    stamped = shown.enlarge(image, kernel, scales)
    like_bilinear = np.allclose(stamped, shown.bilinear(image, scales))
    learned = _method(
        fields,
        ("transposed", "output", "kernel"),
        stamped,
        kernel,
        words.say("transposed", weights=kernel.size, twin=fields.kernel is None and not like_bilinear),
    )
    return (*fixed, learned)


def _method(
    fields: Fields, names: tuple[str, str, str], output: Array, kernel: Array, sentence: Sentence
) -> Method:
    """Return a method on two axes: 1-D data is one row, which only becomes longer."""
    name, panel, weights = names
    rows = (1,) * (2 - fields.input.ndim)
    geometry = enlarging(_size(fields.input), _size(kernel), (*rows, *fields.scales))
    return Method(
        name,
        Map.kernel(_size(kernel), weights, flat=kernel.ndim == 1),
        Map.output(_size(output), panel, scale="panels", flat=output.ndim == 1),
        np.atleast_2d(kernel),
        np.atleast_2d(output),
        _largest_stamp(np.atleast_2d(fields.input), np.atleast_2d(kernel), geometry),
        tuple(place for place, _ in placements(geometry)),
        sentence,
    )


def _largest_stamp(image: Array, kernel: Array, geometry: Geometry) -> ScatterStep:
    largest = np.unravel_index(np.abs(image).argmax(), image.shape)
    steps = shown.scatter_steps(
        image,
        kernel,
        stride=geometry.stride,
        padding=geometry.padding,
        output_padding=geometry.output_padding,
    )
    return next(step for step in steps if step.index == largest)


def _beats(fields: Fields, maps: tuple[Map, ...], methods: tuple[Method, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, fields.words)
    image = np.atleast_2d(fields.input)
    builder.show("input", image)
    sizes = {"small": times(fields.input.shape), "large": methods[0].panel.size}
    builder.beat("picture", builder.sentence("picture", **sizes))
    values = [Points.cell(place.index) for place in methods[0].stamps]
    for method in methods:
        builder.shows = {"input": image, method.weights.name: method.kernel, method.panel.name: method.output}
        builder.beat(
            "method",
            method.sentence,
            name=method.name,
            steps=[method.largest],
            points=_swept(builder, values, method),
        )
    builder.shows = {
        name: values
        for method in methods
        for name, values in ((method.panel.name, method.output), (method.weights.name, method.kernel))
    }
    builder.beat("together", builder.sentence("together", **apart(fields.scales)))
    kernel = methods[-1].kernel
    builder.beat(
        "learnable",
        builder.sentence("learnable", weights=kernel.size),
        points=builder.whole(*(method.panel.name for method in methods))
        | {methods[-1].weights.name: [Points.block("window", *map(range, kernel.shape))]},
    )
    return builder.beats


def _swept(builder: StoryBuilder, values: list[Points], method: Method) -> Pointed:
    """Return every value with the place of its stamp, one after the other, and at the end all of the maps."""
    stamps = [Points.placed(place, "stamp") for place in method.stamps]
    swept = {"input": values, method.panel.name: stamps}
    return {name: (*swept.get(name, ()), *all_) for name, all_ in builder.whole(*builder.shows).items()}


def _size(array: Array) -> tuple[int, int]:
    return size(np.atleast_2d(array).shape)
