"""``media/manifest.json``: the sources and outputs of every spec. Only outputs in it are ever removed.

It is tracked, so it is the same on every machine and in every run: digests, no times, no absolute paths.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from convscenes.rendering.atomic import digest_of, write_text
from convscenes.rendering.places import CACHE, MEDIA

MANIFEST = MEDIA / "manifest.json"

Digests = Mapping[str, str]
"""SHA-256 by path, relative to the working folder, with forward slashes."""


@dataclass(frozen=True)
class Entry:
    """The sources of a spec (its file and those that it names) and its outputs."""

    sources: Digests
    outputs: Digests


Entries = dict[str, Entry]
"""An entry for every spec, by its path."""


def load() -> Entries | None:
    """Return the entries of the manifest: {} if there is no file, None if it is not a manifest."""
    try:
        content = json.loads(MANIFEST.read_text(encoding="utf-8"))
        return {spec: Entry(digests(entry["from"]), digests(entry["to"])) for spec, entry in content.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def digests(content: Mapping[str, str]) -> Digests:
    """Return digests by path, checked; raises TypeError."""
    if not all(isinstance(word, str) for pair in content.items() for word in pair):
        raise TypeError("not digests by path")
    return dict(content)


def save(entries: Entries) -> str:
    """Write the manifest and return its digest."""
    content = {
        spec: {"from": dict(entry.sources), "to": dict(entry.outputs)} for spec, entry in entries.items()
    }
    return write_text(MANIFEST, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


@contextmanager
def locked() -> Iterator[None]:
    """Within the block, lock the manifest against other processes of this machine."""
    try:
        import fcntl
    except ImportError:  # Windows: no lock
        yield
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "manifest.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def renewed(old: Entries, new: Entries, folder: Path, specs: Iterable[Path]) -> Entries:
    """Return the entries after ``new`` was made from ``specs``, all those in ``folder``.

    Specs elsewhere, and those with errors, keep their outputs, unless another spec makes them now.
    """
    there = {name_of(spec) for spec in specs}
    taken = outputs_of(new)
    kept = {
        spec: Entry(entry.sources, {path: d for path, d in entry.outputs.items() if path not in taken})
        for spec, entry in old.items()
        if spec in there or not Path(spec).is_relative_to(name_of(folder))
    }
    return {**{spec: entry for spec, entry in kept.items() if entry.outputs}, **new}


def left_over(old: Entries, new: Entries) -> dict[Path, str]:
    """Return the existing files that ``old`` lists and ``new`` does not, with the digests of ``old``."""
    listed = outputs_of(new)
    return {
        Path(path): digest
        for path, digest in outputs_of(old).items()
        if path not in listed and is_removable(Path(path))
    }


def is_removable(path: Path) -> bool:
    """Return whether a file exists within ``media`` and may be removed."""
    at = path.resolve()
    return path.is_file() and at.is_relative_to(MEDIA.resolve()) and at != MANIFEST.resolve()


def outputs_of(entries: Entries) -> Digests:
    """Return all outputs of all specs."""
    return {path: digest for entry in entries.values() for path, digest in entry.outputs.items()}


def remove(files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Remove the files that still have these digests, and empty folders; return the removed files."""
    gone = tuple(path for path, digest in files.items() if digest_of(path) == digest)
    for path in gone:
        path.unlink()
        for folder in path.parents:
            if folder == MEDIA or any(folder.iterdir()):
                break
            folder.rmdir()
    return gone


def name_of(path: Path) -> str:
    """Return the path of a file in the manifest, the same on any machine.

    >>> name_of(Path("scenes", ".", "a.yaml")), name_of(Path.cwd() / "a.yaml")
    ('scenes/a.yaml', 'a.yaml')
    """
    return Path(os.path.relpath(path)).as_posix()
