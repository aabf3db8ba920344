"""What makes a file up to date: remembered by digest, never by time stamp, believed only if all is intact.

For every output there is a note: what it was made with (options, our code, library versions), from which
source files, and which files came out, each with its digest. Fresh is what its note still tells truly.
This module needs neither NumPy nor pydantic, so that a run with nothing to do is over in a moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convscenes.errors import UsageError
from convscenes.rendering.requests.atomic import draft

if TYPE_CHECKING:
    from convscenes.rendering.options import Options

FOLDER = Path(".convscenes")
"""The cache and Manim's scratch files, in the folder where convscenes runs, beside ``media``."""

PACKAGE = Path(__file__).parents[2]
LIBRARIES = ("manim", "numpy", "typst", "av", "pycairo", "pillow")
"""Whatever has a say in pixels and paths."""
OUTSIDE = ("cli", "publish")
"""The rooms of ours that have no say: what is drawn is the same however it is asked for, wherever it goes."""


def fresh(output: Path, recipe: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the files made for ``output`` if ``recipe`` would make the same again, else nothing."""
    try:
        note = json.loads(note_of(output).read_text(encoding="utf-8"))
        if (note["output"], note["recipe"]) == (str(output.resolve()), recipe) and all(
            digest == digest_of(Path(path))
            for path, digest in [*note["sources"].items(), *note["files"].items()]
        ):
            return tuple(map(Path, note["files"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass  # no note, or one that we did not write: the output is made again and so is its note
    return ()


def remember(
    output: Path, recipe: Mapping[str, Any], sources: Mapping[str, str], files: Iterable[Path]
) -> None:
    """Note that ``files`` were made for ``output``, by ``recipe``, from ``sources`` with these digests.

    The digests are of before the files were made: a source that was saved meanwhile makes them stale.
    """
    note = {
        "output": str(output.resolve()),
        "recipe": recipe,
        "sources": dict(sources),
        "files": digests(files),
    }
    with draft(note_of(output)) as part:
        part.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def other_spec(output: Path, spec: Path) -> Path | None:
    """Return the spec that ``output`` was made from, if it is not ``spec`` and both are still there."""
    try:
        record = json.loads(note_of(output).read_text(encoding="utf-8"))
        other = Path(record["recipe"]["spec"])
        taken = any(Path(file).exists() for file in record["files"]) and not other.samefile(spec)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # no record, one that we did not write, or a spec that is gone
    return other if taken else None


def forget(output: Path) -> None:
    """Remove the note of ``output``, so that it is made again."""
    note_of(output).unlink(missing_ok=True)


def make_ready() -> None:
    """Make the folder for notes, before hours of work whose result could not be noted.

    Raises:
        UsageError: it cannot be made or written.
    """
    notes = FOLDER / "notes"
    try:
        notes.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=notes):
            pass
    except OSError as error:
        raise UsageError(
            f"{notes.as_posix()} cannot be written: {error.strerror or error}. "
            "It is the cache, in the folder where convscenes runs."
        ) from error


def recipe(options: Options, **more: Any) -> dict[str, Any]:
    """Return all that decides over an output's content but for its source files."""
    return {"options": asdict(options), **makers(), **more}


def makers() -> dict[str, Any]:
    """Return who makes an output: our code and the libraries that have a say."""
    return {"code": code_digest(), "libraries": dict(libraries())}


def note_of(output: Path) -> Path:
    """Return where the note of ``output`` is."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:24]
    return FOLDER / "notes" / f"{name}.json"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """Return the digest of every file, by its path with forward slashes."""
    return {path.as_posix(): digest_of(path) for path in paths}


@cache
def code_digest() -> str:
    """Return the SHA-256 of our own code, but for the rooms outside."""
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE)
        if name.parts[0] not in OUTSIDE:
            total.update(f"{name.as_posix()} {digest_of(path)}\n".encode())
    return total.hexdigest()


@cache
def libraries() -> Mapping[str, str]:
    """Return the versions of the libraries that have a say; empty for one that is missing."""
    return {name: installed(name) for name in LIBRARIES}


def installed(name: str) -> str:
    """Return a library's version, empty if it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
