"""The convolution as one product, C times the input as a column; with transposed: true, Cᵀ times it."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import ColumnStep, RowStep, convolution_matrix, sums, transposed_convolution_matrix
from convscenes.ops.shown import column_steps, convolve, row_steps, transposed_convolve
from convscenes.spec import EitherDirectionFields
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.grouping import Group, grouped
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Laid, Pointed, Points
from convscenes.stories._base.story import MAX_BEATS, Story, Term
from convscenes.stories._base.sums import growth, product_of, sum_of
from convscenes.words import Sentence, Words

OTHER_BEATS = 6
"""The most beats besides those of further rows or columns."""
ROUNDING = 1e-6
"""The largest difference of two sums of the same decimals, as a share of the summed magnitudes."""
MAX_CHARACTERS = 44
"""The most characters of a sum that fits below the matrix."""


class Fields(EitherDirectionFields):
    """A convolution, or a transposed one, as a product with its matrix."""

    kind: Literal["matrix-multiply"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "matrix", "matmul", "multiply", "multiplication", "product", "gemm",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = ("input", "matrix", "column", "result", "output", "direct")


def build_story(fields: Fields) -> Story:
    """Return the story: input and matrix; the column; product by product; folded, and what it equals."""
    operands = Operands.of(fields)
    image, output = operands.image_shape, operands.output_shape
    inputs, outputs = int(np.prod(image)), int(np.prod(output))
    back, flat = fields.transposed, operands.flat
    matrix, direct = ("transpose", "stamped") if back else ("matrix", "slid")
    words = fields.words
    maps = (
        Map.input(image, flat=flat),
        Map.kernel((outputs, inputs), "matrix", words.word(f"label-{matrix}")),
        Map.input((inputs, 1), "column"),
        Map.output((outputs, 1), "result"),
        Map.output(output, flat=flat),
        Map.output(output, "direct", words.word(f"label-{direct}"), flat=flat),
    )
    builder, products = _back(words, operands, maps) if back else _forth(words, operands, maps)
    return Story.of(
        fields,
        title=words.line("title", transposed=back),
        description=words.line("description", transposed=back, matrix=(outputs, inputs), **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(words),
        passing={"products": ("result" if back else "column", np.array(products))},
        numbers=builder.numbers,
    )


def _forth(
    words: Words, operands: Operands, maps: tuple[Map, ...]
) -> tuple[StoryBuilder, list[NDArray[Any]]]:
    """Return the beats of C·x, and all products: every row, laid beside x, makes one entry of y."""
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    matrix, output = (
        convolution_matrix(image.shape, kernel, **arguments),
        convolve(image, kernel, **arguments),
    )
    first, *rest = row_steps(matrix, image.ravel())
    products = [step.products for step in (first, *rest)]
    totals = [step.total for step in (first, *rest)]
    builder = StoryBuilder(maps, words, column=image, matrix=matrix, products=products, result=totals)
    _open(builder, operands, matrix, empty((output.size, 1), output.dtype))
    builder.beat(
        "pair",
        builder.sentence("pair"),
        name="pair-1",
        steps=[first],
        points=_row_points(builder, first) | {"result": ()},
        laid={"column": [_weights(first)]},
    )
    for group in [Group("product-1", (first,), 1, 1), *_groups(rest, "product", operands, output)]:
        for step in group.steps:
            builder.shows["result"][step.number] = step.total
        step = group.steps[0]
        builder.beat(
            "product",
            _first_sum(builder, step)
            if step is first
            else builder.share(_next_row(builder, group), "product-rows", group),
            name=group.name,
            steps=group.steps,
            points=_row_points(builder, *group.steps),
            laid={"column": [_weights(step), _products(step.products, 1)]} if group.single else {},
            formula=_sum(builder, step) if group.single else (),
        )
    _close(builder, operands, output)
    return builder, products


def _back(words: Words, operands: Operands, maps: tuple[Map, ...]) -> tuple[StoryBuilder, list[NDArray[Any]]]:
    """Return the beats of Cᵀ·x, and all products: every value scales its column; these add up to y."""
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    matrix = transposed_convolution_matrix(image.shape, kernel, **arguments)
    output = transposed_convolve(image, kernel, **arguments)
    first, *rest = column_steps(matrix, image.ravel())
    sums_so_far = [step.after for step in (first, *rest)]
    builder = StoryBuilder(maps, words, column=image, matrix=matrix, result=sums_so_far)
    _open(builder, operands, matrix, np.zeros((output.size, 1), output.dtype))
    builder.beat(
        "scale",
        builder.sentence("scale", value=builder.numbers.text(first.value, "column"), products=_many(first)),
        name="scale-1",
        steps=[first],
        points=_column_points(builder, first) | {"result": ()},
        laid={"result": [_products(first.scaled, -1)]},
        formula=_scaling(builder, first),
    )
    for group in [Group("add-1", (first,), 1, 1), *_groups(rest, "add", operands, image)]:
        builder.show("result", group.steps[-1].after[:, None])
        step = group.steps[0]
        builder.beat(
            "grow",
            builder.share(_next_column(builder, group, first), "grow-rows", group),
            name=group.name,
            steps=group.steps,
            points=_column_points(builder, *group.steps),
            laid={"result": [_products(step.scaled, -1)]} if group.single else {},
            formula=_grown(builder, step, first) if group.single else (),
        )
    _close(builder, operands, output)
    return builder, [step.scaled for step in (first, *rest)]


def _open(builder: StoryBuilder, operands: Operands, matrix: NDArray[Any], result: NDArray[Any]) -> None:
    """Show input and matrix; then the input as a column, and the ``result`` that will be filled."""
    image = operands.image
    builder.show("input", image)
    builder.show("matrix", matrix)
    back = operands.geometry.transposed
    builder.beat("maps", builder.sentence("maps", transposed=back, matrix=matrix.shape))
    builder.show("column", image.reshape(-1, 1))
    builder.show("result", result)
    facts = {"rows": len(image), "values": image.size, **operands.sizes()}
    builder.beat("flatten", builder.sentence("flatten", **facts))


def _close(builder: StoryBuilder, operands: Operands, output: NDArray[Any]) -> None:
    """Fold the product, and set the directly computed ``output`` beside it.

    Asserts that both are equal, as the caption states, up to the rounding of decimals: that grows with the
    magnitudes that are summed, not with the sum.
    """
    values = builder.shows["result"].reshape(output.shape)
    summed = sums.product(np.abs(builder.shows["matrix"]), np.abs(builder.shows["column"]))
    assert (np.abs(values - output) <= ROUNDING * summed.reshape(output.shape)).all()
    builder.show("output", values)
    builder.beat("fold", builder.sentence("fold", rows=len(output), **operands.sizes()))
    builder.show("direct", output)
    builder.beat("compare", builder.sentence("compare", transposed=operands.geometry.transposed))


def _groups(steps: list[Any], word: str, operands: Operands, image: NDArray[Any]) -> list[Group]:
    """Return the further steps in groups, by the row of ``image`` that their cell is in."""
    max_groups = MAX_BEATS - OTHER_BEATS
    width = 1 if operands.flat else image.shape[1]
    noun = "cell" if operands.flat else "row"
    return grouped(steps, max_groups, word, first=2, row=lambda step: int(step.number // width), noun=noun)


def _row_points(builder: StoryBuilder, *steps: RowStep) -> Pointed:
    """Return the rows of C, the values that count in any of them, and the entries of y."""
    shape, counting = builder.maps["matrix"].shape, np.any([step.weights != 0 for step in steps], axis=0)
    rows = [Points.row(step.number, shape) for step in steps]
    entries = [Points.cell((step.number, 0)) for step in steps]
    return {"matrix": rows, "result": entries} | _values(builder, counting)


def _column_points(builder: StoryBuilder, *steps: ColumnStep) -> Pointed:
    """Return the columns of Cᵀ, the values that scale them, and the entries of y that grow."""
    shape, numbers = builder.maps["matrix"].shape, [step.number for step in steps]
    columns = [Points.column(number, shape) for number in numbers]
    growing = [Points.highlighted((step.weights != 0)[:, None]) for step in steps]
    scaling = _values(builder, np.isin(range(shape[1]), numbers))
    return scaling | {"matrix": columns, "result": growing, "column": [Points.cell((n, 0)) for n in numbers]}


def _values(builder: StoryBuilder, which: NDArray[np.bool_]) -> Pointed:
    """Return some values (N,) of the input, and of the column x, without an outline."""
    maps = (builder.maps[name] for name in ("input", "column"))
    return {one.name: [Points.highlighted(which.reshape(one.shape))] for one in maps}


def _weights(step: RowStep) -> Laid:
    """Return a row of C as a column to the left of x."""
    return Laid("weights", "kernel", step.weights[:, None], source="matrix", at="beside", away=-1)


def _products(products: NDArray[Any], away: int) -> Laid:
    """Return products as a column to the right of x, or to the left of y."""
    return Laid("products", "contribution", products[:, None], at="beside", away=away)


def _sum(builder: StoryBuilder, step: RowStep) -> tuple[Term, ...]:
    """Return the products whose weight is not zero, and their sum."""
    products = [((int(at), 0), step.products[at]) for at in np.flatnonzero(step.weights)]
    total = step.total, "result"
    if len(products) == 1:
        ((at, _), _), *_ = products
        value = builder.shows["column"][at, 0]
        return product_of(builder.numbers, (value, "column"), (step.weights[at], "matrix"), total)
    return sum_of(builder.numbers, products, total, max_characters=MAX_CHARACTERS) if products else ()


def _many(step: RowStep | ColumnStep) -> int:
    """Return how many weights of a row or a column are not zero."""
    return int(np.count_nonzero(step.weights))


def _first_sum(builder: StoryBuilder, step: RowStep) -> Sentence:
    total = builder.numbers.text(step.total, "result")
    return builder.sentence("first-product", number=1, many=_many(step), sum=total)


def _next_row(builder: StoryBuilder, group: Group) -> Sentence:
    if not group.single:
        return builder.sentence("product-rows", **group.facts)
    (step,) = group.steps
    return builder.sentence("product", number=step.number + 1, sum=builder.numbers.text(step.total, "result"))


def _scaling(builder: StoryBuilder, step: ColumnStep) -> tuple[Term, ...]:
    """Return the formula of a scaled column: value × column."""
    value = builder.numbers.text(step.value, "column")
    return (
        Term(value, "input"),
        Term("×"),
        Term(builder.words.word("formula-column", number=step.number + 1), "kernel"),
    )


def _grown(builder: StoryBuilder, step: ColumnStep, first: ColumnStep) -> tuple[Term, ...]:
    """Return the formula of a column that has been added; the first one finds nothing but zeros."""
    return _scaling(builder, step) if step is first else _growth(builder, step)


def _growth(builder: StoryBuilder, step: ColumnStep) -> tuple[Term, ...]:
    """Return the growth of the entry that most columns have added to; empty where this is the first."""
    touched = np.where(step.weights != 0, step.touched, 0)
    telling = np.where(step.before != 0, touched, 0)
    touched = telling if telling.any() else touched
    at = int(touched.argmax())
    if not touched[at]:
        return ()
    value, weight = (step.value, "column"), (step.weights[at], "matrix")
    return growth(builder.numbers, (step.after[at], "result"), step.before[at], value, weight, (at, 0))


def _next_column(builder: StoryBuilder, group: Group, first: ColumnStep) -> Sentence:
    if group.steps[0] is first:
        return builder.sentence("first-grow", number=1)
    if not group.single:
        return builder.sentence("grow-rows", **group.facts)
    (step,) = group.steps
    facts = {"value": builder.numbers.text(step.value, "column"), "overlaps": bool(_growth(builder, step))}
    return builder.sentence("grow", number=step.number + 1, **facts)
