"""Records of outputs, by which they are up to date: digests, not time stamps.

The record of an output has its recipe (options, toolchain), its source files and the files made, each with
its digest. An output is up to date if all of it still matches. This module needs neither NumPy nor pydantic,
so that a run with nothing to do is fast.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from convscenes.errors import UsageError
from convscenes.rendering.atomic import digest_of, remove, write_text
from convscenes.rendering.places import CACHE

RECORDS = CACHE / "records"
Digests = Mapping[Path, str]
"""SHA-256 of files, by path."""


def up_to_date(output: Path, recipe: Mapping[str, Any]) -> Digests:
    """Return the files of ``output`` if it is up to date with ``recipe``, else {}."""
    record = recorded(output)
    try:
        if (record["output"], record["recipe"]) == (str(output.resolve()), recipe) and all(
            digest == digest_of(Path(path))
            for path, digest in [*record["sources"].items(), *record["files"].items()]
        ):
            return {Path(path): digest for path, digest in record["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass  # no valid record: the output is made again
    return {}


def recorded(output: Path) -> dict[str, Any]:
    """Return the record of ``output``, {} if there is none that can be read."""
    try:
        record = json.loads(record_of(output).read_text(encoding="utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def record(output: Path, recipe: Mapping[str, Any], sources: Digests, files: Digests) -> None:
    """Record that ``files`` were made for ``output``, by ``recipe``, from ``sources``.

    Digests of sources are from before the files were made, those of files from what was written: a source
    saved meanwhile, or a file written by another process, makes the output stale.
    """
    text = {
        "output": str(output.resolve()),
        "recipe": recipe,
        "sources": {path.as_posix(): digest for path, digest in sources.items()},
        "files": {path.as_posix(): digest for path, digest in files.items()},
    }
    path = record_of(output)
    if path.is_dir():
        remove(path)
    write_text(path, json.dumps(text, indent=1) + "\n")


def remove_left_over(output: Path, files: Digests) -> None:
    """Remove the unchanged files of the last record of ``output`` that are not among ``files``."""
    made = recorded(output).get("files")
    kept = {path.resolve() for path in files}
    for name, digest in made.items() if isinstance(made, dict) else ():
        with suppress(OSError, ValueError):
            path = Path(name)
            beside = path.resolve().is_relative_to(output.parent.resolve())
            if beside and path.resolve() not in kept and digest_of(path) == digest:
                path.unlink()


def other_spec(output: Path, spec: Path) -> Path | None:
    """Return the spec that ``output`` was made from, if it is not ``spec`` and both still exist."""
    made = recorded(output)
    try:
        other = Path(made["recipe"]["spec"])
        same = spec.exists() and other.samefile(spec)  # one from standard input is no file
        taken = other.exists() and any(Path(file).exists() for file in made["files"]) and not same
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # no valid record, or a spec that no longer exists
    return other if taken else None


def make_ready() -> None:
    """Create the folder of records, before work whose result could not be recorded.

    Raises:
        UsageError: it cannot be made or written.
    """
    try:
        RECORDS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=RECORDS):
            pass
    except OSError as error:
        raise UsageError(
            f"{RECORDS.as_posix()} cannot be written: {error.strerror or error}. "
            "It is the cache, in the folder where convscenes runs."
        ) from error


def record_of(output: Path) -> Path:
    """Return the path of the record of ``output``."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:24]
    return RECORDS / f"{name}.json"
