"""The store of clips: each is kept by a digest of all that it depends on, up to a limit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from convscenes.rendering.atomic import remove, sweep
from convscenes.rendering.places import CACHE
from convscenes.rendering.tasks.seal import is_intact

CLIPS = CACHE / "clips"
LIMIT = 2 * 1024**3
"""Bytes that are kept; what was not used for longest goes first."""


def place_of(key: str, suffix: str) -> Path:
    """Return where the clip of this key is, or would be."""
    return CLIPS / f"{key}{suffix}"


def holds(clip: Path) -> bool:
    """Return whether a clip is there as it was made, and mark it as used; anything else there is removed."""
    with suppress(OSError):
        if is_intact(clip):
            os.utime(clip)
            return True
    if os.path.lexists(clip):
        remove(clip)
    return False


def size() -> int:
    """Return how many bytes the store has."""
    return sum(size for _, size, _ in _clips())


def trim(limit: int = LIMIT) -> None:
    """Remove the clips that were not used for longest until the store has at most ``limit`` bytes."""
    clips = sorted(_clips())
    total = sum(size for _, size, _ in clips)
    for _, size, path in clips:
        if total <= limit:
            break
        remove(path)
        total -= size


def clear() -> int:
    """Remove all clips and return how many bytes they had; what another process is writing stays."""
    total = size()
    for _, _, path in _clips():
        remove(path)
    sweep([CLIPS])
    if not CLIPS.is_dir():
        remove(CLIPS)
    return total


def _clips() -> list[tuple[float, int, Path]]:
    """Return when each clip was used last, its bytes, and where it is; drafts of clips are none."""
    clips = []
    with suppress(OSError):
        for path in CLIPS.iterdir():
            with suppress(OSError):
                found = path.lstat()
                if not path.name.startswith("."):
                    clips.append((found.st_mtime, found.st_size, path))
    return clips
