"""The words of ``convscenes regenerate``: what was made, removed, or is not as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from convscenes.cli.app import RENDER_FAILED
from convscenes.cli.batch import FAILED, WRONG, Batch, complain
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
    """Counts files by how they ended, and prints a line for each that is not as it was."""

    def __init__(self, troubles: Batch, *, quiet: bool) -> None:
        self.troubles, self.quiet = troubles, quiet
        self.batch = Batch("file")
        self.batch.counts.update(dict.fromkeys((FRESH, MADE, AS_BEFORE, REMOVED), 0))

    def add(self, ended: str, files: Iterable[Path]) -> None:
        """Count files that ended alike."""
        for file in files:
            self.batch.counts[ended] += 1
            if not self.quiet and ended not in (FRESH, AS_BEFORE):
                print_files(ended, [file])

    def add_made(self, files: Digests, before: Mapping[str, str]) -> None:
        """Count files that were made; one that is what it was ``before`` is counted apart."""
        for file, digest in files.items():
            self.add(AS_BEFORE if before.get(name_of(file)) == digest else MADE, [file])

    def close(self) -> int:
        """Print it all in one line, in which what failed or is wrong counts as one; return the exit code."""
        if not self.quiet:
            self.batch.counts += Counter({word: self.troubles.counts[word] for word in (FAILED, WRONG)})
            click.echo(self.batch.summary())
        return self.troubles.exit_code


def update(scope: Scope, runner: Runner, recipe: Mapping[str, Any], *, force: bool, quiet: bool) -> int:
    """Make what would change, remove what nothing makes any more, and report it; return the exit code."""
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


def foresee(scope: Scope, *, force: bool, quiet: bool) -> int:
    """Print what would be made and removed, and do nothing; return the exit code."""
    batch = Batch()
    report = updating.foresee(scope, into(batch), force=force)
    warn_of_broken(report)
    tally = Tally(batch, quiet=quiet)
    for result in report.results.values():
        tally.add(FRESH if result.fresh else "would make", result.files)
    tally.add("would remove", report.removed)
    return tally.close()


def check(scope: Scope, runner: Runner, *, every: bool, quiet: bool) -> int:
    """Draw files elsewhere and print what is other in ``media``; return the exit code."""
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
    """Return what words an error and counts it in ``batch``."""

    def take(error: ConvscenesError) -> None:
        with batch.part():
            raise error

    return take


def warn_of_broken(report: Report) -> None:
    """Print a line if there is a file in the manifest's place that is none."""
    if report.broken:
        complain(f"{MANIFEST.as_posix()}: not a manifest. It is made anew, and nothing is removed.")
