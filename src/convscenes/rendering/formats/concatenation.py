"""Videos one after the other as one, without encoding again; chapters are the parts, captions theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

from convscenes.errors import RenderError
from convscenes.rendering.formats.video import open_output, set_chapters
from convscenes.rendering.formats.webvtt import Cue, read_cues, write_cues
from convscenes.rendering.frames.sinks import Chapter
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
    fps = options.frame_rate
    with ExitStack() as drafts:
        part = drafts.enter_context(draft(video))
        with closing(open_output(part, options.format)) as whole:
            places = list(copied(parts, whole, fps))
            set_chapters(whole, chapters_of(places), Fraction(1, fps))
        cues = later_cues(parts, places, fps)
        drafts.enter_context(draft(captions)).write_text(write_cues(cues, fps), encoding="utf-8")


def copied(parts: Sequence[Part], whole: OutputContainer, fps: int) -> Iterator[Chapter]:
    """Copy the packets of every part into ``whole``; yield where each part is in it, in frames."""
    stream: VideoStream | None = None
    start = 0
    for part in parts:
        with av.open(str(part.video)) as source:
            given = source.streams.video[0]
            if stream is None:
                stream = whole.add_stream_from_template(given)
                stream.metadata.update({k: v for k, v in given.metadata.items() if k.lower() == "alpha_mode"})
                how = encoded(given)
            elif encoded(given) != how:
                raise RenderError(f"{part.video} is encoded in another way than {parts[0].video}.")
            frames = copy(source, stream, whole, start, fps)
        yield Chapter(part.title, start, start + frames)
        start += frames


def copy(source: InputContainer, stream: VideoStream, whole: OutputContainer, start: int, fps: int) -> int:
    """Copy the packets of ``source``, ``start`` frames later; return how many frames they are."""
    last = 0.0
    for packet in source.demux(video=0):
        if packet.dts is None or packet.pts is None:
            continue  # the empty packet that ends a stream
        last = max(last, float(packet.pts * packet.time_base))
        later = round(start / (fps * packet.time_base))
        packet.pts += later
        packet.dts += later
        packet.stream = stream
        whole.mux(packet)
    return (
        round(last * fps) + 1
    )  # a hold ends with its last frame, so that every video ends with a frame's length


def encoded(stream: VideoStream) -> tuple[object, ...]:
    """Return what two streams must share to be one; not the average rate, which depends on the holds."""
    context = stream.codec_context
    return context.name, context.width, context.height, context.pix_fmt, context.extradata


def chapters_of(places: Iterable[Chapter]) -> list[Chapter]:
    """Return the chapters that parts make; one without a title goes on with the chapter before it.

    >>> chapters_of([Chapter("Why?", 0, 30), Chapter("", 30, 90), Chapter("How?", 90, 120)])
    [Chapter(title='Why?', start=0, end=90), Chapter(title='How?', start=90, end=120)]
    """
    chapters: list[Chapter] = []
    for place in places:
        if place.title or not chapters:
            chapters.append(place)
        else:
            chapters[-1] = replace(chapters[-1], end=place.end)
    return chapters


def later_cues(parts: Sequence[Part], places: Sequence[Chapter], fps: int) -> Iterator[Cue]:
    """Yield the captions of every part, as much later as the part is."""
    for part, place in zip(parts, places, strict=True):
        for cue in read_cues(part.captions.read_text(encoding="utf-8"), fps):
            yield cue.later(place.start)
