"""Updating ``media/`` from the specs of a folder: making and removing files, and a dry run of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convscenes.errors import ConvscenesError, SpecError
from convscenes.rendering.atomic import sweep
from convscenes.rendering.jobs.job import Runner
from convscenes.rendering.media import gallery, manifest
from convscenes.rendering.media.manifest import MANIFEST, Digests, Entries, Entry, name_of, outputs_of
from convscenes.rendering.media.plans import Plan, Publish, plan_for
from convscenes.rendering.places import MEDIA
from convscenes.rendering.requests import records
from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.schedule import OnEvent, Result, expected_result, fulfil
from convscenes.rendering.requests.specs import Specs

OnError = Callable[[ConvscenesError], None]


@dataclass(frozen=True)
class Scope:
    """What to update: the specs of a folder; the quality of videos; and what makes requests to publish."""

    folder: Path
    specs: tuple[Path, ...]
    quality: str | None
    publish: Publish

    def plans(self, read: Specs, on_error: OnError) -> list[Plan]:
        """Return the plans of all valid specs."""
        plans = []
        for spec in self.specs:
            try:
                plans.append(plan_for(spec, self.quality, self.folder, read, self.publish))
            except SpecError as error:
                on_error(error)
        return plans

    def entries(self, old: Entries, new: Entries) -> Entries:
        """Return what the manifest lists after ``new`` was made."""
        return manifest.renewed(old, new, self.folder, self.specs)


@dataclass(frozen=True)
class Report:
    """The result of each request, and the files removed, or kept because they were changed by hand.

    ``before`` has the digests of the old manifest; ``broken``: the old file was not a manifest.
    """

    results: Mapping[Request, Result]
    before: Digests
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    broken: bool = False


def update(
    scope: Scope,
    runner: Runner,
    on_event: OnEvent,
    on_error: OnError,
    *,
    recipe: Mapping[str, Any],
    force: bool,
) -> Report:
    """Make what is not up to date, remove outputs without a spec, and write the manifest and the gallery.

    Another process may do the same for another folder: the manifest is read again when it is written.
    """
    errors: list[ConvscenesError] = []

    def fail(error: ConvscenesError) -> None:
        errors.append(error)
        on_error(error)

    read = Specs()
    plans = scope.plans(read, fail)
    before = outputs_of(manifest.load() or {})
    requests = requests_of(plans)
    results = dict(zip(requests, fulfil(requests, runner, on_event, force=force, specs=read), strict=True))
    with runner.working(), manifest.locked():
        sweep([MEDIA])
        old = manifest.load()
        known = old or {}
        entries = scope.entries(known, {p.name: entry_of(p, results, known.get(p.name)) for p in plans})
        left = manifest.left_over(known, entries)
        removed = manifest.remove(left)
        digests = {MANIFEST: manifest.save(entries), gallery.GALLERY: gallery.save(entries)}
    if not errors and not any(result.error for result in results.values()):
        sources = {Path(path): digest for plan in plans for path, digest in plan.sources.items()}
        files = {path: digest for result in results.values() for path, digest in result.files.items()}
        records.record(MANIFEST, recipe, sources, digests | files)
    kept = tuple(path for path in left if path not in removed)
    return Report(results, before, removed, kept, broken=old is None)


def dry_run(scope: Scope, on_error: OnError, *, force: bool) -> Report:
    """Return the report of ``update`` without doing anything: files to make have no digest."""
    read = Specs()
    plans = scope.plans(read, on_error)
    old = manifest.load()
    known = old or {}
    results = {}
    for plan in plans:
        for request in plan.requests:
            result = expected_result(request, read, force=force)
            files = result.files if result.fresh else plan.files(request, result.files, known.get(plan.name))
            results[request] = replace(result, files={file: result.files.get(file, "") for file in files})
    new = {plan.name: entry_of(plan, results) for plan in plans}
    removed = tuple(manifest.left_over(known, scope.entries(known, new)))
    return Report(results, {}, removed, broken=old is None)


def requests_of(plans: Iterable[Plan]) -> list[Request]:
    """Return the requests of all plans."""
    return [request for plan in plans for request in plan.requests]


def entry_of(plan: Plan, results: Mapping[Request, Result], old: Entry | None = None) -> Entry:
    """Return a spec's entry for the manifest; if a request failed, with the outputs made before."""
    made = [results[request] for request in plan.requests]
    outputs = {name_of(file): digest for each in made for file, digest in each.files.items()}
    if old is None or not any(each.error for each in made):
        return Entry(plan.sources, outputs)
    return Entry(old.sources, {**old.outputs, **outputs})
