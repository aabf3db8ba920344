"""The incremental renderer: it redraws only what changes from frame to frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import manim
import numpy as np
from manim import Camera, Mobject, Scene, VMobject, config
from manim.utils.family import extract_mobject_family_members
from manim.utils.iterables import list_update

from convscenes.errors import UnsupportedScene
from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.manim_backend.canvas import Canvas, Snapshots
from convscenes.rendering.manim_backend.contract import SERIES
from convscenes.rendering.manim_backend.renderer import SinkRenderer, camera_of


class IncrementalRenderer(SinkRenderer):
    """Two canvases, one over the other: the mobjects that are static during a play, and the moving ones.

    A frame redraws, on the upper one, the boxes of the mobjects that have changed since the frame before.
    """

    def __init__(self) -> None:
        check_version()
        super().__init__()
        self.canvases: tuple[Canvas, Canvas] | None = None
        self.changed: list[Box] | None = None
        self.changed_below: list[Box] = []

    @contextmanager
    def drawing(self, sink: Sink) -> Iterator[None]:
        """Pass frames to ``sink`` within the block, beginning with empty canvases and no snapshots."""
        self.changed, self.changed_below = None, []
        if self.canvases:
            static, moving = self.canvases
            moving.show([], static.show([]))
            self.snapshots = Snapshots(self.camera)
        with super().drawing(sink):
            yield

    def draw_play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Draw animations frame by frame, without steps that only other outputs of Manim need."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        self.begin(scene)
        if scene.is_current_animation_frozen_frame():
            self.draw(scene)
            self.add_frame(self.get_frame(), int(scene.duration * config.frame_rate))
        elif has_updaters(scene):
            scene.play_internal()
        else:
            self.run(scene)
        self.num_plays += 1

    def run(self, scene: Scene) -> None:
        """Play a scene's animations, with the same frames as Manim, but without its checks for updaters."""
        step = 1 / config.frame_rate
        for time in np.arange(0, scene.duration, step):
            for animation in scene.animations or ():
                animation.interpolate(time / animation.run_time)
            self.render(scene, time)
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:
        """Draw a frame and pass it on."""
        self.draw(scene)
        self.add_frame(self.get_frame())

    def begin(self, scene: Scene) -> None:
        """Draw the static mobjects of the play that begins: those before the first one that may move."""
        static, _ = self.canvases = self.canvases or self.new_canvases()
        drawn = shown(scene)
        snapshots = self.snapshots.renewed(drawn)
        if scene.is_current_animation_frozen_frame():
            count = common(static.shown, snapshots)  # nothing moves: what is drawn already may stay
        else:
            static_ids = set(map(id, extract_mobject_family_members(scene.static_mobjects)))
            count = next((i for i, m in enumerate(drawn) if id(m) not in static_ids), len(drawn))
        self.static_ids = {id(mobject) for mobject in drawn[:count]}
        self.changed_below = static.show(snapshots[:count])

    def draw(self, scene: Scene) -> None:
        """Draw a frame over the static mobjects."""
        assert self.canvases is not None
        moving = [mobject for mobject in shown(scene) if id(mobject) not in self.static_ids]
        drawn = self.canvases[1].show(self.snapshots.of(moving), self.changed_below)
        if self.changed is not None:
            self.changed += drawn
        self.changed_below = []

    def get_frame(self) -> Any:
        """Return the picture itself, not a copy."""
        assert self.canvases is not None
        return self.canvases[1].picture

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        """Pass a picture to the sink, with the boxes changed since the one before; None is all of it."""
        self.time += num_frames / config.frame_rate
        changed, self.changed = self.changed, []
        assert self.sink is not None, "frames are drawn within ``drawing``"
        self.sink.write(frame, num_frames, changed)

    def new_canvases(self) -> tuple[Canvas, Canvas]:
        """Return the two canvases, on the camera's background."""
        camera = self.camera
        if type(camera) is not Camera:
            raise UnsupportedScene(type(camera).__name__)
        camera.reset()
        self.snapshots = Snapshots(camera)
        picture: Any = camera.pixel_array
        static = Canvas(camera, np.empty_like(picture), background_of(camera))
        return static, Canvas(camera, picture, static.picture)


class StillRenderer:
    """Pictures of a scene at several moments, each redrawn where it differs from the one before."""

    def __init__(self) -> None:
        check_version()
        self.canvas: Canvas | None = None

    def take(self, scene: Scene) -> tuple[Picture, list[Box]]:
        """Return the picture, valid until the next is taken, and the boxes in which it differs."""
        if self.canvas is None:
            own = camera_of(scene)
            camera = Camera(background_color=own.background_color)
            camera.frame_center = own.frame_center
            self.snapshots = Snapshots(camera)
            picture: Any = camera.pixel_array
            self.canvas = Canvas(camera, picture, background_of(camera))
        changed = self.canvas.show(self.snapshots.renewed(shown(scene)))
        return self.canvas.picture, changed


def check_version() -> None:
    """Raise UnsupportedScene for a version of Manim that this renderer does not support."""
    if not manim.__version__.startswith(SERIES):
        raise UnsupportedScene(f"Manim {manim.__version__}")


def background_of(camera: Camera) -> Any:
    """Return a picture of the camera's background: a view of one pixel."""
    picture: Any = camera.pixel_array
    return np.broadcast_to(picture[:1, :1].copy(), picture.shape)


def shown(scene: Scene) -> list[VMobject]:
    """Return the mobjects of a scene in drawing order; raises UnsupportedScene for any but VMobjects."""
    mobjects = list_update(scene.mobjects, scene.foreground_mobjects)
    family = extract_mobject_family_members(mobjects, use_z_index=True, only_those_with_points=True)
    drawn = [mobject for mobject in family if isinstance(mobject, VMobject) and not mobject.background_image]
    if len(drawn) < len(family):
        raise UnsupportedScene(next(type(mobject).__name__ for mobject in family if mobject not in drawn))
    return drawn


def has_updaters(scene: Scene) -> bool:
    """Return whether there are updaters or a stop condition, which must be called at every frame."""
    return bool(
        scene.updaters
        or scene.always_update_mobjects
        or scene.stop_condition
        or any(mobject.updaters for mobject in scene.get_mobject_family_members())
    )


def common(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Return the length of the common beginning of two lists."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))
