"""The output of ``convscenes regenerate``: files made, removed, or different from their specs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from convscenes.cli.app import RENDER_FAILED
from convscenes.cli.batch import FAILED, WRONG, Batch, print_error
from convscenes.cli.report import FRESH, print_files, reporting
from convscenes.errors import ConvscenesError
from convscenes.rendering.jobs.job import Runner
from convscenes.rendering.media import update as updating
from convscenes.rendering.media.manifest import MANIFEST, name_of
from convscenes.rendering.media.update import Report, Scope
from convscenes.rendering.media.verify import verify
from convscenes.rendering.requests.records import Digests

MADE, AS_BEFORE, REMOVED, KEPT = "made", "as before", "removed", "kept"


class Tally:
    """Counts files by how they ended, and prints a line for each that changed."""

    def __init__(self, errors: Batch, *, quiet: bool) -> None:
        self.errors, self.quiet = errors, quiet
        self.batch = Batch("file")
        self.batch.counts.update(dict.fromkeys((FRESH, MADE, AS_BEFORE, REMOVED), 0))

    def add(self, ended: str, files: Iterable[Path]) -> None:
        """Count files that ended in the same way."""
        for file in files:
            self.batch.counts[ended] += 1
            if not self.quiet and ended not in (FRESH, AS_BEFORE):
                print_files(ended, [file])

    def add_made(self, files: Digests, before: Mapping[str, str]) -> None:
        """Count files that were made; those with the digest of ``before`` as unchanged."""
        for file, digest in files.items():
            self.add(AS_BEFORE if before.get(name_of(file)) == digest else MADE, [file])

    def close(self) -> int:
        """Print the summary, in which each failed or wrong spec counts as one file; return the exit code."""
        if not self.quiet:
            self.batch.counts += Counter({word: self.errors.counts[word] for word in (FAILED, WRONG)})
            click.echo(self.batch.summary())
        return self.errors.exit_code


def update(scope: Scope, runner: Runner, recipe: Mapping[str, Any], *, force: bool, quiet: bool) -> int:
    """Update ``media`` and print a report; return the exit code."""
    batch = Batch()
    with reporting(batch, MADE, quiet=quiet) as on_event:
        report = updating.update(scope, runner, on_event, into(batch), recipe=recipe, force=force)
    warn_of_broken(report)
    tally = Tally(batch, quiet=quiet)
    for result in report.results.values():
        if result.fresh:
            tally.add(FRESH, result.files)
        else:
            tally.add_made(result.files, report.before)
    tally.add(REMOVED, report.removed)
    tally.add(KEPT, report.kept)
    return tally.close()


def dry_run(scope: Scope, *, force: bool, quiet: bool) -> int:
    """Print what would be made and removed; return the exit code."""
    batch = Batch()
    report = updating.dry_run(scope, into(batch), force=force)
    warn_of_broken(report)
    tally = Tally(batch, quiet=quiet)
    for result in report.results.values():
        tally.add(FRESH if result.fresh else "would make", result.files)
    tally.add("would remove", report.removed)
    return tally.close()


def check(scope: Scope, runner: Runner, *, every: bool, quiet: bool) -> int:
    """Draw files in a scratch folder and print which differ in ``media``; return the exit code."""
    batch = Batch()
    with reporting(batch, "drawn", quiet=quiet) as on_event:
        found = verify(scope, runner, on_event, into(batch), every=every)
    for word, path in found.drifts:
        print_files(word, [path])
    if not quiet:
        number = len(found.drifts)
        result = f"{number} are not as their specs say" if number else "all are as their specs say"
        click.echo(f"{found.drawn} files drawn and compared: {result}.")
    return RENDER_FAILED if found.drifts else batch.exit_code


def into(batch: Batch) -> updating.OnError:
    """Return a function that prints an error and counts it in ``batch``."""

    def take(error: ConvscenesError) -> None:
        with batch.part():
            raise error

    return take


def warn_of_broken(report: Report) -> None:
    """Print a line if the manifest was not one."""
    if report.broken:
        print_error(f"{MANIFEST.as_posix()}: not a manifest. It is made anew, and nothing is removed.")
