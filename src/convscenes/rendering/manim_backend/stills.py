"""Pictures of a scene at some moments, each drawn only where it differs from the one before."""

from __future__ import annotations

from typing import Any

from manim import Camera, Scene

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.manim_backend.canvas import Canvas, Sketches
from convscenes.rendering.manim_backend.incremental import background_of, check_version, shown
from convscenes.rendering.manim_backend.renderer import camera_of


class Stills:
    """Pictures of a scene as it stands now and then, each drawn where it differs from the one before."""

    def __init__(self) -> None:
        check_version()
        self.canvas: Canvas | None = None

    def take(self, scene: Scene) -> tuple[Picture, list[Box]]:
        """Return the picture, lent until the next is taken, and the boxes in which it differs."""
        if self.canvas is None:
            camera = Camera(background_color=camera_of(scene).background_color)
            self.sketches = Sketches(camera)
            picture: Any = camera.pixel_array
            self.canvas = Canvas(camera, picture, background_of(camera))
        changed = self.canvas.show(self.sketches.renewed(shown(scene)))
        return self.canvas.picture, changed
