"""The files that an output is made from: a spec, and every file that it names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from convscenes.spec import Document, is_playlist, read


def sources_of(document: Document) -> Iterator[Path]:
    """Yield a spec's file and every file that it names, the parts of a playlist and their files included."""
    yield document.path
    for file in named_by(document):
        if is_playlist(document):
            yield from sources_of(read(file))
        else:
            yield file


def named_by(document: Document) -> Iterator[Path]:
    """Yield every file that a document names: the parts of a playlist, the pictures and arrays of a spec."""
    if is_playlist(document):
        yield from parts_named(document)
    else:
        yield from files_named(document.path.parent, texts_in(document.data))


def parts_named(document: Document) -> Iterator[Path]:
    """Yield the files that a playlist, right or wrong, names and that are there; none of a spec."""
    parts = document.data.get("playlist")
    entries = parts if isinstance(parts, list) else []
    specs = (entry.get("spec") if isinstance(entry, dict) else entry for entry in entries)
    yield from files_named(document.path.parent, (spec for spec in specs if isinstance(spec, str)))


def files_named(folder: Path, texts: Iterable[str]) -> Iterator[Path]:
    """Yield the files below ``folder`` that some of ``texts`` name."""
    yield from (folder / text for text in texts if may_be_file(text) and is_readable(folder / text))


def is_readable(path: Path) -> bool:
    """Return whether a path is a file that can be read."""
    try:
        return path.is_file() and os.access(path, os.R_OK)
    except (OSError, ValueError):
        return False


def may_be_file(text: str) -> bool:
    """Return whether a text may name a file: no system calls it too long, and it is no absolute path.

    >>> may_be_file("digits/seven.png"), may_be_file("/etc/hosts")
    (True, False)
    """
    return len(text) < 256 and "\0" not in text and not Path(text).is_absolute()


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a YAML value.

    >>> list(texts_in({"input": {"file": "x.npy"}, "outputs": ["mp4"], "stride": 2}))
    ['x.npy', 'mp4']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)
