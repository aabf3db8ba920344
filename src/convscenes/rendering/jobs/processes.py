"""Many jobs at once in processes of their own, or one after the other here; a failure stops no other."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import queue
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

from convscenes.errors import RenderError, UsageError
from convscenes.rendering.jobs.job import (
    CALLED_OFF,
    Ended,
    Job,
    News,
    OnNews,
    Outcome,
    Runner,
    attempt,
    portions,
)
from convscenes.rendering.jobs.signals import held_back

Result = TypeVar("Result")
DIED = Outcome.failed(
    RenderError("the process that worked on it was ended from outside, twice; out of memory?")
)
GRACE = 2
"""Seconds that a job has to clean up."""
MAX_PROCESSES = 61
"""Processes at once: Windows has no more for a pool."""


class Here(Runner):
    """Works on jobs in this process, one after the other."""

    def working(self) -> AbstractContextManager[None]:
        """Return a context that changes nothing: signals are handled by the program that calls."""
        return nullcontext()

    def run(self, jobs: Sequence[Job], on_news: OnNews) -> Ended:
        """Work on jobs and yield how each ended."""
        failed: set[Hashable] = set()
        for number, job in enumerate(jobs):
            if job.group in failed:
                yield number, CALLED_OFF
                continue
            on_news(number, 0, 0)
            outcome = attempt(job, partial(on_news, number))
            if outcome.error:
                failed.add(job.group)
            yield number, outcome


class Processes(Runner):
    """Works on jobs at once, each in a process, and so on a processor, of its own; given out in order.

    By default all processors work; a single job, or all on a single processor, are then done in this process.
    """

    def __init__(self, at_once: int | None = None) -> None:
        """Work on at most so many jobs ``at_once``; raises UsageError for less than one."""
        if at_once is not None and at_once < 1:
            raise UsageError(f"jobs: must be at least 1, got {at_once}.")
        self.at_once = at_once

    def prepare(self) -> None:
        """Start the server that processes are forked from: it imports Manim meanwhile."""
        if self.at_once or processors() > 1:
            fresh_processes()

    def run(self, jobs: Sequence[Job], on_news: OnNews) -> Ended:
        """Work on jobs and yield how each ended. Ctrl-C stops all; nothing is left half written."""
        if not jobs or (self.at_once is None and (len(jobs) < 2 or processors() < 2)):
            return Here().run(jobs, on_news)
        return run_at_once(jobs, on_news, self.at_once or processors())


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_at_once(jobs: Sequence[Job], on_news: OnNews, at_once: int) -> Ended:
    """Work on jobs in processes of their own.

    A process that dies takes its pool with it. What had not ended is done in another pool; what had begun,
    each in a pool of its own, so that the one that is deadly takes no other along.
    """
    batches = [tuple(range(len(jobs)))]
    while batches:
        batch = batches.pop()
        begun: set[int] = set()
        ended: set[int] = set()
        with closing(in_processes(batch, jobs, at_once, on_news, begun)) as outcomes:
            for number, outcome in outcomes:
                ended.add(number)
                yield number, outcome
        lost = [number for number in batch if number not in ended]
        if lost and len(batch) == 1:
            yield lost[0], DIED
            continue
        suspects = [number for number in lost if number in begun] or lost
        batches += [(number,) for number in suspects]
        if others := tuple(number for number in lost if number not in suspects):
            batches.append(others)


def in_processes(
    batch: Sequence[int], jobs: Sequence[Job], at_once: int, on_news: OnNews, begun: set[int]
) -> Generator[tuple[int, Outcome]]:
    """Yield how each job of a batch ended, unless its process died; ``begun`` gets those that began."""
    context = fresh_processes()
    post: SimpleQueue[News] = context.SimpleQueue()

    def note_begun(number: int, done: int, of: int) -> None:
        begun.add(number)
        on_news(number, done, of)

    others = set(multiprocessing.active_children())
    counts = Counter(jobs[number].group for number in batch)
    places = {group: place for place, group in enumerate(each for each in counts if counts[each] > 1)}
    failed = [context.Event() for _ in places]
    with ProcessPoolExecutor(
        min(at_once, len(batch), MAX_PROCESSES), context, initializer=begin_worker, initargs=(post, failed)
    ) as pool:
        try:
            rows = portions([jobs[number] for number in batch], at_once)
            given = [tuple(batch[place] for place in row) for row in rows]
            yield from follow(submitted(pool, given, jobs, places), post, note_begun)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


def submitted(
    pool: ProcessPoolExecutor,
    portions: Sequence[tuple[int, ...]],
    jobs: Sequence[Job],
    places: Mapping[Hashable, int],
) -> dict[Future[list[Outcome]], tuple[int, ...]]:
    """Give portions of jobs to a pool; return what each will become, with the numbers of its jobs.

    ``places`` are those of groups among the workers' events; a job that is alone in its group has none.

    Raises:
        RenderError: no process could be started.
    """
    try:
        with held_back():  # a process that is on its way must have arrived, to be stopped
            return {
                pool.submit(work, row, [jobs[n] for n in row], places.get(jobs[row[0]].group)): row
                for row in portions
            }
    except (OSError, EOFError) as error:
        raise RenderError(f"no process could be started for a job: {error}") from error


def fresh_processes() -> multiprocessing.context.BaseContext:
    """Return how processes are started that share nothing with this one.

    On Linux they are forked from a server that has imported Manim, so that they need not do so each.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["convscenes.rendering.tasks.preload"])
    resource_tracker.ensure_running()  # at its start, it would undo the first of what comes next
    with unlike_this_one():
        forkserver.ensure_running()
    return context


