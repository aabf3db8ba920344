"""The toolchain: the code and the libraries that decide what a picture looks like.

This module needs neither NumPy nor pydantic, so that a run with nothing to do is fast.
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
"""The libraries that affect pixels and paths."""
OUTSIDE = ("__init__.py", "api", "cli", "publish")
"""Our files and folders that do not affect them."""


def toolchain() -> dict[str, Any]:
    """Return the toolchain of an output: the digest of our code and the versions of libraries."""
    return {"code": code_digest(is_for_files), "libraries": dict(libraries())}


def drawing_toolchain() -> dict[str, Any]:
    """Return the toolchain that draws a story: ``toolchain`` without the kinds' story modules and words.

    The results of these are in the story, and no module that draws imports them.
    """
    return {"code": code_digest(is_for_clips), "libraries": dict(libraries())}


def is_for_files(name: Path) -> bool:
    """Return whether a file, by its path in the package, affects the outputs of a spec."""
    return name.parts[0] not in OUTSIDE and "__pycache__" not in name.parts


def is_for_clips(name: Path) -> bool:
    """Return whether a file, by its path in the package, affects how a story is drawn.

    >>> [is_for_clips(Path(name)) for name in ("stories/scatter.py", "words/en/scatter.ftl", "cli/app.py")]
    [False, False, False]
    """
    of_a_kind = name.parts[0] == "stories" and not name.parts[1].startswith("_")
    said = name.suffix == ".ftl"
    return is_for_files(name) and not of_a_kind and not said


@cache
def code_digest(counts: Callable[[Path], bool]) -> str:
    """Return the SHA-256 of the files in our package for which ``counts`` is true."""
    total = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file()):
        name = path.relative_to(PACKAGE)
        if counts(name):
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
