"""Making what was asked for: on a terminal a bar for each request, a line for each file, one at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from convscenes.cli.batch import Batch
from convscenes.rendering.jobs import Event, run
from convscenes.rendering.requests import FigureRequest, VideoRequest

FRESH = "up to date"


def make_all(
    requests: Iterable[VideoRequest | FigureRequest], batch: Batch, *, jobs: int, done: str, quiet: bool
) -> None:
    """Fulfil ``requests``; count in ``batch`` how each ended, and say where its files are."""
    with bars(quiet) as show:

        def tell(event: Event) -> None:
            show(event)
            if event.outcome is not None:
                with batch.part():
                    if event.outcome.error:
                        raise event.outcome.error
                    assert event.outcome.made is not None
                    ended = FRESH if event.outcome.made.fresh else done
                    batch.counts[ended] += 1
                    say(ended, event.outcome.made.files, quiet=quiet)

        run(requests, jobs, tell)


def say(ended: str, files: Iterable[Path], *, quiet: bool) -> None:
    """Print how files came to be, a line for each."""
    if not quiet:
        for file in files:
            print(f"{ended:12}  {file}")  # not click.echo: see ``complain``


@contextmanager
def bars(quiet: bool) -> Iterator[Callable[[Event], None]]:
    """Yield what shows events as progress bars; on anything but a terminal, it shows nothing."""
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("beats"),
        TimeElapsedColumn(),
        console=Console(),
        transient=True,
        disable=quiet or not sys.stdout.isatty(),
        redirect_stderr=sys.stderr.isatty(),
    )
    tasks: dict[Path, TaskID] = {}

    def show(event: Event) -> None:
        assert isinstance(event.request, VideoRequest | FigureRequest)
        output = event.request.output
        if output not in tasks:
            tasks[output] = progress.add_task(event.request.spec.stem, total=None)
        if event.outcome is not None:
            progress.remove_task(tasks[output])
        elif event.of:
            progress.update(tasks[output], completed=event.done, total=event.of, refresh=True)

    with progress:
        yield show
