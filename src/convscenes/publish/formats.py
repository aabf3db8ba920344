"""The formats of publications by their names: what each needs of a talk, and the module that writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from convscenes.errors import UsageError, one_of
from convscenes.publish.talk import Talk

File = tuple[str, bytes]
"""The path of a file, from the publication's folder, and its content.

The path of a single file is empty, and that of one beside it a suffix, as ``.tex``.
"""


@dataclass(frozen=True)
class Choices:
    """What may be chosen of a publication, where its format knows it.

    A ``folder`` with media beside the page, in place of one file; ``stills`` in place of clips; a ``handout``
    for paper.
    """

    folder: bool = False
    stills: bool = False
    handout: bool = False

    @property
    def chosen(self) -> frozenset[str]:
        """The names of what is chosen.

        >>> sorted(Choices(stills=True).chosen)
        ['stills']
        """
        return frozenset(field.name for field in fields(self) if getattr(self, field.name))


@dataclass(frozen=True)
class Format:
    """A format: its file's ``suffix``, "" for folders, and the module of this room that writes it.

    ``picture`` is how it wants stills: svg or png; without ``motion``, it has no clips. A video of it has a
    ``constant_frame_rate`` where its program needs that; ``most_clips`` is how many that surely plays. It may
    want the ``whole`` as a video, too. ``needs`` is a module of its extra, which has the format's name.
    """

    name: str
    suffix: str
    picture: str
    motion: bool = True
    choices: frozenset[str] = frozenset()
    constant_frame_rate: bool = False
    whole: bool = False
    needs: str = ""
    most_clips: int | None = None

    def check(self, choices: Choices) -> None:
        """Raise UsageError for a choice that the format does not know, or an extra that is not there."""
        for name in sorted(choices.chosen - self.choices):
            raise UsageError(f"{self.name} knows no --{name}.")
        if self.needs and find_spec(self.needs) is None:
            raise UsageError(
                f"{self.name} needs a package that is not installed: pip install 'convscenes[{self.name}]'."
            )

    def check_suffix(self, path: Path) -> None:
        """Raise UsageError for a file that does not end in its suffix."""
        if path.suffix.lower() != self.suffix:
            raise UsageError(f"{path} does not end in {self.suffix}, the suffix of {self.name}.")

    def is_folder(self, choices: Choices) -> bool:
        """Return whether it becomes a folder."""
        return choices.folder or not self.suffix

    def moves(self, choices: Choices) -> bool:
        """Return whether it has clips."""
        return self.motion and not choices.stills

    def files(self, talk: Talk, choices: Choices) -> Iterator[File]:
        """Yield the files of a talk, the main one last."""
        module = importlib.import_module(f"convscenes.publish.{self.name.replace('-', '_')}")
        write: Callable[[Talk, Choices], Iterator[File]] = module.files
        return write(talk, choices)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("html", ".html", "svg", choices=frozenset({"folder", "stills"})),
            Format("notebook", ".ipynb", "svg", motion=False),
            Format("revealjs", "", "svg", choices=frozenset({"folder", "stills"})),
            Format("manim-slides", "", "svg"),
            Format("snippets", "", "svg", whole=True),
            Format("pdf", ".pdf", "svg", motion=False, choices=frozenset({"handout"})),
            Format(
                "pptx",
                ".pptx",
                "png",
                choices=frozenset({"stills"}),
                constant_frame_rate=True,
                needs="pptx",
                most_clips=30,
            ),
            Format("anki", ".apkg", "png", choices=frozenset({"stills"}), needs="genanki"),
        )
    }
)


def format_of(path: Path) -> Format:
    """Return the format whose suffix a file has; raises UsageError where none has it.

    >>> format_of(Path("talk.apkg")).name
    'anki'
    """
    known = {format.suffix: format for format in FORMATS.values() if format.suffix}
    return known[one_of(path.suffix.lower(), list(known), f"the suffix of {path.name}")]
