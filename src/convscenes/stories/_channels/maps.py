"""The maps of an operation on channels: inputs, the slices of each kernel, partial sums, outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.facts import Facts
from convscenes.stories._base.maps import Map
from convscenes.stories._base.numbers import Numbers
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed
from convscenes.words import Words

STAGING = "channels"
GROUPS = ("input", "kernel", "partial", "output")
"""The columns of the picture."""


def part(group: str, *index: int) -> str:
    """Return the name of one map of a group, which the data counts from 0 and people from 1.

    >>> part("kernel", 1, 0)
    'kernel-2-1'
    """
    return "-".join([group, *(str(number + 1) for number in index)])


def channel_maps(operands: Operands, labels: Mapping[str, str], words: Words) -> list[Map]:
    """Return all maps: four groups, each a column of the picture, in which the last index is the row.

    Slices of kernels have two: output, input. A spec's ``labels`` rename all maps of a group.
    """
    names = {group: labels.get(group) or words.word(f"label-{group}") for group in (*GROUPS, "channel")}
    outputs, inputs, *_ = operands.slices.shape
    transposed, shape = operands.geometry.transposed, operands.output_shape

    def named(group: str, *index: int, single: bool = False) -> dict[str, Any]:
        channel = "" if single else f"{names['channel']} {index[-1] + 1}"
        several = group == "kernel" and outputs > 1
        label = f"{names[group]} {index[0] + 1}" if several else names[group]
        own = {"name": part(group, *index), "label": label, "part": channel}
        return own | {"group": group, "scale": group, "index": index}

    channels = range(inputs)
    return [
        *(
            Map.input(operands.image_shape, **named("input", c), beyond="" if transposed else "zeros")
            for c in channels
        ),
        *(
            Map.kernel(operands.kernel_shape, **named("kernel", o, c))
            for o in range(outputs)
            for c in channels
        ),
        *(
            Map(role="contribution", shape=shape, **named("partial", c), beyond="cut" if transposed else "")
            for c in channels
        ),
        *(Map.output(shape, **named("output", o, single=outputs == 1)) for o in range(outputs)),
    ]


class ChannelBuilder(StoryBuilder):
    """Collects beats of an operation on channels, kernel by kernel; each begins with new partial sums."""

    def __init__(
        self, maps: Sequence[Map], words: Words, operands: Operands, empty: NDArray[Any], **values: Any
    ) -> None:
        """Show the channels of the input, and outputs like ``empty``; ``values`` are those of groups."""
        super().__init__(maps, words)
        written = Numbers.of({"input": operands.image, **values}, comma=words.comma)
        self.numbers.update({m.name: written[m.group] for m in maps if m.group in written})
        self.image, self.slices, self.empty = operands.image, operands.slices, empty
        self.output = 0
        for channel, matrix in enumerate(self.image):
            self.show(part("input", channel), matrix)
        for output in range(len(self.slices)):
            self.show(part("output", output), empty)

    def show_kernel(self, output: int) -> None:
        """Show the slices of the kernel that makes ``output`` only, and empty partial sums."""
        self.output = output
        for channel, weights in enumerate(self.slices[output]):
            if output:
                self.hide(part("kernel", output - 1, channel))
            self.show(part("kernel", output, channel), weights)
        for channel in range(len(self.image)):
            self.show(part("partial", channel), self.empty)

    def column(self, group: str) -> list[str]:
        """Return the names of the maps of a group that are shown."""
        return [name for name in self.shows if self.maps[name].group == group]

    def columns(self, *groups: str) -> Pointed:
        """Return points at all cells of the shown maps of some groups."""
        return self.whole(*(name for group in groups for name in self.column(group)))

    def name(self, name: str) -> str:
        """Return a beat's name, unique over all kernels."""
        return f"{part('output', self.output)}-{name}" if self.output else name

    @property
    def kernel_facts(self) -> Facts:
        """The facts on the kernel, of which titles name all but the first."""
        return {"turn": "later", "kernel": self.output + 1} if self.output else {"turn": "first"}
