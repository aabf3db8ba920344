"""Handling of signals that end a program: exit at once, interrupt, or wait for the end of a block.

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
"""The exit code after SIGINT (Ctrl-C), SIGTERM or SIGHUP (a closed terminal)."""

ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a program, as far as the system has them."""


def exit_on_signals() -> None:
    """From now on, exit at once on a signal: one line, exit code 130, no clean-up.

    No exception is raised, which an import or a callback might swallow or report with a traceback. Ignored
    signals, as under nohup, stay ignored.
    """
    for number in ENDS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, exit_at_once)


def exit_at_once(*_: object) -> None:
    """End the process: a signal handler."""
    with suppress(OSError):  # stderr may be closed
        os.write(2, b"Interrupted.\n")
    os._exit(INTERRUPTED)


@contextmanager
def interrupts_on_signals() -> Iterator[None]:
    """Within the block, raise KeyboardInterrupt for every signal that would end the process.

    Ignored signals, as under nohup, stay ignored.
    """
    with handling(signal.default_int_handler, lambda now: now in (signal.SIG_DFL, exit_at_once)):
        yield


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Defer Ctrl-C, and the other handled signals, until the block ends; the first is handled then.

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
    """Set the handler of every signal of ``ENDS`` whose current one ``replaces`` accepts; yield the old ones.

    Only the main thread handles signals: in others nothing changes.
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
