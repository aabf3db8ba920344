"""Clips: one beat of a story as a video; videos are joined from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.checksum import append_checksum
from convscenes.rendering.tasks.packed import PackedBefore, PackedStory
from convscenes.spec.typesetting import Fonts

if TYPE_CHECKING:
    from convscenes.rendering.manim_backend.performance import Performance


@dataclass(frozen=True)
class Clip(Job):
    """The beat of a story with this ``number``, drawn and encoded from an empty canvas by a new encoder.

    So its bytes depend only on what it shows, not on where, or after which other clip, it is made. In a
    playlist it may begin with the maps that the part ``before`` hands over.
    """

    story: PackedStory
    options: Options
    number: int
    path: Path
    before: PackedBefore | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The video."""
        return (self.path,)

    @property
    def kept(self) -> bool:
        """All clips are in the store."""
        return True

    @property
    def group(self) -> Hashable:
        """The scene, so that its clips are drawn in sequence without setting it up again."""
        return self.story, self.options

    @property
    def fonts(self) -> Fonts:
        """The fonts of the specs."""
        before = self.before.fonts if self.before else ()
        return (*self.story.fonts, *before)

    def moved(self, folder: Path) -> Clip:
        """Return the same clip for another folder."""
        return replace(self, path=folder / self.path.name)

    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Draw and encode the beat; returns the video's digest.

        Raises:
            RenderError: the scene failed, or the file could not be written.
            UnsupportedScene: the incremental renderer cannot draw it.
        """
        with atomic_write(self.path) as new, performance_before(self) as performance:
            from convscenes.rendering.formats.writers import writer_of

            with closing(writer_of(new.path, performance.options)) as sink:
                performance.draw(sink)
                sink.finish()
            append_checksum(new.path)
        progress(1, 1)
        return {self.path: new.digest}


class LastScene:
    """The scene that this process drew last; the next clip of the same story continues it."""

    key: tuple[PackedStory, Options] | None = None
    before: PackedBefore | None = None
    performance: Performance | None = None


@contextmanager
def performance_before(clip: Clip) -> Iterator[Performance]:
    """Yield the scene in its state before a clip's beat, from the last scene if possible.

    A scene that failed or was interrupted is not used again.
    """
    with importing_manim():
        import convscenes.rendering.formats.video  # noqa: F401  uninterrupted as well
        from convscenes.rendering.manim_backend.performance import Performance

    key = (clip.story, clip.options)
    last, LastScene.performance = LastScene.performance, None
    continues = LastScene.key == key and (clip.before is None or LastScene.before == clip.before)
    if last is None or not continues or last.number > clip.number:
        before = clip.before.unpack() if clip.before else None
        last, LastScene.before = Performance(clip.story.unpack(), clip.options, before=before), clip.before
    last.skip_to(clip.number)
    yield last
    LastScene.key, LastScene.performance = key, last
