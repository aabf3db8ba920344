"""Reports of requests: progress bars on a terminal, and a line for each file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.cli.batch import Batch, print_error
from convscenes.errors import SpecError, UsageError
from convscenes.rendering.jobs import processes
from convscenes.rendering.jobs.job import Runner
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import Request

if TYPE_CHECKING:
    from convscenes.rendering.requests.schedule import Event, OnEvent
    from convscenes.rendering.requests.specs import Specs

FRESH = "up to date"

ReportFiles = Callable[[str, Iterable[Path]], None]
"""Called with how files ended, and the files."""


def print_files(ended: str, files: Iterable[Path]) -> None:
    """Print a line for each file, with how it ended."""
    for file in files:
        print(f"{ended:12}  {file}")  # not click.echo: see ``print_error``


def runner_for(jobs: int | None, scheduler: str | None) -> Runner:
    """Return the runner of jobs: this machine, with up to ``jobs`` in parallel, or a cluster.

    Raises:
        UsageError: both are given.
    """
    if scheduler is None:
        return processes.Processes(jobs)
    if jobs is not None:
        raise UsageError("--jobs and --scheduler exclude each other: a cluster has as many jobs as workers.")
    from convscenes.rendering.jobs import dask

    return dask.Cluster(scheduler)


def warn_of_dark(requests: Iterable[Request], specs: Specs, options: Options) -> None:
    """Print a line for each spec whose own theme is dark, where it becomes transparent."""
    if not options.transparent or options.theme:
        return
    for request in requests:
        with suppress(SpecError, UsageError):  # reported when it is drawn
            spec = specs.changed(request.spec, request.settings)
            documents = [spec.document]
            if "theme" not in spec.document.data:  # that of a playlist overrides its parts'
                documents += [specs[part].document for part in spec.parts]
            for path in (each.path for each in documents if each.data.get("theme") == "dark"):
                print_error(
                    f"{path}: its theme is dark, hard to see on white without a background; "
                    "--theme light is for white pages."
                )


def make_all(
    requests: Sequence[Request],
    batch: Batch,
    runner: Runner,
    specs: Specs | None = None,
    *,
    done: str,
    quiet: bool,
    force: bool = False,
    keep: bool = True,
    report: ReportFiles = print_files,
) -> None:
    """Make the files of ``requests``, count how each ended in ``batch``, and ``report`` the files.

    ``specs`` may be given if they were read before; with ``force``, files that are up to date are made as
    well; without ``keep``, nothing is recorded.
    """
    if force or not all(request.up_to_date() for request in requests):
        runner.prepare()  # while the rest is imported and stories are built
    from convscenes.rendering.requests.schedule import fulfil

    with reporting(batch, done, quiet=quiet, report=None if quiet else report) as on_event:
        fulfil(requests, runner, on_event, force=force, keep=keep, specs=specs)


def print_dry_run(
    requests: Iterable[Request], batch: Batch, specs: Specs, *, quiet: bool, force: bool
) -> None:
    """Print what would be made, and of which files beside the spec."""
    from convscenes.rendering.requests.schedule import expected_result

    for request in requests:
        with batch.part():
            result = expected_result(request, specs, force=force)
            ended = FRESH if result.fresh else "would render"
            batch.counts[ended] += 1
            if not quiet:
                print_files(ended, result.files)
                print_files("from", request.beside)


@contextmanager
def reporting(
    batch: Batch, done: str, *, quiet: bool, report: ReportFiles | None = None
) -> Iterator[OnEvent]:
    """Yield a function that shows events, counts results in ``batch`` and passes files to ``report``."""
    with display(quiet) as show:

        def take(event: Event) -> None:
            show(event)
            if event.result is None:
                return
            with batch.part():
                if event.result.error:
                    raise event.result.error
                ended = FRESH if event.result.fresh else done
                batch.counts[ended] += 1
                if report:
                    report(ended, event.result.files)

        yield take


def display(quiet: bool) -> AbstractContextManager[OnEvent]:
    """Return a context for showing events: as progress bars on a terminal, else not at all."""
    if quiet or sys.stdout is None or not sys.stdout.isatty():
        return nullcontext(lambda _: None)
    from convscenes.cli.bars import bars  # here, because rich takes a while to import

    return bars()
