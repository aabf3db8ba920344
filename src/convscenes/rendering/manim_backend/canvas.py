"""A picture that knows what is drawn on it, and redraws only where that has changed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from manim import Camera, VMobject

from convscenes.rendering.frames.boxes import Box, merged
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.manim_backend.painter import Painter, Pixels, Sketch, look_of


class Sketches:
    """The sketches of mobjects, kept as long as they hold."""

    def __init__(self, camera: Camera) -> None:
        self.pixels = Pixels(camera)
        self.known: dict[int, Sketch] = {}
        self.spare: dict[Hashable, Sketch] = {}

    def renewed(self, mobjects: Sequence[VMobject]) -> list[Sketch]:
        """Return a sketch of each of these and forget all others, which may be taken over by their like."""
        here = set(map(id, mobjects))
        gone = [sketch for number, sketch in self.known.items() if number not in here]
        self.spare = {sketch.look: sketch for sketch in gone if sketch.plain}
        self.known = {number: sketch for number, sketch in self.known.items() if number in here}
        return self.of(mobjects)

    def of(self, mobjects: Sequence[VMobject]) -> list[Sketch]:
        """Return a sketch of each, a new one for each that has changed."""
        return [self._of(mobject) for mobject in mobjects]

    def _of(self, mobject: VMobject) -> Sketch:
        sketch = self.known.get(id(mobject))
        if sketch is None:
            sketch = self.spare.pop(look_of(mobject), None) if self.spare else None
            if sketch:
                sketch.mobject = mobject
            else:
                sketch = Sketch(mobject, self.pixels)
        elif not sketch.holds():
            sketch = Sketch(mobject, self.pixels, sketch)
        self.known[id(mobject)] = sketch
        return sketch


class Canvas:
    """What lies below, and sketches drawn over it in order. ``below`` is a picture of the same size."""

    def __init__(self, camera: Camera, picture: Picture, below: Picture) -> None:
        self.picture, self.below = picture, below
        self.picture[...] = below
        self.painter = Painter(camera, picture)
        self.shown: list[Sketch] = []

    def show(self, sketches: list[Sketch], also: Sequence[Box] = ()) -> list[Box]:
        """Draw what has changed, here or ``below`` (in the boxes ``also``); return the boxes drawn."""
        boxes = merged([*changes(self.shown, sketches), *also])
        for box in boxes:
            self.picture[box.slices] = self.below[box.slices]
            self.painter.paint(sketches, box)
        self.shown = sketches
        return boxes


def changes(old: list[Sketch], new: list[Sketch]) -> list[Box]:
    """Return the boxes of all sketches that are in only one of the lists, or in another order than before."""
    before, after = set(map(id, old)), set(map(id, new))
    changed = [s for s in old if id(s) not in after] + [s for s in new if id(s) not in before]
    kept_old, kept_new = ([s for s in sketches if id(s) in before & after] for sketches in (old, new))
    if any(one is not other for one, other in zip(kept_old, kept_new, strict=True)):
        changed += kept_new
    return [sketch.box for sketch in changed if sketch.box is not None]
