"""The arguments and options that several commands have. Quick to import, for runs with nothing to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from convscenes.errors import UsageError

SPECS = click.argument("specs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SPEC...")
"""One or more specs; a folder stands for every ``*.yaml`` below it."""


class Utf8Path(click.Path):
    """A path to write to that is UTF-8, as are the records and the manifest that list it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; raises UsageError where it is not UTF-8."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            str(path).encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError(f"{path}: the path is not UTF-8. Choose another name.") from None
        return path


OUTPUT = click.option(
    "-o",
    "--output",
    type=Utf8Path(),
    metavar="PATH",
    help="A file for one result (its suffix sets the format), otherwise a folder.",
)
QUALITIES = {"l": "low", "m": "medium", "h": "high", "k": "k"}
"""What may follow ``-q``, and what it means."""

JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work on N specs at once, each on one processor. Default: on all processors.",
)
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on a Dask cluster instead, whose scheduler is at ADDRESS (tcp://HOST:8786).",
)
QUIET = click.option("--quiet", is_flag=True, help="Print only what goes wrong.")


def spec_files(specs: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that ``specs`` name, each once, a folder's in the order of their names.

    Raises:
        UsageError: a folder without specs. A file that is missing is reported when it is read.
    """
    return tuple(dict.fromkeys(file for spec in specs for file in files_of(spec)))


def files_of(spec: Path) -> Iterator[Path]:
    """Yield ``spec`` itself, or the specs below a folder; hidden folders hold caches, not specs."""
    if not spec.is_dir():
        yield spec
        return
    found = sorted(
        f for f in spec.rglob("*.yaml") if not any(p.startswith(".") for p in f.relative_to(spec).parts)
    )
    if not found:
        raise UsageError(f"{spec}: no specs (*.yaml) in this folder or below it.")
    yield from found
