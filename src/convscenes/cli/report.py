"""Making what was asked for: on a terminal a bar for each request, a line for each file, one at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from convscenes.cli.batch import Batch
from convscenes.errors import UsageError
from convscenes.rendering.jobs.processes import Event, OnEvent, Outcome, run
from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.schedule import Run, forget_all, fulfil_all

FRESH = "up to date"


def say(ended: str, files: Iterable[Path]) -> None:
    """Print how files came to be, a line for each."""
    for file in files:
        print(f"{ended:12}  {file}")  # not click.echo: see ``complain``


Report = Callable[[str, Iterable[Path]], None]


def runner(jobs: int | None, scheduler: str | None) -> Run:
    """Return what draws: this machine, so many jobs at once (else as it thinks best), or a cluster.

    Raises:
        UsageError: both are asked for.
    """
    if scheduler is None:
        return lambda requests, tell: run(requests, jobs, tell)
    if jobs is not None:
        raise UsageError("--jobs and --scheduler exclude each other: a cluster has as many jobs as workers.")
    from convscenes.rendering.jobs import dask as cluster

    return lambda requests, tell: cluster.run(requests, scheduler, tell)


def make_all(
    requests: Iterable[Request],
    batch: Batch,
    run: Run,
    *,
    done: str,
    quiet: bool,
    force: bool = False,
    report: Report = say,
) -> list[Outcome]:
    """Fulfil ``requests``, return how each ended, count it in ``batch``, and ``report`` its files.

    ``force`` makes what is up to date as well; ``quiet`` shows no progress and reports nothing.
    """
    wanted = tuple(requests)
    known = set(wanted)
    if force:
        forget_all(wanted)
    with display(quiet) as show:

        def tell(event: Event) -> None:
            show(event)
            if event.outcome is not None and event.job in known:  # and no part, made for a playlist only
                with batch.part():
                    if event.outcome.error:
                        raise event.outcome.error
                    assert event.outcome.made is not None
                    ended = FRESH if event.outcome.made.fresh else done
                    batch.counts[ended] += 1
                    if not quiet:
                        report(ended, event.outcome.made.files)

        return fulfil_all(wanted, run, tell)


def display(quiet: bool) -> AbstractContextManager[OnEvent]:
    """Return what shows events: progress bars on a terminal, nothing anywhere else."""
    if quiet or sys.stdout is None or not sys.stdout.isatty():
        return nullcontext(lambda _: None)
    from convscenes.cli.bars import bars  # here, because rich takes a while to import, and only bars need it

    return bars()
