"""The places where we stand in for Manim 0.22: its file writer, its renderer and its camera.

What leans on Manim's inside is in this file and in ``engine``. What Scene, Manager and CairoRenderer call on
a file writer is what ``Recording`` has, and no more: a scene that wants sound fails, visibly.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from manim import Camera, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from convscenes.look.motion import Motion
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.sinks import Sink


class Section(NamedTuple):
    """The one section of a recording, as far as Manim asks. Beats are our sections."""

    skip_animations: bool = False


class Recording:
    """Hands every frame of a scene to one sink, where Manim would write one file for each animation."""

    sections = (Section(),)

    def __init__(self, settings: Any, sink: Sink | None, transparent: bool) -> None:
        self.output_spec = settings.plan.output
        self.sink = sink
        self.transparent = transparent
        self.subcaptions: list[Any] = []

    def write_frame(self, frame: Picture, repeat: int = 1) -> None:
        """Pass a frame on."""
        assert self.sink is not None, "a scene that is leapt through has no frames"
        self.sink.write(straight(frame) if self.transparent else frame, repeat)

    def begin_animation(self, allow_write: bool, animation_index: int) -> None:
        """Nothing begins: the sink does not know animations."""

    def end_animation(self, allow_write: bool) -> None:
        """Nothing ends."""

    def add_partial_movie_file(self, name: str | None) -> None:
        """There are no partial files."""

    def abort_encode_jobs(self) -> None:
        """There are no jobs: whoever gave the sink closes it."""


class Recorder(CairoRenderer):
    """Manim's renderer with our recording."""

    def __init__(self, sink: Sink, *, transparent: bool = False) -> None:
        super().__init__(
            file_writer_class=lambda settings: Recording(settings, sink, transparent),  # type: ignore[arg-type]
            camera_class=ClearCamera if transparent else Camera,
        )

    def update_frame(
        self, scene: Scene, mobjects: Iterable[Mobject] | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Draw a frame. Manim takes "nothing moves" for "draw all", and in a hold draws everything twice."""
        nothing_moves = mobjects is not None and not list(mobjects)
        if nothing_moves and self.static_image is not None:
            self.camera.set_frame_to_background(self.static_image)
        else:
            super().update_frame(scene, mobjects, *args, **kwargs)


class ClearCamera(Camera):
    """A camera without a ground. Cairo's pixels are multiplied by their alpha, so clear means zero."""

    def init_background(self) -> None:
        """Make the ground clear, whatever its colour."""
        self.background = np.zeros(
            (self.pixel_height, self.pixel_width, self.n_channels), self.pixel_array_dtype
        )


class Leaper(CairoRenderer):
    """Goes through a scene without drawing it: every animation is over as soon as it has begun."""

    def __init__(self) -> None:
        super().__init__(
            file_writer_class=lambda settings: Recording(settings, None, transparent=False),  # type: ignore[arg-type]
            camera_class=lambda: Camera(pixel_width=16, pixel_height=9),  # type: ignore[arg-type]
        )

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Do to the scene what playing would have done to it at the end."""
        animations = scene.compile_animations(*args, **kwargs)
        motions = [animation for animation in animations if isinstance(animation, Motion)]
        there = set(scene.get_mobject_family_members())
        scene.add(*(motion.mobject for motion in motions if motion.mobject not in there))
        for animation in animations:
            if isinstance(animation, Motion):
                animation.leap()
            else:
                scene.add_mobjects_from_animations([animation])
                animation._setup_scene(scene)
                animation.begin()
                animation.finish()
            animation.clean_up_from_scene(scene)
        self.num_plays += 1


def still(scene: Scene, *, transparent: bool) -> Picture:
    """Return what a camera of the configured size sees of a scene now, as the video's frame shows it."""
    camera = ClearCamera() if transparent else Camera(background_color=camera_of(scene).background_color)
    camera.capture_mobjects([*scene.mobjects, *scene.foreground_mobjects])
    picture = np.asarray(camera.pixel_array, dtype=np.uint8)
    return straight(picture) if transparent else picture


def camera_of(scene: Scene) -> Camera:
    """Return the camera of a scene, which is Cairo's: our renderer is."""
    assert isinstance(scene.camera, Camera)
    return scene.camera


def straight(frame: Picture) -> Picture:
    """Return a frame whose colours were multiplied by alpha, as files want it: with the colours themselves.

    >>> straight(np.array([[[40, 0, 20, 51], [0, 0, 0, 0]]], dtype=np.uint8)).tolist()
    [[[200, 0, 100, 51], [0, 0, 0, 0]]]
    """
    result = frame.copy()
    soft = (frame[..., 3] > 0) & (frame[..., 3] < 255)
    pixels = frame[soft].astype(np.uint32)
    alpha = pixels[:, 3:]
    result[soft, :3] = np.minimum(255, (pixels[:, :3] * 255 + alpha // 2) // alpha)
    return result