@contextmanager
def unlike_this_one() -> Iterator[None]:
    """Let a Python that is started in the block ignore Ctrl-C, which is for the one that has the jobs.

    Nor does it import from the working folder, such as a random.py.
    """
    environment = dict(os.environ)
    signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        os.environ.pop("PYTHONSAFEPATH")
        os.environ.update(environment)


def follow(
    futures: Mapping[Future[list[Result]], tuple[int, ...]],
    post: SimpleQueue[News] | queue.SimpleQueue[News],
    on_news: OnNews,
    look: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, Result | Outcome]]:
    """Pass all news to ``on_news``; yield every result, with its job's number, when its portion has ended.

    The futures may be of any executor, on this machine or on others. A pool that broke yields nothing more.
    ``look`` is called now and then; it may raise an error to give up.
    """
    pending = set(futures)
    while pending:
        ended, pending = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
        while not post.empty():
            on_news(*post.get())
        if not ended or any(future.cancelled() or future.exception() for future in ended):
            look()
        for future in ended:
            result, numbers = result_of(future), futures[future]
            results = [result] * len(numbers) if isinstance(result, Outcome) else result or ()
            yield from zip(numbers, results, strict=False)


def result_of(future: Future[Any]) -> Any:
    """Return what became of a portion; None where its process, or another of the same pool, died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except (Exception, CancelledError) as error:  # of the executor: the job's own are in its result
        return Outcome.failed(RenderError(f"could not be worked on: {type(error).__name__}: {error}"))


@dataclass
class Worker:
    """What a worker process knows of itself, and what all know: in which groups a job has ``failed``."""

    post: SimpleQueue[News] | None = None
    failed: Sequence[Event] = ()
    busy: bool = False
    stopped: bool = False


WORKER = Worker()


def begin_worker(post: SimpleQueue[News], failed: Sequence[Event]) -> None:
    """Prepare a worker. Ctrl-C reaches all processes of a terminal: the first ends the others."""
    WORKER.post, WORKER.failed = post, failed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop_worker)
    threading.Thread(target=leave_with_parent, daemon=True).start()


def leave_with_parent() -> None:
    """End this process when the one that has the jobs is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)  # the job that is worked on cleans up
    time.sleep(GRACE)
    os._exit(1)


def stop_worker(*_: object) -> None:
    """Interrupt the job that is worked on, so that it cleans up, and take no other."""
    WORKER.stopped = True
    if WORKER.busy:
        raise KeyboardInterrupt


def work(numbers: Sequence[int], jobs: Sequence[Job], group: int | None) -> list[Outcome]:
    """Work on a portion of jobs in a worker, until one of their ``group``, here or elsewhere, fails."""
    post = WORKER.post
    failed = threading.Event() if group is None else WORKER.failed[group]
    assert post is not None
    outcomes: list[Outcome] = []
    WORKER.busy = True
    try:
        for number, job in zip(numbers, jobs, strict=True):
            if WORKER.stopped:
                raise KeyboardInterrupt
            if failed.is_set():
                break
            post.put((number, 0, 0))
            outcomes.append(attempt(job, lambda done, of, number=number: post.put((number, done, of))))  # type: ignore[misc]
            if outcomes[-1].error:
                failed.set()
    finally:
        WORKER.busy = False
    return outcomes + [CALLED_OFF] * (len(numbers) - len(outcomes))
