"""The store of clips, by their keys, up to a limit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from convscenes.errors import UnreadableClip
from convscenes.rendering.atomic import remove, sweep
from convscenes.rendering.places import CACHE
from convscenes.rendering.tasks import checksum
from convscenes.rendering.tasks.checksum import is_intact

CLIPS = CACHE / "clips"
LIMIT = 2 * 1024**3
"""Bytes of all clips; the least recently used are removed first."""


def place_of(key: str, suffix: str) -> Path:
    """Return the path of the clip with this key."""
    return CLIPS / f"{key}{suffix}"


def holds(clip: Path) -> bool:
    """Return whether a clip is there and intact, and mark it as used; a damaged one is removed."""
    with suppress(OSError):
        if is_intact(clip):
            os.utime(clip)
            return True
    if os.path.lexists(clip):
        remove(clip)
    return False


def content_of(file: Path) -> bytes:
    """Return what is in a file of the store, without its checksum; raises UnreadableClip."""
    try:
        if is_intact(file):
            return checksum.content_of(file)
    except OSError as error:
        raise UnreadableClip(file, str(error.strerror)) from error
    raise UnreadableClip(file, "it is not whole")


def size() -> int:
    """Return the size of the store in bytes."""
    return sum(size for _, size, _ in _clips())


def trim(limit: int = LIMIT) -> None:
    """Remove the least recently used clips until the store has at most ``limit`` bytes."""
    clips = sorted(_clips())
    total = sum(size for _, size, _ in clips)
    for _, size, path in clips:
        if total <= limit:
            break
        remove(path)
        total -= size


def clear() -> int:
    """Remove all clips and return their bytes; files that other processes are writing stay."""
    total = size()
    for _, _, path in _clips():
        remove(path)
    sweep([CLIPS])
    if not CLIPS.is_dir():
        remove(CLIPS)
    return total


def _clips() -> list[tuple[float, int, Path]]:
    """Return the time of last use, bytes and path of each clip, without files that are being written."""
    clips = []
    with suppress(OSError):
        for path in CLIPS.iterdir():
            with suppress(OSError):
                found = path.lstat()
                if not path.name.startswith("."):
                    clips.append((found.st_mtime, found.st_size, path))
    return clips
