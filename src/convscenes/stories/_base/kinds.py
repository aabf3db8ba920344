"""Finding the kinds: each module or package of ``stories`` without a leading underscore is one."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent.parent
PACKAGE = __name__.rsplit(".", 2)[0]


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds, sorted, without importing any.

    >>> "scatter" in kinds()
    True
    """
    names = (m.name for m in pkgutil.iter_modules([str(FOLDER)]))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


def kind_module(kind: str) -> ModuleType:
    """Import and return the story module of ``kind``.

    It has ``Fields``, a pydantic model, and ``build_story(fields) -> Story``.
    """
    return importlib.import_module(f"{PACKAGE}.{kind.replace('-', '_')}")


def summary(kind: str) -> str:
    """Return what a kind shows, in one line: the first line of its story's docstring."""
    return (kind_module(kind).__doc__ or "").strip().splitlines()[0]
