"""The markup of captions: ``*strong*`` words and ``$maths$``.

A user's text is quoted before it stands in it: of all that it holds only maths is maths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from convscenes.spec import maths
from convscenes.spec.characters import POP, RIGHT_TO_LEFT, runs_leftwards
from convscenes.spec.maths import MATHS, Row

TOKEN = re.compile(r"\\.|\$[^$]+\$|\*|[^\\*$]+|[\\$]", re.DOTALL)
SPECIAL = re.compile(r"([\\*$])")


class Run(NamedTuple):
    """A part of a markup: text, whether it is strong, and its maths, if it is maths."""

    text: str
    strong: bool
    maths: Row | None = None


def quoted(text: str) -> str:
    r"""Return the markup for a text as it is; its maths is maths.

    >>> print(quoted("f * g costs $5, $x^2$ does not"))
    f \* g costs \$5, $x^2$ does not
    """
    return directed("".join(part if known else SPECIAL.sub(r"\\\1", part) for part, known in _parts(text)))


def directed(markup: str) -> str:
    """Return a markup, isolated from its surroundings where it runs from right to left.

    >>> directed("*a* b"), directed("*א* b") == f"{RIGHT_TO_LEFT}*א* b{POP}"
    ('*a* b', True)
    """
    return f"{RIGHT_TO_LEFT}{markup}{POP}" if runs_leftwards(markup) else markup


def readable(text: str) -> str:
    """Return a user's text with its maths as plain text.

    >>> readable("A stride of $s >= 2$, $C^T y$")
    'A stride of s ≥ 2, C^T y'
    """
    return plain(quoted(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, each with whether it is maths that is understood."""
    start = at = 0
    while found := MATHS.search(text, at):
        at = found.start() + 1
        if maths.parse(found[0][1:-1]):
            yield text[start : found.start()], False
            yield found[0], True
            start = at = found.end()
    yield text[start:], False


def strong(text: str) -> str:
    r"""Return the markup for a text in bold.

    >>> print(strong("x*y"))
    *x\*y*
    """
    return f"*{quoted(text)}*"


def runs(markup: str) -> list[Run]:
    r"""Return the runs of a markup.

    >>> [run[:2] for run in runs(r"A *3×3* kernel, f \* g")]
    [('A ', False), ('3×3', True), (' kernel, f * g', False)]
    """
    found: list[Run] = []
    bold = False
    for token in TOKEN.findall(markup):
        if token == "*":
            bold = not bold
        elif is_maths(token):
            found.append(Run(token, bold, maths.parse(token[1:-1])))
        else:
            found.append(Run(token[-1] if token[0] == "\\" else token, bold))
    alike = groupby(found, lambda run: run[1:])
    return [Run("".join(run.text for run in group), *kind) for kind, group in alike]


def is_open(markup: str) -> bool:
    r"""Return whether strong words of a markup have no end.

    >>> is_open("A *strong word"), is_open(r"A *strong* word, f \* g")
    (True, False)
    """
    return TOKEN.findall(markup).count("*") % 2 > 0


def plain(markup: str) -> str:
    r"""Return the text without markup.

    >>> plain(r"A *3×3* kernel, f \* g")
    'A 3×3 kernel, f * g'
    """
    text = "".join(maths.plain(run.maths) if run.maths else run.text for run in runs(markup))
    return text.replace(RIGHT_TO_LEFT, "").replace(POP, "")


def is_maths(token: str) -> bool:
    """Return whether a part of a markup is maths that is understood."""
    return token[0] == token[-1] == "$" and maths.parse(token[1:-1]) is not None


def halves(markup: str) -> list[tuple[str, str]]:
    """Return the two halves of a markup for every space that is not between strong words or in maths.

    A number stays with its name and the sign of equality, unless there is no other space.

    >>> halves("One *strong word* more")
    [('One', '*strong word* more'), ('One *strong word*', 'more')]
    >>> halves("Output, k = 3"), halves("k = 3")
    ([('Output,', 'k = 3')], [('k', '= 3'), ('k =', '3')])
    """
    spaces, at, bold = [], 0, False
    for token in TOKEN.findall(markup):
        if token == "*":
            bold = not bold
        elif not bold and not is_maths(token):
            spaces += [at + found.start() for found in re.finditer(" ", token)]
        at += len(token)
    cuts = [_cut(markup, space) for space in spaces]
    apart = [(left, right) for left, right in cuts if not (left.endswith("=") or right.startswith("="))]
    return apart or cuts


def _cut(markup: str, at: int) -> tuple[str, str]:
    """Return what is before and after a space, both from right to left if it stands in such a text."""
    left, right = markup[:at], markup[at + 1 :]
    inside = left.count(RIGHT_TO_LEFT) > left.count(POP)
    return (left + POP, RIGHT_TO_LEFT + right) if inside else (left, right)
