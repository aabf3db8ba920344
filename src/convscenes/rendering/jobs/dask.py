"""Jobs on a Dask cluster, whose workers need convscenes but no shared folder.

A job is sent with its story, and the files that it makes are returned as bytes. Only this process writes
outputs, atomically, so that a worker that dies leaves no incomplete file. Clips are some hundred kilobytes,
figures a few.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from convscenes.errors import ConvscenesError, RenderError, UsageError
from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import (
    CANCELLED,
    Ended,
    Job,
    OnProgress,
    Outcome,
    Progress,
    ProgressReport,
    Runner,
    attempt,
    portions,
)
from convscenes.rendering.jobs.processes import follow
from convscenes.rendering.toolchain import toolchain
from convscenes.spec.typesetting import keep_all

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 10
"""Seconds to wait for a scheduler's answer, and for its first worker or the next one."""
PORT = 8786
"""The default port of a Dask scheduler."""
ONE_AT_A_TIME = threading.Lock()
"""A Dask worker may have many threads; Manim has one configuration in a process."""


@dataclass(frozen=True)
class RemoteResult:
    """How a job ended on a worker, and the contents of its files, in order."""

    outcome: Outcome
    contents: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class RemoteJob:
    """A job for a worker, and the toolchain that it requires."""

    job: Job
    toolchain: Mapping[str, Any]

    def open(self, progress: Progress) -> RemoteResult:
        """Do the job in a temporary folder."""
        try:
            check_toolchain(self.toolchain)
        except RenderError as error:
            return RemoteResult(Outcome.failed(error))
        with ONE_AT_A_TIME, TemporaryDirectory(prefix="convscenes-") as folder:
            job = self.job.moved(Path(folder))
            outcome = attempt(job, progress)
            contents = () if outcome.error else tuple(file.read_bytes() for file in job.files)
            return RemoteResult(outcome, contents)


@dataclass(frozen=True)
class Cluster(Runner):
    """Works on jobs on the cluster of the scheduler at ``address``."""

    address: str

    def run(self, jobs: Sequence[Job], on_progress: OnProgress) -> Ended:
        """Work on jobs and yield how each ended.

        Raises:
            UsageError: Dask is not installed, the scheduler does not answer, or it has no workers.
            RenderError: the connection to the scheduler, or its last worker, was lost.
        """
        if not jobs:
            return
        with connected(self.address) as client:
            reports: SimpleQueue[ProgressReport] = SimpleQueue()
            topic = f"convscenes-{uuid4()}"
            client.subscribe_topic(topic, lambda event: reports.put(tuple(event[1])))
            executor = client.get_executor(pure=False)
            ours = toolchain()
            try:
                remote_jobs = [RemoteJob(job.moved(Path()), ours) for job in jobs]
                contents = {font.digest: font.content for job in jobs for font in job.fonts}
                fonts = client.scatter(contents, hash=False) if contents else {}
                workers = len(client.scheduler_info()["workers"])
                futures = {
                    executor.submit(work, row, [remote_jobs[number] for number in row], topic, fonts): row
                    for row in portions(jobs, workers)
                }
                for number, result in follow(
                    futures, reports, on_progress, Monitor(client, self.address).check
                ):
                    yield number, received(jobs[number], result)
            finally:
                executor.shutdown(wait=False)  # cancels what has not ended
                if client.status == "running":
                    client.unsubscribe_topic(topic)


class Monitor:
    """Checks that a cluster is alive."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.seen = time.monotonic()

    def check(self) -> None:
        """Raise RenderError if the scheduler is gone, or has had no workers for ``TIMEOUT``."""
        if self.client.status != "running":
            raise RenderError(f"the Dask scheduler at {self.address} went away.")
        if self.client.scheduler_info()["workers"]:
            self.seen = time.monotonic()
        elif time.monotonic() - self.seen > TIMEOUT:
            raise RenderError(f"the Dask scheduler at {self.address} has no workers any more.")


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Yield a client of the scheduler at ``address``, which has at least one worker."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            'a scheduler needs Dask, which is not installed: pip install "convscenes[cluster]".'
        ) from None
    try:
        check_listening(address)
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError as error:
            raise UsageError(f"the Dask scheduler at {address} has no workers.") from error
        yield client


def check_listening(address: str) -> None:
    """Check that something listens at an address; raises OSError or ValueError if not.

    A Dask client that could not connect waits for its threads when it is deleted, sometimes for ever.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname:
        raise ValueError("not an address like tcp://HOST:8786")
    socket.create_connection((parts.hostname, parts.port or PORT), TIMEOUT).close()


def work(
    numbers: Sequence[int], remote_jobs: Sequence[RemoteJob], topic: str, fonts: Mapping[str, bytes]
) -> list[RemoteResult]:
    """Work on a portion of jobs, all of one group, in a worker, until one fails; report their steps.

    ``fonts`` are the contents of their fonts, by digests: these are sent to every worker once.

    If the portion is cancelled, the next report ends the current job.
    """
    from distributed import get_worker

    with ONE_AT_A_TIME:
        keep_all(fonts)
    worker = get_worker()
    task = worker.state.tasks[worker.get_current_task()]

    def report(number: int, done: int, of: int) -> None:
        if task.state == "cancelled":
            raise RenderError("cancelled.")
        worker.log_event(topic, (number, done, of))

    results: list[RemoteResult] = []
    for number, remote_job in zip(numbers, remote_jobs, strict=True):
        if results and results[-1].outcome.error:
            break
        report(number, 0, 0)
        results.append(remote_job.open(partial(report, number)))
    return results + [RemoteResult(CANCELLED)] * (len(numbers) - len(results))


def received(job: Job, result: RemoteResult | Outcome) -> Outcome:
    """Write the files of a job, if there are any, and return how it ended."""
    if isinstance(result, Outcome):
        return result  # Dask could not run it
    if result.outcome.error or result.outcome.cancelled:
        return result.outcome
    try:
        with ExitStack() as new_files:
            written = {file: new_files.enter_context(atomic_write(file)) for file in job.files}
            for new, content in zip(written.values(), result.contents, strict=True):
                new.path.write_bytes(content)
    except ConvscenesError as error:
        return Outcome.failed(error)
    return Outcome({file: new.digest for file, new in written.items()})


def check_toolchain(theirs: Mapping[str, Any]) -> None:
    """Check that this machine's toolchain equals ``theirs``; raises RenderError with the differences."""
    ours = toolchain()
    if ours == theirs:
        return
    other = [
        f"{name} {version or 'missing'} instead of {theirs['libraries'].get(name)}"
        for name, version in ours["libraries"].items()
        if version != theirs["libraries"].get(name)
    ]
    if ours["code"] != theirs["code"]:
        other.insert(0, "another convscenes")
    raise RenderError(
        f"the worker on {socket.gethostname()} has {', '.join(other)}. Install the same on all."
    )
