"""Joining clips into one video packet by packet, without encoding again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import cast

import av
from av import Packet
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

from convscenes.errors import UnreadableClip
from convscenes.rendering.formats.captions import Track
from convscenes.rendering.formats.containers import open_input, open_output, set_chapters
from convscenes.rendering.formats.languages import code_of
from convscenes.rendering.formats.sound import Sound
from convscenes.rendering.formats.timing import Length
from convscenes.rendering.formats.webvtt import Cue
from convscenes.rendering.options import Options


def concatenate(
    clips: Sequence[Path],
    path: Path,
    options: Options,
    chapters: Sequence[tuple[str, int]] = (),
    captions: Sequence[str] = (),
    pauses: Sequence[bool] = (),
    language: str = "",
    spec: str = "",
    lengths: Sequence[int] = (),
    sound: Path | None = None,
) -> list[int]:
    """Join clips, all written with ``options``, into one video; return how many frames each is shown.

    A chapter is a title and how many of the next clips it covers; ``captions``, one for each clip, "" for
    none, become a stream of text; when the clips end that have ``pauses`` after them is in the comment, and
    after that ``spec``. The ``language``, if it is given, is that of all streams. Times are the same as if
    all frames had been written at once: they are counted in frames, and rounded to the container's units
    last.

    Where ``lengths`` are given, clips are shown for so many frames each, at least the least of ``measured``:
    their last frames are held for longer or shorter. A ``sound`` begins with the first clip.

    Raises:
        UsageError: the sound cannot be read.
        UnreadableClip: a clip cannot be read, is not whole, or was encoded in another way than the first.
    """
    fps = options.frame_rate
    drawn = [length_of(clip, fps) for clip in clips]
    frames = list(lengths or drawn)
    starts = list(accumulate(frames, initial=0))
    with closing(open_output(path, options.format)) as whole:
        with opened(clips[0]) as source:
            stream, first = (
                stream_like(source.streams.video[0], whole, fps),
                encoding_of(source.streams.video[0]),
            )
        heard = Sound(whole, sound) if sound else None
        cues = [Cue(*span, text) for span, text in zip(pairwise(starts), captions, strict=False) if text]
        track = Track(whole, cues, fps) if cues else None
        if language:
            for each in whole.streams:
                each.metadata["language"] = code_of(language, options.format)
        set_chapters(whole, spans_of(chapters, frames), Fraction(1, fps))
        ends = [f"{end / fps:.3f}" for end, paused in zip(starts[1:], pauses, strict=False) if paused]
        if comment := "\n".join(filter(None, [f"pauses: {' '.join(ends)}" if ends else "", spec])):
            whole.metadata["comment"] = comment
        for clip, many, (start, end) in zip(clips, drawn, pairwise(starts), strict=True):
            if track:
                track.write_before(end)
            with opened(clip) as source:
                if encoding_of(source.streams.video[0]) != first:
                    raise UnreadableClip(clip, f"it is encoded in another way than {clips[0]}")
                if copy(source, stream, whole, Place(start, end, many), fps, heard) != many:
                    raise UnreadableClip(clip, "it is not whole")
        if heard:
            heard.write_before(math.inf)
    return frames


def length_of(clip: Path, fps: int) -> int:
    """Return how many frames a clip has, by its header; raises UnreadableClip."""
    with opened(clip) as source:
        return round((source.duration or 0) * fps / av.time_base)


def measured(clip: Path, fps: int) -> Length:
    """Return how many frames a clip has, and how many without its hold; raises UnreadableClip.

    Of a hold, which is two frames in the file, one remains, and another may: only the time of the last is
    known to be free.
    """
    with opened(clip) as source:
        packets = source.demux(source.streams.video[0])
        times = sorted(round(p.pts * p.time_base * fps) for p in packets if p.pts is not None)
    if not times:
        raise UnreadableClip(clip, "it is not whole")
    return Length(usual=times[-1] + 1, least=times[-2] + 2 if len(times) > 1 else 1)


@contextmanager
def opened(clip: Path) -> Iterator[InputContainer]:
    """Yield an open clip; raises UnreadableClip if it is no video, or a damaged one."""
    try:
        source = open_input(clip)
    except av.FFmpegError as error:
        raise UnreadableClip(clip, str(error.strerror)) from error
    with source:
        if not any(stream.codec_context for stream in source.streams.video):
            raise UnreadableClip(clip, "it is no video")
        try:
            yield source
        except av.InvalidDataError as error:
            raise UnreadableClip(clip, str(error.strerror)) from error


def stream_like(given: VideoStream, whole: OutputContainer, fps: int) -> VideoStream:
    """Return a new stream of ``whole`` for packets like those of ``given``, with times in frames."""
    # Opaque: parameters as they are, without an encoder; the decoder's name need not be one (libdav1d).
    stream = whole.add_stream_from_template(given, opaque=True)
    stream.time_base = Fraction(1, fps)
    stream.codec_context.codec_tag = given.codec_context.codec_tag  # the variant of ProRes
    stream.codec_context.framerate = Fraction(fps)  # of a clip it is estimated, and too low because of holds
    stream.codec_context.bit_rate = 0  # that of the clip; the muxer computes it from all packets
    stream.metadata.update(alpha_of(given))
    return stream


@dataclass(frozen=True)
class Place:
    """Where a clip is in a video: from frame ``start`` up to, not including, ``end``; it has ``drawn``."""

    start: int
    end: int
    drawn: int


def copy(
    source: InputContainer,
    stream: VideoStream,
    whole: OutputContainer,
    place: Place,
    fps: int,
    heard: Sound | None = None,
) -> int:
    """Copy the intact packets of ``source`` to its place, and what is ``heard`` before each of them.

    Where it is shown for another time than it was drawn for, the end of its last hold is moved. Returns how
    many frames it has.
    """
    frames = 0
    for packet in packets_of(source, first=place.start == 0):
        if packet.is_corrupt:  # the file ends within it
            break
        assert packet.pts is not None
        assert packet.dts is not None
        pts, dts = (round(time * packet.time_base * fps) for time in (packet.pts, packet.dts))
        at = min(place.start + pts, place.end - 1)
        if heard:
            heard.write_before(Fraction(at, fps))
        packet.time_base = Fraction(1, fps)
        packet.pts, packet.dts = at, at + dts - pts
        packet.duration = place.end - at if pts == place.drawn - 1 else 1
        packet.stream = stream
        whole.mux(packet)
        frames = max(frames, pts + 1)  # a hold ends with its last frame, which lasts one
    return frames


def packets_of(source: InputContainer, *, first: bool) -> Iterator[Packet[VideoStream]]:
    """Yield the packets of a clip; x264's list of its settings, 550 bytes, is kept in the first clip only."""
    given = source.streams.video[0]
    repeats = not first and given.codec_context.name == "h264"
    for packet in source.demux(given):
        if packet.pts is not None:  # the empty packet that ends a stream has no time
            yield without_settings(packet) if repeats and packet.is_keyframe else packet


