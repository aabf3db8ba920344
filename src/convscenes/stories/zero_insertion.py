"""The stamps' result, read by a turned kernel that slides over the input and zeros between and around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry, Insertion, InsertionStep, insertion
from convscenes.ops.notation import distinct
from convscenes.ops.shown import insertion_steps, transposed_convolve
from convscenes.spec import TransposedConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands, size
from convscenes.stories._base.points import Laid, Points, gathered
from convscenes.stories._base.story import Story, Term
from convscenes.stories._base.sums import added, sum_of
from convscenes.stories._base.wording import bracketed
from convscenes.words import Sentence, Words

COUNTERS = ("useful", "wasted")
"""The maps of one cell that count products."""
MAX_WINDOW_BEATS = 5
"""The most beats of windows after the second."""
MAX_FLOWING = 8
"""The most windows of a beat in which the weights lie on them, one after the other."""
MAX_FACTORS = 4
"""The most useful products of a sum that is written with factors."""
MAX_CHARACTERS = 50
"""The most characters of a sum that fits beside the counters."""
SIDES = (("above", "below"), ("left", "right"))


class Fields(TransposedConvolutionFields):
    """A transposed convolution, explained as a convolution of an input with zeros inserted."""

    kind: Literal["zero-insertion"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "deconv", "deconvolution", "fractionallystrided", "fractionallystridedconvolution", "insertzeros",
        "inputdilation",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = (
        "input", "stretched", "padded", "kernel", "turned", "output", "stamped", "useful", "wasted",
    )  # fmt: skip

    @classmethod
    def _step_shape(cls, geometry: Geometry) -> tuple[int, ...]:
        return geometry.output_shape


def build_story(fields: Fields) -> Story:
    """Return the story: stretch, pad, turn; one window in detail; the others; the same as the stamps."""
    operands = Operands.of(fields)
    made = insertion(operands.image, operands.kernel, **operands.arguments)
    steps = list(insertion_steps(operands.image, operands.kernel, **operands.arguments))
    image, kernel, output = operands.image_shape, operands.kernel_shape, operands.output_shape
    first, flat, words = _unextended(made), operands.flat, fields.words
    maps = (
        Map.input(image, flat=flat),
        Map.input(size(made.stretched.shape), "stretched", flat=flat),
        *([] if first is None else [_unextended_map(fields, made, first)]),
        Map.input(size(made.padded.shape), "padded", _label(words, made.borders), flat=flat),
        Map.kernel(kernel, flat=flat),
        Map.kernel(kernel, "turned", flat=flat),
        Map.output(output, flat=flat),
        Map.output(output, "stamped", flat=flat),
        Map("useful", "contribution", "", (1, 1)),
        Map("wasted", "quiet", "", (1, 1)),
    )
    products = distinct(step.products for step in steps)
    builder = StoryBuilder(
        maps,
        words,
        padded=made.padded,
        turned=made.kernel,
        products=products,
        output=[step.total for step in steps],
    )
    _beats(builder, operands, made, steps)
    return Story.of(
        fields,
        title=words.line("title"),
        description=words.line("description", **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(words),
        passing={"products": ("padded", products)},
        numbers=builder.numbers,
    )


def _unextended(made: Insertion) -> NDArray[np.generic] | None:
    """Return the padded input without output padding; None where that adds nothing, or is all there is."""
    rows, cols = (size - extra for size, extra in zip(made.padded.shape, made.extra, strict=True))
    return made.padded[:rows, :cols] if any(made.extra) and min(rows, cols) > 0 else None


def _unextended_map(fields: Fields, made: Insertion, values: NDArray[np.generic]) -> Map:
    """Return the padded input before output padding: under the spec's label, if it has one, but smaller."""
    borders = [
        (before, after - extra) for (before, after), extra in zip(made.borders, made.extra, strict=True)
    ]
    return Map.input(
        size(values.shape),
        "unextended",
        fields.labels.get("padded") or _label(fields.words, borders),
        flat=fields.input.ndim == 1,
    )


def _beats(builder: StoryBuilder, operands: Operands, made: Insertion, steps: list[InsertionStep]) -> None:
    final = transposed_convolve(operands.image, operands.kernel, **operands.arguments)
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    builder.show("output", empty(final.shape, final.dtype))
    builder.beat("maps", builder.sentence("maps", **operands.sizes()))
    _prepared(builder, operands, made)
    _first_window(builder, operands, steps[0])
    _windows(builder, operands, steps[1:])
    builder.show("stamped", final)
    builder.beat("same", builder.sentence("same"))
    points = builder.whole(*builder.shows) | {"wasted": [Points.cell((0, 0))]}
    useful, wasted = steps[-1].useful_so_far, steps[-1].wasted_so_far
    counts = {"wasted": wasted, "products": useful + wasted}
    builder.beat("explain", builder.sentence("explain", **counts), points=points)


