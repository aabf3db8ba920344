"""Jobs in parallel in processes, or one after the other in this one; a failure stops no other job."""

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
    CANCELLED,
    Ended,
    Job,
    OnProgress,
    Outcome,
    ProgressReport,
    Runner,
    attempt,
    portions,
)
from convscenes.rendering.jobs.signals import deferred_signals

Result = TypeVar("Result")
DIED = Outcome.failed(
    RenderError("the process that worked on it was ended from outside, twice; out of memory?")
)
GRACE = 2
"""Seconds for a job to clean up."""
MAX_PROCESSES = 61
"""The most processes in a pool, the limit on Windows."""


class Here(Runner):
    """Runs jobs in this process, one after the other."""

    def working(self) -> AbstractContextManager[None]:
        """Return a context that does nothing: signals are left to the caller."""
        return nullcontext()

    def run(self, jobs: Sequence[Job], on_progress: OnProgress) -> Ended:
        """Run jobs and yield how each ended."""
        failed: set[Hashable] = set()
        for number, job in enumerate(jobs):
            if job.group in failed:
                yield number, CANCELLED
                continue
            on_progress(number, 0, 0)
            outcome = attempt(job, partial(on_progress, number))
            if outcome.error:
                failed.add(job.group)
            yield number, outcome


class Processes(Runner):
    """Runs jobs in parallel, each in a process of its own, in order.

    By default there is a process for each processor; a single job, or all on a single processor, are then run
    in this process.
    """

    def __init__(self, at_once: int | None = None) -> None:
        """Run up to ``at_once`` jobs in parallel; raises UsageError for less than one."""
        if at_once is not None and at_once < 1:
            raise UsageError(f"jobs: must be at least 1, got {at_once}.")
        self.at_once = at_once

    def prepare(self) -> None:
        """Start the server that processes are forked from, which imports Manim."""
        if self.at_once or processors() > 1:
            fresh_processes()

    def run(self, jobs: Sequence[Job], on_progress: OnProgress) -> Ended:
        """Run jobs and yield how each ended. Ctrl-C stops all; no incomplete file is left."""
        if not jobs or (self.at_once is None and (len(jobs) < 2 or processors() < 2)):
            return Here().run(jobs, on_progress)
        return run_at_once(jobs, on_progress, self.at_once or processors())


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_at_once(jobs: Sequence[Job], on_progress: OnProgress, at_once: int) -> Ended:
    """Run jobs in processes.

    A process that dies breaks its pool. Jobs that had not begun are then run in another pool; those that had
    begun each in a pool of its own, so that one that kills its process does not affect others.
    """
    batches = [tuple(range(len(jobs)))]
    while batches:
        batch = batches.pop()
        begun: set[int] = set()
        ended: set[int] = set()
        with closing(in_processes(batch, jobs, at_once, on_progress, begun)) as outcomes:
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
    batch: Sequence[int], jobs: Sequence[Job], at_once: int, on_progress: OnProgress, begun: set[int]
) -> Generator[tuple[int, Outcome]]:
    """Yield how each job of a batch ended, unless its process died; adds those that began to ``begun``."""
    context = fresh_processes()
    reports: SimpleQueue[ProgressReport] = context.SimpleQueue()

    def on_begun(number: int, done: int, of: int) -> None:
        begun.add(number)
        on_progress(number, done, of)

    others = set(multiprocessing.active_children())
    counts = Counter(jobs[number].group for number in batch)
    places = {group: place for place, group in enumerate(each for each in counts if counts[each] > 1)}
    failed = [context.Event() for _ in places]
    with ProcessPoolExecutor(
        min(at_once, len(batch), MAX_PROCESSES), context, initializer=begin_worker, initargs=(reports, failed)
    ) as pool:
        try:
            rows = portions([jobs[number] for number in batch], at_once)
            given = [tuple(batch[place] for place in row) for row in rows]
            yield from follow(submitted(pool, given, jobs, places), reports, on_begun)
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
    """Submit portions of jobs to a pool; return their futures with the numbers of their jobs.

    ``places`` are the indices of groups among the workers' events; a job that is alone in its group has none.

    Raises:
        RenderError: no process could be started.
    """
    try:
        with deferred_signals():  # a process must be started completely to be stopped
            return {
                pool.submit(work, row, [jobs[n] for n in row], places.get(jobs[row[0]].group)): row
                for row in portions
            }
    except (OSError, EOFError) as error:
        raise RenderError(f"no process could be started for a job: {error}") from error


