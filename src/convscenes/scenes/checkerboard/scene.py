"""The scene of checkerboard: one dimension in rows below each other, two in panels side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation, linear

from convscenes.look.arranging import Row, Split, alone, arrange
from convscenes.look.frame import FORMULA, FORMULA_BASE
from convscenes.look.layout import CELL, LABEL, Place, Rect
from convscenes.look.motion import Fade
from convscenes.look.outline import Outline
from convscenes.ops import ScatterStep
from convscenes.scenes._base.map_view import MapView
from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.operation_scene import OperationScene
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.writing import Spot
from convscenes.stories import Beat, Map
from convscenes.stories._base.story import one

ASIDE, SHARE = 2.8, 0.22
"""Room for the input, left of the stamps that it makes: so much, or that share of a narrow frame."""
PANEL, LABELS = 4.5, 0.25
"""The width up to which the label of a panel stands on one line; space between such labels."""
PANELS, CLOSE = 0.55, 0.15
"""Space between panels, and where the frame is narrow."""
BETWEEN = 0.25
"""Space between a map and the label of the one below it, or beside it."""


class Checkerboard(OperationScene):
    """Stamps, rows of stamps per cell, their product, outputs side by side; no beat repeats another."""

    sign = ""
    speeds_up = False

    @property
    def area(self) -> Rect:
        """The space for maps."""
        return self.frame.stage

    def arranged(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of maps; those of the next beats are kept free."""
        if "picture" in names:
            return super().arranged(names)
        if "square" in names:
            return self._crossed(names)
        found = self._panels() if self.story.group("output", names) else self._rows(names)
        return {name: found[name] for name in names}

    def label_room(self, one: Map) -> float:
        """Return how wide a map's label may be on one line: between rows is no room for two."""
        panel = one.name == "enlarged" or one.group in ("output", "resized")
        return min(PANEL, self.frame.line / self.across - LABELS) if panel else math.inf

    @property
    def across(self) -> int:
        """How many panels stand side by side."""
        return 2 if self.frame.upright else len(self.story.group("output")) + 1

    def formula_spot(self, beat: Beat, below: str) -> Spot:
        """Return where a formula stands: right under its line of panels where these are on two."""
        if not below or not self.frame.upright:
            return super().formula_spot(beat, below)
        x, y, places = self.place(below, beat).x, self.place(below, beat).y, self.stage.places(beat)
        line = (place.rect.bottom for place in places.values() if abs(place.rect.y - y) < CLOSE)
        return Spot(x, min(line) - FORMULA + FORMULA_BASE, self.frame.line / self.across - LABELS)

    def entering(self, view: MapView) -> list[Animation]:
        """Return the animations that bring a map in: cell by cell, or as a copy of a row that turns."""
        if view.name != "down":
            return view.unfold()
        (row,) = self.story.group("counts", self.stage.views)
        view.set_state(centers=self.stage.views[row].place.centers().reshape(*view.place.shape, 2))
        return [view.grid.animate_to(place=view.place, arc=0.15), *view.fade_label()]

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the arrow from the constant picture and the kernel to the output."""
        return super().marks(beat) if "picture" in beat.shows else ()

    def act(self, beat: Beat) -> None:
        """Before the enlarged picture is removed, slide a window over it; where it was, its sums stay."""
        if beat.act == "resize":
            (name,) = self.story.group("resized", beat.shows)
            under, resized = self.stage.views["enlarged"].place, self.stage.view(name, beat)
            shape, size = resized.place.shape, np.arange(self.story.map("kernel").shape[0])
            windows = [under.block(row + size, col + size) for row, col in np.ndindex(shape)]
            window = Outline(windows[0], colour=self.theme.ink)
            self.add(window)
            resized.set_state(opacity=False)
            order = np.linspace(0, 1, len(windows)).reshape(shape)
            grown = resized.change(opacity=True, lag=order, rate=linear)
            self.play(window.follow(*windows, rate=linear), *grown, seconds=2.6)
            self.stage.arrange(beat, Fade(window, out=True), *resized.fade_label(), seconds=0.6)
        super().act(beat)

    def stamp(self, beat: Beat) -> None:
        """Let a stamp land in its row, and a copy of it on the stamps per cell; the stage plays many."""
        if len(beat.steps) == 1:
            self.stage.go(beat, "input")
            stamp, (counts,) = one(beat, ScatterStep).stamp, self.story.group("counts", beat.shows)
            for start, goal in (("input", "stamps"), ("stamps", counts)):
                place = self.stage.views[start].cells_at(beat.points[start][-1])
                self.stage.send(stamp, place, goal, beat)

    def sum(self, beat: Beat) -> None:
        """Let every column of weights fall into its sum."""
        weighted, sums = self.stage.views["weighted"], self.stage.view("sums", beat)
        start, end = (Spots(view.place.centers(), view.place.size) for view in (weighted, sums))
        self.stage.carry(weighted.grid.values, start, end, *sums.fade(), like=weighted.grid, seconds=1.4)

    def enlarge(self, beat: Beat) -> None:
        """Let every value of the picture fill a block of cells."""
        enlarged = self.stage.view("enlarged", beat)
        place, scale = enlarged.place, enlarged.place.rows // self.story.map("picture").shape[0]
        middles = np.arange(place.rows) // scale * scale + (scale - 1) / 2
        enlarged.set_state(centers=place.centers(middles, middles), size=place.size.times(scale))
        self.play(Fade(enlarged.grid), seconds=0.6)
        self.play(enlarged.grid.animate_to(place=place), *enlarged.fade_label(), seconds=1.2)

    def _rows(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of rows below each other, and of the input beside the stamps that it makes.

        All cells are of one size, and the first columns are aligned. Below weights is room for a formula.
        """
        room = self.frame.maps if "weighted" in names else self.frame.stage
        maps = [name for name in names if name not in ("input", "sums")] + ["sums"] * ("weighted" in names)
        shapes = [self.story.map(name).shape for name in maps]
        aside = min(ASIDE, SHARE * room.width) * ("input" in names)
        rows, cols = sum(high for high, _ in shapes), max(wide for _, wide in shapes)
        height = room.height - LABEL * len(maps) - BETWEEN * (len(maps) - 1)
        cell = min(CELL, height / rows, (room.width - aside) / cols)
        left, y = room.x + (aside - cols * cell) / 2, room.top - (height - rows * cell) / 2
        places = {}
        for name, (high, wide) in zip(maps, shapes, strict=True):
            y -= LABEL + high * cell
            places[name] = Place(left + wide * cell / 2, y + high * cell / 2, cell, high, wide)
            y -= BETWEEN
        if aside:
            beside = places["stamps" if "stamps" in places else "weighted"]
            places["input"] = replace(beside, x=left - aside / 2, cols=1)
        return places

    def _crossed(self, names: Sequence[str]) -> dict[str, Place]:
        """Return the places of a table, of a row above it and of a column to the left of it."""
        row, column, table = (self.slot(name, names) for name in names)
        maps = self.frame.maps
        edge = column.label_width / 2 + BETWEEN
        room = Rect.between(maps.left + edge, maps.right - edge, maps.bottom, maps.top - LABEL - BETWEEN)
        square = alone(replace(table, padding=(1, 0, 0, 0)), room)
        aside = max(column.label_width + table.label_width, (table.cols + 1) * square.cell) / 2 + BETWEEN
        square = replace(square, x=max(square.x, maps.left + aside + column.label_width / 2))
        y = square.rect.top + LABEL + BETWEEN + square.cell / 2
        across, down = replace(square, y=y, rows=1), replace(square, x=square.x - aside, cols=1)
        return {row.name: across, column.name: down, table.name: square}

    def _panels(self) -> dict[str, Place]:
        """Return the places of all outputs, of the enlarged picture, and of what is made of it, over it."""
        names = [*self.story.group("output"), "enlarged"]
        slots = [self.slot(name, names) for name in names]
        one_line = Row(tuple(slots), gap=CLOSE if self.frame.narrow else PANELS)
        if self.frame.upright:
            lines = (slots[n : n + self.across] for n in range(0, len(slots), self.across))
            both = Split(tuple(Row(tuple(line), gap=PANELS, below=FORMULA) for line in lines))
            places = arrange([one_line, both], self.frame.stage)
        else:
            places = arrange([one_line], self.frame.maps)
        for name in self.story.group("resized"):
            rows, cols = self.story.map(name).shape
            places[name] = replace(places["enlarged"], rows=rows, cols=cols)
        return places
