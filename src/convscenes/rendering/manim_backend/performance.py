"""A scene that is drawn or skipped beat by beat, with our settings instead of the user's manim.cfg."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from manim import config

from convscenes.errors import ConvscenesError, RenderError
from convscenes.look.frame import Frame
from convscenes.look.glyphs import set_in
from convscenes.look.layout import Rect, Size
from convscenes.rendering.atomic import HOST
from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.manim_backend.contract import check_contract
from convscenes.rendering.manim_backend.incremental import IncrementalRenderer
from convscenes.rendering.manim_backend.renderer import SinkRenderer
from convscenes.rendering.manim_backend.views import crop_of
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.places import CACHE
from convscenes.scenes._base.finding import scene_class
from convscenes.scenes._base.handover import Handover
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Story
from convscenes.stories._base.handover import Before

WIDE = Size(128 / 9, 8.0)
"""The usual frame, of 16:9, in units."""


class Performance:
    """A scene after its first ``number`` beats.

    A beat's frames, and the scene after it, do not depend on whether the beats before were drawn or skipped.
    """

    def __init__(
        self, story: Story, options: Options, *, draws: bool = True, before: Before | None = None
    ) -> None:
        """Set the scene up; one that never ``draws`` can only skip.

        In a playlist, it may begin with the maps that the part ``before`` hands over.

        Raises:
            RenderError: the scene failed, or this version of Manim cannot be used.
            UnsupportedScene: the incremental renderer does not support this version of Manim.
        """
        check_contract()
        self.story, self.options = story, options.resolved(story)
        self.number = 0
        presented = self.options.presentation(story)
        self.fonts = presented.fonts
        view = frame = Frame(presented.aspect, presented.text_scale).rect
        self.size = Size(frame.width, frame.height)
        if presented.bare and scene_class(story.kind, story.staging).framed:  # a card has no maps
            view = self._crop()
        with self._playing():
            self.renderer = renderer_for(options) if draws else SinkRenderer(draws=False)
            self.scene = scene_of(story, options, self.renderer)
            self.scene.in_picture = view
            self.renderer.camera.frame_center = np.array([view.x, view.y, 0.0])
            self.scene.begin(handover_of(before, options) if before else None)

    def skip_to(self, number: int) -> None:
        """Set the scene to its state before beat ``number``, without drawing."""
        if self.number < number:
            with self._playing():
                self.scene.stand_at(number - 1)
            self.number = number

    def draw(self, sink: Sink) -> int:
        """Draw the next beat, from an empty canvas, and return how many frames it has.

        Raises:
            RenderError: the scene failed; the message names the beat.
            UnsupportedScene: the scene shows what the incremental renderer cannot draw; some frames may have
                been drawn.
        """
        with self.renderer.drawing(sink):
            self._play()
        time = self.scene.times[-1]
        return time.end - time.start

    def look(self, at: Callable[[SpecScene, Beat], None]) -> None:
        """Call ``at`` with the scene and the beat that has just ended."""
        with self._playing():
            at(self.scene, self.story.beats[self.number - 1])

    def close(self) -> None:
        """Remove Manim's media folder, if there is one."""
        shutil.rmtree(media_folder(), ignore_errors=True)

    def _crop(self) -> Rect:
        """Take the size of a bare picture, and return what it shows: the same in all beats."""
        with self._playing():
            scene = scene_of(self.story, self.options, SinkRenderer(draws=False))
            scene.begin()
            view = crop_of(scene)
        quality = self.options.quality
        unit = min(quality.width, quality.height) / scene.frame.short
        width, height = (2 * math.ceil(side * unit / 2) for side in (view.width, view.height))
        self.options = replace(self.options, quality=Quality(width, height, quality.fps))
        self.size = Size(width / unit, height / unit)
        return view

    def _play(self) -> None:
        with self._playing():
            self.scene.perform(self.number)
        self.number += 1

    @contextmanager
    def _playing(self) -> Iterator[None]:
        """Configure Manim for the block; errors of the scene are reported with its story and beat."""
        try:
            with settings(self.options, self.size), set_in(self.fonts):
                yield
        except (ConvscenesError, OSError):  # a full disk is not the scene's fault
            raise
        except Exception as error:
            beat = self.story.beats[min(self.number, len(self.story.beats) - 1)].name
            name = self.story.name or self.story.kind
            raise RenderError(f"{name}, beat {beat}: {type(error).__name__}: {error}") from error


def scene_of(story: Story, options: Options, renderer: SinkRenderer) -> SpecScene:
    """Return the scene of a story, before its first beat."""
    presentation = options.presentation(story)
    scene = scene_class(story.kind, story.staging)(story, presentation=presentation, renderer=renderer)
    scene.setup()
    return scene


def handover_of(before: Before, options: Options) -> Handover:
    """Return the handover from the part before: its scene, at the end of its last beat."""
    with set_in(options.presentation(before.story).fonts):
        scene = scene_of(before.story, options, SinkRenderer(draws=False))
        scene.begin(handover_of(before.before, options) if before.before else None)
        scene.stand_at(before.end - 1)
    return Handover(scene, dict(before.kept))


def renderer_for(options: Options) -> SinkRenderer:
    """Return the renderer for these options."""
    if options.engine == "incremental" and not options.transparent:
        return IncrementalRenderer()
    return SinkRenderer(transparent=options.transparent)


def visit(
    story: Story, options: Options, beats: Collection[str], look: Callable[[SpecScene, Beat], None]
) -> None:
    """Skip through a story, call ``look`` at the end of each of ``beats``, and stop after the last of them.

    Raises:
        RenderError: the scene failed; the message names the beat.
    """
    last = max((n for n, beat in enumerate(story.beats) if beat.name in beats), default=-1)
    with closing(Performance(story, options, draws=False)) as performance:
        for number, beat in enumerate(story.beats[: last + 1]):
            performance.skip_to(number + 1)
            if beat.name in beats:
                performance.look(look)


def media_folder() -> str:
    """Return the folder for Manim's files, of which there should be none; swept if this process is killed."""
    return str(CACHE / f"scratch-{HOST}-{os.getpid()}")


@contextmanager
def settings(options: Options, size: Size = WIDE) -> Iterator[None]:
    """Configure Manim within the block, for a frame of this ``size`` in units.

    Manim's own ``tempconfig`` also resets the renderer at its end, which costs 20 ms.
    """
    ours: dict[str, Any] = {
        "pixel_width": options.quality.width,
        "pixel_height": options.quality.height,
        "frame_width": size.width,
        "frame_height": size.height,
        "frame_rate": options.frame_rate,
        "background_opacity": 1.0,
        "media_dir": media_folder(),
        "format": "none",
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "from_animation_number": 0,
        "upto_animation_number": -1,
    }
    before = {key: config[key] for key in ours}
    config.update(ours)
    try:
        yield
    finally:
        config.update(before)
