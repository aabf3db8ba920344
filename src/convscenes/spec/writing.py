"""Plain data as YAML text: what a spec of Python, or one with fields overridden, looks like as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from convscenes.spec.scalars import resolve

PLAIN = re.compile(r"[A-Za-z][\w./-]*( [\w./-]+)*", re.ASCII)
"""Texts that need no quotes, if they are no other value."""


def written(data: Mapping[str, Any]) -> str:
    """Return data, of Python or of a spec, as YAML with a field a line, and a row of a matrix a line.

    >>> print(written({"kind": "scatter", "kernel": [[1, 2], [0.5, -3]], "labels": {"input": "x y"}}), end="")
    kind: scatter
    kernel:
      - [1, 2]
      - [0.5, -3]
    labels: {input: x y}
    """
    return "".join(f"{value_of(name)}:{block(value)}\n" for name, value in data.items())


def block(value: Any) -> str:
    """Return the value of a field: rows, mappings and titles of a list on lines of their own."""
    if isinstance(value, list) and any(isinstance(item, list | dict) for item in value):
        return "".join(f"\n  - {value_of(item)}" for item in value)
    return f" {value_of(value)}"


def value_of(value: Any) -> str:
    """Return a value on one line.

    >>> value_of([1e-07, float("inf"), None, "on", "true", "1:2", {"a b": []}])
    '[1e-07, .inf, null, on, "true", "1:2", {a b: []}]'
    """
    match value:
        case Mapping():
            return f"{{{', '.join(f'{value_of(key)}: {value_of(item)}' for key, item in value.items())}}}"
        case list():
            return f"[{', '.join(map(value_of, value))}]"
        case str():
            plain = PLAIN.fullmatch(value) and resolve(value) == value
            return value if plain else json.dumps(value, ensure_ascii=False)
        case float() if not isfinite(value):
            return {"inf": ".inf", "-inf": "-.inf"}.get(str(value), ".nan")
        case _:
            return json.dumps(value)
