"""The stamps' result, read by a turned kernel that slides over the input and zeros between and around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Geometry, Insertion, InsertionStep, insertion
from convscenes.ops.notation import distinct
from convscenes.ops.shown import insertion_steps, transposed_convolve
from convscenes.spec import TransposedConvolutionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.operands import Operands, size
from convscenes.stories._base.points import Laid, Points, gathered
from convscenes.stories._base.story import Map, Story, Term
from convscenes.stories._base.sums import added, sum_of
from convscenes.stories._base.wording import bracketed, capitalised, counted, numbered, times

COUNTERS = ("useful", "wasted")
"""The maps of one cell that count products."""
MAX_WINDOW_BEATS = 6
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
    first, flat = _unextended(made), operands.flat
    maps = (
        Map.input(image, flat=flat),
        Map.input(size(made.stretched.shape), "stretched", "Stretched input", flat=flat),
        *([] if first is None else [_unextended_map(fields, made, first)]),
        Map.input(size(made.padded.shape), "padded", _label(made.borders), flat=flat),
        Map.kernel(kernel, flat=flat),
        Map.kernel(kernel, "turned", "Turned kernel", flat=flat),
        Map.output(output, flat=flat),
        Map.output(output, "stamped", "By stamps", flat=flat),
        Map("useful", "contribution", "Useful products", (1, 1)),
        Map("wasted", "quiet", "Times zero", (1, 1)),
    )
    products = distinct(step.products for step in steps)
    builder = StoryBuilder(
        maps,
        padded=made.padded,
        turned=made.kernel,
        products=products,
        output=[step.total for step in steps],
    )
    _beats(builder, operands, made, steps)
    return Story.of(
        fields,
        title="The same output, read from a stretched input",
        description="A transposed convolution as a convolution: zeros stretch and pad the "
        f"{operands.times(image)} input, the {operands.times(kernel)} kernel turns by 180° and slides over "
        "it with stride 1.",
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters,
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
        fields.labels.get("padded", _label(borders)),
        flat=fields.input.ndim == 1,
    )


def _beats(builder: StoryBuilder, operands: Operands, made: Insertion, steps: list[InsertionStep]) -> None:
    final = transposed_convolve(operands.image, operands.kernel, **operands.arguments)
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    builder.show("output", empty(final.shape, final.dtype))
    builder.beat("maps", _opening(operands), title="Input, kernel and output")
    _prepared(builder, operands, made)
    _first_window(builder, operands, steps[0])
    _windows(builder, operands, steps[1:])
    builder.show("stamped", final)
    same = "Stamps instead of windows give the *same* output, value by value."
    builder.beat("same", same, title="The same output")
    points = builder.whole(*builder.shows) | {"wasted": [Points.cell((0, 0))]}
    builder.beat("explain", _closing(steps[-1]), title="An explanation, not an algorithm", points=points)


def _opening(operands: Operands) -> str:
    g = operands.geometry
    return (
        f"The stamps' *{operands.times(g.output_shape)}* output can also be *read*: "
        f"from the *{operands.times(g.image_shape)}* input, set among zeros."
    )


def _prepared(builder: StoryBuilder, operands: Operands, made: Insertion) -> None:
    """Record how the input is stretched, padded or cropped, and the kernel turned."""
    builder.hide("input")
    builder.show("stretched", made.stretched, dashed=~made.stretched_holds)
    builder.beat("stretch", _stretching(operands), title="Zeros in between", steps=[made])
    builder.hide("stretched")
    first = _unextended(made)
    name, shown = ("padded", made.padded) if first is None else ("unextended", first)
    before = tuple(map(slice, shown.shape))
    builder.show(name, shown, dashed=~made.padded_holds[before])
    builder.beat("pad", _padding(made), title="Zeros around", steps=[made], formula=_border(operands, made))
    if first is not None:
        builder.hide(name)
        builder.show("padded", made.padded, dashed=~made.padded_holds)
        fresh = np.ones(made.padded.shape, dtype=bool)
        fresh[before] = False
        points = {"padded": [Points.highlighted(fresh)]} | builder.whole("kernel", "output")
        builder.beat("extra", _extra(made), title="Output padding", steps=[made], points=points)
    builder.hide("kernel")
    builder.show("turned", made.kernel)
    builder.beat("turn", _turning(operands), title="The kernel turns", steps=[made])


def _turning(operands: Operands) -> str:
    if operands.kernel.size == 1:
        return (
            "A stamp reaches forward, a window looks back: the kernel turns; a single weight stays as it is."
        )
    return "A stamp reaches forward from its value, a window looks back at it: the kernel turns by *180°*."


def _stretching(operands: Operands) -> str:
    axes = zip(operands.geometry.stride, operands.image_shape, ("rows", "columns"), strict=True)
    apart = {what: step for step, size, what in axes if size > 1}
    strides = set(apart.values())
    if strides <= {1}:
        return "*No* zeros are inserted: with stride 1 the input stays as it is."
    if len(strides) == 1:
        (step,) = strides
        zeros = counted(step - 1, "zero")
        return f"Stride *{step}* pulls the input apart: *{zeros}* between neighbours."
    between = (f"*{counted(step - 1, 'zero')}* between {what}" for what, step in apart.items())
    return f"Stride *{times(operands.geometry.stride)}* pulls the input apart: {', '.join(between)}."


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


def _label(borders: Sequence[Sequence[int]]) -> str:
    """Return the label of the stretched input with borders of zeros; negative ones crop."""
    sides = [side for pair in borders for side in pair]
    words = [word for word, done in (("padded", max(sides) > 0), ("cropped", min(sides) < 0)) if done]
    return capitalised(f"{', '.join(words) or 'stretched'} input")


def _padding(made: Insertion) -> str:
    """Return the caption on p′, the zeros around the stretched input."""
    sides = _sides(made)
    together = any(made.extra) and _unextended(made) is None
    if len(set(sides.values())) > 1 or together:
        added = [f"*{zeros}* {where}" for where, zeros in sides.items() if zeros > 0]
        cut = [f"*{-zeros}* {where}" for where, zeros in sides.items() if zeros < 0]
        parts = [
            f"{what}: {', '.join(where)}" for what, where in (("zeros", added), ("cropped", cut)) if where
        ]
        where = "With output padding" if together else "Around the stretched input"
        return f"{where}, {'; '.join(parts) or 'the stretched input stays as it is'}."
    zeros, where = next(iter(sides.values())), "on every side" if len(sides) > 2 else "on both sides"
    if zeros > 0:
        many = capitalised(counted(zeros, "zero"))
        return f"*{many}* {where}: this is p′, not the padding p of the direct convolution."
    if zeros < 0:
        many = counted(-zeros, "cell")
        return f"The padding exceeds the kernel's reach: p′ is negative, *{many}* cropped {where}."
    return "The padding equals the kernel's reach: p′ is *0*, nothing is put around the stretched input."


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


def _extra(made: Insertion) -> str:
    rows, cols = made.extra
    more = [counted(rows, "row")] * bool(rows) + [counted(cols, "column")] * bool(cols)
    where = ["bottom"] * bool(rows) + ["right"] * bool(cols)
    return (
        f"Output padding: *{' and '.join(more)}* more at the {' and '.join(where)}; "
        "the output's new cells are real sums."
    )


def _first_window(builder: StoryBuilder, operands: Operands, step: InsertionStep) -> None:
    """Record the first window: the turned kernel on it, the useful products, and their sum."""
    spread = ", its weights spread apart," if max(operands.geometry.dilation) > 1 else ""
    values = f"*{counted(step.useful, 'input value')}* and *{counted(step.wasted, 'zero')}*"
    window, weights = {"padded": [Points.placed(step)]}, _weights(step)
    builder.beat(
        "window",
        f"The turned kernel{spread} slides with stride *1*; first it meets {values}.",
        name="window-1",
        title="The first window",
        steps=[step],
        points=window | builder.whole("turned"),
        laid={"padded": [weights]},
    )
    _count(builder, step)
    held = Laid("products", "contribution", np.ma.array(step.products, mask=~step.holds))
    builder.beat(
        "products",
        _products(step),
        name="products-1",
        title="Products",
        steps=[step],
        points=window | builder.whole("turned", *COUNTERS),
        laid={"padded": [weights, held]},
    )
    builder.shows["output"][step.index] = step.total
    total, where = builder.numbers.text(step.total, "output"), operands.cell(step.index)
    builder.beat(
        "step",
        f"The sum, *{total}*, is the output in {where}.",
        name="sum-1",
        title="The sum",
        steps=[step],
        points=gathered([step], "padded") | builder.whole("turned", *COUNTERS),
        laid={"padded": [weights]},
        formula=_sum(builder, step),
    )


def _products(step: InsertionStep) -> str:
    """Return the caption on how many products count."""
    if step.holds.size == 1:
        return f"One product, {'*useful*' if step.useful else '*times zero*'}."
    useful, wasted = (
        counted(count, "is", "are") if count else "none is" for count in (step.useful, step.wasted)
    )
    many = capitalised(counted(step.holds.size, "product"))
    return f"{many}: {useful} *useful*, {wasted} *times zero*."


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
            _step_caption(builder, operands, group),
            name=group.name,
            title=group.title("Window"),
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


def _step_caption(builder: StoryBuilder, operands: Operands, group: Group) -> str:
    if not group.single:
        last, before = group.steps[-1], group.steps[0]
        useful = last.useful_so_far - before.useful_so_far + before.useful
        wasted = last.wasted_so_far - before.wasted_so_far + before.wasted
        begun = before.index[1] and not operands.flat
        rows = f"the rest of {group.rows}" if begun else f"{group.rows} of the output"
        return f"{capitalised(rows)}: *{useful}* useful products, *{wasted}* times zero."
    (step,) = group.steps
    way = capitalised(operands.moved(step.index, operands.output_shape, stride=(1, 1)))
    many = f"*{step.useful}* of {numbered(step.holds.size, 'product')} useful"
    return f"{way}: {many}, the sum is *{builder.numbers.text(step.total, 'output')}*."


def _closing(step: InsertionStep) -> str:
    useful, wasted = step.useful_so_far, step.wasted_so_far
    count = f"*{wasted}* of {useful + wasted} multiplications were by zero"
    return f"An explanation, not how it is computed: {count}."
