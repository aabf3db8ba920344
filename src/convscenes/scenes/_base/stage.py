"""The stage owns all that is on screen, and plays the animations to what a beat shows at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import Animation, VMobject, linear, smooth
from numpy.typing import ArrayLike, NDArray

from convscenes.look.cells import Cells, Floats
from convscenes.look.layout import Place, Room, Size, Standing
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade, MoveFrom
from convscenes.scenes._base.depth import Depth, at_depth
from convscenes.scenes._base.joining import Lines
from convscenes.scenes._base.labels import Labels
from convscenes.scenes._base.lags import diagonal, row_after_row
from convscenes.scenes._base.laying import LaidNumbers
from convscenes.scenes._base.map_view import MapView, Padding
from convscenes.scenes._base.marks import Marks
from convscenes.scenes._base.ordering import in_order
from convscenes.scenes._base.outlines import Outlines
from convscenes.scenes._base.sizes import padding_of
from convscenes.scenes._base.spots import Spots
from convscenes.scenes._base.writing import Writing
from convscenes.stories import Beat
from convscenes.stories._base.points import Path, Points
from convscenes.stories._base.values import same_values

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene

Places = Mapping[str, Standing]


class Stage:
    """The maps, their outlines, what is laid on them, lines between them, marks and formulas.

    ``arrive`` plays all that is missing to a beat's end. The other methods play parts of it, for the
    gestures of a scene; what has been played is not played again.
    """

    def __init__(self, scene: SpecScene) -> None:
        """Begin empty."""
        self.scene, self.story, self.theme = scene, scene.story, scene.theme
        self.views: dict[str, MapView] = {}
        self.kept: dict[str, MapView] = {}  # maps of the part before that stay under a card's words
        self.outlines = Outlines(self.theme)
        self.laid = LaidNumbers(scene, self.views)
        self.lines = Lines(self.theme, self.views)
        self.marks = Marks(scene.marks)
        self.labels = Labels(scene, self.places)
        self.writing = Writing(self.theme, scene.frame, self.views, scene.formula_spot)
        self._places: dict[tuple[str, ...], Places] = {}
        self._paddings: dict[tuple[str, frozenset[str]], Padding] = {}

    # What a beat needs, one after the other.

    def arrive(self, beat: Beat) -> None:
        """Play all that is still missing to what ``beat`` shows at its end."""
        self.arrange(beat)
        self.enter(beat)
        self.read(beat)
        self.write(beat)
        self.dash(beat)
        self.mark(beat)
        self.connect(beat)
        self.show_formula(beat)
        self.scene.add(*in_order(self, beat))

    def arrange(self, beat: Beat, *others: Animation, seconds: float = 0.9) -> None:
        """Remove the maps and marks that the beat does not have, then move the maps that stay."""
        goals = {name: self.standing(name, beat) for name in beat.shows}
        gone = [self.views.pop(name) for name in [*self.views] if name not in beat.shows]
        marks = self.marks.leaving(beat)
        moving = [
            view for view in self.views.values()
            if (view.standing, view.padding, view.room) != goals[view.name]
        ]  # fmt: skip
        if moving or gone:
            leaving = [motion for view in gone for motion in view.fade(out=True)]
            highlights = [m for v in moving for m in v.change(highlighted=self._highlighted(v, beat))]
            self._play([*leaving, *highlights, *self._leaving(beat), *_out(marks)], 0.5)
        else:
            words = self.writing.leaving(beat) if marks else []  # go with what they speak about
            self._play(_out([*marks, *words]), 0.4)
        moves = [motion for view in moving for motion in view.move(*goals[view.name])]
        moves += [motion for view in moving for motion in self.outlines.moving(view, beat)]
        self._play([*moves, *others] if moves else others, seconds)

    def enter(self, beat: Beat) -> None:
        """Bring in the maps and marks that are missing, one group after the other."""
        here = {name for name in self.views if name in beat.shows}
        for group in self.scene.entrances(beat):
            entering: list[Animation] = []
            for name in group:
                if name not in self.views:
                    entering += self.scene.entering(self.view(name, beat))
            names = {*group} | ({*self.views} & here if entering else set())
            self._play([*entering, *self.marks.coming(beat, names)], 0.7)
        self._play(self.marks.coming(beat, here), 0.5)

    def read(self, beat: Beat, *others: Animation, seconds: float = 0.7) -> None:
        """Animate outlines, highlights and laid numbers of the maps whose values do not change.

        Of a beat of many steps, also the values of all other maps, step by step.
        """
        many = max(map(len, beat.points.values()), default=0)
        names = [name for name in self.views if many > 1 or not self._changes(name, beat)]
        leaving = self._leaving(beat)
        for motions, duration in self.laid.coming(beat):
            self._play([*motions, *leaving], duration)
            leaving = []
        if many > 1:
            seconds = float(np.clip(0.1 * many, 0.8, 4.0))
        self._play([*leaving, *self._towards(names, beat), *others], seconds)

    def write(self, beat: Beat, *others: Animation, seconds: float = 0.6) -> None:
        """Animate the values, outlines and highlights of all maps."""
        self._play([*self._towards(self.views, beat), *others], seconds)

    def go(self, beat: Beat, *names: str, others: Sequence[Animation] = (), seconds: float = 0.6) -> None:
        """Animate values, outlines, highlights and laid numbers of the maps of these names."""
        self._play([*self._leaving(beat), *self._towards(names, beat), *others], seconds)

    def clear(self, beat: Beat, *others: Animation, seconds: float = 0.3) -> None:
        """Remove the outlines, lines, laid numbers and formulas that the beat does not have."""
        self._play([*self._leaving(beat), *others], seconds)

    def dash(self, beat: Beat) -> None:
        """Turn cells into padding, and padding into cells."""
        for name, view in self.views.items():
            if name in beat.dashed or view.dashed is not None:
                none = np.zeros(view.grid.values.shape, dtype=bool)
                self._play(view.dash(beat.dashed.get(name, none)), 1.2)

    def mark(self, beat: Beat, seconds: float = 0.6) -> None:
        """Animate the marks that are there, and bring in all that are missing."""
        gone = _out(self.marks.leaving(beat, formulas=True))
        self._play([*gone, *self.marks.towards(beat), *self.marks.coming(beat)], seconds)

    def connect(self, beat: Beat, seconds: float = 1.1) -> None:
        """Grow new lines between the pointed cells of two maps, those from maps of one group together."""
        fresh = [pair for pair in beat.connects if pair not in self.lines]
        for _, pairs in groupby(fresh, key=lambda pair: self.story.map(pair[0]).group or pair[0]):
            self._play([self.lines.growing(pair, beat) for pair in pairs], seconds)

    def show_formula(self, beat: Beat, seconds: float = 0.4) -> None:
        """Write the beat's formulas and outline the cells that they name."""
        for name in self.writing.missing(beat) if self.scene.writes_formulas else ():
            self._play(self.writing.write(name, beat), seconds)

    # Where things are.

    def places(self, beat: Beat) -> Places:
        """Return where the maps of a beat stand."""
        names = tuple(one.name for one in self.story.maps if one.name in beat.shows)
        if names not in self._places:
            self._places[names] = self.scene.arranged(names)
        return self._places[names]

    def padding(self, name: str, names: Sequence[str]) -> Padding:
        """Return the padding of a map in beats that show just ``names``: as far as they point beyond it."""
        key = name, frozenset(names)
        if key not in self._paddings:
            self._paddings[key] = padding_of(self.story, name, names)
        return self._paddings[key]

    def standing(self, name: str, beat: Beat) -> tuple[Standing, Padding, Room]:
        """Return where a map of the beat stands, its padding, and the room that its label keeps to."""
        return self.places(beat)[name], self.scene.padding(name, beat), self.labels.rooms(beat)[name]

    # For the gestures of a scene.

    def view(self, name: str, beat: Beat) -> MapView:
        """Return the view of a map of the beat; the caller brings a new one onto the scene."""
        if name not in self.views:
            view = self.views[name] = self.scene.view(name, beat)
            view.set_state(highlighted=self._highlighted(view, beat))
        return self.views[name]

    def whole(self, name: str) -> Points:
        """Return all of a map on screen."""
        return Points.whole(self.views[name].place.shape)

    def copy(self, values: ArrayLike, at: Spots, like: MatrixGrid) -> MatrixGrid:
        """Return values as cells in the style of ``like``; where a value is masked there is no cell."""
        there = ~np.ma.getmaskarray(np.ma.array(values))
        cells = Cells.lying(values, at.centers, at.size, opacity=there)
        copy = MatrixGrid(cells, self.theme, like.role, known=like.known, style=like.style, name="copy")
        return at_depth(copy, Depth.MOVING)

    def carry(
        self,
        values: ArrayLike,
        start: Spots,
        end: Spots,
        *others: Animation,
        like: MatrixGrid,
        seconds: float,
        arc: float = 0.0,
    ) -> None:
        """Move copies of ``values`` (H, W), row after row, to ``end``, and remove them there."""
        copy = self.copy(values, start, like)
        rows = np.shape(values)[0]
        lag = row_after_row(np.shape(values)) if rows > 1 else None  # a single row takes all the time
        self._play([copy.animate_to(centers=end.centers, size=end.size, lag=lag, arc=arc), *others], seconds)
        self.scene.remove(copy)

    def send(self, value: Any, start: Place, goal: str, beat: Beat, seconds: float = 0.8) -> None:
        """Move a copy of one value, or of several, to the pointed cells of ``goal``; set its values."""
        view, points = self.views[goal], beat.points[goal][-1]
        end = Spots(view.place.centers(points.rows, points.cols), view.place.size)
        self.carry(
            np.atleast_2d(value), Spots(start.centers(), start.size), end, *self.outlines.towards(view, beat),
            like=view.grid, seconds=seconds,
        )  # fmt: skip
        view.set_state(values=beat.shows[goal], highlighted=self._highlighted(view, beat))

    def gather(self, beat: Beat, products: MatrixGrid | None = None) -> None:
        """Move the numbers of the cells that the beat's formula names into it; then fade in the other terms.

        They are values of maps, which keep them, or the ``products``, which are then empty. A formula that
        names no cells fades in.
        """
        if all(term.cell is None for term in beat.formula):
            self.show_formula(beat)
            return
        formula = self.writing.formula("", beat)
        both = list(zip(formula, beat.formula, strict=True))
        flying = [(mobject, term) for mobject, term in both if term.cell is not None]
        grids = [products or self.views[term.on].grid for _, term in flying]
        origins = [
            tuple(grid.cells.centers[term.cell]) for grid, (_, term) in zip(grids, flying, strict=True)
        ]
        size = (grids[0].em(grids[0].cells.size) or formula.em) / formula.em
        used = [products.animate_to(values=np.ma.array(products.values, mask=True))] if products else []
        self._play([MoveFrom([mobject for mobject, _ in flying], origins, scale=size), *used], 0.9)
        self._play([Fade(mobject) for mobject, term in both if term.cell is None], 0.4)
        self.writing.take("", beat, list(formula))

    def formula_end(self, size: Size) -> Place:
        """Return the place of the last term of the formula, as one cell of this ``size``."""
        last = self.writing.written[""].parts[-1]
        while last.submobjects:
            last = last.submobjects[-1]
        x, y, _ = last.get_center()
        return Place(float(x), float(y), size.height, 1, 1, wide=size.width / size.height)

    # How it is done.

    def _play(self, motions: Sequence[Animation], seconds: float) -> None:
        if motions:
            self.scene.play(*motions, seconds=seconds)

    def _highlighted(self, view: MapView, beat: Beat) -> Any:
        path = beat.points.get(view.name, ())
        if not path:
            return np.full(view.grid.values.shape, not beat.points)
        return view.mask(path[-1:] if beat.connects else path)

    def _changes(self, name: str, beat: Beat) -> bool:
        return not same_values(self.views[name].grid.values, beat.shows[name])

    def _towards(self, names: Collection[str], beat: Beat) -> list[Animation]:
        """Return the animations of maps, with all that is on them, to the beat's end."""
        motions: list[Animation] = []
        for view in (self.views[name] for name in names):
            path, values = beat.points.get(view.name, ()), beat.shows[view.name]
            motions += view.change(
                values=values,
                highlighted=self._highlighted(view, beat),
                lag=self._lag(view, path, values),
                rate=linear if len(path) > 1 else smooth,
            )
            motions += [*self.outlines.towards(view, beat), *self.laid.towards(view, beat)]
        return [*motions, *self.lines.towards(beat, [*names])]

    def _lag(self, view: MapView, path: Path, values: NDArray[Any]) -> Floats | None:
        """Return the lags (H, W) of changing cells: by steps, else from the upper left; None for no lag."""
        changed = ~np.ma.filled(view.grid.values == values, False) & ~np.ma.getmaskarray(values)
        if not changed.any():
            return None
        if len(path) > 1:
            return view.order(path)
        return diagonal(changed.shape) if changed.sum() > 1 else None

    def _leaving(self, beat: Beat) -> list[Animation]:
        """Return the animations that remove what the beat does not have: all but maps and marks."""
        gone = [
            *self.outlines.leaving(beat, self.views),
            *self.lines.leaving(beat),
            *self.writing.leaving(beat),
        ]
        return [*self.laid.leaving(beat), *_out(gone)]


def _out(mobjects: Iterable[VMobject]) -> list[Animation]:
    return [Fade(mobject, out=True) for mobject in mobjects]
