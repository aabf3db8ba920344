"""The base of all checked models, and the small field types: shapes, strides, paddings."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from convscenes.spec import limits
from convscenes.spec.faults import Fault, sizes


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


def _pairs(value: Any) -> Any:
    """Return padding as (before, after) pairs: one for every axis, or one for all."""
    return tuple(_pair(entry) for entry in one_or_more(value))


def _pair(entry: Any) -> Any:
    return tuple(entry) if isinstance(entry, list | tuple) else (entry, entry)


def _few_cells(shape: tuple[int, ...]) -> tuple[int, ...]:
    if broken := limits.MAP_CELLS.broken_by(math.prod(shape)):
        raise Fault(f"{sizes(shape)} = {broken}")
    return shape


def _json_schema(description: str, *forms: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"description": description, "anyOf": list(forms)})


def _json_list(items: dict[str, Any], min_items: int = 1) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": min_items, "maxItems": 2}


Positive = Annotated[int, Field(ge=1, le=limits.REACH.maximum)]
Natural = Annotated[int, Field(ge=0, le=limits.REACH.maximum)]
_POSITIVE = {"type": "integer", "minimum": 1, "maximum": limits.REACH.maximum}
_NATURAL = {"type": "integer", "minimum": 0, "maximum": limits.REACH.maximum}

_SIDES = tuple[Annotated[int, Field(ge=1)], ...]
_JSON_SIDE = {"type": "integer", "minimum": 1}

Shape = Annotated[
    _SIDES,
    BeforeValidator(as_tuple),
    Field(min_length=1, max_length=2),
    AfterValidator(_few_cells),
    WithJsonSchema(_json_list(_JSON_SIDE) | {"description": "[rows, cols], or [length]."}),
]
"""Rows and columns, or a length."""

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
    BeforeValidator(one_or_more),
    Field(min_length=1, max_length=2),
    _json_schema("A whole number from 1, or [rows, cols].", _POSITIVE, _json_list(_POSITIVE)),
]
"""A whole number from 1 for all axes, as ``(2,)``, or one for each."""

OutputPadding = Annotated[
    tuple[Natural, ...],
    BeforeValidator(one_or_more),
    Field(min_length=1, max_length=2),
    _json_schema("A whole number from 0, or [rows, cols].", _NATURAL, _json_list(_NATURAL)),
]
"""A whole number from 0 for all axes, as ``(1,)``, or one for each."""

Padding = Annotated[
    tuple[Annotated[tuple[Natural, ...], Field(min_length=2, max_length=2)], ...],
    BeforeValidator(_pairs),
    Field(min_length=1, max_length=2),
    _json_schema(
        "A whole number from 0, [rows, cols], or [[top, bottom], [left, right]].",
        _NATURAL,
        _json_list({"anyOf": [_NATURAL, _json_list(_NATURAL, min_items=2)]}),
    ),
]
"""(before, after) pairs: one for all axes, or one for each."""
