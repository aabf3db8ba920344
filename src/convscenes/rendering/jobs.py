"""Many requests, one after the other or at once, each in a process of its own; a failure stops no other."""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from typing import Any, Protocol

from convscenes.errors import ConvscenesError, RenderError, SpecError, UsageError
from convscenes.rendering.requests import Made


class Request(Protocol):
    """Something that can be made, here or in another process."""

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        """Make it."""


@dataclass(frozen=True)
class Outcome:
    """How a request ended: what was made, or why nothing was."""

    made: Made | None
    failure: tuple[type[ConvscenesError], Any] | None = None

    @property
    def error(self) -> ConvscenesError | None:
        """The error, made again from what it said: errors themselves do not travel between processes."""
        return self.failure and self.failure[0](self.failure[1])


@dataclass(frozen=True)
class Event:
    """News of a request: it began (nothing done), got on, or ended (there is an outcome)."""

    request: Request
    done: int = 0
    of: int = 0
    outcome: Outcome | None = None


OnEvent = Callable[[Event], None]


def run(requests: Iterable[Request], jobs: int = 1, on_event: OnEvent | None = None) -> list[Outcome]:
    """Fulfil ``requests``, at most ``jobs`` at once, and return how each ended, in their order.

    ``on_event`` is called in this process and thread. Ctrl-C stops all; nothing is left half written.

    Raises:
        UsageError: less than one job.
    """
    if jobs < 1:
        raise UsageError(f"jobs: must be at least 1, got {jobs}.")
    tell = on_event or (lambda _: None)
    queue = tuple(requests)
    if min(jobs, len(queue)) < 2:
        return [attend(request, tell) for request in queue]
    return run_at_once(queue, min(jobs, len(queue)), tell)


def attend(request: Request, tell: OnEvent) -> Outcome:
    """Fulfil one request in this process and tell its story."""
    tell(Event(request))
    outcome = attempt(request, lambda done, of: tell(Event(request, done, of)))
    tell(Event(request, outcome=outcome))
    return outcome


def attempt(request: Request, progress: Callable[[int, int], None]) -> Outcome:
    """Fulfil a request; whatever goes wrong, but for an interrupt, is its outcome."""
    try:
        return Outcome(request.fulfil(progress))
    except SpecError as error:
        return Outcome(None, (SpecError, error.problems))
    except ConvscenesError as error:
        return Outcome(None, (type(error), str(error)))
    except Exception:
        return Outcome(None, (RenderError, f"unexpected, please report it:\n{traceback.format_exc()}"))


def run_at_once(requests: Sequence[Request], jobs: int, tell: OnEvent) -> list[Outcome]:
    """Fulfil requests in ``jobs`` processes."""
    context = multiprocessing.get_context("spawn")
    news: SimpleQueue[tuple[int, int, int]] = context.SimpleQueue()
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(jobs, context, initializer=begin_worker, initargs=(news,)) as pool:
        try:
            numbers = {pool.submit(work, number, request): number for number, request in enumerate(requests)}
            outcomes = dict(follow(numbers, requests, news, tell))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
    return [outcomes[number] for number in range(len(requests))]


def follow(
    numbers: dict[Future[Outcome], int],
    requests: Sequence[Request],
    news: SimpleQueue[tuple[int, int, int]],
    tell: OnEvent,
) -> Iterator[tuple[int, Outcome]]:
    """Tell all news, and yield every outcome, with its request's number, when it is there."""
    pending = set(numbers)
    while pending:
        ended, pending = wait(pending, timeout=0.1)
        while not news.empty():
            number, done, of = news.get()
            tell(Event(requests[number], done, of))
        for future in ended:
            number = numbers[future]
            outcome = outcome_of(future)
            tell(Event(requests[number], outcome=outcome))
            yield number, outcome


def outcome_of(future: Future[Outcome]) -> Outcome:
    """Return what a process made of a request, or that the process did not live to tell."""
    try:
        return future.result()
    except BrokenExecutor:
        return Outcome(
            None, (RenderError, "the process that worked on it was ended from outside; out of memory?")
        )


@dataclass
class Worker:
    """What a worker process knows of itself."""

    news: SimpleQueue[tuple[int, int, int]] | None = None
    busy: bool = False
    stopped: bool = False


WORKER = Worker()


def begin_worker(news: SimpleQueue[tuple[int, int, int]]) -> None:
    """Prepare a worker. Ctrl-C reaches all processes of a terminal: the first ends the others."""
    WORKER.news = news
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop_worker)


def stop_worker(*_: object) -> None:
    """Interrupt the request that is worked on, so that it cleans up, and take no other."""
    WORKER.stopped = True
    if WORKER.busy:
        raise KeyboardInterrupt


def work(number: int, request: Request) -> Outcome:
    """Fulfil a request in a worker."""
    news = WORKER.news
    assert news is not None
    WORKER.busy = True
    try:
        if WORKER.stopped:
            raise KeyboardInterrupt
        news.put((number, 0, 0))
        return attempt(request, lambda done, of: news.put((number, done, of)))
    finally:
        WORKER.busy = False
