"""The parts of a playlist as one video with captions and chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from convscenes.rendering.formats.concatenation import concatenate
from convscenes.rendering.formats.webvtt import Cue, read_cues, write_cues
from convscenes.rendering.options import Options
from convscenes.rendering.requests.atomic import draft


@dataclass(frozen=True)
class Part:
    """One video of several, its captions, and the chapter that it opens; without a title, it opens none."""

    title: str
    video: Path
    captions: Path


def join(parts: Sequence[Part], video: Path, captions: Path, options: Options) -> None:
    """Write ``parts``, all encoded with ``options``, as one video, and their captions as one file.

    Raises:
        RenderError: a part was encoded in another way, or a file could not be written.
    """
    with ExitStack() as drafts:
        whole = drafts.enter_context(draft(video))
        frames = concatenate([part.video for part in parts], whole, options, chapters_of(parts))
        cues = write_cues(later_cues(parts, frames, options.frame_rate), options.frame_rate)
        drafts.enter_context(draft(captions)).write_text(cues, encoding="utf-8")


def chapters_of(parts: Sequence[Part]) -> list[tuple[str, int]]:
    """Return the chapters that parts make; one without a title goes on with the chapter before it.

    >>> chapters_of([Part(title, Path(), Path()) for title in ("Why?", "", "How?")])
    [('Why?', 2), ('How?', 1)]
    """
    chapters: list[tuple[str, int]] = []
    for part in parts:
        if part.title or not chapters:
            chapters.append((part.title, 1))
        else:
            title, clips = chapters[-1]
            chapters[-1] = (title, clips + 1)
    return chapters


def later_cues(parts: Sequence[Part], frames: Sequence[int], fps: int) -> Iterator[Cue]:
    """Yield the captions of every part, as much later as the part is."""
    for part, start in zip(parts, accumulate(frames, initial=0), strict=False):
        for cue in read_cues(part.captions.read_text(encoding="utf-8"), fps):
            yield cue.later(start)
