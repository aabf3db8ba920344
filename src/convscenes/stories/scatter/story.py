"""scatter of one channel: the first stamp in detail; stamp by stamp; what overlaps, or is cropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator

from convscenes.ops import CropStep, ScatterStep, crop_step, overlap_counts
from convscenes.ops.notation import distinct
from convscenes.ops.shown import scatter_steps, transposed_convolve
from convscenes.spec import TransposedChannelFields
from convscenes.spec.faults import Fault
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.operands import Operands, size
from convscenes.stories._base.points import Laid, Pointed, Points, scattered
from convscenes.stories._base.story import MAX_BEATS, Map, Story, Term
from convscenes.stories._base.sums import growth
from convscenes.stories._base.wording import counted
from convscenes.stories.scatter.channels import scatter_story


class Fields(TransposedChannelFields):
    """A transposed convolution, stamp by stamp."""

    kind: Literal["scatter"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "convtranspose", "convtransposed", "transposed", "transposedconv", "transposedconvolution",
        "deconv", "deconvolution", "upconv", "upconvolution", "stamp",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = (
        "input", "kernel", "output", "uncropped", "counts", "partial", "channel",
    )  # fmt: skip

    show_cropping: bool = Field(
        default=False,
        description="Let every stamp land whole first, then cut the border that padding crops.",
    )

    @field_validator("show_cropping")
    @classmethod
    def _crops(cls, show_cropping: bool, info: ValidationInfo) -> bool:
        """Check that there is a border to cut."""
        if show_cropping and info.data.keys() >= {"input", "kernel", *cls.argument_names}:
            if info.data["input"].ndim > 2:
                raise Fault("shows one channel. Leave it out, or make the input one matrix.")
            if not crop_step(cls._geometry(info.data)).cuts:
                raise Fault("nothing is cropped. Add padding of at least 1, or leave show_cropping out.")
        return show_cropping


def build_story(fields: Fields) -> Story:
    """Return the story: the maps; the first stamp in detail; stamp by stamp; the stamps per cell."""
    operands = Operands.of(fields)
    if operands.has_channels:
        return scatter_story(fields, operands)
    crop = crop_step(operands.geometry) if fields.show_cropping else None
    image, kernel, output = operands.image_shape, operands.kernel_shape, operands.output_shape
    flat = operands.flat
    maps = [
        Map.input(image, flat=flat),
        Map.kernel(kernel, flat=flat),
        Map.output(output, beyond="cut", flat=flat),
    ]
    if crop:
        whole = size(crop.whole.output_shape)
        maps.insert(2, Map.output(whole, "uncropped", "Uncropped output", flat=flat))
    else:
        maps.append(Map("counts", "contribution", "Stamps per cell", output, flat=flat))
    many = counted(operands.kernel.size, "output value")
    builder = _cropped_beats(operands, maps, crop) if crop else _counted_beats(operands, maps)
    return Story.of(
        fields,
        title=f"One input value becomes {many}",
        description=f"A transposed convolution of a {operands.times(image)} input with a "
        f"{operands.times(kernel)} kernel: every input value times the kernel is added to the "
        f"{operands.times(output)} output.",
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters,
        passing={
            "stamp": ("kernel", np.multiply.outer(np.unique(operands.image), np.unique(operands.kernel)))
        },
        numbers=builder.numbers,
    )


def _counted_beats(operands: Operands, maps: list[Map]) -> StoryBuilder:
    """Return the beats in which the output fills, and how many stamps touched each cell."""
    crops = "; padding crops its border" if any(map(any, operands.geometry.padding)) else ""
    builder, steps = _begin(operands, maps, "output")
    _scatter(builder, steps, operands, "output", f"the output, which starts as zeros{crops}")
    counts = overlap_counts(operands.geometry)
    builder.show("counts", counts)
    builder.beat("overlap", _overlap_caption(operands, counts), title="How many stamps met")
    return builder


def _cropped_beats(operands: Operands, maps: list[Map], crop: CropStep) -> StoryBuilder:
    """Return the beats in which all stamps land whole, and the border is cut."""
    whole = replace(operands, geometry=crop.whole)
    builder, steps = _begin(whole, maps, "uncropped")
    _scatter(builder, steps, whole, "uncropped", "the output; padding comes *last*")
    kept = Points.block("window", *crop.positions)
    border = {"uncropped": ~kept.mask(crop.whole.output_shape)}
    builder.beat(
        "border",
        _border_caption(operands, crop),
        steps=[crop],
        points=builder.whole("input", "kernel") | {"uncropped": [kept]},
        dashed=border,
    )
    builder.show("output", transposed_convolve(operands.image, operands.kernel, **operands.arguments))
    builder.beat("crop", _crop_caption(operands, crop), title="What is left", steps=[crop], dashed=border)
    return builder


def _begin(operands: Operands, maps: list[Map], goal: str) -> tuple[StoryBuilder, list[ScatterStep]]:
    """Return a builder that knows all values in texts, and the steps whose stamps land on ``goal``."""
    image, kernel = operands.image, operands.kernel
    steps = list(scatter_steps(image, kernel, **operands.arguments))
    sums = distinct(step.after for step in steps)
    return StoryBuilder(maps, input=image, kernel=kernel, **{goal: sums}), steps


def _scatter(
    builder: StoryBuilder, steps: list[ScatterStep], operands: Operands, goal: str, opening: str
) -> None:
    """Record the stamps that land on the map ``goal``."""
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    builder.show("input", image)
    builder.show("kernel", kernel)
    builder.show(goal, np.zeros_like(transposed_convolve(image, kernel, **arguments)))
    spreads = f"*{operands.times(image.shape)}* input spreads the *{operands.times(kernel.shape)}* kernel"
    builder.beat("maps", f"Every value of the {spreads} over {opening}.", title="Input, kernel and output")
    first, *rest = steps
    _first_stamp(builder, operands, first, goal)
    for group in operands.grouped(rest, MAX_BEATS - 6, "stamp", first=2):
        for step in group.steps:
            builder.land(goal, step)
        builder.beat(
            "stamp",
            _stamp_caption(builder, group, operands),
            name=group.name,
            title=group.title("Stamp"),
            steps=group.steps,
            points=scattered(group.steps, goal=goal) | builder.whole("kernel"),
            formula=_sum(builder, group.steps[0], goal) if group.single else (),
        )


def _first_stamp(builder: StoryBuilder, operands: Operands, step: ScatterStep, goal: str) -> None:
    """Record the first stamp: a value is lifted, multiplies the kernel, and the stamp lands on ``goal``."""
    value = builder.numbers.text(step.value, "input")
    lifted: Pointed = {"input": (Points.cell(step.index),)}
    token = Laid("value", "input", np.array([[step.value]]), source="input", at="operator")
    builder.beat(
        "lift",
        f"The input value *{value}* in {operands.cell(step.index)} is lifted.",
        name="lift-1",
        title="One value is lifted",
        steps=[step],
        points=lifted,
        laid={"input": [token]},
    )
    products = counted(step.kernel.size, "product")
    make = "make" if step.kernel.size > 1 else "makes"
    builder.beat(
        "multiply",
        f"It multiplies {'*every* value' if step.kernel.size > 1 else 'the *only* value'} of the kernel: "
        f"{products} {make} one stamp.",
        name="multiply-1",
        title="It multiplies the kernel",
        steps=[step],
        points=lifted | builder.whole("kernel"),
        laid={
            goal: [Laid("stamp", "contribution", step.stamp, at="above", placed=Points.placed(step, "stamp"))]
        },
        formula=_scaling(value),
    )
    builder.land(goal, step)
    inside = int(np.count_nonzero(step.inside))
    outside = step.inside.size - inside
    cut = (
        f"; {counted(outside, 'cell')} beyond the border {'is' if outside == 1 else 'are'} cropped"
        if outside
        else ""
    )
    became = counted(inside, "output value")
    builder.beat(
        "land",
        f"The stamp lands: *one* input value became *{became}*{cut}.",
        name="land-1",
        title="The stamp lands",
        steps=[step],
        points=scattered([step], goal=goal) | builder.whole("kernel"),
    )


def _overlapped(step: ScatterStep) -> bool:
    return bool((step.touched[step.inside] > 0).any())


def _scaling(value: str) -> tuple[Term, ...]:
    """Return the formula of a stamp: value × kernel."""
    return (
        Term(value, "input"),
        Term("×"),
        Term("kernel", "kernel"),
        Term("="),
        Term("stamp", "contribution"),
    )


def _sum(builder: StoryBuilder, step: ScatterStep, goal: str) -> tuple[Term, ...]:
    """Return new = old + value × weight in the cell that most stamps have touched; empty without overlap.

    Cells with a 0 to add, or to add to, come last: there, nothing is seen to add up.
    """
    touched = np.where(step.inside, step.touched, 0)
    told = np.where((step.before != 0) & (step.stamp != 0), touched, 0)
    touched = told if told.any() else touched
    if not touched.any():
        return ()
    row, col = np.unravel_index(touched.argmax(), touched.shape)
    where = (int(step.rows[row]), int(step.cols[col]))
    after, value, weight = (
        (step.after[row, col], goal),
        (step.value, "input"),
        (step.kernel[row, col], "kernel"),
    )
    return growth(builder.numbers, after, step.before[row, col], value, weight, where)


def _stamp_caption(builder: StoryBuilder, group: Group, operands: Operands) -> str:
    if not group.single:
        landing = f"the stamps land *{operands.apart}* apart and add up"
        return f"Every value of *{group.rows}* multiplies the kernel; {landing}."
    (step,) = group.steps
    value = builder.numbers.text(step.value, "input")
    way = operands.moved(step.index, operands.image_shape)
    adds = "; overlaps add up" if _overlapped(step) else ""
    kernel = "the whole kernel" if step.kernel.size > 1 else "the weight"
    return f"*{value}* times {kernel}: the stamp lands {way}{adds}."


def _overlap_caption(operands: Operands, counts: NDArray[Any]) -> str:
    if operands.image.size == 1:
        return "The only stamp has landed: there is nothing to add up."
    least, most, free = int(counts.min()), int(counts.max()), int(np.count_nonzero(counts == 0))
    landed = "All stamps have landed"
    untouched = f"{counted(free, 'cell')} {'stays' if free == 1 else 'stay'} *zero*"
    if most <= 1:
        return f"{landed}: they overlap *nowhere*{f', and {untouched}' if free else ''}."
    if least == most:
        return f"{landed}: *{counted(most, 'stamp')}* touched *every* cell of the output."
    if free:
        return f"{landed}: a cell is the sum of up to *{most}* of them; {untouched}."
    return f"{landed}: each cell is the sum of *{least}* to *{most}* of them."


def _border_caption(operands: Operands, crop: CropStep) -> str:
    (top, bottom), (left, right) = operands.geometry.padding
    padding = f"padding *{top}*" if top == bottom == left == right else "padding"
    kept = _saved(crop)
    saves = f"; output padding saves {kept}" if kept else " of the output"
    return f"The convolution's {padding} pads nothing here: it *crops* the border{saves}."


def _crop_caption(operands: Operands, crop: CropStep) -> str:
    rest = f"What is left is the *{operands.times(operands.output_shape)}* output"
    kept = _saved(crop)
    hold = "holds" if sum(crop.saved) == 1 else "hold"
    return (
        f"{rest}: {kept} {hold} *real sums*, not zeros." if kept else f"{rest}; its values stay as they are."
    )


def _saved(crop: CropStep) -> str:
    """Return what output padding saves from being cropped, in words."""
    many = [
        counted(number, noun).removeprefix("one ")
        for number, noun in zip(crop.saved, ("row", "column"), strict=True)
        if number
    ]
    return f"the last {' and '.join(many)}" if many else ""
