"""Captions as a stream of a video: mov_text in an mp4 or mov, WebVTT in a webm."""

from __future__ import annotations

import html
from collections.abc import Iterable
from fractions import Fraction

from av import Packet
from av.container import OutputContainer
from av.subtitles.stream import SubtitleStream

from convscenes.rendering.formats.webvtt import Cue, joined

STYLE = b"[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,16\n"
"""What FFmpeg's encoders of text must have: a style, which players replace by their user's."""


class Track:
    """A stream of cues, to be written between the pictures that they belong to."""

    def __init__(self, container: OutputContainer, cues: Iterable[Cue], fps: int) -> None:
        """Add the stream to a container that nothing is written to yet."""
        self.container = container
        self.time_base = Fraction(1, fps)
        self.left = list(joined(cues))
        self.codec = "webvtt" if container.format.name == "webm" else "mov_text"
        stream = container.add_stream(self.codec)
        assert isinstance(stream, SubtitleStream)
        self.stream = stream
        self.stream.codec_context.subtitle_header = STYLE
        self.stream.time_base = self.stream.codec_context.time_base = self.time_base

    def write_before(self, frame: int) -> None:
        """Write the cues that begin before a frame and are not written yet."""
        while self.left and self.left[0].start < frame:
            self._write(self.left.pop(0))

    def _write(self, cue: Cue) -> None:
        packet = Packet(self._coded(cue.text))
        packet.stream, packet.time_base = self.stream, self.time_base
        packet.pts = packet.dts = cue.start
        packet.duration = cue.end - cue.start
        self.container.mux(packet)

    def _coded(self, text: str) -> bytes:
        """Return a text as a sample of the codec; mov_text begins with its length (3GPP TS 26.245)."""
        if self.codec == "webvtt":
            return html.escape(text, quote=False).encode()
        return len(text.encode()).to_bytes(2, "big") + text.encode()
