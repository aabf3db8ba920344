"""Digests of all texts and numbers of stories, and of their figures; as a module, a line for each spec."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from convscenes.rendering.figure import figures
from convscenes.stories import Story, load_story


def parts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of each text, number or array of a record, and its bits."""
    match value:
        case np.ma.MaskedArray():
            yield from parts(np.ma.getmaskarray(value), f"{name}.mask")
            yield from parts(value.filled(0), name)
        case np.ndarray() | np.generic():
            # Of decimals the bits, in words that can be read where they differ.
            words = value.astype(float) if value.dtype.kind == "f" else value
            yield name, f"{value.dtype} {np.shape(value)} {words.tolist()!r}"
        case Mapping():
            for key, item in value.items():
                yield from parts(item, f"{name}.{key}")
        case tuple() | list():
            for number, item in enumerate(value):
                yield from parts(item, f"{name}.{number}")
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from parts(getattr(value, field.name), f"{name}.{field.name}")
        case _:
            yield name, repr(value)


def story_digest(story: Story) -> str:
    """Return the digest of a story."""
    return hashlib.sha256(repr(list(parts(story))).encode()).hexdigest()


def figures_digest(story: Story) -> str:
    """Return the digest of the figures of all beats."""
    with TemporaryDirectory() as folder:
        drawn = [path.read_bytes() for path in figures(story, Path(folder))]
    return hashlib.sha256(b"".join(drawn)).hexdigest()


DIGESTS = {"stories": story_digest, "figures": figures_digest}

if __name__ == "__main__":
    _, what, *specs = sys.argv
    for spec in specs:
        print(DIGESTS[what](load_story(spec)))
