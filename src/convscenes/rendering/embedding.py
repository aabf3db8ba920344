"""The spec's text within a file that was made of it, under a line that says so."""

from __future__ import annotations

MARK = "# The spec that convscenes made this of:\n"
"""The line before the spec: in YAML a comment."""
MOST_BYTES = 32 * 1024
"""Of a spec. A mov's comment has less than 64 KiB, and large arrays are better files of their own."""


def embedded(spec: str) -> str:
    r"""Return a spec's text with the line before it, to be put into a file; "" for none, or a very long one.

    >>> embedded("kind: scatter\n").splitlines()[1], embedded("")
    ('kind: scatter', '')
    """
    return MARK + spec if spec and len(spec.encode()) <= MOST_BYTES else ""


def spec_of(text: str) -> str:
    r"""Return the spec in a comment, "" where there is none.

    >>> spec_of("pauses: 7.667\n" + embedded("kind: scatter\n")), spec_of("kind: scatter")
    ('kind: scatter\n', '')
    """
    return text.partition(MARK)[2]
