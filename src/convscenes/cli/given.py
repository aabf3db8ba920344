"""What the command line names: specs, of which one may come from standard input, and fields to change."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from convscenes.errors import ConvscenesError, UsageError
from convscenes.rendering.requests.targets import STDIN

if TYPE_CHECKING:
    from convscenes.rendering.requests.specs import Specs

DASH = Path("-")
"""Standard input as a spec, standard output as a place for a result."""


@dataclass(frozen=True)
class Given:
    """The files and folders that are named; ``stdin`` is the content of standard input, if that is a spec."""

    paths: tuple[Path, ...]
    stdin: bytes | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The specs, each once."""
        return spec_files(self.paths)

    def read(self) -> Specs:
        """Return what reads them."""
        from convscenes.rendering.requests.specs import Specs  # here, because it takes a while

        return Specs(self.stdin)


def given(ctx: click.Context, _param: click.Parameter, named: Path | tuple[Path, ...]) -> Given:
    """Return what an argument names; ``-`` is read now, unless the line is only being completed."""
    paths = named if isinstance(named, tuple) else (named,)
    if DASH not in paths or ctx.resilient_parsing:
        return Given(paths)
    from convscenes.spec.limits import FILE_BYTES  # here, because it takes a while

    stdin = sys.stdin.buffer.read(FILE_BYTES.maximum + 1)
    return Given(tuple(STDIN if path == DASH else path for path in paths), stdin)


def beat_names(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Return the names of beats that complete what was ``begun``, of the specs among the words before it."""
    read, names = Given(()).read(), []
    for word in ctx.args:
        with suppress(ConvscenesError):
            names += [beat.name for beat in read[Path(word)].story.beats if beat.name.startswith(begun)]
    return list(dict.fromkeys(names))


def spec_files(specs: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that ``specs`` name, each once; those of a folder in the order of their names.

    Raises:
        UsageError: a folder has no specs. A missing file is reported when it is read.
    """
    return tuple(dict.fromkeys(file for spec in specs for file in files_of(spec)))


def is_theme(path: Path) -> bool:
    """Return whether a file has the colours of a theme, and no spec, going by its first fields."""
    try:
        fields = set(re.findall(rb"^(base|kind|playlist):", path.read_bytes(), re.MULTILINE))
    except OSError:
        return False  # reported when it is read
    return fields == {b"base"}


def files_of(spec: Path) -> Iterator[Path]:
    """Yield ``spec`` itself, or all specs below a folder except in hidden ones; files of colours are none."""
    if not spec.is_dir():
        yield spec
        return
    found = sorted(
        f
        for f in spec.rglob("*.yaml")
        if not any(p.startswith(".") for p in f.relative_to(spec).parts) and not is_theme(f)
    )
    if not found:
        raise UsageError(f"{spec}: no specs (*.yaml) in this folder or below it.")
    yield from found
