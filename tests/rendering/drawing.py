"""Drawing whole stories for tests: their frames in memory, or a file of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import story_plan
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import make
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.timed_scene import BeatTime
from convscenes.stories import Beat, Story


def record(story: Story, options: Options, sink: Sink) -> tuple[BeatTime, ...]:
    """Draw all beats of a story, one after the other, into one sink; return when each is on screen."""
    with closing(Performance(story, options)) as performance:
        for _ in story.beats:
            performance.draw(sink)
    return tuple(performance.scene.times)


def render_to(story: Story, path: Path, options: Options) -> tuple[Path, ...]:
    """Write a story to a file with these options; return the files that were written."""
    request = VideoRequest(Path(story.name), path, options)
    return tuple(make(story_plan(request, story, PackedStory.of(story), {}), lambda _: None))


class Unstaged(SpecScene):
    """A scene of mobjects of its own, a method for each act: it stands at a beat by performing all before."""

    def open(self, beat: Beat) -> None:
        """Begin with an empty background."""

    def act(self, beat: Beat) -> None:
        getattr(self, beat.act)(beat)

    def stand_at(self, number: int) -> None:
        for missing in range(len(self.times), number + 1):
            self.perform(missing)
