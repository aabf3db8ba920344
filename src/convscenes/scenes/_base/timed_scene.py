"""A scene that plays a story's beats and keeps time in whole frames."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from manim import Animation, Scene, VMobject, Wait, config, smooth, squish_rate_func

from convscenes.colours.theme import colour_of, theme_of
from convscenes.look.frame import Frame
from convscenes.look.glyphs import set_in, typeset
from convscenes.look.heading import Caption, Heading
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.motion import Fade
from convscenes.spec.markup import quoted
from convscenes.stories import Beat, Presentation, Story
from convscenes.stories._base.reading import reading_times

HOLD = 0.6
"""Seconds that a beat's last frame is held, at pace 1."""
LAST = 2.5
"""Seconds that the last frame is held at least."""
SLOW_BEATS, FASTER, MAX_TEMPO = 6, 0.4, 3.0
"""How many beats are played at a tempo of 1, by how much each later one is faster, and the largest tempo."""
TINY = 1e-6
"""A part of a frame that is none."""
HANDOVER = 0.8
"""Seconds in which the mobjects of the part before fade out, where nothing else moves."""
SWAP = 0.35
"""Seconds in which a caption is replaced by the next."""


@dataclass(frozen=True)
class BeatTime:
    """When a beat was on screen, in frames: from ``start`` up to, not including, ``end``.

    Its last frame is its figure.
    """

    beat: Beat
    start: int
    end: int


