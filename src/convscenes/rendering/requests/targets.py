"""Paths of outputs: the folders of specs are mirrored below their common root."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

STDIN = Path("stdin")
"""The path, in messages and in names of results, of a spec from standard input."""


def common_root(specs: Iterable[Path], folders: Iterable[Path] = ()) -> Path:
    """Return the deepest folder that holds all ``specs`` and all ``folders``, as an absolute path.

    A folder that was asked for belongs to ``folders``: then the specs below it keep their places when some of
    its sub-folders are empty.

    >>> common_root([Path("/lessons/week1/a.yaml"), Path("/lessons/week2/a.yaml")]).as_posix()
    '/lessons'
    >>> common_root([Path("/lessons/week1/a.yaml")], [Path("/lessons")]).as_posix()
    '/lessons'
    """
    held = [*(spec.parent for spec in specs), *folders]
    return Path(os.path.commonpath([os.path.normpath(folder.absolute()) for folder in held]))


def mirrored(spec: Path, root: Path, folder: Path, suffix: str = "") -> Path:
    """Return the path of a spec relative to ``root``, moved to ``folder``, with another suffix.

    >>> mirrored(Path("lessons/week1/v1.2.yaml"), Path("lessons"), Path("media/gifs"), ".gif").as_posix()
    'media/gifs/week1/v1.2.gif'
    """
    return folder / os.path.relpath(spec.with_name(f"{spec.stem}{suffix}"), root)
