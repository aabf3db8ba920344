"""Input × kernel → partial sums in every channel, and the outputs that they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from manim import Animation, VMobject
from numpy.typing import NDArray

from convscenes.look.cells import Cells
from convscenes.look.columns import Columns
from convscenes.look.glyphs import typeset
from convscenes.look.layout import Place, Rect, Slot
from convscenes.look.lettering import LABEL, LEAST_EM, Lettering
from convscenes.look.map_label import MapLabel
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade, Rate, smooth
from convscenes.look.outline import Arrow, Bracket, Outline
from convscenes.scenes._base.masks import diagonal
from convscenes.scenes._base.operators import SIGN, arrow_between, sign_between
from convscenes.scenes._base.piece import NO_PADDING, beyond, extremes, outer, padding_cells, slot
from convscenes.scenes._base.spec_scene import MAPS, SpecScene
from convscenes.stories import Beat
from convscenes.stories._base.wording import times
from convscenes.stories._channels.maps import part

WORDS = ("input", "kernel", "partial", "output")
PLUS = 0.8
"""Height of a plus sign with some air, in em."""
BRACKET = 0.2
"""How far the bracket stands from the partial sums."""
BESIDE = 0.16
"""How far the name of a channel stands from its map."""


class ChannelScene(SpecScene):
    """A scene of one operation on several channels.

    ``padded_map`` is the column that the kernel reaches beyond. What lies there is dashed: zeros that are
    read where ``padding_written``, else cells that are cut away.
    """

    padded_map: str
    padding_written: bool
    laid_on: tuple[str, str]
    """A column that numbers are laid on in passing, and the steps' field that holds them."""

    def prepare(self) -> None:
        """Place all columns, the names of the channels, and the signs between the maps."""
        names = [m.name for m in self.story.maps]
        self.inputs, self.outputs = (sum(n.startswith(word) for n in names) for word in ("input", "output"))
        self.steps: Sequence[Any] = [s for beat in self.story.beats for s in beat.steps]
        self.paddings = dict.fromkeys(WORDS, NO_PADDING)
        self.paddings[self.padded_map] = beyond(self.steps, self.story.map(part(self.padded_map, 0)).shape)
        self.output = 0
        self.extremes = {word: self._extremes(word, names) for word in WORDS}
        self.places = self._placed()
        self.grids: dict[str, MatrixGrid] = {}
        self.outlines: dict[str, Outline] = {}
        self.laid: list[MatrixGrid] = []
        self.around = [
            padding_cells(
                self.theme, self.places[name], self.paddings[self.padded_map], written=self.padding_written
            )
            for name in self.channels(self.padded_map)
            if any(self.paddings[self.padded_map])
        ]
        self.signs = self._signs()
        self.target = self._target()
        self.heading = self._heading(part("kernel", 0, 0))

    def channels(self, word: str) -> list[str]:
        """Return the names of the maps of a column that are on screen now."""
        if word == "kernel":
            return [part("kernel", self.output, channel) for channel in range(self.inputs)]
        return [part(word, channel) for channel in range(self.outputs if word == "output" else self.inputs)]

    def column(self, word: str) -> list[MatrixGrid]:
        """Return the grids of a column that are on screen now."""
        return [self.grids[name] for name in self.channels(word)]

    def place(self, word: str, channel: int = 0) -> Place:
        """Return the place of a map of a column."""
        return self.places[part(word, 0, channel) if word == "kernel" else part(word, channel)]

    def maps(self, beat: Beat) -> None:
        """Bring in the inputs, the slices of the first kernel, the partial sums and the outputs."""
        for name, values in beat.shows.items():
            self.grids[name] = self._grid(name, values)
        padded_map = {word: self.around if word == self.padded_map else [] for word in WORDS}
        headings = {word: [self._heading(self.channels(word)[0])] for word in ("input", "partial", "output")}
        headings["kernel"] = [self.heading]
        products, arrows, pluses = self.signs
        signs: dict[str, Sequence[VMobject]] = {
            "input": self._names("input"),
            "kernel": products,
            "partial": [*arrows, *pluses],
            "output": [*self.target, *self._names("output")],
        }
        for word in WORDS:
            self.bring(*padded_map[word], *self.column(word), *headings[word], *signs[word], seconds=0.7)

    def kernel(self, beat: Beat) -> None:
        """Change the kernel: other slices in the same places; the partial sums start anew."""
        gone, self.output = self.column("kernel"), self.output + 1
        for name in self.channels("kernel"):
            self.grids[name] = self._grid(name, beat.shows[name], opacity=False)
        heading, target = self._heading(self.channels("kernel")[0]), self._target()
        self.play(
            *self.withdraw(),
            *self.unsay(),
            *self.highlighted("input", True),
            *(Fade(m, out=True) for m in (*gone, self.heading, *self.target)),
            seconds=0.6,
        )
        self.heading, self.target = heading, target
        self.play(
            *(
                grid.animate_to(opacity=True, lag=diagonal(grid.values.shape))
                for grid in self.column("kernel")
            ),
            *self.change("partial", beat, highlighted=True),
            *self.highlighted("output", False),
            *map(Fade, (self.heading, *self.target)),
            seconds=1.0,
        )

    def point(self, name: str, *rects: Rect, rate: Rate = smooth) -> Animation:
        """Return the animation that leads a map's outline through ``rects``, or brings it in at the last."""
        if name in self.outlines:
            return self.outlines[name].follow(*rects, rate=rate)
        self.outlines[name] = Outline(rects[-1], colour=self.theme.ink)
        return Fade(self.outlines[name])

    def withdraw(self) -> list[Animation]:
        """Return the animations that take outlines away, and what lies on the maps."""
        gone, self.outlines, self.laid = [*self.outlines.values(), *self.laid], {}, []
        return [Fade(mobject, out=True) for mobject in gone]

    def highlighted(self, word: str, highlighted: NDArray[np.bool_] | bool) -> list[Animation]:
        """Return the animations that light cells of a whole column."""
        return [grid.animate_to(highlighted=highlighted) for grid in self.column(word)]

    def change(self, word: str, beat: Beat, highlighted: NDArray[np.bool_] | bool) -> list[Animation]:
        """Return the animations that give a column the values of a beat."""
        return [
            self.grids[name].animate_to(values=beat.shows[name], highlighted=highlighted)
            for name in self.channels(word)
        ]

    def _placed(self) -> dict[str, Place]:
        """Return the places of all maps; all kernels share those of the first."""
        columns = tuple(tuple(self._slot(word, name) for name in self.channels(word)) for word in WORDS)
        left, right = (
            LABEL * max(text.width for text in typeset(self.story.map(n).part for n in self.channels(word)))
            for word in ("input", "output")
        )
        named = Rect.between(MAPS.left + left, MAPS.right - right, MAPS.bottom, MAPS.top)
        return Columns(columns).fit(replace(named, width=named.width - 2 * BESIDE))

    def _slot(self, word: str, name: str) -> Slot:
        passing = [getattr(step, self.laid_on[1]) for step in self.steps] if word == self.laid_on[0] else []
        return slot(self.story, name, self.paddings[word], [self.extremes[word], *passing])

    def _extremes(self, word: str, names: Iterable[str]) -> NDArray[np.float64]:
        """Return all values that the maps of a column ever show, so that all are coloured and set alike."""
        return np.concatenate([extremes(self.story, name) for name in names if name.startswith(word)])

    def _grid(self, name: str, values: NDArray[np.float64], *, opacity: bool = True) -> MatrixGrid:
        word, *_, channel = name.split("-")
        cells = Cells.at(values, self.place(word, int(channel) - 1), opacity=opacity)
        role = self.story.map(name).role
        return MatrixGrid(cells, self.theme, role, name=name, extremes=self.extremes[word])

    def _heading(self, name: str) -> MapLabel:
        """Return the label of a column, above its first map."""
        one, word = self.story.map(name), name.split("-")[0]
        place = self.place(word)
        return MapLabel(
            one.label,
            times(one.shape),
            one.role,
            self.theme,
            place,
            above=self.paddings[word][0] * place.cell,
        )

    def _outer(self, word: str, channel: int) -> Rect:
        """Return the rectangle of a map and of the padding around it."""
        return outer(self.place(word, channel), self.paddings[word])

    def _names(self, word: str) -> list[Lettering]:
        """Return the names of the channels beside their inputs or outputs."""
        names = []
        for channel, name in enumerate(self.channels(word)):
            text, around = self.story.map(name).part, self._outer(word, channel)
            x, anchor = (around.left - BESIDE, 1.0) if word == "input" else (around.right + BESIDE, 0.0)
            if text:
                names.append(Lettering(text, LABEL, self.theme.quiet, x=x, y=around.y - 0.1, anchor=anchor))
        return names

    def _signs(self) -> tuple[list[VMobject], list[VMobject], list[VMobject]]:
        """Return × and → in every channel, and + between the partial sums."""
        products: list[VMobject] = []
        arrows: list[VMobject] = []
        pluses: list[VMobject] = []
        for channel in range(self.inputs):
            image, kernel, partial = (self.place(word, channel) for word in WORDS[:3])
            products.append(sign_between("×", image, kernel, self.theme, self.paddings["input"][1]))
            arrows.append(arrow_between(kernel, partial, self.theme, self.paddings["partial"][3]))
            if channel:
                above, below = self._outer("partial", channel - 1), self._outer("partial", channel)
                em = float(np.clip((above.bottom - below.top) / PLUS, LEAST_EM, SIGN))
                y = (above.bottom + below.top) / 2 - 0.25 * em
                pluses.append(Lettering("+", em, self.theme.quiet, x=partial.x, y=y, anchor=0.5))
        return products, arrows, pluses

    def _target(self) -> list[VMobject]:
        """Return the bracket around the partial sums and the arrow to the output they add up to."""
        first, last = self._outer("partial", 0), self._outer("partial", self.inputs - 1)
        all_of_them = Rect.between(first.left, first.right + BRACKET, last.bottom, first.top)
        output = self._outer("output", self.output)
        room = output.left - all_of_them.right
        start = (all_of_them.right + 0.12 * room, all_of_them.y)
        arrow = Arrow(start, (output.left - 0.15 * room, output.y), self.theme.quiet)
        return [Bracket(all_of_them, self.theme.quiet), arrow] if self.inputs > 1 else [arrow]
