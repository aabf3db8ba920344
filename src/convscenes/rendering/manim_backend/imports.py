"""Importing Manim without modules that no scene of ours uses, which take half of its second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any, cast

from convscenes.errors import RenderError
from convscenes.rendering.jobs.signals import deferred_signals

UNUSED = ("networkx", "scipy.spatial.transform")
"""Modules for graphs and for rotations in space, imported on first use."""


@contextmanager
def importing_manim() -> Iterator[None]:
    """Import Manim within this block: Ctrl-C waits for its end, ``UNUSED`` modules are imported on first use.

    Raises:
        RenderError: Manim is not installed, or has other modules.
    """
    try:
        with deferred_signals(), lazy_imports(*UNUSED):
            yield
    except (ImportError, AttributeError) as error:
        raise RenderError(f"Manim cannot be used: {error}. See: convscenes doctor.") from error


@contextmanager
def lazy_imports(*names: str) -> Iterator[None]:
    """Within the block, replace the modules ``names`` by stand-ins that import them on first use.

    >>> with lazy_imports("this"):
    ...     from this import d as key
    >>> "this" in sys.modules
    False
    """
    stand_ins = {name: LazyObject(name) for name in names if name not in sys.modules}
    sys.modules.update(cast("dict[str, Any]", stand_ins))
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is cast("Any", stand_in):
                del sys.modules[name]


class LazyObject:
    """A stand-in for the object at a dotted path, imported when it is called or used in ``isinstance``."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __getattr__(self, name: str) -> LazyObject:
        """Return a stand-in for a member."""
        if name.startswith("__"):  # Python itself looks these up in every module
            raise AttributeError(name)
        return LazyObject(f"{self._path}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Import the object and call it."""
        return self._object(*args, **kwargs)

    def __instancecheck__(self, instance: object) -> bool:
        """Return whether something is an instance of the class, imported now."""
        return isinstance(instance, self._object)

    @property
    def _object(self) -> Any:
        return resolve_name(self._path)
