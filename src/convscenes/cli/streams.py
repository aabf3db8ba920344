"""Encodings of output: UTF-8 in files and pipes, the terminal's own on a terminal."""

from __future__ import annotations

import io
from typing import TextIO


def make_printable(stream: TextIO | None) -> None:
    r"""Set up ``stream`` so that every character can be written to it.

    A file or a pipe gets UTF-8 with ``\n`` at the end of every line, on every system, with every code page.
    A terminal keeps its encoding; a character that it lacks becomes a question mark. Other streams, such as a
    notebook's, stay as they are.

    >>> pipe = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
    >>> make_printable(pipe)
    >>> print("3 × 3 ✓", file=pipe, flush=True)
    >>> pipe.buffer.getvalue().decode("utf-8")
    '3 × 3 ✓\n'
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
