"""Importing Manim: half of the second that it takes goes into what none of our scenes uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any, cast

from convscenes.errors import RenderError
from convscenes.rendering.jobs.signals import held_back

UNUSED = ("networkx", "scipy.spatial.transform")
"""What Manim has for graphs and for turns in space, imported when a scene asks for either."""


@contextmanager
def importing_manim() -> Iterator[None]:
    """Import Manim within this block: Ctrl-C waits for its end, what is ``UNUSED`` for its first use.

    Raises:
        RenderError: Manim is not installed, or one whose modules are others.
    """
    try:
        with held_back(), put_off(*UNUSED):
            yield
    except (ImportError, AttributeError) as error:
        raise RenderError(f"Manim cannot be used: {error}. See: convscenes doctor.") from error


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """Give code that imports the modules ``names`` within the block a stand-in that imports them when used.

    >>> with put_off("this"):
    ...     from this import d as key
    >>> "this" in sys.modules
    False
    """
    stand_ins = {name: Later(name) for name in names if name not in sys.modules}
    sys.modules.update(cast("dict[str, Any]", stand_ins))
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is cast("Any", stand_in):
                del sys.modules[name]


class Later:
    """Something in a module, by its dotted path, that is imported once it is called or compared with."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Later:
        """Return what stands for something within, later too."""
        if name.startswith("__"):  # asked by Python itself, of every module
            raise AttributeError(name)
        return Later(f"{self._path}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call what is stood for."""
        return self._itself(*args, **kwargs)

    def __instancecheck__(self, instance: object) -> bool:
        """Tell whether something is an instance of the class that is stood for."""
        return isinstance(instance, self._itself)

    @property
    def _itself(self) -> Any:
        return resolve_name(self._path)
