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
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands, size
from convscenes.stories._base.points import Laid, Pointed, Points, scattered
from convscenes.stories._base.story import MAX_BEATS, Story, Term
from convscenes.stories._base.sums import growth
from convscenes.stories.scatter.channels import scatter_story
from convscenes.words import Sentence, Words


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
        maps.insert(2, Map.output(whole, "uncropped", flat=flat))
    else:
        maps.append(Map("counts", "contribution", "", output, flat=flat))
    words = fields.words
    builder = _cropped_beats(words, operands, maps, crop) if crop else _counted_beats(words, operands, maps)
    return Story.of(
        fields,
        title=words.line("title", weights=operands.kernel.size),
        description=words.line("description", **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(words),
        passing={
            "stamp": ("kernel", np.multiply.outer(np.unique(operands.image), np.unique(operands.kernel)))
        },
        numbers=builder.numbers,
        terms={"operation": words.word("operation-transposed")},
    )


def _counted_beats(words: Words, operands: Operands, maps: list[Map]) -> StoryBuilder:
    """Return the beats in which the output fills, and how many stamps touched each cell."""
    crops = any(map(any, operands.geometry.padding))
    builder, steps = _begin(words, operands, maps, "output")
    _scatter(builder, steps, operands, "output", "crops" if crops else "none")
    counts = overlap_counts(operands.geometry)
    builder.show("counts", counts)
    builder.beat("overlap", _met(builder, counts))
    return builder


def _cropped_beats(words: Words, operands: Operands, maps: list[Map], crop: CropStep) -> StoryBuilder:
    """Return the beats in which all stamps land whole, and the border is cut."""
    whole = replace(operands, geometry=crop.whole)
    builder, steps = _begin(words, whole, maps, "uncropped")
    _scatter(builder, steps, whole, "uncropped", "last")
    kept = Points.block("window", *crop.positions)
    border = {"uncropped": ~kept.mask(crop.whole.output_shape)}
    sides, saved = {side for pair in operands.geometry.padding for side in pair}, _saved(crop)
    padding = {"sides": "alike", "padding": sides.pop()} if len(sides) == 1 else {"sides": "uneven"}
    builder.beat(
        "border",
        builder.sentence("border", **padding, **saved),
        steps=[crop],
        points=builder.whole("input", "kernel") | {"uncropped": [kept]},
        dashed=border,
    )
    builder.show("output", transposed_convolve(operands.image, operands.kernel, **operands.arguments))
    left = builder.sentence("crop", **saved, **operands.sizes())
    builder.beat("crop", left, steps=[crop], dashed=border)
    return builder


def _begin(
    words: Words, operands: Operands, maps: list[Map], goal: str
) -> tuple[StoryBuilder, list[ScatterStep]]:
    """Return a builder that knows all values in texts, and the steps whose stamps land on ``goal``."""
    image, kernel = operands.image, operands.kernel
    steps = list(scatter_steps(image, kernel, **operands.arguments))
    sums = distinct(step.after for step in steps)
    return StoryBuilder(maps, words, input=image, kernel=kernel, **{goal: sums}), steps


def _scatter(
    builder: StoryBuilder, steps: list[ScatterStep], operands: Operands, goal: str, padding: str
) -> None:
    """Record the stamps that land on the map ``goal``; ``padding`` says whether, or when, it crops."""
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    builder.show("input", image)
    builder.show("kernel", kernel)
    builder.show(goal, np.zeros_like(transposed_convolve(image, kernel, **arguments)))
    builder.beat("maps", builder.sentence("maps", padding=padding, **operands.sizes()))
    first, *rest = steps
    _first_stamp(builder, operands, first, goal)
    for group in operands.grouped(rest, MAX_BEATS - 6, "stamp", first=2):
        for step in group.steps:
            builder.land(goal, step)
        builder.beat(
            "stamp",
            builder.share(_landed(builder, group, operands), "rows", group, **operands.apart),
            name=group.name,
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
        builder.sentence("lift", value=value, **operands.at(step.index)),
        name="lift-1",
        steps=[step],
        points=lifted,
        laid={"input": [token]},
    )
    builder.beat(
        "multiply",
        builder.sentence("multiply", weights=step.kernel.size),
        name="multiply-1",
        steps=[step],
        points=lifted | builder.whole("kernel"),
        laid={
            goal: [Laid("stamp", "contribution", step.stamp, at="above", placed=Points.placed(step, "stamp"))]
        },
        formula=_scaling(builder.words, value),
    )
    builder.land(goal, step)
    inside = int(np.count_nonzero(step.inside))
    builder.beat(
        "land",
        builder.sentence("land", inside=inside, outside=step.inside.size - inside),
        name="land-1",
        steps=[step],
        points=scattered([step], goal=goal) | builder.whole("kernel"),
    )


def _overlapped(step: ScatterStep) -> bool:
    return bool((step.touched[step.inside] > 0).any())


def _scaling(words: Words, value: str) -> tuple[Term, ...]:
    """Return the formula of a stamp: value × kernel."""
    return (
        Term(value, "input"),
        Term("×"),
        Term(words.word("formula-kernel"), "kernel"),
        Term("="),
        Term(words.word("formula-stamp"), "contribution"),
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


def _landed(builder: StoryBuilder, group: Group, operands: Operands) -> Sentence:
    if not group.single:
        return builder.sentence("rows", **group.facts, **operands.apart)
    (step,) = group.steps
    value, way = builder.numbers.text(step.value, "input"), operands.moved(step.index, operands.image_shape)
    facts = {"value": value, "weights": step.kernel.size, "overlaps": _overlapped(step)}
    return builder.sentence("stamp", number=group.number, **facts, **way)


def _met(builder: StoryBuilder, counts: NDArray[Any]) -> Sentence:
    """Return the sentence on how many stamps touched a cell."""
    least, most, free = int(counts.min()), int(counts.max()), int(np.count_nonzero(counts == 0))
    if builder.shows["input"].size == 1:
        met = "alone"
    elif most <= 1:
        met = "sparse" if free else "nowhere"
    else:
        met = "even" if least == most else "some" if free else "all"
    summed = {"least": least, "most": most} if most > 1 else {}
    return builder.sentence("overlap", met=met, **summed, **({"free": free} if free else {}))


def _saved(crop: CropStep) -> dict[str, Any]:
    """Return what output padding saves from being cropped: rows, columns, both or nothing."""
    rows, columns = crop.saved
    saved = "both" if rows and columns else "rows" if rows else "columns" if columns else "nothing"
    counts = {"saved_rows": rows, "saved_columns": columns}
    return {"saved": saved, **{name: count for name, count in counts.items() if count}}