class TimedScene(Scene):
    """An ordinary Manim scene that plays a story, beat by beat.

    Manim's own clock drifts by a frame at many run times, so ``play`` and ``hold`` take seconds, turn them
    into whole frames and ask Manim for a time that gives exactly these. Every beat ends in a held frame.
    """

    story: Story
    framed = True
    """Whether there is a title above and a caption below."""
    speeds_up = True
    """Whether later beats are played faster, as they repeat earlier ones."""

    def __init__(
        self, story: Story | None = None, presentation: Presentation | None = None, **kwargs: Any
    ) -> None:
        """Play ``story`` (else the class's own) in ``presentation`` (else its spec's)."""
        if story is not None:
            self.story = story
        self.presentation = presentation or self.story.presentation
        self.theme = theme_of(self.presentation.theme)
        self.frame = Frame(self.presentation.aspect, self.presentation.text_scale)
        self.in_picture = self.frame.rect
        self.frames = 0
        self.tempo = 1.0
        self.reading = reading_times(self.story.beats)
        self.times: list[BeatTime] = []
        self.caption: Caption | None = None
        self.next_caption: Caption | None = None
        self.next_motions: list[Animation] = []
        super().__init__(**kwargs)
        self._fit_camera()
        self.camera.background_color = colour_of(self.theme.background)  # type: ignore[union-attr]  # never OpenGL's

    def _fit_camera(self) -> None:
        """Let Manim's own camera see all of the frame, whatever its shape."""
        camera: Any = self.camera
        share = max(self.frame.width / camera.frame_width, self.frame.height / camera.frame_height)
        if share > 1:
            camera.frame_width, camera.frame_height = (
                share * camera.frame_width,
                share * camera.frame_height,
            )

    def construct(self) -> None:
        """Play all beats."""
        with set_in(self.presentation.fonts):
            self.next_section(skip_animations=True)
            self.begin()
            self.next_section()
            for number in range(len(self.story.beats)):
                self.perform(number)

    def begin(self) -> None:
        """Typeset all texts and set up the first frame; to be called while nothing is drawn."""
        terms = (
            term.text for beat in self.story.beats for term in (*beat.formula, *sum(beat.below.values(), ()))
        )
        typeset([quoted(self.story.title), *(beat.caption for beat in self.story.beats), *terms])
        if self.framed and self.presentation.titled:
            self.add(Heading(self.story.title, self.frame, self.theme, self.story.parameters))
        self.prepare()

    def perform(self, number: int) -> None:
        """Play a beat from the end of the one before: caption, the act's animations, a held last frame."""
        beat, start = self.story.beats[number], self.frames
        if self.captioned and (not self.caption or beat.caption != self.story.beats[number - 1].caption):
            self.next_caption = Caption(beat.caption, self.frame, self.theme)
        self.tempo = self.tempo_of(number)
        self.act(beat)
        self.hold(self.hold_time(beat, start))
        self.times.append(BeatTime(beat, start, self.frames))

    @property
    def captioned(self) -> bool:
        """Whether captions are in the picture."""
        return self.framed and self.presentation.captioned

    def act(self, beat: Beat) -> None:
        """Play the animations of a beat."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Set up what the beats need; nothing is played yet."""

    def screen(self) -> dict[str, np.ma.MaskedArray[Any, Any]]:
        """Return the values of every map that is on screen, by its name."""
        names = {m.name for m in self.story.maps}
        drawn = (m for m in self.mobjects if isinstance(m, MatrixGrid))
        return {grid.name: grid.values for grid in drawn if grid.name in names}

    def play(  # type: ignore[override]  # Manim's also takes mobjects being animated; a gesture has none
        self, *animations: Animation, seconds: float = 0.8, **kwargs: Any
    ) -> None:
        """Play ``animations`` together for ``seconds`` (at pace 1), in whole frames."""
        frames = self.frames_for(seconds)
        self.frames += frames
        swap = [*self.next_motions, *self._swap_caption(min(1.0, SWAP / seconds))]
        self.next_motions = []
        super().play(*animations, *swap, run_time=(frames - 0.5) / config.frame_rate, **kwargs)

    def hold(self, seconds: float) -> None:
        """Hold the current frame for ``seconds`` (at pace 1), at least one frame."""
        if self.next_motions:
            self.play(seconds=HANDOVER)
        elif self.next_caption is not None:
            self.play(seconds=SWAP)
        frames = self.frames_for(seconds)
        self.frames += frames
        super().play(Wait(run_time=(frames + 0.5) / config.frame_rate, frozen_frame=True))

    def frames_for(self, seconds: float) -> int:
        """Return how many frames ``seconds`` are at this scene's pace and frame rate."""
        return max(1, round(seconds / self.presentation.pace / self.tempo * config.frame_rate))

    def hold_time(self, beat: Beat, start: int) -> float:
        """Return how long a beat's last frame is held, in seconds: until its caption can have been read.

        It has been on screen since the frame ``start``. What the beat's own ``hold`` says is of any pace, and
        no tempo shortens reading.
        """
        pace, rate = self.presentation.pace, config.frame_rate
        if beat.hold is not None:
            return beat.hold * pace * self.tempo
        missing = self.reading[beat.name] * rate / pace - (self.frames - start)
        unread = ceil(missing - TINY) / rate * pace * self.tempo
        return max(LAST if beat is self.story.beats[-1] else HOLD, unread)

    def tempo_of(self, number: int) -> float:
        """Return the factor by which the beat of this ``number`` is faster; the last beat is not."""
        faster = self.speeds_up and SLOW_BEATS <= number < len(self.story.beats) - 1
        return min(MAX_TEMPO, 1 + FASTER * (number - SLOW_BEATS + 1)) if faster else 1.0

    def fade_in(self, *mobjects: VMobject, seconds: float = 0.6) -> None:
        """Fade ``mobjects`` in."""
        self.play(*(Fade(mobject) for mobject in mobjects), seconds=seconds)

    def fade_out(self, *mobjects: VMobject, seconds: float = 0.4) -> None:
        """Fade ``mobjects`` out and take them off the scene."""
        self.play(*(Fade(mobject, out=True) for mobject in mobjects), seconds=seconds)

    def _swap_caption(self, share: float) -> list[Animation]:
        """Return the animations that bring the beat's caption in the first ``share`` of a play, once."""
        if self.next_caption is None:
            return []
        gone, self.caption, self.next_caption = self.caption, self.next_caption, None
        swap: list[Animation] = [Fade(self.caption, rate=squish_rate_func(smooth, 0.4 * share, share))]
        if gone is not None:
            swap.append(Fade(gone, out=True, rate=squish_rate_func(smooth, 0.0, 0.6 * share)))
        return swap
