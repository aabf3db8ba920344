"""A whole story drawn into one sink, beat by beat."""

from __future__ import annotations

from contextlib import closing

from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options
from convscenes.stories import Story


def record(story: Story, options: Options, sink: Sink) -> None:
    """Draw all beats of a story."""
    with closing(Performance(story, options)) as performance:
        for _ in story.beats:
            performance.draw(sink)
