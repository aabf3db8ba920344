"""The scene that walks a story's beats and keeps time in whole frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from manim import Animation, Scene, Wait, config

from convscenes.look.frame import Frame
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.theme import THEMES
from convscenes.stories import Beat, Presentation, Story

BREATH = 0.6
"""Seconds that a beat's last frame is held, at pace 1."""


@dataclass(frozen=True)
class BeatTime:
    """When a beat was on screen, in frames: from ``start`` up to, not including, ``end``; the last frame is its figure."""

    beat: Beat
    start: int
    end: int


class SpecScene(Scene):
    """An ordinary Manim scene that plays a story: one method for each act, called with the beat.

    Manim's own clock drifts by a frame at many run times, so ``play`` and ``pause`` take seconds, turn them into whole
    frames and ask Manim for a time that gives exactly these. Every beat ends in a held frame.
    """

    story: ClassVar[Story]

    def __init__(self, story: Story | None = None, presentation: Presentation | None = None, **kwargs: Any) -> None:
        """Play ``story`` (else the class's own) as ``presentation`` says (else as its spec says)."""
        if story is not None:
            self.story = story  # type: ignore[misc]  # an instance's story wins over its class's
        self.presentation = presentation or self.story.presentation
        self.theme = THEMES[self.presentation.theme]
        self.frames = 0
        self.times: list[BeatTime] = []
        self.grids: dict[str, MatrixGrid] = {}
        self.at_beat_end: Callable[[Beat], None] = lambda beat: None
        super().__init__(**kwargs)

    def construct(self) -> None:
        """Walk the beats: change the caption, make the act's gesture, hold the last frame."""
        self.frame = Frame(self.theme, self.story.title, [beat.caption for beat in self.story.beats])
        self.add(self.frame)
        for beat in self.story.beats:
            start = self.frames
            self.caption = self.frame.say(beat.caption)
            getattr(self, beat.act.replace("-", "_"))(beat)
            self.hold(BREATH)
            self.times.append(BeatTime(beat, start, self.frames))
            self.at_beat_end(beat)

    def screen(self) -> dict[str, Any]:
        """Return the values of every map on screen, by name, as the grids themselves remember them."""
        return {name: grid.values for name, grid in self.grids.items()}

    def play(self, *animations: Animation, seconds: float = 0.8, **kwargs: Any) -> None:
        """Play ``animations`` together for ``seconds`` (at pace 1), in whole frames."""
        frames = self.frames_for(seconds)
        self.frames += frames
        if self.caption is not None:
            animations, self.caption = (*animations, self.caption(min(1.0, CAPTION / seconds))), None
        super().play(*animations, run_time=(frames - 0.5) / config.frame_rate, **kwargs)

    def hold(self, seconds: float) -> None:
        """Hold the current frame for ``seconds`` (at pace 1), at least one frame."""
        frames = self.frames_for(seconds)
        self.frames += frames
        super().play(Wait(run_time=(frames + 0.5) / config.frame_rate, frozen_frame=True))

    def frames_for(self, seconds: float) -> int:
        """Return how many frames ``seconds`` are at this scene's pace and frame rate."""
        return max(1, round(seconds / self.presentation.pace * config.frame_rate))
