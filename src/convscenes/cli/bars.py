"""Progress bars on a terminal, one for each request in progress, below the lines that are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from convscenes.rendering.jobs.processes import Event, OnEvent
from convscenes.rendering.requests.request import Request


@contextmanager
def bars() -> Iterator[OnEvent]:
    """Yield a function that shows events as progress bars; they are removed at the end."""
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("beats"),
        TimeElapsedColumn(),
        console=Console(),
        transient=True,
        redirect_stderr=sys.stderr.isatty(),
    )
    tasks: dict[Request, TaskID] = {}

    def show(event: Event) -> None:
        request = event.job
        assert isinstance(request, Request)
        if request not in tasks:
            tasks[request] = progress.add_task(request.spec.stem, total=None)
        if event.outcome is not None:
            progress.remove_task(tasks.pop(request))
        elif event.of:
            progress.update(tasks[request], completed=event.done, total=event.of, refresh=True)

    with progress:
        yield show
