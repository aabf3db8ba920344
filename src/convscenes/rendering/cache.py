"""What makes a file up to date: remembered by digest, never by time stamp, believed only if all is intact.

For every output there is a note: what it was made with (options, our code, library versions), from which
source files, and which files came out, each with its digest. Fresh is what its note still tells truly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from convscenes.rendering.draft import draft
from convscenes.rendering.quality import Options

FOLDER = Path(".convscenes")
"""The cache and Manim's scratch files, in the folder where convscenes runs, beside ``media``."""

PACKAGE = Path(__file__).parent.parent
LIBRARIES = ("manim", "numpy", "typst", "av", "pycairo", "pillow")
"""Whatever has a say in pixels and paths."""


def fresh(output: Path, recipe: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the files made for ``output`` if ``recipe`` would make the same again, else nothing."""
    try:
        note = json.loads(note_of(output).read_text())
        if note["recipe"] == recipe and all(
            digest == digest_of(Path(path))
            for path, digest in [*note["sources"].items(), *note["files"].items()]
        ):
            return tuple(map(Path, note["files"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass  # no note, or one that we did not write: the output is made again and so is its note
    return ()


def remember(output: Path, recipe: Mapping[str, Any], sources: Iterable[Path], files: Iterable[Path]) -> None:
    """Note that ``files`` were made for ``output``, by ``recipe``, from ``sources``."""
    note = {
        "recipe": recipe,
        "sources": {str(path): digest_of(path) for path in sources},
        "files": {str(path): digest_of(path) for path in files},
    }
    with draft(note_of(output)) as part:
        part.write_text(json.dumps(note, indent=1) + "\n")


def recipe(options: Options, **more: Any) -> dict[str, Any]:
    """Return all that decides over an output's content but for its source files."""
    return {"options": asdict(options), "code": code_digest(), "libraries": dict(libraries()), **more}


def note_of(output: Path) -> Path:
    """Return where the note of ``output`` is."""
    name = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:24]
    return FOLDER / "notes" / f"{name}.json"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code_digest() -> str:
    """Return the SHA-256 of all of our own code."""
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        total.update(f"{path.relative_to(PACKAGE).as_posix()} {digest_of(path)}\n".encode())
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
