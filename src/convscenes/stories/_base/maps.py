"""A map of a story: one matrix of the picture. Plain data, no Manim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self

from convscenes.spec.markup import readable
from convscenes.stories._base.wording import times

Role = Literal["input", "kernel", "output", "contribution", "quiet", "ink"]
Beyond = Literal["", "zeros", "cut"]
"""What lies beyond a map where a kernel reaches it: nothing, zeros that are read, cells that are cut off."""


@dataclass(frozen=True)
class Map:
    """One matrix of the picture: its name in the data, its role (colour), its label in words, its shape.

    Without a label it has that of its name in the words of the kind.

    One with ``channels`` is a stack of as many matrices. Channels that are maps of their own are a ``group``,
    in which each has an ``index``, counted from 0; ``part`` distinguishes maps of one label, in words.
    ``beyond`` is what lies around the map where a kernel reaches beyond it. A ``flat`` one is 1-D data, of
    which words have one axis only. Maps of one ``scale`` have one scale of colours and write their numbers
    alike. One without ``numerals`` shows its values by colour alone.
    """

    name: str
    role: Role
    label: str
    shape: tuple[int, int]
    channels: int = 0
    part: str = ""
    beyond: Beyond = ""
    group: str = ""
    index: tuple[int, ...] = ()
    scale: str = ""
    flat: bool = False
    numerals: bool = True

    @classmethod
    def input(cls, shape: tuple[int, int], name: str = "input", label: str = "", **more: Any) -> Self:
        """Return a map of the role ``input``.

        >>> Map.input((4, 4)).name, Map.input((4, 4)).role
        ('input', 'input')
        """
        return cls(name, "input", label, shape, **more)

    @classmethod
    def kernel(cls, shape: tuple[int, int], name: str = "kernel", label: str = "", **more: Any) -> Self:
        """Return a map of the role ``kernel``: weights."""
        return cls(name, "kernel", label, shape, **more)

    @classmethod
    def output(cls, shape: tuple[int, int], name: str = "output", label: str = "", **more: Any) -> Self:
        """Return a map of the role ``output``."""
        return cls(name, "output", label, shape, **more)

    @property
    def array_shape(self) -> tuple[int, ...]:
        """The shape of its values: (H, W), of a stack (channels, H, W)."""
        return (self.channels, *self.shape) if self.channels else self.shape

    @property
    def size(self) -> str:
        """Its shape in words, channels last.

        >>> Map("rung-1", "output", "Rung 1", (4, 4), 1024).size, Map.input((1, 6), flat=True).size
        ('4×4×1024', '6')
        """
        shape = self.shape[1:] if self.flat else self.shape
        return times((*shape, self.channels) if self.channels else shape)

    @property
    def words(self) -> str:
        """The map's full name in words, its maths as plain text.

        >>> Map("input-2", "input", "Input $x$", (4, 4), part="channel 2").words
        'Input x, channel 2'
        """
        return readable(f"{self.label}, {self.part}" if self.part else self.label)
