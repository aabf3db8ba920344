"""Output paths: in ``media/``, or the folder or file that the command line names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import click

from convscenes.cli.given import DASH
from convscenes.errors import UsageError
from convscenes.rendering.atomic import scratch_folder
from convscenes.rendering.options import FORMATS, PICTURES, format_of
from convscenes.rendering.requests.records import other_spec
from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.targets import common_root, mirrored

VIDEOS = Path("media/videos")
FLIPBOOKS, STEPS = Path("media/flipbooks"), Path("media/steps")
FIGURES = Path("media/figures")
SHEETS = Path("media/sheets")
QUIZ = "quiz=true"
"""The setting that adds questions."""
LONGEST = 40
"""The most characters of a setting that stands in the name of a result."""


def is_file_name(output: Path | None) -> bool:
    """Return whether ``-o`` names a file: it has a suffix, and no folder of that name is there.

    >>> is_file_name(Path("scatter.mp4")), is_file_name(Path("talk")), is_file_name(None)
    (True, False, False)
    """
    return output is not None and bool(output.suffix) and not output.is_dir()


def format_for(output: Path | None, format: str | None, known: Sequence[str], default: str) -> str:
    """Return the format of the results: that of a file's suffix, otherwise ``format``.

    >>> format_for(Path("a.PDF"), None, ["svg", "pdf"], "svg"), format_for(Path("talk"), None, [], "svg")
    ('pdf', 'svg')
    >>> format_for(Path("a.svg"), None, FORMATS, "mp4")
    Traceback (most recent call last):
    convscenes.errors.UsageError: a.svg: convscenes figure makes that.
    """
    if output is None or not is_file_name(output):
        return format or default
    suffix = output.suffix.lower().removeprefix(".")
    for command, formats in (("render", FORMATS), ("figure", PICTURES)):
        if suffix in formats and suffix not in known:
            raise UsageError(f"{output}: convscenes {command} makes that.")
    return format_of(output, format, known)


def name_with(settings: Iterable[str], suffix: str = "") -> str:
    """Return the end of a result's name: what was set for it, then the suffix.

    What the spec as it is written becomes is elsewhere, so that neither is taken for the other.

    >>> name_with([], ".mp4"), name_with(["stride=2", "labels.input=Bild"], ".mp4")
    ('.mp4', '.stride-2.labels.input-Bild.mp4')
    >>> name_with(["language=de", "quiz=true"], ".mp4")
    '.de.quiz.mp4'
    >>> name_with(["title=A title / of a scene"])
    '.title-e6336687'
    """
    return "".join(f".{words_for(setting)}" for setting in settings) + suffix


def words_for(setting: str) -> str:
    """Return a setting as part of a file name, a value that is long or has odd characters as a digest."""
    name, _, value = setting.partition("=")
    if len(setting) > LONGEST or not re.fullmatch(r"[\w.-]+", value):
        value = sha256(setting.encode()).hexdigest()[:8]
    if name == "language":
        return value
    if setting == QUIZ:
        return name
    return re.sub(r"[^\w.]+", "-", name)[:LONGEST] + f"-{value}"


@contextmanager
def single_file(output: Path | None, suffix: str) -> Iterator[Path | None]:
    """Yield the file that ``-o`` names for a single result, None if it names a folder or is not given.

    For ``-``, it is a scratch file, which goes to standard output at the end.
    """
    if output != DASH:
        yield output if is_file_name(output) else None
        return
    with scratch_folder() as scratch:
        made = scratch / f"stdout{suffix}"
        yield made
        if made.exists():
            click.echo(made.read_bytes(), nl=False)


def only_one(things: Iterable[object], output: Path | None, instead: str = "a folder") -> None:
    """Check that a single file ``output`` is for a single result.

    >>> only_one(["a.yaml", "b.yaml"], Path("all.mp4"))
    Traceback (most recent call last):
    convscenes.errors.UsageError: all.mp4: one file cannot hold 2 results. Name a folder.
    """
    number, name = len(tuple(things)), "standard output" if output == DASH else output
    if number > 1:
        raise UsageError(f"{name}: one file cannot hold {number} results. Name {instead}.")


def places(
    files: Iterable[Path],
    single: Path | None,
    output: Path | None,
    folder: Path,
    end: str,
    named: Iterable[Path],
) -> dict[Path, Path]:
    """Return the output path of every spec: the ``single`` file, else in the folder ``output`` or ``folder``.

    Raises:
        UsageError: a single file is for several specs, or two specs would have the same path.
    """
    if single:
        only_one(files, output)
        return dict.fromkeys(files, single)
    return in_folder(files, output or folder, end, named)


def in_folder(
    files: Iterable[Path], folder: Path, suffix: str, named: Iterable[Path] = ()
) -> dict[Path, Path]:
    """Return the output path of every spec in ``folder``: the spec's name with another suffix.

    Folders are mirrored: those below the one folder that is ``named`` on the command line, or below the
    deepest that holds all ``files`` and all folders that are ``named``.

    Raises:
        UsageError: two specs would have the same path.

    >>> {str(k): v.as_posix() for k, v in in_folder([Path("a/07-scatter.yaml")], VIDEOS, ".gif").items()}
    {'a/07-scatter.yaml': 'media/videos/07-scatter.gif'}
    >>> [place.as_posix() for place in in_folder([Path("a/x.yaml"), Path("b/x.yaml")], FIGURES, "").values()]
    ['media/figures/a/x', 'media/figures/b/x']
    """
    files = tuple(files)
    root = common_root(files, (path for path in named if path.is_dir()))
    specs: dict[Path, Path] = {}
    for file in files:
        target = mirrored(file, root, folder, suffix)
        if target in specs:
            raise UsageError(
                f"{specs[target]} and {file} would both become {target}. Take one at a time, with -o."
            )
        specs[target] = file
    return {file: target for target, file in specs.items()}


def check_not_taken(request: Request) -> None:
    """Check that the output of a request was not made from another spec.

    Raises:
        UsageError: it was, and both the output and that spec still exist.
    """
    output = request.output
    if other := other_spec(output, request.spec):
        shown = output if output.is_file() else output.parent
        raise UsageError(
            f"{shown} was made from {other}, not from {request.spec}. "
            "Give another place with -o, or overwrite it with --force."
        )
