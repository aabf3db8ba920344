"""``media/manifest.json``: what was made from what. Only files that it lists are ever removed.

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
"""SHA-256 by path: with forward slashes, beginning where convscenes runs."""


@dataclass(frozen=True)
class Entry:
    """What a spec was made from (its file and those that it names) and what it was made into."""

    sources: Digests
    outputs: Digests


Entries = dict[str, Entry]
"""An entry for every spec, by its path."""


def load() -> Entries | None:
    """Return the entries of the manifest, nothing where there is none, None where the file is no manifest."""
    try:
        content = json.loads(MANIFEST.read_text(encoding="utf-8"))
        return {spec: Entry(digests(entry["from"]), digests(entry["to"])) for spec, entry in content.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def digests(content: Mapping[str, str]) -> Digests:
    """Return digests by path if they are that; raises TypeError if not."""
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
    """Hold all other processes of this machine back that want to change the manifest."""
    try:
        import fcntl
    except ImportError:  # Windows has another way, and no second regeneration
        yield
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "manifest.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def renewed(old: Entries, new: Entries, folder: Path, specs: Iterable[Path]) -> Entries:
    """Return the entries after ``new`` was made of ``specs``, all that are in ``folder``.

    Specs elsewhere, and those that are wrong now, keep what they made, unless another spec makes it now.
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
    """Return the files that are there, listed in ``old`` and not in ``new``, with the digests of ``old``."""
    listed = outputs_of(new)
    return {
        Path(path): digest
        for path, digest in outputs_of(old).items()
        if path not in listed and is_ours(Path(path))
    }


def is_ours(path: Path) -> bool:
    """Return whether a file is there and within ``media``: nothing else is ours, even if it is listed."""
    at = path.resolve()
    return path.is_file() and at.is_relative_to(MEDIA.resolve()) and at != MANIFEST.resolve()


def outputs_of(entries: Entries) -> Digests:
    """Return all outputs of all specs."""
    return {path: digest for entry in entries.values() for path, digest in entry.outputs.items()}


def remove(files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Remove the files that still have these digests, and folders left empty; return what is gone."""
    gone = tuple(path for path, digest in files.items() if digest_of(path) == digest)
    for path in gone:
        path.unlink()
        for folder in path.parents:
            if folder == MEDIA or any(folder.iterdir()):
                break
            folder.rmdir()
    return gone


def name_of(path: Path) -> str:
    """Return what a file is called in the manifest, on any machine.

    >>> name_of(Path("scenes", ".", "a.yaml")), name_of(Path.cwd() / "a.yaml")
    ('scenes/a.yaml', 'a.yaml')
    """
    return Path(os.path.relpath(path)).as_posix()
