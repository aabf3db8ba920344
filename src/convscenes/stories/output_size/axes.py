"""The axes of an operation that are measured: one where both are alike, else rows, then columns."""

from __future__ import annotations

from dataclasses import dataclass

from convscenes.ops import Geometry
from convscenes.ops.measures import Measures, measures
from convscenes.stories._base.facts import Facts

NAMES = ("rows", "columns")


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

    @property
    def facts(self) -> Facts:
        """What is measured, the rule that gives its size, and what is counted along it.

        >>> [axis.facts["axis"] for axis in axes(Geometry.convolution((4, 6), (3, 3)))]
        ['rows', 'columns']
        """
        measured = NAMES[self.number] if not self.alone else "both" if self.alike else "only"
        noun = "cell" if self.alone else NAMES[self.number].removesuffix("s")
        end = "both" if self.alike else NAMES[self.number]
        rule = self.geometry.relationship(self.number).name
        return {
            "axis": measured,
            "noun": noun,
            "end": end,
            "source": "ONNX" if rule == "ONNX" else "paper",
            "rule": rule,
        }

    @property
    def padding(self) -> Facts:
        """Its padding: the same on both sides, or not."""
        before, after = self.geometry.padding[self.number]
        if before == after:
            return {"sides": "alike", "padding": before}
        return {"sides": NAMES[self.number], "before": before, "after": after}

    @property
    def measures(self) -> Measures:
        """Its spans."""
        return measures(self.geometry, self.number)

    @property
    def numbers(self) -> dict[str, int]:
        """Its numbers, by the letters of the relationships."""
        return self.geometry.numbers(self.number)

    @property
    def span(self) -> int:
        """How many cells the kernel spans."""
        return self.geometry.extent[self.number]


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
