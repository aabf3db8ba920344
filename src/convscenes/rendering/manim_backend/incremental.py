"""The incremental renderer: it draws only what changes from frame to frame."""

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
from convscenes.rendering.manim_backend.canvas import Canvas, Sketches
from convscenes.rendering.manim_backend.contract import SERIES
from convscenes.rendering.manim_backend.renderer import SinkRenderer, camera_of


class IncrementalRenderer(SinkRenderer):
    """Two canvases, one over the other: what stands still during a play, and what may move in it.

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
        """Pass frames to ``sink`` within the block, beginning with an empty canvas and knowing nothing."""
        self.changed, self.changed_below = None, []
        if self.canvases:
            still, moving = self.canvases
            moving.show([], still.show([]))
            self.sketches = Sketches(self.camera)
        with super().drawing(sink):
            yield

    def draw_play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Draw animations frame by frame, without what only other outputs need."""
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
        """Play a scene's animations: Manim's frames, without asking for updaters there are not."""
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
        """Draw what stands still during the play that begins, up to the first mobject that may move."""
        still, _ = self.canvases = self.canvases or self.made()
        drawn = shown(scene)
        sketches = self.sketches.renewed(drawn)
        if scene.is_current_animation_frozen_frame():
            count = common(still.shown, sketches)  # nothing will move: what is drawn already may stay
        else:
            standing = set(map(id, extract_mobject_family_members(scene.static_mobjects)))
            count = next((i for i, m in enumerate(drawn) if id(m) not in standing), len(drawn))
        self.standing = {id(mobject) for mobject in drawn[:count]}
        self.changed_below = still.show(sketches[:count])

    def draw(self, scene: Scene) -> None:
        """Draw a frame over what stands still."""
        assert self.canvases is not None
        movers = [mobject for mobject in shown(scene) if id(mobject) not in self.standing]
        drawn = self.canvases[1].show(self.sketches.of(movers), self.changed_below)
        if self.changed is not None:
            self.changed += drawn
        self.changed_below = []

    def get_frame(self) -> Any:
        """Return the picture itself, not a copy."""
        assert self.canvases is not None
        return self.canvases[1].picture

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        """Pass a picture on, with the boxes in which it differs from the one before; None is all of it."""
        self.time += num_frames / config.frame_rate
        changed, self.changed = self.changed, []
        assert self.sink is not None, "frames are drawn within ``drawing``"
        self.sink.write(frame, num_frames, changed)

    def made(self) -> tuple[Canvas, Canvas]:
        """Return the two canvases, on the camera's background."""
        camera = self.camera
        if type(camera) is not Camera:
            raise UnsupportedScene(type(camera).__name__)
        camera.reset()
        self.sketches = Sketches(camera)
        picture: Any = camera.pixel_array
        still = Canvas(camera, np.empty_like(picture), background_of(camera))
        return still, Canvas(camera, picture, still.picture)


class StillRenderer:
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


def check_version() -> None:
    """Raise UnsupportedScene under a Manim that this renderer was not made for."""
    if not manim.__version__.startswith(SERIES):
        raise UnsupportedScene(f"Manim {manim.__version__}")


def background_of(camera: Camera) -> Any:
    """Return a picture of the camera's background: of one colour, it takes no memory of its own."""
    picture: Any = camera.pixel_array
    return np.broadcast_to(picture[:1, :1].copy(), picture.shape)


def shown(scene: Scene) -> list[VMobject]:
    """Return what a scene shows, in drawing order; raises UnsupportedScene for any but plain VMobjects."""
    mobjects = list_update(scene.mobjects, scene.foreground_mobjects)
    family = extract_mobject_family_members(mobjects, use_z_index=True, only_those_with_points=True)
    drawn = [mobject for mobject in family if isinstance(mobject, VMobject) and not mobject.background_image]
    if len(drawn) < len(family):
        raise UnsupportedScene(next(type(mobject).__name__ for mobject in family if mobject not in drawn))
    return drawn


def has_updaters(scene: Scene) -> bool:
    """Return whether something must be called at every frame: an updater, a stop condition."""
    return bool(
        scene.updaters
        or scene.always_update_mobjects
        or scene.stop_condition
        or any(mobject.updaters for mobject in scene.get_mobject_family_members())
    )


def common(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Return how many items two lists have in common from the beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))
