"""The toolchain: our own files and the libraries that decide what a picture looks like.

This module needs neither NumPy nor pydantic, so that a run with nothing to do is over in a moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from convscenes.rendering.atomic import digest_of

PACKAGE = Path(__file__).parents[1]
LIBRARIES = ("manim", "numpy", "typst", "svgelements", "av", "pycairo", "pillow")
"""The libraries that decide over pixels and paths."""
OUTSIDE = ("cli", "publish")
"""The rooms of ours that do not: what is drawn is the same however it is asked for, wherever it goes."""


def toolchain() -> dict[str, Any]:
    """Return what makes a file of a spec: the digest of our code and the versions of libraries."""
    return {"code": code_digest(is_for_files), "libraries": dict(libraries())}


def drawing_toolchain() -> dict[str, Any]:
    """Return what draws a story: as ``toolchain``, without the code that builds it.

    What a kind's module computes and words is in the story; nothing that draws imports it.
    """
    return {"code": code_digest(is_for_clips), "libraries": dict(libraries())}


def is_for_files(name: Path) -> bool:
    """Return whether one of our files, by its path in the package, decides what a spec becomes."""
    return name.parts[0] not in OUTSIDE and "__pycache__" not in name.parts


def is_for_clips(name: Path) -> bool:
    """Return whether one of our files decides what a story looks like.

    >>> [is_for_clips(Path(name)) for name in ("stories/scatter.py", "scenes/scatter.py", "cli/app.py")]
    [False, True, False]
    """
    of_a_kind = name.parts[0] == "stories" and not name.parts[1].startswith("_")
    return is_for_files(name) and not of_a_kind


@cache
def code_digest(decides: Callable[[Path], bool]) -> str:
    """Return the SHA-256 of the files in our package that decide."""
    total = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file()):
        name = path.relative_to(PACKAGE)
        if decides(name):
            total.update(f"{name.as_posix()} {digest_of(path)}\n".encode())
    return total.hexdigest()


@cache
def libraries() -> Mapping[str, str]:
    """Return the versions of the libraries; empty for one that is missing."""
    return {name: installed(name) for name in LIBRARIES}


def installed(name: str) -> str:
    """Return a library's version, empty if it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
