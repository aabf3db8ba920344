"""A story as a table for the terminal: beats, captions, formulas, and all maps with aligned digits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from convscenes.ops.notation import Notation
from convscenes.stories import Beat, Map, Story

EMPTY = "·"
MAX_ROWS, MAX_COLUMNS = 8, 48
"""The largest number of rows of a map, and of characters in a row; larger maps are shortened."""

GAP = 3
"""Blank characters between maps that stand side by side."""

COLOURS = {"input": "blue", "kernel": "yellow", "output": "green", "contribution": "magenta"}


def story_table(story: Story, beats: Iterable[Beat]) -> RenderableType:
    """Return the table of a story: its title, and a row for each of these of its beats."""
    table = Table(show_lines=True, box=None, pad_edge=False, show_header=False)
    table.add_column("Beat", style="bold", no_wrap=True)
    table.add_column("What happens")
    for beat in beats:
        table.add_row(Text(beat.name), Padding(beat_block(story, beat), (0, 0, 1, 0)))
    about = f"{story.kind}, {len(story.beats)} beats"
    if story.parameters:
        about += f"\n{story.parameters}"
    return Group(Text(story.plain_title, style="bold"), Text(f"{about}\n", style="dim"), table)


def beat_block(story: Story, beat: Beat) -> Group:
    """Return the content of one row: caption, formula, note and pause if it has them, maps at its end."""
    lines: list[RenderableType] = [Text(beat.plain_caption)]
    if beat.formula:
        lines.append(Text(beat.formula_text, style="italic"))
    if beat.note:
        lines.append(Text(beat.note, style="dim"))
    if beat.pause:
        lines.append(Text("players wait here", style="dim"))
    shown = tuple(
        map_block(m, beat.shows[m.name], story.notations[m.name]) for m in story.maps if m.name in beat.shows
    )
    return Group(*lines, SideBySide(shown))


@dataclass(frozen=True)
class SideBySide:
    """Blocks of text from left to right, in as many rows as the width requires."""

    blocks: tuple[Text, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the rows of blocks, each after a blank line."""
        row: list[Text] = []
        for block in self.blocks:
            if row and sum(console.measure(b).maximum + GAP for b in [*row, block]) - GAP > options.max_width:
                yield from abreast(row)
                row = []
            row.append(block)
        if row:
            yield from abreast(row)


def abreast(row: Iterable[Text]) -> Iterator[RenderableType]:
    """Yield one row of blocks with a blank line above it."""
    grid = Table.grid(padding=(0, GAP), pad_edge=False)
    grid.add_row(*row)
    yield ""
    yield grid


def map_block(shown: Map, values: NDArray[Any], notation: Notation) -> Text:
    """Return one map: its label and shape above its numbers."""
    block = Text(no_wrap=True, overflow="ellipsis")
    block.append(shown.words, style=f"bold {COLOURS.get(shown.role, '')}".strip())
    block.append(" ".join(["", shown.size, *notation.mark.split()]) + "\n", style="dim")
    return block.append("\n".join(grid_lines(values, notation)))


def grid_lines(
    values: NDArray[Any], notation: Notation, rows: int = MAX_ROWS, columns: int = MAX_COLUMNS
) -> Iterator[str]:
    r"""Yield the lines of a map (…, H, W), right-aligned: ``·`` for a masked cell, ``…`` for omitted ones.

    >>> print(*grid_lines(np.ma.masked_equal([[1, -12], [0, 3]], 0), Notation()), sep="\n")
      1 −12
      ·   3
    >>> print(*grid_lines(np.arange(12).reshape(2, 6), Notation(), columns=10), sep="\n")
     0  1  …
     6  7  …
    """
    table = np.ma.array(values)
    table = table.reshape(-1, table.shape[-1])
    height, width = table.shape
    texts = [
        [EMPTY if value is None else notation.text(value) for value in row] for row in table[:rows].tolist()
    ]
    wide = max((len(text) for row in texts for text in row), default=1)
    fitting = width if width * (wide + 1) <= columns + 1 else columns // (wide + 1) - 1
    for row in texts:
        yield " ".join(text.rjust(wide) for text in cut(row, fitting))
    if height > rows:
        yield " ".join("⋮".rjust(wide) for _ in cut(texts[0], fitting))


def cut(row: list[str], fitting: int) -> Iterable[str]:
    """Return the texts of a row; if they do not all fit, the first ones and an ellipsis."""
    return row if len(row) <= fitting else [*row[:fitting], "…"]
