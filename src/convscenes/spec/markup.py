"""The markup of captions: ``*strong*`` words. A user's text has none: it is quoted before it stands in it."""

from __future__ import annotations

import re
from itertools import groupby

TOKEN = re.compile(r"\\.|\*|[^\\*]+|\\", re.DOTALL)


def quoted(text: str) -> str:
    r"""Return the markup for a text as it is.

    >>> print(quoted("f * g"))
    f \* g
    """
    return re.sub(r"([\\*])", r"\\\1", text)


def strong(text: str) -> str:
    r"""Return the markup for a text in bold.

    >>> print(strong("x*y"))
    *x\*y*
    """
    return f"*{quoted(text)}*"


def runs(markup: str) -> list[tuple[str, bool]]:
    r"""Return the runs of text, each with whether it is strong.

    >>> runs(r"A *3×3* kernel, f \* g")
    [('A ', False), ('3×3', True), (' kernel, f * g', False)]
    """
    found, bold = [], False
    for token in TOKEN.findall(markup):
        if token == "*":
            bold = not bold
        else:
            found.append((token[-1] if token[0] == "\\" else token, bold))
    return [("".join(text for text, _ in run), bold) for bold, run in groupby(found, lambda pair: pair[1])]


def plain(markup: str) -> str:
    r"""Return the text without markup.

    >>> plain(r"A *3×3* kernel, f \* g")
    'A 3×3 kernel, f * g'
    """
    return "".join(text for text, _ in runs(markup))


def halves(markup: str) -> list[tuple[str, str]]:
    """Return the two halves of a markup for every space that is not between strong words.

    >>> halves("One *strong word* more")
    [('One', '*strong word* more'), ('One *strong word*', 'more')]
    """
    spaces, at, bold = [], 0, False
    for token in TOKEN.findall(markup):
        if token == "*":
            bold = not bold
        elif not bold:
            spaces += [at + found.start() for found in re.finditer(" ", token)]
        at += len(token)
    return [(markup[:space], markup[space + 1 :]) for space in spaces]
