"""Watching files for changes, by polling their time stamps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INTERVAL = 0.4
"""Seconds between two polls."""

Stamp = tuple[int, int] | None
"""The modification time and the size of a file; None while it does not exist."""


def changes(files: Callable[[], Iterable[Path]]) -> Iterator[tuple[Path, ...]]:
    """Return an endless iterator over changes: all files that differ from the poll before.

    The first poll is at the call, so that changes before the first iteration are not missed. ``files`` is
    called for every poll, so that specs added to a folder are found.
    """
    return changes_since(stamps(files()), files)


def changes_since(seen: dict[Path, Stamp], files: Callable[[], Iterable[Path]]) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed since ``seen``, then repeatedly those since the last poll."""
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
