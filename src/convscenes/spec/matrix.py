"""The matrix fields, written out or generated: read-only arrays of whole or decimal numbers."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    AfterValidator,
    GetJsonSchemaHandler,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue

from convscenes.errors import did_you_mean
from convscenes.spec import faults, limits
from convscenes.spec.faults import Fault, shown, sizes
from convscenes.spec.generated import FORMS
from convscenes.spec.wording import faults_of

Array = NDArray[Any]
ROWS = 2
"""The number of axes of rows of numbers."""
LISTED = 8
"""The most numbers of a row that a message lists."""
AXES = {1: "one", 2: "one or two", 3: "one to three", 4: "one to four"}


def read_as(max_axes: int, hint: str) -> Callable[[Any, ValidationInfo], Array]:
    """Return the validator of arrays of at most ``max_axes`` axes; the error for more ends with ``hint``.

    It returns a read-only array, int64 or float64, and raises Fault or Faults at the innermost wrong value.
    Of more axes, those that count one channel or one kernel are dropped. Paths of files are relative to
    ``info.context["folder"]``.
    """

    def read(value: Any, info: ValidationInfo) -> Array:
        array = without_ones(_read(value, info.context), max_axes)
        if not 1 <= array.ndim <= max_axes:
            raise Fault(
                f"must have {AXES[max_axes]} ax{'is' if max_axes == 1 else 'es'}, got {array.ndim}. {hint}"
            )
        return _finished(array)

    return read


def without_ones(array: Array, axes: int) -> Array:
    """Return an array of more than ``axes`` axes without the first ones, as far as they have one part.

    >>> without_ones(np.ones((1, 1, 3, 5)), ROWS).shape, without_ones(np.ones((1, 2, 3, 5)), ROWS).shape
    ((3, 5), (2, 3, 5))
    """
    while array.ndim > axes and len(array) == 1:
        array = array[0]
    return array


def _read(value: Any, context: Any) -> Array:
    """Return the array that a value describes, its contents not yet checked."""
    match value:
        case dict():
            return _generated(value, context)
        case np.ndarray():
            return value
        case list() if _depth(value) > ROWS:
            return _stacked(value, context)
        case list():
            return _literal(value)
        case _:
            raise Fault(f"must be rows of numbers, such as [[1, 2], [3, 4]], got {shown(value)}.")


def _depth(value: Any) -> int:
    """Return how deep numbers are nested in most parts of a value; a mapping stands for a matrix.

    >>> _depth([[1, 2], [3, "four"]]), _depth([{"ones": [2, 2]}, [[1, 2], [3, 4]]])
    (2, 3)
    """
    match value:
        case dict():
            return ROWS
        case []:
            return 1
        case list():
            return 1 + statistics.mode(map(_depth, value))
        case _:
            return 0


def _stacked(parts: list[Any], context: Any) -> Array:
    """Return matrices (or lists of them) stacked into one array; all must have the commonest shape."""
    arrays: list[Array] = []
    wrong: list[Fault] = []
    for number, part in enumerate(parts):
        try:
            arrays.append(_read(part, context))
        except Fault as fault:
            wrong.append(fault.below((number,)))
        except faults.Faults as several:
            wrong += [fault.below((number,)) for fault in several.faults]
    faults.refuse(wrong)
    shape = statistics.mode(array.shape for array in arrays)
    faults.refuse(
        Fault(f"part {number + 1} is {sizes(array.shape)}, the others are {sizes(shape)}.", (number,))
        for number, array in enumerate(arrays)
        if array.shape != shape
    )
    return np.stack(arrays)


def _literal(rows: list[Any]) -> Array:
    """Return rows of numbers, or one flat list of them, as an array."""
    if not any(isinstance(row, list) for row in rows):
        faults.refuse(_wrong_cells(rows, ()))
        return _numbers(rows, rows)
    faults.refuse(_wrong_rows(rows))
    return _numbers(rows, [cell for row in rows for cell in row])


def _numbers(rows: list[Any], cells: list[Any]) -> Array:
    return np.array(rows, dtype=np.float64 if any(isinstance(cell, float) for cell in cells) else np.int64)


def _wrong_rows(rows: list[Any]) -> Iterator[Fault]:
    """Yield what is wrong with each row; all must have the commonest length."""
    width = statistics.mode(len(row) for row in rows if isinstance(row, list))
    for number, row in enumerate(rows):
        if not isinstance(row, list):
            yield Fault(f"a row must be a list of numbers, got {shown(row)}.{_as_list(row)}", (number,))
        elif len(row) != width:
            yield Fault(f"row {number + 1} has {len(row)} cells, other rows have {width}.", (number,))
        else:
            yield from _wrong_cells(row, (number,))


def _wrong_cells(cells: list[Any], row: faults.Path) -> Iterator[Fault]:
    for number, cell in enumerate(cells):
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            yield Fault(f"must be a number, got {shown(cell)}.{_as_list(cell)}", (*row, number))
        elif not math.isfinite(cell):
            yield Fault(f"must be a finite number, got {shown(cell)}.", (*row, number))
        elif abs(cell) > limits.MAP_VALUE:
            yield Fault(f"must be at most {limits.MAP_VALUE:,} either side of 0, got {cell}.", (*row, number))


def _as_list(text: object) -> str:
    """Return the hint for several numbers in one text, "" for anything else.

    >>> _as_list("1 2 3"), _as_list("0.5, -1;"), _as_list("three"), _as_list("1")
    (' Write [1, 2, 3].', ' Write [0.5, -1].', '', '')
    """
    words = re.split(r"[\s,;]+", text.strip(" ,;")) if isinstance(text, str) else []
    number = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
    if len(words) < 2 or not all(map(number.fullmatch, words)):
        return ""
    return f" Write [{', '.join(words if len(words) <= LISTED else [*words[:LISTED], '…'])}]."


def _generated(value: dict[str, Any], context: Any) -> Array:
    """Return the array that a mapping such as ``{ones: [3, 3]}`` describes."""
    name = next((key for key in value if key in FORMS), "")
    if not name:
        key = next(iter(value), "")
        hint = did_you_mean(key, FORMS) or f"Give rows of numbers, or one of {', '.join(FORMS)}."
        raise Fault(f"unknown way to give a matrix. {hint}", (key,) if key else (), at_key=bool(key))
    form = FORMS[name]
    try:
        return form.model_validate(value, context=context).array()
    except ValidationError as error:
        faults.refuse(faults_of(error, form))
        raise


def _finished(array: Array) -> Array:
    """Return the array as int64 or float64, read-only; raises Fault if it cannot be a matrix."""
    if array.size == 0:
        raise Fault("empty. Give rows of numbers.")
    if broken := limits.MAP_CELLS.broken_by(array.size):
        raise Fault(broken)
    if array.dtype.kind not in "iuf":
        raise Fault(f"must hold numbers, got {array.dtype}.")
    if not np.isfinite(array).all():
        raise Fault("must hold finite numbers, got .nan or .inf.")
    if array.dtype.kind == "f":
        array = array.astype(np.float64)  # a float16 cannot be compared with the limit
    check_magnitude(array, limits.MAP_VALUE)
    result = array.astype(np.float64 if array.dtype.kind == "f" else np.int64)
    result.flags.writeable = False
    return result


def check_magnitude(array: Array, maximum: int) -> None:
    """Raise Fault at the first cell beyond ±``maximum``."""
    beyond = np.argwhere((array > maximum) | (array < -maximum))
    if len(beyond):
        cell = tuple(map(int, beyond[0]))
        raise Fault(f"must be at most {maximum:,} either side of 0, got {array[cell]}.", cell)


def _as_input(array: Array) -> Array:
    if broken := limits.INPUT_CELLS.broken_by(array.size):
        raise Fault(broken)
    check_magnitude(array, limits.INPUT_VALUE)
    return array


def _as_kernel(array: Array) -> Array:
    if broken := limits.KERNEL_SIDE.broken_by(max(array.shape[-ROWS:])):
        raise Fault(broken)
    check_magnitude(array, limits.INPUT_VALUE)
    return array


@dataclass(frozen=True)
class _JsonSchema:
    """Describes a matrix to editors: rows, a flat list, or one of the forms; lists of them for more axes."""

    axes: int = ROWS

    def __get_pydantic_json_schema__(
        self, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        numbers = {"type": "array", "items": {"type": "number"}, "minItems": 1}
        rows = {"type": "array", "items": numbers, "minItems": 1, "description": "Rows of numbers."}
        flat = numbers | {"description": "One row of numbers, for one dimension."}
        forms = [handler(TypeAdapter(form).core_schema) for form in FORMS.values()]
        nested: list[JsonSchemaValue] = []
        part: JsonSchemaValue = {"anyOf": [rows, *forms]}
        written = rows
        for axes in range(ROWS + 1, max(AXES) + 1):
            part = {"type": "array", "items": part, "minItems": 1}
            written = {"type": "array", "items": written, "minItems": 1, "maxItems": 1}
            several = part | {"description": "A list of matrices, one for each channel."}
            nested.append(several if axes <= self.axes else written | {"description": "The only channel."})
        return {"anyOf": [rows, flat, *forms, *nested]}


_ONE_CHANNEL = "What is shown here has one channel."

Matrix = Annotated[Array, PlainValidator(read_as(ROWS, _ONE_CHANNEL)), _JsonSchema()]
"""Any matrix, such as a result."""

Input = Annotated[Matrix, AfterValidator(_as_input)]
"""A matrix that an operation reads; its values are at most ``limits.INPUT_VALUE``."""

Kernel = Annotated[Matrix, AfterValidator(_as_kernel)]
"""A matrix of weights; no side is longer than ``limits.KERNEL_SIDE``."""

Stack = Annotated[Array, PlainValidator(read_as(3, "Give a list of matrices.")), _JsonSchema(3)]
"""A matrix, or one for each channel (C, H, W)."""

InputStack = Annotated[Stack, AfterValidator(_as_input)]
"""An image of one channel or of several."""

Kernels = Annotated[
    Array,
    PlainValidator(read_as(4, "Give a list of matrices, or of such lists.")),
    AfterValidator(_as_kernel),
    _JsonSchema(4),
]
"""A kernel, or a slice of it for each channel, or several such kernels."""
