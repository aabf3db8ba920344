"""Containers (mp4, webm, mov): opening files to write and to read, and their chapters."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer


def open_output(path: Path, format: str) -> OutputContainer:
    """Open a file for one video; an mp4 or mov begins with its index, so that it plays while it loads."""
    # Without bitexact, a WebM has a random number and every file the version of FFmpeg.
    options = {"fflags": "+bitexact"} | ({} if format == "webm" else {"movflags": "+faststart"})
    return av.open(url_of(path), "w", format=format, container_options=options)


def open_input(path: Path) -> InputContainer:
    """Open a video to read it."""
    return av.open(url_of(path))


def url_of(path: Path) -> str:
    """Return a path as FFmpeg's URL: "http:x.mp4" alone would be an address, "concat:x.mp4" a list of files.

    >>> url_of(Path("http:x.mp4"))
    'file:http:x.mp4'
    """
    return f"file:{path}"


def set_chapters(
    container: OutputContainer, chapters: Iterable[tuple[str, int, int]], time_base: Fraction
) -> None:
    """Set a video's chapters: title, first frame, frame after the last; ``time_base`` in seconds a frame."""
    container.set_chapters(
        [
            {"id": number, "start": start, "end": end, "time_base": time_base, "metadata": {"title": title}}
            for number, (title, start, end) in enumerate(chapters)
        ]
    )
