"""Figures: the ends of beats, drawn when they are saved or shown."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from convscenes.rendering.options import PICTURES, Options, format_of
from convscenes.stories import Story


class Figure:
    """The ends of beats, drawn when they are saved or shown: ``Story.figure`` returns one.

    A notebook shows it by itself: one beat as a picture, several as a contact sheet.

    >>> import convscenes as cs
    >>> cs.story("scatter", input=[[2, 3]], kernel=[[1, 4]]).figure("overlap").beats
    ('overlap',)
    """

    def __init__(self, story: Story, beats: tuple[str, ...], options: Options) -> None:
        self._story = story
        self._options = options
        self.beats = beats

    def save(self, path: str | PathLike[str], *, format: str | None = None) -> Path:
        """Write it to ``path`` and return that: to a file, svg, pdf or png, as its suffix says.

        Several beats are pages of a PDF, or on a contact sheet. A ``path`` without a suffix is a folder,
        which gets a file for each beat, svg unless ``format`` names another.

        Raises:
            UsageError: an unknown format.
            RenderError: the scene failed, or a file could not be written.

        >>> import convscenes as cs
        >>> cs.story("scatter", input=[[2, 3]], kernel=[[1, 4]]).figure("overlap").save("overlap.jpg")
        Traceback (most recent call last):
        convscenes.errors.UsageError: the suffix of overlap.jpg: no "jpg". There are: svg, pdf, png.
        """
        from convscenes.rendering import figure as drawing  # here, because it takes a while

        path = Path(path)
        if path.suffix and not path.is_dir():
            format_of(path, format, PICTURES)
            drawing.figure(self._story, path, self.beats, options=self._options)
        else:
            drawing.figures(self._story, path, self.beats, format=format or "svg", options=self._options)
        return path

    def svg(self) -> str:
        """Return it as the text of an SVG, to put into a page.

        >>> import convscenes as cs
        >>> cs.story("title-card", title="Why?").figure().svg()[:4]
        '<svg'
        """
        with TemporaryDirectory() as folder:
            return self.save(Path(folder, "figure.svg")).read_text(encoding="utf-8")

    def __repr__(self) -> str:
        """Return one line: the story's name, and the beats."""
        return f"<Figure of {self._story.name or self._story.kind}: {', '.join(self.beats)}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return the SVG, for notebooks."""
        return {"image/svg+xml": self.svg(), "text/plain": repr(self)}
