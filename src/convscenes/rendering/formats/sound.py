"""Sounds: reading any that FFmpeg reads, and writing one as a stream of a video."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
from av import AudioFrame, Packet
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer

from convscenes.errors import UsageError
from convscenes.rendering.formats.containers import open_input

RATE = 48_000
"""Samples a second; Opus has no other that is as good."""
OPUS = ("libopus", 64_000)
"""In a webm: the encoder, and bits a second for each channel."""
AAC = ("aac", 96_000)
"""In an mp4 or mov, where players need it (RFC 6381 ``mp4a.40.2``)."""


class Sound:
    """A stream of the sound in a file, to be written between the pictures with which it is heard.

    It has one channel where the file has one, else two.
    """

    def __init__(self, container: OutputContainer, path: Path) -> None:
        """Add the stream to a container that nothing is written to yet; raises UsageError for no sound."""
        self.container, self.path = container, path
        name, bits = OPUS if container.format.name == "webm" else AAC
        with opened(path) as source:
            layout = "mono" if source.streams.audio[0].channels == 1 else "stereo"
        stream = container.add_stream(name, rate=RATE, layout=layout)
        assert isinstance(stream, AudioStream)
        self.stream = stream
        self.stream.bit_rate = bits * self.stream.channels
        self.stream.codec_context.flags |= Flags.bitexact  # else AAC names the version of FFmpeg
        self.packets = self._encoded()
        self.next = next(self.packets, None)

    def write_before(self, seconds: Fraction | float) -> None:
        """Write what begins before this time and is not written yet."""
        while self.next is not None and begin_of(self.next) < seconds:
            self.container.mux(self.next)
            self.next = next(self.packets, None)

    def _encoded(self) -> Iterator[Packet[AudioStream]]:
        for frame in frames_of(self.path):
            yield from self.stream.encode(frame)
        yield from self.stream.encode(None)


def begin_of(packet: Packet[AudioStream]) -> Fraction:
    """Return when a packet begins, in seconds."""
    assert packet.pts is not None
    return packet.pts * packet.time_base


def seconds_of(path: Path) -> float:
    """Return how long a sound is, by decoding it: headers estimate; raises UsageError for no sound."""
    samples, rate = 0, 1
    for frame in frames_of(path):
        samples, rate = samples + frame.samples, frame.sample_rate
    if not samples:
        raise UsageError(f"{path}: the sound is empty.")
    return samples / rate


def frames_of(path: Path) -> Iterator[AudioFrame]:
    """Yield the frames of a sound, the first beginning at 0; raises UsageError where it cannot be decoded."""
    with opened(path) as source:
        samples = 0
        for frame in source.decode(audio=0):
            frame.pts, frame.time_base = samples, Fraction(1, frame.sample_rate)
            samples += frame.samples
            yield frame


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Yield an open file that has a sound; raises UsageError if it has none, or a damaged one."""
    try:
        with open_input(path) as source:
            if not source.streams.audio:
                raise UsageError(f"{path}: has no sound.")
            yield source
    except av.FFmpegError as error:
        raise UsageError(f"{path}: no sound that can be read: {error.strerror}.") from None
