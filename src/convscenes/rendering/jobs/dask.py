"""The same jobs on a Dask cluster, which needs our code and nothing else of this machine.

A spec goes there as its text, with the files that it names; the files that it becomes come back as bytes.
So there need be no shared folder, and only this process writes to the places that were asked for: nothing is
half written there, whatever happens to a worker. Videos are a few megabytes, figures a few kilobytes.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from convscenes.errors import ConvscenesError, RenderError, UsageError
from convscenes.rendering.jobs.processes import Event, News, OnEvent, Outcome, attempt, follow
from convscenes.rendering.requests import records as cache
from convscenes.rendering.requests.atomic import draft
from convscenes.rendering.requests.request import Made, Progress, Request

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 10
"""Seconds until a scheduler must have answered, and a worker have joined it."""
PORT = 8786
"""Where a Dask scheduler listens unless it is told otherwise."""
ONE_AT_A_TIME = threading.Lock()
"""A Dask worker may have many threads; Manim has one configuration in a process."""


@dataclass(frozen=True)
class Delivery(Made):
    """Files on their way back: their names, and what is in them."""

    contents: tuple[bytes, ...]


@dataclass(frozen=True)
class Parcel:
    """A request on its way to a worker: its spec and the files that it names, and who is to make it."""

    request: Request
    sources: Mapping[str, bytes]
    makers: Mapping[str, Any]

    def fulfil(self, progress: Progress | None = None) -> Delivery:
        """Make what was asked for in a folder that is gone afterwards, and return it.

        Raises:
            RenderError: the scene failed, or this machine has other versions than the one that asks.
        """
        check_makers(self.makers)
        with ONE_AT_A_TIME, TemporaryDirectory(prefix="convscenes-") as folder:
            unpacked, made = Path(folder, "sources"), Path(folder, "made")
            for name, content in self.sources.items():
                path = unpacked / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            request = replace(self.request, spec=unpacked / self.request.spec).moved(made)
            files = request.draw(request.story(), progress)
            names = tuple(file.relative_to(made) for file in files)
            return Delivery(names, fresh=False, contents=tuple(file.read_bytes() for file in files))


def run(requests: Sequence[Request], address: str, tell: OnEvent) -> list[Outcome]:
    """Fulfil ``requests`` on the cluster of the scheduler at ``address``; return how each ended, in order.

    Raises:
        UsageError: Dask is not installed, the scheduler does not answer, or it has no workers.
    """
    outcomes: dict[int, Outcome] = {}
    parcels: dict[int, Parcel] = {}
    sources: dict[int, dict[str, str]] = {}

    def settle(number: int, outcome: Outcome) -> None:
        outcomes[number] = outcome
        tell(Event(requests[number], outcome=outcome))

    for number, request in enumerate(requests):
        try:
            if files := request.up_to_date():
                settle(number, Outcome(Made(files, fresh=True)))
            else:
                sources[number] = request.sources()
                parcels[number] = pack(request)
        except ConvscenesError as error:
            settle(number, Outcome(None, error))
    if parcels:
        cache.make_ready()
        with connected(address) as client:
            for number, outcome in outcomes_of(parcels, client, requests, tell):
                settle(number, received(requests[number], sources[number], outcome))
    return [outcomes[number] for number in range(len(requests))]


def pack(request: Request) -> Parcel:
    """Return what a worker needs for ``request``; raises SpecError, here, where the spec is."""
    request.story()
    folder = request.spec.parent
    names = [path.relative_to(folder) for path in request.source_files()]
    deep = Path(
        *["below"] * max((name.parts.count("..") for name in names), default=0)
    )  # so that no name leads outside
    return Parcel(
        replace(request, spec=deep / request.spec.name).moved(Path()),
        {(deep / name).as_posix(): (folder / name).read_bytes() for name in names},
        cache.makers(),
    )


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
        knock(address)
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError as error:
            raise UsageError(f"the Dask scheduler at {address} has no workers.") from error
        yield client


def knock(address: str) -> None:
    """Check that somebody listens at an address; raises OSError or ValueError if not.

    A Dask client that could not connect waits for its own threads when it is thrown away, at worst for ever.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname:
        raise ValueError("not an address like tcp://HOST:8786")
    socket.create_connection((parts.hostname, parts.port or PORT), TIMEOUT).close()


def outcomes_of(
    parcels: Mapping[int, Parcel], client: Client, requests: Sequence[Request], tell: OnEvent
) -> Iterator[tuple[int, Outcome]]:
    """Send parcels to the workers, tell how they get on, and yield how each ended."""
    post: SimpleQueue[News] = SimpleQueue()
    topic = f"convscenes-{uuid4()}"
    client.subscribe_topic(topic, lambda event: post.put(tuple(event[1])))
    executor = client.get_executor(pure=False)
    try:
        futures = {executor.submit(work, number, parcel, topic): number for number, parcel in parcels.items()}
        yield from follow(futures, post, lambda number, *news: tell(Event(requests[number], *news)))
    finally:
        executor.shutdown(wait=False)  # cancels what has not ended
        client.unsubscribe_topic(topic)


def work(number: int, parcel: Parcel, topic: str) -> Outcome:
    """Fulfil a parcel in a worker of the cluster, and tell how it gets on; stop at a beat if nobody waits."""
    from distributed import get_worker

    worker = get_worker()
    task = worker.state.tasks[worker.get_current_task()]

    def tell(done: int, of: int) -> None:
        if task.state == "cancelled":
            raise RenderError("called off.")
        worker.log_event(topic, (number, done, of))

    tell(0, 0)
    return attempt(parcel, tell)


def received(request: Request, sources: Mapping[str, str], outcome: Outcome) -> Outcome:
    """Return the outcome of a request after its files, if any came, were put where they belong."""
    if not isinstance(outcome.made, Delivery):
        return outcome
    files = tuple(request.place / name for name in outcome.made.files)
    try:
        with ExitStack() as drafts:
            for file, content in zip(files, outcome.made.contents, strict=True):
                drafts.enter_context(draft(file)).write_bytes(content)
        request.remember(sources, files)
    except ConvscenesError as error:
        return Outcome(None, error)
    return Outcome(Made(files, fresh=False))


def check_makers(theirs: Mapping[str, Any]) -> None:
    """Check that this machine draws with what the one that asks has; raises RenderError with what differs."""
    ours = cache.makers()
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
