"""The proof of ``convscenes regenerate --check``: files are drawn again, elsewhere, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from convscenes.cli.app import RENDER_FAILED
from convscenes.cli.batch import Batch
from convscenes.cli.report import make_all
from convscenes.cli.update import Task, requests_of
from convscenes.rendering.media import manifest
from convscenes.rendering.media.gallery import GALLERY, page
from convscenes.rendering.media.manifest import MANIFEST, Entry
from convscenes.rendering.media.plans import Plan
from convscenes.rendering.options import VIDEOS
from convscenes.rendering.requests import records as cache
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import Run

Drift = tuple[str, Path]
"""A file of ``media`` and what is wrong with it: it is missing, differs, or is left over."""


def prove(task: Task, run: Run, *, every: bool) -> int:
    """Draw figures, or ``every`` file, elsewhere; list what is other in ``media``; return the exit code.

    What is not drawn has to be what the manifest says, but for videos: they are not tracked, and may be of
    any quality or not there.
    """
    batch = Batch()
    plans = task.plans(batch)
    requests = [r for r in requests_of(plans) if every or isinstance(r, FigureRequest)]
    with elsewhere(requests) as moved:
        ended = make_all(
            moved.values(), batch, run, done="drawn", quiet=task.quiet, force=True, report=lambda *_: None
        )
        drawn = {
            request.place / file.relative_to(moved[request].place): cache.digest_of(file)
            for request, outcome in zip(requests, ended, strict=True)
            if outcome.made
            for file in outcome.made.files
        }
    drifts = sorted(set(drifts_of(task, plans, drawn)))
    for word, path in drifts:
        print(f"{word:12}  {path}")
    if not task.quiet:
        result = f"{len(drifts)} are not as their specs say" if drifts else "all are as their specs say"
        click.echo(f"{len(drawn)} files drawn and compared: {result}.")
    return RENDER_FAILED if drifts else batch.exit_code


@contextmanager
def elsewhere(requests: Iterable[Request]) -> Iterator[dict[Request, Request]]:
    """Yield, for every request, the same for a scratch folder, of which nothing is left afterwards."""
    cache.make_ready()
    scratch = cache.FOLDER / "scratch"
    scratch.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=scratch, prefix="check-") as folder:
        moved = {request: request.moved(Path(folder) / request.place) for request in requests}
        try:
            yield moved
        finally:
            for request in moved.values():
                cache.forget(request.place / request.name)


def drifts_of(task: Task, plans: Iterable[Plan], drawn: Mapping[Path, str]) -> Iterator[Drift]:
    """Yield what is other in ``media`` than ``drawn``, by digest, or than the manifest says of the rest."""
    old = manifest.load()
    listed = manifest.outputs_of(old or {})
    new = {}
    for plan in plans:
        outputs = {}
        for request in plan.requests:
            for file in request.files():
                name = manifest.name_of(file)
                outputs[name] = drawn.get(file, listed.get(name, ""))
                if file in drawn or not is_video(request):
                    yield from drift_of(file, outputs[name])
        new[plan.name] = Entry(plan.sources, outputs)
    entries = task.entries(old or {}, new)
    for file in manifest.left_over(old or {}, entries):
        yield "left over", file
    if not (GALLERY.is_file() and GALLERY.read_text(encoding="utf-8") == page(entries)):
        yield "differs" if GALLERY.is_file() else "missing", GALLERY
    if old != entries:
        yield "differs" if MANIFEST.is_file() else "missing", MANIFEST


def drift_of(file: Path, digest: str) -> Iterator[Drift]:
    """Yield what is wrong with a file that should have this digest, if anything is."""
    if not file.is_file():
        yield "missing", file
    elif cache.digest_of(file) != digest:
        yield "differs", file


def is_video(request: Request) -> bool:
    """Return whether a request is for a file that plays, which is not tracked."""
    return isinstance(request, VideoRequest) and request.options.format in VIDEOS
