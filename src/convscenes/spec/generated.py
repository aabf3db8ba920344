"""Matrices that are not written out: ones, ranges, random numbers, pictures, array files."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator

from convscenes.spec import limits
from convscenes.spec.faults import Fault
from convscenes.spec.files import Beside, array_file, picture
from convscenes.spec.strict import Shape, Size, Strict

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


class RandomNumbers(Strict):
    """Whole numbers, uniformly distributed; reproducible for the same seed."""

    shape: Shape
    low: Value = Field(description="The least number that may be drawn.")
    high: Value = Field(description="The greatest number that may be drawn.")
    seed: int = Field(ge=0, lt=2**32, description="Any whole number: it makes the spec reproducible.")

    @field_validator("high")
    @classmethod
    def _above_low(cls, high: int, info: ValidationInfo) -> int:
        low = info.data.get("low", high)
        if high < low:
            raise Fault(f"must be at least low, {low}, got {high}.")
        return high


class Random(Strict):
    """``{random: {shape: [4, 4], low: 1, high: 8, seed: 7}}``: whole numbers from low to high."""

    random: RandomNumbers

    def array(self) -> NDArray[Any]:
        """Return the random numbers of the seed."""
        draw = self.random
        # Not a Generator: only RandomState's numbers stay the same in every version of NumPy (NEP 19).
        source = np.random.RandomState(draw.seed)
        return source.randint(draw.low, draw.high + 1, size=draw.shape, dtype=np.int64)


class Picture(Strict):
    """``{image: seven.png, size: [8, 8]}``: a picture's grey values, 0 (black) to 255 (white)."""

    image: Beside = Field(description="A picture file, its path beginning at the spec's folder.")
    size: Size = Field(description="[height, width] in cells.")

    def array(self) -> NDArray[Any]:
        """Return the grey values, each the mean of the pixels that it covers."""
        return picture(self.image, self.size)


class File(Strict):
    """``{file: weights.npy}``: an array that NumPy saved."""

    file: Beside = Field(description="A .npy file, its path beginning at the spec's folder.")

    def array(self) -> NDArray[Any]:
        """Return the saved array."""
        return array_file(self.file)


FORMS: dict[str, type[Ones | Range | Random | Picture | File]] = {
    "ones": Ones,
    "range": Range,
    "random": Random,
    "image": Picture,
    "file": File,
}
"""The forms of a generated matrix, by the key that identifies them."""
