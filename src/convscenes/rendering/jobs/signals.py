"""Ctrl-C at a bad moment waits for a better one, and what else ends a program is taken for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a program: Ctrl-C, a polite kill, a terminal that is closed."""


@contextmanager
def taken_for_ctrl_c() -> Iterator[None]:
    """Raise KeyboardInterrupt within a block for whatever would end the process at once.

    What is ignored, as under nohup, still is.
    """
    here = threading.current_thread() is threading.main_thread()
    deadly = [number for number in ENDS if here and signal.getsignal(number) is signal.SIG_DFL]
    for number in deadly:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in deadly:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C, and what is taken for it, back for the length of a block; what came is raised at its end.

    While Python imports, an interrupt may end up in a callback, where exceptions are ignored.
    """
    came: list[tuple[Any, ...]] = []
    here = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in ENDS if here}
    held = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in held:
        signal.signal(number, lambda *what: came.append(what))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
    if came:
        held[came[0][0]](*came[0])