def without_settings(packet: Packet[VideoStream]) -> Packet[VideoStream]:
    """Return an H.264 packet without supplemental enhancement information, which no decoder needs."""
    kept = b"".join(unit for unit in units_of(bytes(packet)) if unit[4] & 31 != SUPPLEMENT)
    bare = cast("Packet[VideoStream]", Packet(kept))
    bare.pts, bare.dts, bare.time_base = packet.pts, packet.dts, packet.time_base
    bare.is_keyframe = packet.is_keyframe
    return bare


SUPPLEMENT = 6
"""The type of H.264's units of supplemental enhancement information (ITU-T H.264, table 7-1)."""


def units_of(data: bytes) -> Iterator[bytes]:
    """Yield the units of an H.264 packet in an mp4 or mov, each after its length in four bytes.

    >>> [unit.hex() for unit in units_of(bytes.fromhex("00000002 06ff 00000001 65"))]
    ['0000000206ff', '0000000165']
    """
    start = 0
    while start < len(data):
        end = start + 4 + int.from_bytes(data[start : start + 4])
        yield data[start:end]
        start = end


def encoding_of(stream: VideoStream) -> tuple[object, ...]:
    """Return the properties that joined streams must share; not the average rate, which depends on holds."""
    context = stream.codec_context
    size = context.width, context.height
    return context.name, *size, context.pix_fmt, context.codec_tag, context.extradata, alpha_of(stream)


def alpha_of(stream: VideoStream) -> dict[str, str]:
    """Return the metadata that marks a stream of a WebM as having alpha."""
    return {key: value for key, value in stream.metadata.items() if key.lower() == "alpha_mode"}


def spans_of(chapters: Sequence[tuple[str, int]], frames: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Yield title, first frame and frame after the last of every chapter.

    >>> list(spans_of([("Why?", 2), ("How?", 1)], frames=[30, 60, 30]))
    [('Why?', 0, 90), ('How?', 90, 120)]
    """
    starts, clip = [0, *accumulate(frames)], 0
    for title, clips in chapters:
        yield title, starts[clip], starts[clip + clips]
        clip += clips
