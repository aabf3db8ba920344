"""A starter spec: the shipped example of a kind, with the descriptions of its fields as comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from convscenes.cli.shipped import example
from convscenes.spec import Document, Fields, read
from convscenes.stories._base.kinds import kind_module, summary

OMITTED = ("expect", "outputs", "pace")
"""Fields of an example that a starter omits, because they suit only that example."""


def starter(kind: str) -> str:
    """Return commented YAML that passes ``check``: the example's fields, then the other fields as comments.

    Raises:
        UsageError: no shipped spec shows this kind.
    """
    model: type[Fields] = kind_module(kind).Fields
    fields = {name: field for name, field in model.model_fields.items() if name not in model.refused}
    path = example(kind)
    blocks = dict(blocks_of(read(path), path.read_text(encoding="utf-8").splitlines()))
    parts = [[*comment(summary(kind)), *blocks.pop("kind")]]
    parts += [
        [*comment(fields[name].description), *lines] for name, lines in blocks.items() if name not in OMITTED
    ]
    parts += [comment("All other fields with their defaults; remove the # in front of one to change it.")]
    parts += [
        [*comment(field.description), f"# {name}: {json.dumps(shortest(field.default))}"]
        for name, field in fields.items()
        if not field.is_required() and field.default is not None and (name not in blocks or name in OMITTED)
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def blocks_of(document: Document, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield every field of a spec with its lines, from its key up to the key of the next field."""
    starts = [(document.positions[name,].key[0] - 1, name) for name in document.data]
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    for (start, name), end in zip(starts, ends, strict=True):
        yield name, "\n".join(lines[start:end]).rstrip().splitlines()


def shortest(default: Any) -> Any:
    """Return a default in its shortest form: equal values of all axes only once.

    >>> shortest(((0, 0),)), shortest((2, 1))
    (0, (2, 1))
    """
    single = isinstance(default, tuple) and len(set(default)) == 1
    return shortest(default[0]) if single else default


def comment(text: str | None) -> list[str]:
    """Return text as YAML comments."""
    return wrap(text or "", 100, initial_indent="# ", subsequent_indent="# ")
