"""The fields that vary an operation. A kind shows them, or refuses them in words."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

import numpy as np
from pydantic import (
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue

from convscenes.ops.variants import PaddingMode
from convscenes.spec import limits
from convscenes.spec.faults import Fault
from convscenes.spec.fields import Fields
from convscenes.spec.matrix import Array, check_magnitude, read_as

Value = TypeVar("Value")

REFUSALS = {
    "groups": "shows no groups yet. Write a spec for each group.",
    "bias": "shows no bias yet. Remove it.",
    "flip_kernel": "shows no turning kernel yet. Give the kernel turned by 180°.",
    "padding_mode": "shows no padding but zeros yet. Remove it.",
}
"""What a kind that does not show a variant says, after its name."""

_row = read_as(1, "Give one number, or a list of them.")


def _numbers(value: Any, info: ValidationInfo) -> Array:
    """Return one number, or a list of them, as a read-only array of one axis."""
    numbers = _row(value if isinstance(value, list) else [value], info)
    check_magnitude(numbers, limits.INPUT_VALUE)
    return numbers


Bias = Annotated[
    Array,
    PlainValidator(_numbers),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 1}]}
    ),
]
"""A number for all outputs, as an array of it, or one for each."""


class VariantFields(Fields):
    """Fields with which an operation is not the plain one; the arguments are those of PyTorch."""

    refused: ClassVar[frozenset[str]] = frozenset(REFUSALS)
    """A kind that shows one of them leaves it out here."""

    groups: Annotated[int, Field(ge=1, le=limits.IMAGE_CHANNELS.maximum)] = Field(
        default=1, description="In how many groups the channels are, each with outputs of its own."
    )
    bias: Bias = Field(  # its default is validated, too
        default=0,  # type: ignore[arg-type]
        description="What is added to every output, or a number for each output.",
    )
    flip_kernel: bool = Field(
        default=False, description="Whether the kernel is turned by 180° first, as in signal processing."
    )
    padding_mode: PaddingMode = Field(
        default="zeros", description="What a convolution's padding is: zeros, reflect, replicate or circular."
    )

    @field_validator("groups", "bias", "flip_kernel", "padding_mode")
    @classmethod
    def _shown(cls, value: Value, info: ValidationInfo) -> Value:
        """Refuse a variant that this kind does not show."""
        name = str(info.field_name)
        if name in cls.refused and np.any(value != cls.model_fields[name].default):
            raise Fault(f"{info.data.get('kind', 'this kind')} {REFUSALS[name]}")
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe to editors what is refused as a field with one value."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        for name in cls.refused:
            field = cls.model_fields[name]
            schema["properties"][name] = {"const": field.default, "description": field.description}
        return schema
