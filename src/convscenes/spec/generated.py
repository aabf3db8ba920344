"""Matrices that are not written out: ones, ranges, random numbers, pictures, array files."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue

from convscenes.ops.rounding import rounded
from convscenes.spec import limits
from convscenes.spec.arrays import array_file
from convscenes.spec.faults import Fault, refuse, shown
from convscenes.spec.files import Beside
from convscenes.spec.pictures import Channels, picture
from convscenes.spec.strict import Shape, Size, Strict, as_tuple
from convscenes.spec.wording import faults_of

Value = Annotated[int, Field(ge=-limits.INPUT_VALUE, le=limits.INPUT_VALUE)]


class Ones(Strict):
    """``{ones: [3, 3]}``: a one in every cell."""

    ones: Shape

    def array(self) -> NDArray[Any]:
        """Return the ones."""
        return np.ones(self.ones, dtype=np.int64)


class Range(Strict):
    """``{range: [4, 4]}``: 0, 1, 2, … row by row, or from ``start`` on."""

    range: Shape
    start: Value = Field(default=0, description="The first number.")

    def array(self) -> NDArray[Any]:
        """Return the numbers in reading order."""
        return np.arange(self.start, self.start + math.prod(self.range), dtype=np.int64).reshape(self.range)


Seed = Annotated[int, Field(ge=0, lt=2**32, description="Any whole number: it makes the spec reproducible.")]


class WholeNumbers(Strict):
    """Whole numbers, uniformly distributed; reproducible for the same seed."""

    shape: Shape
    low: Value = Field(default=0, description="The least number that may be drawn.")
    high: Value = Field(default=9, description="The greatest number that may be drawn.")
    seed: Seed = 0

    @field_validator("high")
    @classmethod
    def _above_low(cls, high: int, info: ValidationInfo) -> int:
        low = info.data.get("low", high)
        if high < low:
            raise Fault(f"must be at least low, {low}, got {high}.")
        return high

    def array(self) -> NDArray[Any]:
        """Return the numbers of the seed."""
        return _source(self.seed).randint(self.low, self.high + 1, size=self.shape, dtype=np.int64)


def _spread(normal: tuple[float, ...]) -> tuple[float, ...]:
    if normal[1] <= 0:
        raise Fault(f"must be more than 0, got {shown(normal[1])}.", (1,))
    return normal


class NormalNumbers(Strict):
    """Decimals, normally distributed; reproducible for the same seed."""

    shape: Shape
    normal: Annotated[
        tuple[Annotated[float, Field(ge=-limits.INPUT_VALUE, le=limits.INPUT_VALUE)], ...],
        BeforeValidator(as_tuple),
        Field(min_length=2, max_length=2),
        AfterValidator(_spread),
    ] = Field(description="[mean, standard deviation].")
    seed: Seed = 0

    def array(self) -> NDArray[Any]:
        """Return the numbers of the seed, a whole number of hundredths of the deviation from the mean.

        Unrounded, their last bits would not be the same on every processor.
        """
        mean, deviation = self.normal
        steps = np.round(_source(self.seed).standard_normal(self.shape), 2) * deviation
        return rounded(mean + steps, abs(mean) + np.abs(steps))


def _source(seed: int) -> np.random.RandomState:
    """Return a source of random numbers.

    Not a Generator: only RandomState's numbers stay the same in every version of NumPy (NEP 19).
    """
    return np.random.RandomState(seed)


def _random(value: Any) -> WholeNumbers | NormalNumbers:
    """Return the description of random numbers; normal ones are known by their key."""
    if not isinstance(value, dict):
        shape = value if _is_shape(value) else [4, 4]
        form = f"{{random: {{shape: {shape}, low: 0, high: 9, seed: 0}}}}"
        raise Fault(f"must be a mapping, got {shown(value)}. Write {form}.")
    model = NormalNumbers if "normal" in value else WholeNumbers
    try:
        return model.model_validate(value)
    except ValidationError as error:
        refuse(faults_of(error, model))
        raise


def _is_shape(value: Any) -> bool:
    return isinstance(value, list) and 1 <= len(value) <= 4 and all(type(side) is int for side in value)


class _JsonRandom:
    """Describes random numbers to editors."""

    def __get_pydantic_json_schema__(self, _: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(TypeAdapter(form).core_schema) for form in (WholeNumbers, NormalNumbers)]}


class Random(Strict):
    """``{random: {shape: [4, 4], low: 1, high: 8, seed: 7}}``: whole numbers from low to high.

    All but the shape may be left out: then they are from 0 to 9, of seed 0.
    ``{random: {shape: [4, 4], normal: [0, 1], seed: 7}}``: decimals with this mean and standard deviation.
    """

    random: Annotated[WholeNumbers | NormalNumbers, PlainValidator(_random), _JsonRandom()]

    def array(self) -> NDArray[Any]:
        """Return the random numbers."""
        return self.random.array()


class Picture(Strict):
    """``{image: seven.png, size: [8, 8]}``: a picture's grey values, 0 (black) to 255 (white).

    With ``channels: rgb`` it is three matrices: the brightness of red, green and blue.
    """

    image: Beside = Field(description="A picture file, its path beginning at the spec's folder.")
    size: Size = Field(description="[height, width] in cells.")
    channels: Channels = Field(default="grey", description="grey, or rgb: three channels.")

    def array(self) -> NDArray[Any]:
        """Return the values, each the mean of the pixels that it covers."""
        return picture(self.image, self.size, self.channels)


class File(Strict):
    """``{file: weights.npy}``: an array that NumPy saved, or rows of numbers in a .csv file.

    ``{file: weights.npz, name: conv1}``: one of several arrays that NumPy saved together.
    """

    file: Beside = Field(description="A .npy, .npz or .csv file, its path beginning at the spec's folder.")
    name: str = Field(default="", description="The array's name, where a .npz file has several.")

    def array(self) -> NDArray[Any]:
        """Return the saved array."""
        try:
            return array_file(self.file, self.name)
        except Fault as fault:
            raise fault.below(("file",)) from None


FORMS: dict[str, type[Ones | Range | Random | Picture | File]] = {
    "ones": Ones,
    "range": Range,
    "random": Random,
    "image": Picture,
    "file": File,
}
"""The forms of a generated matrix, by the key that identifies them."""
