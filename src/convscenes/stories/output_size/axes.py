"""The axes of an operation that are measured: one where both are alike, else rows, then columns."""

from __future__ import annotations

from dataclasses import dataclass

from convscenes.ops import Geometry
from convscenes.ops.measures import Measures, measures
from convscenes.stories._base.wording import capitalised, numbered

NAMES = ("rows", "columns")
SIDES = (("top", "bottom"), ("left", "right"))


@dataclass(frozen=True)
class Axis:
    """One axis to measure: ``alike``, the other has the same numbers; ``alone``, no other is measured."""

    geometry: Geometry
    number: int
    alone: bool
    alike: bool

    @property
    def prefix(self) -> str:
        """What the names of its beats begin with."""
        return "" if self.alone else f"{NAMES[self.number]}-"

    def title(self, name: str) -> str:
        """Return the title of one of its beats.

        >>> [axis.title("Kernel") for axis in axes(Geometry.convolution((4, 6), (3, 3)))]
        ['Rows: kernel', 'Columns: kernel']
        """
        return name if self.alone else f"{capitalised(NAMES[self.number])}: {name.lower()}"

    @property
    def measures(self) -> Measures:
        """Its spans."""
        return measures(self.geometry, self.number)

    @property
    def numbers(self) -> dict[str, int]:
        """Its numbers, by the letters of the relationships."""
        return self.geometry.numbers(self.number)

    @property
    def rule(self) -> str:
        """The relationship that gives it its size, in words."""
        name = self.geometry.relationship(self.number).name
        return "the size rule of *ONNX*" if name == "ONNX" else f"relationship *{name}* of Dumoulin and Visin"

    @property
    def span(self) -> int:
        """How many cells the kernel spans."""
        return self.geometry.extent[self.number]

    @property
    def noun(self) -> str:
        """What is counted along it."""
        return "cell" if self.alone else NAMES[self.number].removesuffix("s")

    @property
    def ends(self) -> str:
        """Its last side, or those of both axes, in words."""
        rows, cols = (after for _, after in SIDES)
        return f"{rows} and {cols}" if self.alike else SIDES[self.number][1]

    def has(self, letter: str, count: int) -> str:
        """Return the clause on how many cells the input has along this axis, or along both."""
        if self.alone:
            where = "Along each axis, the" if self.alike else "The"
            return f"{where} input has *{letter} = {numbered(count, self.noun)}*"
        turn = "Then the columns" if self.number else "Rows first"
        return f"{turn}: the input has *{letter} = {numbered(count, self.noun)}*"


def axes(geometry: Geometry) -> list[Axis]:
    """Return the axes to measure: not one along which all maps have a single cell.

    >>> [axis.prefix for axis in axes(Geometry.convolution((4, 6), (3, 3)))]
    ['rows-', 'columns-']
    >>> [axis.number for axis in axes(Geometry.convolution((1, 6), (1, 3)))]
    [1]
    """
    numbers = [number for number in (0, 1) if not _single(geometry, number)] or [1]
    alike = len(numbers) > 1 and geometry.numbers(0) == geometry.numbers(1)
    numbers = [1] if alike else numbers
    return [Axis(geometry, number, len(numbers) == 1, alike) for number in numbers]


def _single(geometry: Geometry, number: int) -> bool:
    sizes = (s[number] for s in (geometry.image_shape, geometry.kernel_shape, geometry.output_shape))
    return set(sizes) == {1} and geometry.padding[number] == (0, 0)
