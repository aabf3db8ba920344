"""What a scene shows at the ends of beats: figures, and a flip book of them, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.fallback import drawn_somehow
from convscenes.rendering.tasks.packed import PackedStory

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene
    from convscenes.stories import Beat

VECTORS = (".svg", ".pdf")


@dataclass(frozen=True)
class Figure:
    """The file of a beat's figure; its suffix is its format."""

    beat: str
    path: Path


@dataclass(frozen=True)
class Stills(Job):
    """Figures of a story's beats; and, where there is a ``book``, a flip book of the beats it names.

    Figures that are no vectors have the size of ``options``, and so has a flip book.
    """

    story: PackedStory
    options: Options
    figures: tuple[Figure, ...] = ()
    book: Path | None = None
    pages: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The figures, then the flip book."""
        return tuple(figure.path for figure in self.figures) + ((self.book,) if self.book else ())

    def moved(self, folder: Path) -> Stills:
        """Return the same for another folder."""
        figures = tuple(replace(f, path=folder / f"{n}-{f.path.name}") for n, f in enumerate(self.figures))
        return replace(self, figures=figures, book=self.book and folder / self.book.name)

    def with_figures(self, other: Stills) -> Stills | None:
        """Return both in one pass: a flip book, and the vector figures of ``other``; None if it cannot be.

        Vectors have no size, so that they are the same at the flip book's.
        """
        fits = (
            self.book is not None
            and other.book is None
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
        return drawn_somehow(self, progress)

    def draw(self, progress: Progress) -> Mapping[Path, str]:
        """Draw everything with the engine of the options; raises UnsupportedScene if that cannot."""
        with importing_manim():
            from convscenes.rendering.manim_backend.performance import visit

        story = self.story.unpack()
        named = {figure.beat for figure in self.figures} | set(self.pages)
        wanted = [beat.name for beat in story.beats if beat.name in named]
        with ExitStack() as stack:
            in_order = sorted(self.files, key=lambda path: path != self.book)  # the last is renamed first
            new_files = {path: stack.enter_context(atomic_write(path)) for path in in_order}
            pages: Pages | None = None
            if self.book:
                pages = stack.enter_context(closing(Pages(new_files[self.book].path, self.options)))

            def look(scene: SpecScene, beat: Beat) -> None:
                for figure in self.figures:
                    if figure.beat == beat.name:
                        write_figure(scene, beat, new_files[figure.path].path, self.options)
                if pages and beat.name in self.pages:
                    pages.add(scene, beat)
                progress(wanted.index(beat.name) + 1, len(wanted))

            visit(story, self.options, wanted, look)
            if pages:
                pages.writer.finish()
        return {path: new.digest for path, new in new_files.items()}


class Pages:
    """The pages of a flip book that is written: each beat's last frame, for as long as it takes to read."""

    def __init__(self, path: Path, options: Options) -> None:
        from convscenes.rendering.formats.writers import writer_of
        from convscenes.rendering.manim_backend.incremental import StillRenderer

        self.writer = writer_of(path, options)
        self.incremental = StillRenderer() if options.engine == "incremental" else None

    def add(self, scene: SpecScene, beat: Beat) -> None:
        """Add what a scene shows at the end of a beat."""
        from convscenes.rendering.manim_backend.renderer import still

        if self.incremental:
            picture, changed = self.incremental.take(scene)
        else:
            picture, changed = still(scene, transparent=False), None
        self.writer.write(picture, scene.frames_for(scene.hold_time(beat, scene.frames)), changed)

    def close(self) -> None:
        """Close the file, finished or not."""
        self.writer.close()


def presented(options: Options) -> tuple[object, ...]:
    """Return what of options decides what a vector figure looks like."""
    return options.theme, options.pace, options.transparent


def write_figure(scene: SpecScene, beat: Beat, path: Path, options: Options) -> None:
    """Write what ``scene`` shows now to ``path``; the suffix is the format."""
    if path.suffix == ".png":
        from convscenes.rendering.frames.pictures import save_png
        from convscenes.rendering.manim_backend.renderer import still

        save_png(still(scene, transparent=options.transparent), path)
        return
    from convscenes.rendering.vector.svg import svg_of

    story, title = scene.story, f"{scene.story.title}: {beat.title}"
    svg = svg_of(scene, story.name or story.kind, beat, title, transparent=options.transparent)
    if path.suffix == ".svg":
        path.write_text(svg, encoding="utf-8", newline="\n")
        return
    from convscenes.rendering.vector.pdf import pdf_of

    path.write_bytes(pdf_of(svg, title, beat.description))
