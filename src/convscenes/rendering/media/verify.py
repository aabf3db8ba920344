"""Verifying ``media/``: files are drawn again in another folder, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from convscenes.rendering.atomic import digest_of, scratch_folder
from convscenes.rendering.jobs.job import Runner
from convscenes.rendering.media import manifest
from convscenes.rendering.media.gallery import GALLERY, page
from convscenes.rendering.media.manifest import MANIFEST, Entry
from convscenes.rendering.media.plans import Plan
from convscenes.rendering.media.update import OnError, Scope, requests_of
from convscenes.rendering.options import VIDEOS
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import OnEvent, fulfil
from convscenes.rendering.requests.specs import Specs

Drift = tuple[str, Path]
"""A file of ``media`` and what is wrong with it: it is missing, differs, or is left over."""


@dataclass(frozen=True)
class Verification:
    """The number of files drawn and compared, and those that differ from their specs."""

    drawn: int
    drifts: tuple[Drift, ...]


def verify(
    scope: Scope, runner: Runner, on_event: OnEvent, on_error: OnError, *, every: bool
) -> Verification:
    """Draw figures, or ``every`` file, in a scratch folder, and return what differs in ``media``.

    Files that are not drawn must match the manifest, except videos and publications: they are not tracked,
    and may have any quality or be missing. Stored clips are not used.
    """
    read = Specs()
    plans = scope.plans(read, on_error)
    requests = [r for r in requests_of(plans) if every or isinstance(r, FigureRequest)]
    drawn: dict[Request, dict[Path, str]] = {}
    with scratch_folder() as scratch:
        moved = [request.moved(scratch / request.output.parent) for request in requests]
        results = fulfil(moved, runner, on_event, force=True, keep=False, specs=read)
        for request, there, result in zip(requests, moved, results, strict=True):
            if not result.error:
                drawn[request] = {
                    request.output.parent / file.relative_to(there.output.parent): digest
                    for file, digest in result.files.items()
                }
    return Verification(
        sum(map(len, drawn.values())), tuple(sorted(set(drifts_of(scope, plans, read, drawn))))
    )


def drifts_of(
    scope: Scope, plans: Iterable[Plan], read: Specs, drawn: Mapping[Request, Mapping[Path, str]]
) -> Iterator[Drift]:
    """Yield how ``media`` differs from the digests ``drawn``, and from the manifest for all other files."""
    old = manifest.load()
    known = old or {}
    listed = manifest.outputs_of(known)
    new = {}
    for plan in plans:
        outputs = {}
        for request in plan.requests:
            files = drawn.get(request) or {
                file: listed.get(manifest.name_of(file), "")
                for file in plan.files(request, plan_of(request, read).files, known.get(plan.name))
            }
            for file, digest in files.items():
                outputs[manifest.name_of(file)] = digest
                if request in drawn or is_tracked(request):
                    yield from drift_of(file, digest)
        new[plan.name] = Entry(plan.sources, outputs)
    entries = scope.entries(known, new)
    for file in manifest.left_over(known, entries):
        yield "left over", file
    if not (GALLERY.is_file() and GALLERY.read_text(encoding="utf-8") == page(entries)):
        yield "differs" if GALLERY.is_file() else "missing", GALLERY
    if old != entries:
        yield "differs" if MANIFEST.is_file() else "missing", MANIFEST


def drift_of(file: Path, digest: str) -> Iterator[Drift]:
    """Yield the drift of a file from this digest, if there is one."""
    if not file.is_file():
        yield "missing", file
    elif digest_of(file) != digest:
        yield "differs", file


def is_tracked(request: Request) -> bool:
    """Return whether a request is for figures or a picture that moves: neither a video nor a publication."""
    moving = isinstance(request, VideoRequest) and request.options.format not in VIDEOS
    return moving or isinstance(request, FigureRequest)
