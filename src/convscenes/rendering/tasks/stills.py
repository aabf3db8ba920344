"""Stills: figures of the ends of beats, and a flip book of them, in one pass through the scene."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.embedding import embedded
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import STEPS, Options, Quality
from convscenes.rendering.tasks.checksum import append_checksum
from convscenes.rendering.tasks.fallback import draw_with_fallback
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec.typesetting import Fonts

if TYPE_CHECKING:
    from convscenes.rendering.formats.writers import Writer
    from convscenes.scenes._base.spec_scene import SpecScene
    from convscenes.stories import Beat

VECTORS = (".svg", ".pdf")
STEP = 1.0
"""Seconds for which a step is shown."""


@dataclass(frozen=True)
class Figure:
    """The file of a beat's figure; its suffix is its format."""

    beat: str
    path: Path


@dataclass(frozen=True)
class Stills(Job):
    """Figures of a story's beats; and, where ``flipbook`` is a path, a flip book of the beats ``pages``.

    PNG figures and the flip book have the size of ``options``. Figures hold the text of the spec, but for
    those that are ``kept``: they are for the store, whose keys depend on nothing that is not seen.
    """

    story: PackedStory
    options: Options
    figures: tuple[Figure, ...] = ()
    flipbook: Path | None = None
    pages: tuple[str, ...] = ()
    kept: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The figures, then the flip book."""
        return tuple(figure.path for figure in self.figures) + ((self.flipbook,) if self.flipbook else ())

    @property
    def fonts(self) -> Fonts:
        """The fonts of the spec."""
        return self.story.fonts

    def moved(self, folder: Path) -> Stills:
        """Return the same stills for another folder."""
        figures = tuple(replace(f, path=folder / f"{n}-{f.path.name}") for n, f in enumerate(self.figures))
        return replace(self, figures=figures, flipbook=self.flipbook and folder / self.flipbook.name)

    def with_figures(self, other: Stills) -> Stills | None:
        """Return this flip book merged with the vector figures of ``other``, None if that is not possible.

        Vectors do not depend on the size, so that they are the same at the flip book's.
        """
        fits = (
            self.flipbook is not None
            and other.flipbook is None
            and not other.kept
            and self.story == other.story
            and presented(self.options) == presented(other.options)
            and all(figure.path.suffix in VECTORS for figure in other.figures)
        )
        return replace(self, figures=self.figures + other.figures) if fits else None

    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Draw everything, or nothing; with the stock engine if the incremental renderer cannot.

        Raises:
            RenderError: the scene failed, or a file could not be written.
        """
        return draw_with_fallback(self, progress)

    def draw(self, progress: Progress) -> Mapping[Path, str]:
        """Draw everything with the engine of the options; raises UnsupportedScene if that cannot."""
        with importing_manim():
            from convscenes.rendering.manim_backend.performance import visit

        story = self.story.unpack()
        spec = "" if self.kept else embedded(story.source)
        named = {figure.beat for figure in self.figures} | set(self.pages)
        wanted = [beat.name for beat in story.beats if beat.name in named]
        with ExitStack() as stack:
            in_order = sorted(self.files, key=lambda path: path != self.flipbook)  # the last is renamed first
            new_files = {path: stack.enter_context(atomic_write(path)) for path in in_order}
            pages: Pages | None = None
            if self.flipbook:
                pages = stack.enter_context(
                    closing(Pages(new_files[self.flipbook].path, self.options.resolved(story)))
                )

            def look(scene: SpecScene, beat: Beat) -> None:
                for figure in self.figures:
                    if figure.beat == beat.name:
                        write_figure(scene, beat, new_files[figure.path].path, self.options, spec)
                        if self.kept:
                            append_checksum(new_files[figure.path].path)
                if pages and beat.name in self.pages:
                    pages.add(scene, beat)
                progress(wanted.index(beat.name) + 1, len(wanted))

            visit(story, self.options, wanted, look)
            if pages:
                pages.finish()
        return {path: new.digest for path, new in new_files.items()}


class Pages:
    """Writes the pages of a flip book: each beat's last frame, for as long as it takes to read."""

    def __init__(self, path: Path, options: Options) -> None:
        from convscenes.rendering.manim_backend.incremental import StillRenderer

        self.path, self.options = path, options
        self.writer: Writer | None = None
        self.incremental = StillRenderer() if options.engine == "incremental" else None

    def add(self, scene: SpecScene, beat: Beat) -> None:
        """Add the picture of a scene at the end of a beat."""
        from convscenes.rendering.manim_backend.renderer import still

        if self.incremental:
            picture, changed = self.incremental.take(scene)
        else:
            picture, changed = still(scene, transparent=False), None
        if self.writer is None:
            self.writer = self._writer(*picture.shape[:2])
        self.writer.write(picture, scene.frames_for(self._seconds(scene, beat)), changed)

    def _seconds(self, scene: SpecScene, beat: Beat) -> float:
        """Return how long a page is shown at pace 1: a step for a second, unless the beat says so itself."""
        if self.options.format in STEPS and beat.hold is None:
            return STEP
        return scene.hold_time(beat, scene.frames)

    def close(self) -> None:
        """Close the file, finished or not."""
        if self.writer:
            self.writer.close()

    def finish(self) -> None:
        """Write the rest of the file, after the last page."""
        assert self.writer, "a story has a beat"
        self.writer.finish()

    def _writer(self, height: int, width: int) -> Writer:
        """Return the writer for pages of this size."""
        from convscenes.rendering.formats.writers import writer_of

        options = self.options
        return writer_of(self.path, replace(options, quality=Quality(width, height, options.quality.fps)))


def presented(options: Options) -> tuple[object, ...]:
    """Return the options that a vector figure depends on."""
    others = options.aspect, options.text_scale, options.frame
    return options.theme, options.pace, options.transparent, *others


def write_figure(scene: SpecScene, beat: Beat, path: Path, options: Options, spec: str) -> None:
    """Write the scene's current picture to ``path``, with a spec's text in it; the suffix is the format."""
    if path.suffix == ".png":
        from convscenes.rendering.frames.pictures import save_png
        from convscenes.rendering.manim_backend.renderer import still

        save_png(still(scene, transparent=options.transparent), path, spec)
        return
    from convscenes.rendering.vector.shapes import View
    from convscenes.rendering.vector.svg import picture_of
    from convscenes.stories import alt_text

    story, title = scene.story, f"{scene.story.plain_title}: {beat.title}"
    name, alt = story.name or story.kind, alt_text(story, beat)
    view, clear = View.of(scene), options.transparent
    picture = picture_of(scene, view, name, beat.name, title, alt, story.language, transparent=clear)
    if path.suffix == ".svg":
        path.write_text(picture.svg(metadata=spec), encoding="utf-8", newline="\n")
        return
    from convscenes.rendering.vector.pdf import pdf_of

    path.write_bytes(pdf_of([picture], title, scene.presentation.fonts, spec))
