"""Faults: what is wrong with a value and where in it, before its file and line are known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from convscenes.errors import Problem

Path = tuple[str | int, ...]


@dataclass(eq=False)
class Fault(ValueError):
    """One thing wrong. A validator raises it; pydantic carries it to ``check``.

    ``path`` leads from the validated value to the thing at fault; ``sibling`` names the field at fault where
    that is not the one validated (checks of several fields); ``at_key`` points to the key, not its value.
    ``elsewhere`` are the problems of another file that is named there, which are reported in its place.
    """

    message: str
    path: Path = ()
    sibling: str = ""
    at_key: bool = False
    elsewhere: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """Return the message."""
        return self.message

    def below(self, start: Path) -> Fault:
        """Return the same fault, its path beginning at ``start`` (or at the sibling of ``start``).

        >>> Fault("must be at least 1, got 0.", (1,), sibling="stride").below(("kernel",)).path
        ('stride', 1)
        """
        start = (*start[:-1], self.sibling) if self.sibling else start
        return replace(self, path=start + self.path, sibling="")


@dataclass(eq=False)
class Faults(ValueError):
    """Several things wrong with one value, raised together."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Return all messages."""
        return " ".join(fault.message for fault in self.faults)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise all faults together, if there are any."""
    found = tuple(faults)
    if found:
        raise Faults(found)


def shown(value: object) -> str:
    """Return a user's value as text for a message: one line, shortened.

    >>> [shown(value) for value in (0, "3", True, None, [1, 2], {"a": 1}, float("nan"))]
    ['0', '"3"', 'true', 'nothing', 'a list', 'a mapping', '.nan']
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case float() if value != value or value in (float("inf"), -float("inf")):
            return str(value).replace("nan", ".nan").replace("inf", ".inf")
        case str():
            return quoted(value)
        case list() | tuple():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return str(value)


def quoted(text: str) -> str:
    r"""Return text in double quotes, shortened, escaped where it is not printable.

    >>> print(quoted("two\nlines"))
    "two\nlines"
    """
    short = text if len(text) <= 40 else text[:39] + "…"
    return json.dumps(short, ensure_ascii=not short.isprintable())


def named(path: Path) -> str:
    """Return the field at a path as text, without indices in lists.

    >>> named(("input", "random", "shape", 1))
    'input.random.shape'
    """
    return ".".join(part if part.isidentifier() else quoted(part) for part in path if isinstance(part, str))


def sizes(shape: Sequence[int]) -> str:
    """Return a shape as text.

    >>> sizes((4, 3)), sizes((5,))
    ('4×3', '5')
    """
    return "×".join(map(str, shape))