def _prepared(builder: StoryBuilder, operands: Operands, made: Insertion) -> None:
    """Record how the input is stretched, padded or cropped, and the kernel turned."""
    builder.hide("input")
    builder.show("stretched", made.stretched, dashed=~made.stretched_holds)
    builder.beat("stretch", builder.sentence("stretch", **_inserted(operands)), steps=[made])
    builder.hide("stretched")
    first = _unextended(made)
    name, shown = ("padded", made.padded) if first is None else ("unextended", first)
    before = tuple(map(slice, shown.shape))
    builder.show(name, shown, dashed=~made.padded_holds[before])
    border = _border(operands, made)
    builder.beat("pad", builder.sentence("pad", **_around(builder.words, made)), steps=[made], formula=border)
    if first is not None:
        builder.hide(name)
        builder.show("padded", made.padded, dashed=~made.padded_holds)
        fresh = np.ones(made.padded.shape, dtype=bool)
        fresh[before] = False
        points = {"padded": [Points.highlighted(fresh)]} | builder.whole("kernel", "output")
        builder.beat("extra", builder.sentence("extra", **_extra(made)), steps=[made], points=points)
    builder.hide("kernel")
    builder.show("turned", made.kernel)
    builder.beat("turn", builder.sentence("turn", weights=operands.kernel.size), steps=[made])


def _inserted(operands: Operands) -> dict[str, Any]:
    """Return the zeros between neighbours: as many for rows as for columns, or not, or none."""
    stride = operands.geometry.stride
    apart = [step for step, size in zip(stride, operands.image_shape, strict=True) if size > 1]
    if set(apart) <= {1}:
        return {"zeros": "none"}
    if len(set(apart)) == 1:
        return {"zeros": "alike", "stride": apart[0], "between": apart[0] - 1}
    return {"zeros": "each", "strides": stride, "down": stride[0] - 1, "across": stride[1] - 1}


def _axes(made: Insertion) -> list[int]:
    """Return the axes of the padded input that are longer than one cell."""
    return [axis for axis in (0, 1) if made.padded.shape[axis] > 1] or [1]


def _sides(made: Insertion) -> dict[str, int]:
    """Return the zeros above, below, left and right; negative ones crop.

    Those of output padding are left out if they have a beat of their own.
    """
    extra = made.extra if _unextended(made) is not None else (0, 0)
    return {
        SIDES[axis][end]: made.borders[axis][end] - extra[axis] * end
        for axis in _axes(made)
        for end in (0, 1)
    }


def _label(words: Words, borders: Sequence[Sequence[int]]) -> str:
    """Return the label of the stretched input with borders of zeros; negative ones crop."""
    return words.word("label-padded", done=_done([side for pair in borders for side in pair]))


def _around(words: Words, made: Insertion) -> dict[str, Any]:
    """Return p′, the zeros around the stretched input: the same on all sides, or by their sides."""
    sides = _sides(made)
    together = any(made.extra) and _unextended(made) is None
    if len(set(sides.values())) == 1 and not together:
        border = next(iter(sides.values()))
        case = "zeros" if border > 0 else "cropped" if border < 0 else "nothing"
        return {"border": case, "sides": len(sides)} | ({"cells": abs(border)} if border else {})
    done = _done(sides.values())
    cells = {where: zeros if done != "cut" else -zeros for where, zeros in sides.items() if zeros}
    places = [
        words.word("border-side", cells=str(many).replace("-", "−"), where=where)
        for where, many in cells.items()
    ]
    named = {"places": ", ".join(places)} if places else {}
    return {"border": "sides", "extra": together, "done": done, **named}


def _done(sides: Collection[int]) -> str:
    """Return whether the stretched input is padded at some of its sides, cropped, both or the same."""
    added, cut = max(sides) > 0, min(sides) < 0
    return "both" if added and cut else "added" if added else "cut" if cut else "same"


def _border(operands: Operands, made: Insertion) -> tuple[Term, ...]:
    """Return p′ = d(k − 1) − p with its numbers, where they are the same on all sides."""
    g, sides = operands.geometry, set(_sides(made).values())
    numbers = {(g.dilation[axis], g.kernel_shape[axis], g.padding[axis][0]) for axis in _axes(made)}
    if len(numbers) > 1 or len(sides) > 1:
        return ()
    ((dilation, kernel, padding),) = numbers
    return (
        Term("p′ = d(k − 1) − p", "ink"),
        Term("="),
        Term(str(dilation), "kernel"),
        Term("×"),
        Term(f"({kernel} − 1)", "kernel"),
        Term("−"),
        Term(str(padding), "output"),
        Term("="),
        Term(str(sides.pop()).replace("-", "−"), "ink"),
    )


