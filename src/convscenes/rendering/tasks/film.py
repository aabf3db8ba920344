"""Beats of a story as one animated picture, whose frames must all be known before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.fallback import draw_with_fallback
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec.typesetting import Fonts


@dataclass(frozen=True)
class Film(Job):
    """The beats of a story from ``first`` up to, not including, ``end`` as a GIF, WebP or AVIF."""

    story: PackedStory
    options: Options
    first: int
    end: int
    path: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The animated picture."""
        return (self.path,)

    @property
    def fonts(self) -> Fonts:
        """The fonts of the spec."""
        return self.story.fonts

    def moved(self, folder: Path) -> Film:
        """Return the same film for another folder."""
        return replace(self, path=folder / self.path.name)

    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Draw the beats and write the file, with the stock engine if the incremental renderer cannot.

        Raises:
            RenderError: the scene failed, or the file could not be written.
        """
        return draw_with_fallback(self, progress)

    def draw(self, progress: Progress) -> Mapping[Path, str]:
        """Draw the beats with the engine of the options; raises UnsupportedScene if that cannot."""
        with importing_manim():
            from convscenes.rendering.manim_backend.performance import Performance
        from convscenes.rendering.formats.writers import writer_of

        story = self.story.unpack()
        with (
            atomic_write(self.path) as new,
            closing(Performance(story, self.options)) as performance,
            closing(writer_of(new.path, performance.options)) as sink,
        ):
            performance.skip_to(self.first)
            for number in range(self.first, self.end):
                performance.draw(sink)
                progress(number + 1 - self.first, self.end - self.first)
            sink.finish()
        return {self.path: new.digest}
