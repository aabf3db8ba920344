"""What the signals that end a program do: end it at once, interrupt it, or wait until a block has ended.

The program imports this module first of all, so it imports little itself.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` takes half as long to import as the whole interpreter takes to start
    from typing import Any

INTERRUPTED = 130
"""The exit code after Ctrl-C, a polite kill or a closed terminal."""

ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a program: Ctrl-C, a polite kill, a terminal that is closed."""


def exit_on_signals() -> None:
    """From now on, end the process at once where a signal would: one line, exit code 130, no clean-up.

    No exception is raised, which an import or a callback might swallow or report with a traceback. What is
    ignored, as under nohup, still is.
    """
    for number in ENDS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, exit_at_once)


def exit_at_once(*_: object) -> None:
    """End the process: a signal handler."""
    with suppress(OSError):  # nobody may be listening any more
        os.write(2, b"Interrupted.\n")
    os._exit(INTERRUPTED)


@contextmanager
def interrupts_on_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt within a block for every signal that would end the process at once.

    What is ignored, as under nohup, still is.
    """
    with handling(signal.default_int_handler, lambda now: now in (signal.SIG_DFL, exit_at_once)):
        yield


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C, and the other signals that are handled, back until a block ends; the first acts then.

    While Python imports, an interrupt may end up in a callback, where exceptions are ignored.
    """
    came: list[tuple[Any, ...]] = []
    with handling(lambda *what: came.append(what), callable) as before:
        yield
    if came:
        before[came[0][0]](*came[0])


@contextmanager
def handling(
    handler: Callable[..., object], replaces: Callable[[object], bool]
) -> Iterator[dict[int, Callable[..., object]]]:
    """Set the handler of every signal of ``ENDS`` whose present one it ``replaces``; yield those.

    Other threads than the main one handle no signals: nothing changes there.
    """
    here = threading.current_thread() is threading.main_thread()
    before: dict[int, Any] = {
        number: now for number in ENDS if here and replaces(now := signal.getsignal(number))
    }
    for number in before:
        signal.signal(number, handler)
    try:
        yield before
    finally:
        for number, now in before.items():
            signal.signal(number, now)
