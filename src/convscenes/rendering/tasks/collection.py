"""The pictures of several beats in one file: a page of PDF for each, or a contact sheet of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.embedding import embedded
from convscenes.rendering.jobs.job import Job, Progress
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec.typesetting import Fonts

if TYPE_CHECKING:
    from convscenes.rendering.vector.svg import Picture
    from convscenes.scenes._base.spec_scene import SpecScene
    from convscenes.stories import Beat, Story


@dataclass(frozen=True)
class Collection(Job):
    """Pictures of ``beats``: as pages of PDF, or on a ``sheet``, which is an svg, a pdf or a png.

    A PNG is as wide as that of ``options``.
    """

    story: PackedStory
    options: Options
    beats: tuple[str, ...]
    path: Path
    sheet: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """The file."""
        return (self.path,)

    @property
    def fonts(self) -> Fonts:
        """The fonts of the spec."""
        return self.story.fonts

    def moved(self, folder: Path) -> Collection:
        """Return the same collection for another folder."""
        return replace(self, path=folder / self.path.name)

    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Draw the pictures and write the file.

        Raises:
            RenderError: the scene failed, or the file could not be written.
        """
        with importing_manim():
            from convscenes.rendering.manim_backend.performance import visit
            from convscenes.rendering.vector.pdf import pdf_of
            from convscenes.rendering.vector.shapes import View
            from convscenes.rendering.vector.svg import picture_of
            from convscenes.stories import alt_text

        story = self.story.unpack()
        spec = embedded(story.source)
        pictures: list[Picture] = []

        def look(scene: SpecScene, beat: Beat) -> None:
            title = f"{story.plain_title}: {beat.title}"
            clear, alt, language = (
                self.sheet or self.options.transparent,
                alt_text(story, beat),
                story.language,
            )
            view, name = View.of(scene), story.name or story.kind
            pictures.append(picture_of(scene, view, name, beat.name, title, alt, language, transparent=clear))
            progress(len(pictures), len(self.beats))

        fonts = self.options.presentation(story).fonts
        with atomic_write(self.path) as new:
            options = replace(self.options, frame="bare") if self.sheet else self.options
            visit(story, options, self.beats, look)
            new.path.write_bytes(
                self._sheet_of(story, pictures, spec)
                if self.sheet
                else pdf_of(pictures, story.plain_title, fonts, spec)
            )
        return {self.path: new.digest}

    def _sheet_of(self, story: Story, pictures: Iterable[Picture], spec: str) -> bytes:
        """Return a contact sheet of the pictures, each with its beat's number, name and caption."""
        from convscenes.colours.theme import theme_of
        from convscenes.rendering.vector.sheet import Panel, Sheet
        from convscenes.spec.markup import quoted

        shown = [(n, beat) for n, beat in enumerate(story.beats, 1) if beat.name in self.beats]
        panels = [
            Panel(picture, f"{number} · {beat.name}", beat.caption)
            for (number, beat), picture in zip(shown, pictures, strict=True)
        ]
        how = self.options.presentation(story)
        theme, clear, title = theme_of(how.theme), self.options.transparent, quoted(story.title)
        sheet = Sheet(title, story.parameters, panels, theme, clear, story.language, how.fonts, spec)
        match self.path.suffix:
            case ".svg":
                return sheet.svg().encode()
            case ".pdf":
                return sheet.pdf()
            case _:
                return sheet.png(self.options.quality.width)