def fresh_processes() -> multiprocessing.context.BaseContext:
    """Return the context for processes that inherit nothing from this one.

    On Linux they are forked from a server that has imported Manim already.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["convscenes.rendering.tasks.preload"])
    resource_tracker.ensure_running()  # its own start would unblock the signals that are blocked next
    with isolated():
        forkserver.ensure_running()
    return context


@contextmanager
def isolated() -> Iterator[None]:
    """Within the block, start Python processes that ignore Ctrl-C, which is handled by this process.

    Nor do they import modules from the working folder, such as a random.py.
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
    reports: SimpleQueue[ProgressReport] | queue.SimpleQueue[ProgressReport],
    on_progress: OnProgress,
    check: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, Result | Outcome]]:
    """Pass progress reports to ``on_progress``; yield each job's number and result.

    Results come when their portion has ended. The futures may be of any executor, local or remote. A pool
    that broke yields nothing more. ``check`` is called repeatedly; it may raise an error to give up.
    """
    pending = set(futures)
    while pending:
        ended, pending = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
        while not reports.empty():
            on_progress(*reports.get())
        if not ended or any(future.cancelled() or future.exception() for future in ended):
            check()
        for future in ended:
            result, numbers = result_of(future), futures[future]
            results = [result] * len(numbers) if isinstance(result, Outcome) else result or ()
            yield from zip(numbers, results, strict=False)


def result_of(future: Future[Any]) -> Any:
    """Return the result of a portion; None where its process, or another of the same pool, died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except (Exception, CancelledError) as error:  # of the executor: the job's own are in its result
        return Outcome.failed(RenderError(f"could not be worked on: {type(error).__name__}: {error}"))


@dataclass
class Worker:
    """The state of a worker process; ``failed`` are events, shared by all, of groups with a failed job."""

    reports: SimpleQueue[ProgressReport] | None = None
    failed: Sequence[Event] = ()
    busy: bool = False
    stopped: bool = False


WORKER = Worker()


def begin_worker(reports: SimpleQueue[ProgressReport], failed: Sequence[Event]) -> None:
    """Prepare a worker. It ignores Ctrl-C, which reaches all processes of a terminal: the parent ends it."""
    WORKER.reports, WORKER.failed = reports, failed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop_worker)
    threading.Thread(target=exit_with_parent, daemon=True).start()


def exit_with_parent() -> None:
    """End this process when its parent has ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)  # the current job cleans up
    time.sleep(GRACE)
    os._exit(1)


def stop_worker(*_: object) -> None:
    """Interrupt the current job, so that it cleans up, and begin no other."""
    WORKER.stopped = True
    if WORKER.busy:
        raise KeyboardInterrupt


def work(numbers: Sequence[int], jobs: Sequence[Job], group: int | None) -> list[Outcome]:
    """Run a portion of jobs in a worker, until one of their ``group``, in any worker, fails."""
    reports = WORKER.reports
    failed = threading.Event() if group is None else WORKER.failed[group]
    assert reports is not None
    outcomes: list[Outcome] = []
    WORKER.busy = True
    try:
        for number, job in zip(numbers, jobs, strict=True):
            if WORKER.stopped:
                raise KeyboardInterrupt
            if failed.is_set():
                break
            reports.put((number, 0, 0))
            outcomes.append(attempt(job, lambda done, of, number=number: reports.put((number, done, of))))  # type: ignore[misc]
            if outcomes[-1].error:
                failed.set()
    finally:
        WORKER.busy = False
    return outcomes + [CANCELLED] * (len(numbers) - len(outcomes))
