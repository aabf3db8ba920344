"""Progress bars on a terminal, one for each request in progress, below the lines that are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.schedule import Event, OnEvent


@contextmanager
def bars() -> Iterator[OnEvent]:
    """Yield a function that shows events as progress bars, which are removed at the end."""
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
        request = event.request
        if event.result is not None:
            if request in tasks:
                progress.remove_task(tasks.pop(request))
            return
        if request not in tasks:
            tasks[request] = progress.add_task(request.spec.stem, total=None)
        if event.of:
            progress.update(tasks[request], completed=event.done, total=event.of, refresh=True)

    with progress:
        yield show
