"""The errors that convscenes raises on purpose, and hints for misspelt names.

::

    ConvscenesError
    ├── ArgumentError   a wrong argument to the NumPy core (also a ValueError)
    ├── SpecError       a spec with problems, all of them (also a ValueError)
    ├── RenderError     a scene that could not be drawn or written
    │   ├── UnreadableClip      a stored clip is missing or damaged; it can be made again
    │   └── UnsupportedScene    the incremental renderer cannot draw it; the stock engine can
    ├── UsageError      an invalid request: no such beat, format, folder
    └── WordsError      a sentence that cannot be formed in English: a mistake in a kind's words
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CLOSE = 0.7
"""How alike two words are, from 0 to 1, of which one may be the other misspelt."""


class ConvscenesError(Exception):
    """Base of every error that convscenes raises on purpose.

    >>> issubclass(SpecError, ConvscenesError), issubclass(RenderError, ConvscenesError)
    (True, True)
    """


class ArgumentError(ConvscenesError, ValueError):
    """An argument of the core is wrong; the message names it, its value and the shapes.

    >>> error = ArgumentError("must be at least 1, got 0.", argument="stride")
    >>> print(error)
    stride: must be at least 1, got 0.
    >>> error.argument, error.fact
    ('stride', 'must be at least 1, got 0.')
    """

    def __init__(self, fact: str, *, argument: str | None = None) -> None:
        super().__init__(f"{argument}: {fact}" if argument else fact)
        self.argument = argument
        self.fact = fact


class RenderError(ConvscenesError):
    """A scene could not be drawn or its file could not be written.

    >>> print(RenderError("a.mp4 could not be written: No space left on device."))
    a.mp4 could not be written: No space left on device.
    """


class UnreadableClip(RenderError):
    """A clip, at ``path``, cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be read: {reason}.")
        self.path = path


class UnsupportedScene(RenderError):
    """The incremental renderer cannot draw a scene, or not with this Manim; the message names the reason."""


class UsageError(ConvscenesError, ValueError):
    """An invalid request: an unknown beat, format or folder.

    >>> one_of("loww", ["low", "high"], "quality")
    Traceback (most recent call last):
    convscenes.errors.UsageError: quality: no "loww". Did you mean "low"? There are: low, high.
    """


class WordsError(ConvscenesError):
    """A sentence cannot be formed in English: no such message, or it lacks a fact. The message names both."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a spec, at a place in its file (lines and columns from 1; 0: not in the file).

    What is given in Python has no file.

    >>> print(Problem("a.yaml", 3, 9, "stride", "must be at least 1, got 0."))
    a.yaml:3:9: stride: must be at least 1, got 0.
    >>> print(Problem("a.yaml", 0, 0, "--set stride", "must be at least 1, got 0."))
    a.yaml: --set stride: must be at least 1, got 0.
    >>> print(Problem("", 0, 0, "stride", "must be at least 1, got 0."))
    stride: must be at least 1, got 0.
    """

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line:col: field: message``, without the place or the field where there is none."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(filter(None, [place, self.field, self.message]))


class SpecError(ConvscenesError, ValueError):
    """A spec is wrong; ``problems`` lists all that is wrong, in file order.

    >>> wrong = [Problem("a.yaml", 3, 9, "stride", "is 0."), Problem("a.yaml", 1, 1, "kind", "is missing.")]
    >>> print(SpecError(wrong))
    a.yaml:1:1: kind: is missing.
    a.yaml:3:9: stride: is 0.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[SpecError], tuple[tuple[Problem, ...]]]:
        """Pickle the problems, not the message, from which they could not be restored."""
        return type(self), (self.problems,)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the hint for a misspelt word, "" where no name is close.

    >>> did_you_mean("inptu", ["input", "kernel"])
    'Did you mean "input"?'
    """
    near = nearest(word, names)
    return f'Did you mean "{near}"?' if near else ""


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the name closest to ``word``, "" where none is close.

    >>> nearest("Strides", ["stride", "kernel"])
    'stride'
    """
    return next(iter(difflib.get_close_matches(word.lower(), names, n=1, cutoff=CLOSE)), "")


def did_you_mean_file(file: str, names: Iterable[str]) -> str:
    """Return the hint for the name of a file that is not there, "" where no name is close.

    Neither numbers in front nor suffixes make two names alike.

    >>> did_you_mean_file("scater.yaml", ["07-scatter.yaml", "09-scatter-cropping.yaml"])
    'Did you mean "07-scatter.yaml"?'
    >>> did_you_mean_file("07-missing.yaml", ["07-scatter.yaml", "g.yaml"])
    ''
    >>> did_you_mean_file("07", ["07.yaml", "08.yaml"])
    'Did you mean "07.yaml"?'
    """
    words = words_of(file)
    alike = [name for name in names if Path(name).stem == file or nearest(words, [words_of(name)])]
    near = difflib.get_close_matches(file, alike, n=1, cutoff=0)
    return f'Did you mean "{near[0]}"?' if near else ""


def words_of(file: str) -> str:
    """Return the name of a file without numbers in front and without its suffix, in lower case.

    >>> words_of("07-Scatter.yaml")
    'scatter'
    """
    return re.sub(r"^[\d\W_]+", "", Path(file).stem).lower()


def one_of(word: str, names: Iterable[str], what: str, *, hint: str = "") -> str:
    """Return ``word`` if it is one of ``names``.

    Raises UsageError with a ``hint`` (by default, the nearest) and all of them if not.

    >>> one_of("hihg", ("low", "high"), "quality")
    Traceback (most recent call last):
    convscenes.errors.UsageError: quality: no "hihg". Did you mean "high"? There are: low, high.
    """
    names = tuple(names)
    if word in names:
        return word
    hint = hint or did_you_mean(str(word), names)
    raise UsageError(
        " ".join(filter(None, [f'{what}: no "{word}".', hint, f"There are: {', '.join(names)}."]))
    )
