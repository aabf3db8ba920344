"""The same jobs on a Dask cluster, which needs our code and nothing else of this machine.

A job goes there with its story, and the files that it makes come back as bytes. So there need be no shared
folder, and only this process writes to the places that were asked for: nothing is half written there,
even if a worker dies. Clips are some hundred kilobytes, figures a few.
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
    CALLED_OFF,
    Ended,
    Job,
    News,
    OnNews,
    Outcome,
    Progress,
    Runner,
    attempt,
    portions,
)
from convscenes.rendering.jobs.processes import follow
from convscenes.rendering.toolchain import toolchain

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 10
"""Seconds until a scheduler must have answered, and a worker have joined it, or joined it again."""
PORT = 8786
"""Where a Dask scheduler listens unless it is given another port."""
ONE_AT_A_TIME = threading.Lock()
"""A Dask worker may have many threads; Manim has one configuration in a process."""


@dataclass(frozen=True)
class Delivery:
    """How a job ended on a worker, and the content of the files that it made, in their order."""

    outcome: Outcome
    contents: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """A job on its way to a worker, and the toolchain that is to make it."""

    job: Job
    toolchain: Mapping[str, Any]

    def open(self, progress: Progress) -> Delivery:
        """Do the job in a folder that is gone afterwards."""
        try:
            check_toolchain(self.toolchain)
        except RenderError as error:
            return Delivery(Outcome.failed(error))
        with ONE_AT_A_TIME, TemporaryDirectory(prefix="convscenes-") as folder:
            job = self.job.moved(Path(folder))
            outcome = attempt(job, progress)
            contents = () if outcome.error else tuple(file.read_bytes() for file in job.files)
            return Delivery(outcome, contents)


@dataclass(frozen=True)
class Cluster(Runner):
    """Works on jobs on the cluster of the scheduler at ``address``."""

    address: str

    def run(self, jobs: Sequence[Job], on_news: OnNews) -> Ended:
        """Work on jobs and yield how each ended.

        Raises:
            UsageError: Dask is not installed, the scheduler does not answer, or it has no workers.
            RenderError: the scheduler, or its last worker, went away.
        """
        if not jobs:
            return
        with connected(self.address) as client:
            post: SimpleQueue[News] = SimpleQueue()
            topic = f"convscenes-{uuid4()}"
            client.subscribe_topic(topic, lambda event: post.put(tuple(event[1])))
            executor = client.get_executor(pure=False)
            ours = toolchain()
            try:
                parcels = [Parcel(job.moved(Path()), ours) for job in jobs]
                workers = len(client.scheduler_info()["workers"])
                futures = {
                    executor.submit(work, row, [parcels[number] for number in row], topic): row
                    for row in portions(jobs, workers)
                }
                for number, delivery in follow(futures, post, on_news, Watch(client, self.address).look):
                    yield number, received(jobs[number], delivery)
            finally:
                executor.shutdown(wait=False)  # cancels what has not ended
                if client.status == "running":
                    client.unsubscribe_topic(topic)


class Watch:
    """Looks whether a cluster is still there."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.seen = time.monotonic()

    def look(self) -> None:
        """Raise RenderError if the scheduler is gone, or has had no workers for a while."""
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

    A Dask client that could not connect waits for its own threads when it is thrown away, at worst for ever.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname:
        raise ValueError("not an address like tcp://HOST:8786")
    socket.create_connection((parts.hostname, parts.port or PORT), TIMEOUT).close()


def work(numbers: Sequence[int], parcels: Sequence[Parcel], topic: str) -> list[Delivery]:
    """Work on a portion of parcels, all of one group, in a worker, until one fails; report their steps.

    If the portion is cancelled, the next report ends the parcel that is worked on.
    """
    from distributed import get_worker

    worker = get_worker()
    task = worker.state.tasks[worker.get_current_task()]

    def report(number: int, done: int, of: int) -> None:
        if task.state == "cancelled":
            raise RenderError("called off.")
        worker.log_event(topic, (number, done, of))

    deliveries: list[Delivery] = []
    for number, parcel in zip(numbers, parcels, strict=True):
        if deliveries and deliveries[-1].outcome.error:
            break
        report(number, 0, 0)
        deliveries.append(parcel.open(partial(report, number)))
    return deliveries + [Delivery(CALLED_OFF)] * (len(numbers) - len(deliveries))


def received(job: Job, delivery: Delivery | Outcome) -> Outcome:
    """Return how a job ended after its files, if any came, were put where they belong."""
    if isinstance(delivery, Outcome):
        return delivery  # Dask could not run it
    if delivery.outcome.error or delivery.outcome.called_off:
        return delivery.outcome
    try:
        with ExitStack() as new_files:
            written = {file: new_files.enter_context(atomic_write(file)) for file in job.files}
            for new, content in zip(written.values(), delivery.contents, strict=True):
                new.path.write_bytes(content)
    except ConvscenesError as error:
        return Outcome.failed(error)
    return Outcome({file: new.digest for file, new in written.items()})


def check_toolchain(theirs: Mapping[str, Any]) -> None:
    """Check that this machine draws with what the one that asks has; raises RenderError with what differs."""
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
