"""Deferred Ctrl-C: it is handled at the end of the block, and never where it is ignored."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from convscenes.rendering.jobs.signals import deferred_signals, interrupts_on_signals


def interrupted(then: Callable[[], None]) -> None:
    with deferred_signals():
        signal.raise_signal(signal.SIGINT)
        then()


def test_an_interrupt_comes_at_the_end_of_the_block() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        interrupted(lambda: done.append("all of it"))
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_goes_wrong_in_the_block_comes_first() -> None:
    def fail() -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        interrupted(fail)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("block", [deferred_signals, interrupts_on_signals])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_ignored_stays_ignored(
    block: Callable[[], AbstractContextManager[None]], number: signal.Signals
) -> None:
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with block():
            signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


def test_other_threads_do_not_hear_of_it() -> None:
    done = []

    def work() -> None:
        with deferred_signals():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [signal.default_int_handler]


def test_other_ends_are_interrupts_on_signals_in_a_block() -> None:
    with pytest.raises(KeyboardInterrupt, match=r"^$"), interrupts_on_signals():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_polite_kill_waits_as_ctrl_c_does() -> None:
    done: list[str] = []

    def killed() -> None:
        with interrupts_on_signals(), deferred_signals():
            signal.raise_signal(signal.SIGTERM)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        killed()
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
