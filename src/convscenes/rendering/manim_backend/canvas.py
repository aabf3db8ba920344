"""A picture with the snapshots of what is drawn on it, redrawn only where these change."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from manim import Camera, VMobject

from convscenes.rendering.frames.boxes import Box, merged
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.manim_backend.painter import Painter, Pixels, Snapshot, look_of


class Snapshots:
    """The snapshots of mobjects, kept as long as these do not change."""

    def __init__(self, camera: Camera) -> None:
        self.pixels = Pixels(camera)
        self.known: dict[int, Snapshot] = {}
        self.spare: dict[Hashable, Snapshot] = {}

    def renewed(self, mobjects: Sequence[VMobject]) -> list[Snapshot]:
        """Return a snapshot of each and drop all others, which mobjects of the same look may reuse."""
        here = set(map(id, mobjects))
        gone = [snapshot for number, snapshot in self.known.items() if number not in here]
        self.spare = {snapshot.look: snapshot for snapshot in gone if snapshot.plain}
        self.known = {number: snapshot for number, snapshot in self.known.items() if number in here}
        return self.of(mobjects)

    def of(self, mobjects: Sequence[VMobject]) -> list[Snapshot]:
        """Return a snapshot of each, a new one where it has changed."""
        return [self._of(mobject) for mobject in mobjects]

    def _of(self, mobject: VMobject) -> Snapshot:
        snapshot = self.known.get(id(mobject))
        if snapshot is None:
            snapshot = self.spare.pop(look_of(mobject), None) if self.spare else None
            if snapshot:
                snapshot.mobject = mobject
            else:
                snapshot = Snapshot(mobject, self.pixels)
        elif not snapshot.holds():
            snapshot = Snapshot(mobject, self.pixels, snapshot)
        self.known[id(mobject)] = snapshot
        return snapshot


class Canvas:
    """Snapshots drawn in order over ``below``, a picture of the same size."""

    def __init__(self, camera: Camera, picture: Picture, below: Picture) -> None:
        self.picture, self.below = picture, below
        self.picture[...] = below
        self.painter = Painter(camera, picture)
        self.shown: list[Snapshot] = []

    def show(self, snapshots: list[Snapshot], also: Sequence[Box] = ()) -> list[Box]:
        """Redraw where snapshots, or ``below`` (in boxes ``also``), have changed; return the boxes drawn."""
        boxes = merged([*changes(self.shown, snapshots), *also])
        for box in boxes:
            self.picture[box.slices] = self.below[box.slices]
            self.painter.paint(snapshots, box)
        self.shown = snapshots
        return boxes


def changes(old: list[Snapshot], new: list[Snapshot]) -> list[Box]:
    """Return the boxes of all snapshots that are in only one of the lists, or whose order has changed."""
    before, after = set(map(id, old)), set(map(id, new))
    changed = [s for s in old if id(s) not in after] + [s for s in new if id(s) not in before]
    kept_old, kept_new = ([s for s in snapshots if id(s) in before & after] for snapshots in (old, new))
    if any(one is not other for one, other in zip(kept_old, kept_new, strict=True)):
        changed += kept_new
    return [snapshot.box for snapshot in changed if snapshot.box is not None]
