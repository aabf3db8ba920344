"""Replacements for Manim's renderer and file writer: frames go to a sink, or animations are skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from manim import Camera, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from convscenes.look.motion import Motion
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.sinks import Sink


class Section(NamedTuple):
    """The section that Manim expects of a file writer."""

    skip_animations: bool = False


class Recording:
    """Replaces Manim's file writer: passes every frame to the renderer's sink.

    It has only what Scene, Manager and CairoRenderer use of a file writer.
    """

    sections = (Section(),)

    def __init__(self, settings: Any, renderer: SinkRenderer) -> None:
        self.output_spec = settings.plan.output
        self.renderer = renderer
        self.subcaptions: list[Any] = []

    def write_frame(self, frame: Picture, repeat: int = 1) -> None:
        """Pass a frame to the sink."""
        renderer = self.renderer
        assert renderer.sink is not None, "a scene that is skipped has no frames"
        renderer.sink.write(straight(frame) if renderer.transparent else frame, repeat)

    def ignore(self, *_: object, **__: object) -> None:
        """Do nothing: a sink has neither animations nor partial files, and is closed by its owner."""

    begin_animation = end_animation = add_partial_movie_file = abort_encode_jobs = ignore


class SinkRenderer(CairoRenderer):
    """Manim's renderer with frames passed to a sink; without a sink, animations are skipped.

    Skipping sets the state at the end of an animation, and draws nothing.
    """

    def __init__(self, *, transparent: bool = False, draws: bool = True) -> None:
        """Set the renderer up; one that never ``draws`` has a camera of a few pixels."""
        self.sink: Sink | None = None
        self.transparent = transparent
        camera: Any = ClearCamera if transparent else Camera
        super().__init__(
            file_writer_class=lambda settings: Recording(settings, self),  # type: ignore[arg-type]
            camera_class=camera if draws else lambda: Camera(pixel_width=16, pixel_height=9),  # type: ignore[arg-type]
        )

    @contextmanager
    def drawing(self, sink: Sink) -> Iterator[None]:
        """Pass frames to ``sink`` within the block, beginning with an empty canvas."""
        self.static_image = None
        self.sink = sink
        try:
            yield
        finally:
            self.sink = None

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Draw or skip animations."""
        if self.sink is None:
            skip(scene, *args, **kwargs)
            self.num_plays += 1
        else:
            self.draw_play(scene, *args, **kwargs)

    def draw_play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Draw animations as Manim does."""
        super().play(scene, *args, **kwargs)

    def update_frame(
        self, scene: Scene, mobjects: Iterable[Mobject] | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Draw a frame. Where nothing moves, Manim would draw everything again: the static image is used."""
        nothing_moves = mobjects is not None and not list(mobjects)
        if nothing_moves and self.static_image is not None:
            self.camera.set_frame_to_background(self.static_image)
        else:
            super().update_frame(scene, mobjects, *args, **kwargs)


def skip(scene: Scene, *args: Any, **kwargs: Any) -> None:
    """Set a scene to its state at the end of animations."""
    animations = scene.compile_animations(*args, **kwargs)
    motions = [animation for animation in animations if isinstance(animation, Motion)]
    there = set(scene.get_mobject_family_members())
    scene.add(*(motion.mobject for motion in motions if motion.mobject not in there))
    for animation in animations:
        if isinstance(animation, Motion):
            animation.skip()
        else:
            scene.add_mobjects_from_animations([animation])
            animation._setup_scene(scene)
            animation.begin()
            animation.finish()
        animation.clean_up_from_scene(scene)


class ClearCamera(Camera):
    """A camera with a transparent background: zeros, since Cairo's colours are premultiplied by alpha."""

    def init_background(self) -> None:
        """Set the background to zeros."""
        self.background = np.zeros(
            (self.pixel_height, self.pixel_width, self.n_channels), self.pixel_array_dtype
        )


def still(scene: Scene, *, transparent: bool) -> Picture:
    """Return the picture (H, W, 4) of a scene as it is now, drawn by Manim in the configured size."""
    own = camera_of(scene)
    camera = ClearCamera() if transparent else Camera(background_color=own.background_color)
    camera.frame_center = own.frame_center
    camera.capture_mobjects([*scene.mobjects, *scene.foreground_mobjects])
    picture = np.asarray(camera.pixel_array, dtype=np.uint8)
    return straight(picture) if transparent else picture


def camera_of(scene: Scene) -> Camera:
    """Return the camera of a scene, which is Cairo's."""
    assert isinstance(scene.camera, Camera)
    return scene.camera


def straight(frame: Picture) -> Picture:
    """Return a frame with premultiplied alpha as one with straight alpha, as files have it.

    >>> straight(np.array([[[40, 0, 20, 51], [0, 0, 0, 0]]], dtype=np.uint8)).tolist()
    [[[200, 0, 100, 51], [0, 0, 0, 0]]]
    """
    result = frame.copy()
    soft = (frame[..., 3] > 0) & (frame[..., 3] < 255)
    pixels = frame[soft].astype(np.uint32)
    alpha = pixels[:, 3:]
    result[soft, :3] = np.minimum(255, (pixels[:, :3] * 255 + alpha // 2) // alpha)
    return result
