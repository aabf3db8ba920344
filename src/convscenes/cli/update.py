"""The work of ``convscenes regenerate``: making and foreseeing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from convscenes.cli.batch import FAILED, WRONG, Batch, complain
from convscenes.cli.report import FRESH, make_all, say
from convscenes.rendering.media import gallery, manifest
from convscenes.rendering.media.manifest import MANIFEST, Digests, Entries, Entry, outputs_of
from convscenes.rendering.media.plans import Plan, check_places, entry_of, plan_for
from convscenes.rendering.requests import records as cache
from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.schedule import Run

MADE, AS_BEFORE, REMOVED, KEPT = "made", "as before", "removed", "kept"


@dataclass(frozen=True)
class Task:
    """What to bring up to date: the specs of a folder; and the quality of videos."""

    folder: Path
    specs: tuple[Path, ...]
    quality: str | None
    quiet: bool

    def plans(self, batch: Batch) -> list[Plan]:
        """Return the plan of every spec that is fine; raises UsageError where two would make one file."""
        plans = []
        for spec in self.specs:
            with batch.part():
                plans.append(plan_for(spec, self.quality))
        check_places(plans)
        return plans

    def entries(self, old: Entries, new: Entries) -> Entries:
        """Return what the manifest says after ``new`` was made."""
        return manifest.renewed(old, new, self.folder, self.specs)


@dataclass
class Tally:
    """Counts files by how they ended, and says so; what is as it was goes without saying."""

    quiet: bool
    before: Digests
    batch: Batch = field(default_factory=lambda: Batch("file"))

    def __post_init__(self) -> None:
        """Fix the order of the words in the last line."""
        self.batch.counts.update(dict.fromkeys((FRESH, MADE, AS_BEFORE, REMOVED), 0))

    def add(self, ended: str, files: Iterable[Path]) -> None:
        """Count files that ended alike; one that was made, but is what it was before, is told apart."""
        for file in files:
            same = ended == MADE and self.before.get(manifest.name_of(file)) == cache.digest_of(file)
            word = AS_BEFORE if same else ended
            self.batch.counts[word] += 1
            if not self.quiet and word not in (FRESH, AS_BEFORE):
                say(word, [file])

    def close(self, troubles: Batch) -> None:
        """Say it all in one line; what failed or is wrong counts as one."""
        if not self.quiet:
            self.batch.counts += Counter({word: troubles.counts[word] for word in (FAILED, WRONG)})
            click.echo(self.batch.summary())


def renew(task: Task, run: Run, recipe: Mapping[str, Any], *, force: bool) -> int:
    """Make what would change, remove what nothing makes any more, note and show it; return the exit code."""
    batch = Batch()
    plans, old = task.plans(batch), known()
    requests, tally = requests_of(plans), Tally(task.quiet, outputs_of(old))
    ended = make_all(requests, batch, run, done=MADE, quiet=task.quiet, force=force, report=tally.add)
    outcomes = dict(zip(requests, ended, strict=True))
    entries = task.entries(old, {plan.name: entry_of(plan, outcomes, old.get(plan.name)) for plan in plans})
    left = manifest.left_over(old, entries)
    gone = manifest.remove(left)
    tally.add(REMOVED, gone)
    tally.add(KEPT, [path for path in left if path not in gone])
    manifest.save(entries)
    gallery.save(entries)
    if not batch.exit_code:
        sources = {path: digest for plan in plans for path, digest in plan.sources.items()}
        files = [file for outcome in ended if outcome.made for file in outcome.made.files]
        cache.remember(MANIFEST, recipe, sources, [MANIFEST, gallery.GALLERY, *files])
    tally.close(batch)
    return batch.exit_code


def requests_of(plans: Iterable[Plan]) -> list[Request]:
    """Return everything that is asked for."""
    return [request for plan in plans for request in plan.requests]


def known() -> Entries:
    """Return what the manifest says; if it is none, say so: nothing is removed then."""
    entries = manifest.load()
    if entries is None:
        complain(f"{MANIFEST.as_posix()}: not a manifest. It is made anew, and nothing is removed.")
    return entries or {}


def foresee(task: Task, *, force: bool) -> int:
    """Say what would be made and removed, and do nothing; return the exit code."""
    batch = Batch()
    plans, old = task.plans(batch), known()
    tally = Tally(task.quiet, {})
    for request in requests_of(plans):
        tally.add(FRESH if request.up_to_date() and not force else "would make", request.files())
    entries = task.entries(old, {plan.name: foreseen(plan) for plan in plans})
    tally.add("would remove", manifest.left_over(old, entries))
    tally.close(batch)
    return batch.exit_code


def foreseen(plan: Plan) -> Entry:
    """Return what the manifest will list for a spec, without digests."""
    return Entry(
        plan.sources, {manifest.name_of(f): "" for request in plan.requests for f in request.files()}
    )
