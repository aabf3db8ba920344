"""Messages for PyYAML's syntax errors, each with a hint."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from convscenes.spec.document import Mark


class Wording(NamedTuple):
    """The message for errors whose text has ``part``; ``opening`` marks where the unfinished item began."""

    part: str
    message: str
    opening: bool = False


WORDINGS = (
    Wording("found character '\\t'", "a tab cannot stand here. Use spaces."),
    Wording("cannot start any token", "a word cannot begin with this character. Put the text in quotes."),
    Wording("while scanning an alias", "text that begins with * stands in quotes.", opening=True),
    Wording("but got '?'", 'inside {…} or […], text with a "?" in it needs quotes.'),
    Wording(
        "flow sequence", "this list is not closed, or a comma is missing. Write [1, 2, 3].", opening=True
    ),
    Wording(
        "flow mapping", "this mapping is not closed, or a comma is missing. Write {a: 1, b: 2}.", opening=True
    ),
    Wording("found unexpected end of stream", "this quote is not closed.", opening=True),
    Wording("escape", "this is not an escape. Put the text in single quotes to keep its backslashes."),
    Wording(
        "could not find expected ':'",
        'unfinished. Write "key: value" or "- item", with the space.',
        opening=True,
    ),
    Wording("mapping values are not allowed", 'a colon cannot stand here. Quote text that has ": " in it.'),
    Wording(
        "<block end>", "this does not line up with what is above it. Indent alike what belongs together."
    ),
    Wording("<document start>", "nothing may follow here: a file holds one mapping."),
    Wording("<stream end>", "the file ends too early: a list or mapping is not closed."),
)


def explain(error: yaml.YAMLError, text: str) -> tuple[Mark, str]:
    """Return the mark of a syntax error, and its message.

    >>> text = "kernel: [1, 2"
    >>> try:
    ...     list(yaml.parse(text, yaml.SafeLoader))
    ... except yaml.YAMLError as error:
    ...     explain(error, text)
    ((1, 9), 'this list is not closed, or a comma is missing. Write [1, 2, 3].')
    """
    if isinstance(error, yaml.reader.ReaderError):
        return mark_after(text[: error.position]), "a character that YAML does not allow."
    assert isinstance(error, yaml.MarkedYAMLError)  # the parser raises no other kind
    found = f"{error.context} {error.problem}"
    wording = next((known for known in WORDINGS if known.part in found), None)
    mark = error.context_mark if wording and wording.opening and error.context_mark else error.problem_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return place, wording.message if wording else f"not YAML: {error.problem}."


def mark_after(text: str) -> Mark:
    r"""Return the line and column that follow a text.

    >>> mark_after("kind: a\ntitle")
    (2, 6)
    """
    return text.count("\n") + 1, len(text) - text.rfind("\n")
