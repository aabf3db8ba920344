"""The base of all checked models, and the small field types: shapes, strides, paddings."""

from __future__ import annotations

import math
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from convscenes.errors import did_you_mean
from convscenes.ops.arguments import Same
from convscenes.spec import limits
from convscenes.spec.faults import Fault, shown, sizes

SAME: tuple[str, ...] = get_args(Same)


class Strict(BaseModel):
    """A frozen model without conversions or unknown fields: "3" is not 3, true is not 1."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_default=True,
        allow_inf_nan=False,
        defer_build=True,  # most commands need the validators of one kind or two
    )


def as_tuple(value: Any) -> Any:
    """Return a YAML list as a tuple; leave anything else to its own check."""
    return tuple(value) if isinstance(value, list) else value


def one_or_more(value: Any) -> Any:
    """Return a scalar as a tuple of one value, which then applies to every axis."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _one_axis(info: ValidationInfo) -> bool:
    """Return whether the model's input, validated before, is one flat row."""
    return getattr(info.data.get("input"), "ndim", 0) == 1


def _per_axis(value: Any, info: ValidationInfo) -> Any:
    """Return a value for every axis, or one for all; raises Fault for several where there is one axis."""
    given = one_or_more(value)
    if _one_axis(info) and len(given) > 1:
        listed = ", ".join(map(shown, given))
        raise Fault(f"must be one number, as the input has one axis, got [{listed}].")
    return given


def _pairs(value: Any, info: ValidationInfo) -> Any:
    """Return padding as (before, after) pairs: one for every axis, or one for all."""
    entries = one_or_more(value)
    if _one_axis(info) and len(entries) == 2:
        entries = (_along_row(*entries),)
    return tuple(_pair(entry) for entry in entries)


def _along_row(first: Any, second: Any) -> Any:
    """Return the padding of a flat row, given as ``[before, after]`` or as ``[[0, 0], [before, after]]``."""
    if not isinstance(first, list | tuple) and not isinstance(second, list | tuple):
        return first, second
    if first not in (0, [0, 0]):
        raise Fault("the input has one axis: nothing is above or below it. Write [before, after].")
    return second


def _pair(entry: Any) -> Any:
    return tuple(entry) if isinstance(entry, list | tuple) else (entry, entry)


def _by_rule(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    """Return the name of a rule as it is, anything else as pairs."""
    if isinstance(value, str) and value not in SAME:
        hint = did_you_mean(value, SAME) or "Write 0 for none."
        raise Fault(f"must be numbers, same or same-lower, got {shown(value)}. {hint}")
    return value if isinstance(value, str) else check(value)


def _few_cells(shape: tuple[int, ...]) -> tuple[int, ...]:
    if broken := limits.MAP_CELLS.broken_by(math.prod(shape)):
        raise Fault(f"{sizes(shape)} = {broken}")
    return shape


def _json_schema(description: str, *forms: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"description": description, "anyOf": list(forms)})


def _json_list(items: dict[str, Any], min_items: int = 1, max_items: int = 2) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": min_items, "maxItems": max_items}


Positive = Annotated[int, Field(ge=1, le=limits.REACH.maximum)]
Natural = Annotated[int, Field(ge=0, le=limits.REACH.maximum)]
_POSITIVE = {"type": "integer", "minimum": 1, "maximum": limits.REACH.maximum}
_NATURAL = {"type": "integer", "minimum": 0, "maximum": limits.REACH.maximum}

_SIDES = tuple[Annotated[int, Field(ge=1)], ...]
_JSON_SIDE = {"type": "integer", "minimum": 1}

Shape = Annotated[
    _SIDES,
    BeforeValidator(as_tuple),
    Field(min_length=1, max_length=4),
    AfterValidator(_few_cells),
    WithJsonSchema(
        _json_list(_JSON_SIDE, max_items=4)
        | {"description": "[rows, cols] or [length]; channels, and a kernel's outputs, come first."}
    ),
]
"""Rows and columns, or a length; channels come before them."""

Size = Annotated[
    _SIDES,
    BeforeValidator(as_tuple),
    Field(min_length=2, max_length=2),
    AfterValidator(_few_cells),
    WithJsonSchema(_json_list(_JSON_SIDE, min_items=2)),
]
"""Height and width."""

PerAxis = Annotated[
    tuple[Positive, ...],
    BeforeValidator(_per_axis),
    Field(min_length=1, max_length=2),
    _json_schema("A whole number from 1, or [rows, cols].", _POSITIVE, _json_list(_POSITIVE)),
]
"""A whole number from 1 for all axes, as ``(2,)``, or one for each."""

OutputPadding = Annotated[
    tuple[Natural, ...],
    BeforeValidator(_per_axis),
    Field(min_length=1, max_length=2),
    _json_schema("A whole number from 0, or [rows, cols].", _NATURAL, _json_list(_NATURAL)),
]
"""A whole number from 0 for all axes, as ``(1,)``, or one for each."""

_JSON_PADDING = (_NATURAL, _json_list({"anyOf": [_NATURAL, _json_list(_NATURAL, min_items=2)]}))
_FORMS = "A whole number from 0, [rows, cols], or [[top, bottom], [left, right]]; of a row [before, after]"

Padding = Annotated[
    tuple[Annotated[tuple[Natural, ...], Field(min_length=2, max_length=2)], ...],
    BeforeValidator(_pairs),
    Field(min_length=1, max_length=2),
    _json_schema(f"{_FORMS}.", *_JSON_PADDING),
]
"""(before, after) pairs: one for all axes, or one for each."""

PaddingOrRule = Annotated[
    Padding,
    WrapValidator(_by_rule),
    _json_schema(f"{_FORMS}; or same, or same-lower.", *_JSON_PADDING, {"enum": list(SAME)}),
]
"""The same, or the name of a rule, "same" or "same-lower", that the core knows."""
