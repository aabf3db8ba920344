"""Many jobs, at once in processes of their own or one after the other here; a failure stops no other."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.queues import SimpleQueue
from typing import Protocol

from convscenes.errors import ConvscenesError, RenderError, UsageError
from convscenes.rendering.jobs.processors import processors
from convscenes.rendering.jobs.signals import held_back
from convscenes.rendering.requests.request import Made


class Job(Protocol):
    """Something that can be made, here or in another process."""

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        """Make it."""


@dataclass(frozen=True)
class Outcome:
    """How a job ended: what was made, or why nothing was."""

    made: Made | None
    error: ConvscenesError | None = None


DIED = Outcome(
    None, RenderError("the process that worked on it was ended from outside, twice; out of memory?")
)


@dataclass(frozen=True)
class Event:
    """News of a job: it began (nothing done), got on, or ended (there is an outcome)."""

    job: Job
    done: int = 0
    of: int = 0
    outcome: Outcome | None = None


GRACE = 2
"""Seconds that a job has to clean up."""
MOST = 61
"""Processes at once: Windows has no more for a pool."""
OnEvent = Callable[[Event], None]
News = tuple[int, int, int]
"""The number of a job, how much of it is done, and of how much."""


class Post(Protocol):
    """Where news arrives, from other processes or machines."""

    def empty(self) -> bool:
        """Return whether there is none."""

    def get(self) -> News:
        """Return the next."""


def run(jobs: Iterable[Job], at_once: int | None = None, on_event: OnEvent | None = None) -> list[Outcome]:
    """Fulfil ``jobs``, at most so many ``at_once``, and return how each ended, in their order.

    Each has a process, and so a processor, to itself, and by default all processors work. But unless told, a
    single job, or all on a single processor, are done here. ``on_event`` is called in this process and
    thread. Ctrl-C stops all; nothing is left half written.

    Raises:
        UsageError: less than one at once.
    """
    if at_once is not None and at_once < 1:
        raise UsageError(f"jobs: must be at least 1, got {at_once}.")
    tell = on_event or (lambda _: None)
    queue = tuple(jobs)
    if not queue or (at_once is None and (len(queue) < 2 or processors() < 2)):
        return [attend(job, tell) for job in queue]
    return run_at_once(queue, at_once or processors(), tell)


def attend(job: Job, tell: OnEvent) -> Outcome:
    """Fulfil one job in this process and tell its story."""
    tell(Event(job))
    outcome = attempt(job, lambda done, of: tell(Event(job, done, of)))
    tell(Event(job, outcome=outcome))
    return outcome


def attempt(job: Job, progress: Callable[[int, int], None]) -> Outcome:
    """Fulfil a job; whatever goes wrong, but for an interrupt, is its outcome."""
    try:
        return Outcome(job.fulfil(progress))
    except ConvscenesError as error:
        return Outcome(None, error)
    except Exception:
        return Outcome(None, RenderError(f"unexpected, please report it:\n{traceback.format_exc()}"))


def run_at_once(jobs: Sequence[Job], at_once: int, tell: OnEvent) -> list[Outcome]:
    """Fulfil jobs in processes of their own.

    A process that dies takes its pool with it. Whatever had not ended is done in another pool; what had
    begun, each in a pool of its own, so that the one that is deadly takes no other along.
    """
    outcomes: dict[int, Outcome] = {}
    groups = [tuple(range(len(jobs)))]
    while groups:
        group = groups.pop()
        begun: set[int] = set()
        with closing(in_processes(group, jobs, at_once, tell, begun)) as ended:
            outcomes.update(ended)
        lost = [number for number in group if number not in outcomes]
        if lost and len(group) == 1:
            outcomes[lost[0]] = DIED
            tell(Event(jobs[lost[0]], outcome=DIED))
            continue
        suspects = [number for number in lost if number in begun] or lost
        groups += [(number,) for number in suspects]
        if others := tuple(number for number in lost if number not in suspects):
            groups.append(others)
    return [outcomes[number] for number in range(len(jobs))]


def in_processes(
    group: Sequence[int], jobs: Sequence[Job], at_once: int, tell: OnEvent, begun: set[int]
) -> Generator[tuple[int, Outcome]]:
    """Yield how each job of a group ended, unless its process died; ``begun`` gets those that began."""
    context = fresh_processes()
    post: SimpleQueue[News] = context.SimpleQueue()

    def hear(number: int, done: int, of: int) -> None:
        begun.add(number)
        tell(Event(jobs[number], done, of))

    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(
        min(at_once, len(group), MOST), context, initializer=begin_worker, initargs=(post,)
    ) as pool:
        try:
            futures = submitted(pool, group, jobs)
            for number, outcome in follow(futures, post, hear):
                tell(Event(jobs[number], outcome=outcome))
                yield number, outcome
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


def submitted(
    pool: ProcessPoolExecutor, group: Sequence[int], jobs: Sequence[Job]
) -> dict[Future[Outcome], int]:
    """Give a group of jobs to a pool; return what each will become, with its number.

    Raises:
        RenderError: no process could be started.
    """
    try:
        with held_back():  # a process that is on its way must have arrived, to be stopped
            return {pool.submit(work, number, jobs[number]): number for number in group}
    except (OSError, EOFError) as error:
        raise RenderError(f"no process could be started for a job: {error}") from error


def fresh_processes() -> multiprocessing.context.BaseContext:
    """Return how processes are started that share nothing with this one.

    On Linux they are forked from a server that has imported Manim, so that they need not do so each.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["convscenes.rendering.jobs.preload"])
    resource_tracker.ensure_running()  # at its start, it would undo the first of what comes next
    with deaf_to_interrupts(), off_this_folder():
        forkserver.ensure_running()
    return context


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let no process that is started in the block hear of Ctrl-C: it is for the one that has the jobs."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def off_this_folder() -> Iterator[None]:
    """Let no Python that is started in the block import what lies in the working folder, a random.py, say."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def follow(
    futures: Mapping[Future[Outcome], int], post: Post, hear: Callable[[int, int, int], None]
) -> Iterator[tuple[int, Outcome]]:
    """Hand all news to ``hear``; yield every outcome, with its job's number, when it is there.

    The futures may be of any executor, on this machine or on others. A pool that broke yields nothing more.
    """
    pending = set(futures)
    while pending:
        ended, pending = wait(pending, timeout=0.1)
        while not post.empty():
            hear(*post.get())
        for future in ended:
            if outcome := outcome_of(future):
                yield futures[future], outcome


def outcome_of(future: Future[Outcome]) -> Outcome | None:
    """Return what became of a job; None where its process, or another of the same pool, died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except Exception as error:  # of the executor: the job's own are in its outcome
        return Outcome(None, RenderError(f"could not be worked on: {type(error).__name__}: {error}"))


@dataclass
class Worker:
    """What a worker process knows of itself."""

    post: SimpleQueue[News] | None = None
    busy: bool = False
    stopped: bool = False


WORKER = Worker()


def begin_worker(post: SimpleQueue[News]) -> None:
    """Prepare a worker. Ctrl-C reaches all processes of a terminal: the first ends the others."""
    WORKER.post = post
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


def work(number: int, job: Job) -> Outcome:
    """Fulfil a job in a worker."""
    post = WORKER.post
    assert post is not None
    WORKER.busy = True
    try:
        if WORKER.stopped:
            raise KeyboardInterrupt
        post.put((number, 0, 0))
        return attempt(job, lambda done, of: post.put((number, done, of)))
    finally:
        WORKER.busy = False