def _extra(made: Insertion) -> dict[str, Any]:
    """Return which rows and columns output padding adds."""
    rows, columns = made.extra
    added = "both" if rows and columns else "rows" if rows else "columns"
    counts = {"added_rows": rows, "added_columns": columns}
    return {"added": added, **{name: count for name, count in counts.items() if count}}


def _first_window(builder: StoryBuilder, operands: Operands, step: InsertionStep) -> None:
    """Record the first window: the turned kernel on it, the useful products, and their sum."""
    window, weights = {"padded": [Points.placed(step)]}, _weights(step)
    builder.beat(
        "window",
        builder.sentence("window", useful=step.useful, wasted=step.wasted),
        name="window-1",
        steps=[step],
        points=window | builder.whole("turned"),
        laid={"padded": [weights]},
    )
    _count(builder, step)
    held = Laid("products", "contribution", np.ma.array(step.products, mask=~step.holds))
    builder.beat(
        "products",
        builder.sentence("products", products=step.holds.size, useful=step.useful, wasted=step.wasted),
        name="products-1",
        steps=[step],
        points=window | builder.whole("turned", *COUNTERS),
        laid={"padded": [weights, held]},
    )
    builder.shows["output"][step.index] = step.total
    total = builder.numbers.text(step.total, "output")
    builder.beat(
        "step",
        builder.sentence("total", sum=total, **operands.at(step.index)),
        name="sum-1",
        steps=[step],
        points=gathered([step], "padded") | builder.whole("turned", *COUNTERS),
        laid={"padded": [weights]},
        formula=_sum(builder, step),
    )


def _windows(builder: StoryBuilder, operands: Operands, steps: list[InsertionStep]) -> None:
    """Record the further windows: one by itself, then a few, or row by row."""
    groups = operands.grouped(steps[:1], 1, "step", first=2)
    groups += operands.grouped(steps[1:], MAX_WINDOW_BEATS, "step", first=3)
    flowing = max((len(group.steps) for group in groups), default=0) <= MAX_FLOWING
    for group in groups:
        for step in group.steps:
            builder.shows["output"][step.index] = step.total
        _count(builder, group.steps[-1])
        builder.beat(
            "step",
            _read(builder, operands, group),
            name=group.name,
            steps=group.steps,
            points=gathered(group.steps, "padded") | builder.whole("turned", *COUNTERS),
            laid={"padded": [_weights(group.steps[-1])]} if group.single or flowing else {},
            formula=_sum(builder, group.steps[0]) if group.single else (),
        )


def _weights(step: InsertionStep) -> Laid:
    return Laid("weights", "kernel", step.kernel, "overlay", source="turned")


def _count(builder: StoryBuilder, step: InsertionStep) -> None:
    builder.show("useful", np.array([[step.useful_so_far]]))
    builder.show("wasted", np.array([[step.wasted_so_far]]))


def _sum(builder: StoryBuilder, step: InsertionStep) -> tuple[Term, ...]:
    """Return the useful products and their sum; it is empty where the window holds nothing but zeros."""
    cells = [(int(r), int(c)) for r, c in np.argwhere(step.holds)]
    if not cells:
        return ()
    total = step.total, "output"
    if len(cells) > MAX_FACTORS:
        products = [(index, step.products[index]) for index in cells]
        return sum_of(builder.numbers, products, total, max_characters=MAX_CHARACTERS)
    factors = [[(step.window[index], "padded"), (step.kernel[index], "turned")] for index in cells]
    texts, sign, result = builder.numbers.equation(total, factors)
    terms = (
        Term(f"{bracketed(value, first=not at)} × {bracketed(weight)}", "contribution", index)
        for at, (index, (value, weight)) in enumerate(zip(cells, texts, strict=True))
    )
    return (*added(terms), Term(sign), Term(result, "output"))


def _read(builder: StoryBuilder, operands: Operands, group: Group) -> Sentence:
    """Return the sentence on the next window, or on the products of several."""
    last, first = group.steps[-1], group.steps[0]
    if not group.single:
        useful = last.useful_so_far - first.useful_so_far + first.useful
        wasted = last.wasted_so_far - first.wasted_so_far + first.wasted
        begun = bool(first.index[1]) and not operands.flat
        return builder.sentence("rows", begun=begun, useful=useful, wasted=wasted, **group.facts)
    facts = {"useful": first.useful, "products": first.holds.size}
    total = builder.numbers.text(first.total, "output")
    way = operands.moved(first.index, operands.output_shape, stride=(1, 1))
    return builder.sentence("step", number=group.number, sum=total, **facts, **way)
