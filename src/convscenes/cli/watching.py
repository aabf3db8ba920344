"""Waiting for files to change, by looking at their time stamps: simple, and the same on every system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INTERVAL = 0.4
"""Seconds between looks."""

Stamp = tuple[int, int] | None
"""When a file was written and how long it is; None while it is not there."""


def changes(files: Callable[[], Iterable[Path]]) -> Iterator[tuple[Path, ...]]:
    """Return an iterator over what changed, without end: every file that is other than at the last look.

    The first look is now, so that nothing is missed that changes before the first one is asked for. ``files``
    is asked anew for every look, so that a spec that is added to a folder is seen.
    """
    return changes_since(stamps(files()), files)


def changes_since(seen: dict[Path, Stamp], files: Callable[[], Iterable[Path]]) -> Iterator[tuple[Path, ...]]:
    """Yield what changed since ``seen``, then since the last look, again and again."""
    while True:
        time.sleep(INTERVAL)
        now = stamps(files())
        changed = tuple(file for file, stamp in now.items() if stamp != seen.get(file))
        seen = now
        if changed:
            yield changed


def stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    """Return the stamp of every file."""
    return {file: stamp_of(file) for file in files}


def stamp_of(file: Path) -> Stamp:
    """Return the stamp of one file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
