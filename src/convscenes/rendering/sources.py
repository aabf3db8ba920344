"""The files that an output is made from: a spec, and every file that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convscenes.spec import Document, is_playlist, read


def sources_of(document: Document) -> Iterator[Path]:
    """Yield a spec's file and every file that it names, the parts of a playlist and their files included."""
    yield document.path
    folder, whole = document.path.parent, is_playlist(document)
    for text in listed(document.data["playlist"]) if whole else texts_in(document.data):
        if may_be_file(text) and (folder / text).is_file():
            if whole:
                yield from sources_of(read(folder / text))
            else:
                yield folder / text


def listed(parts: Any) -> Iterator[str]:
    """Yield the parts of a playlist, which may be wrong yet, that are no cards."""
    yield from (part for part in parts if isinstance(part, str)) if isinstance(parts, list) else ()


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
