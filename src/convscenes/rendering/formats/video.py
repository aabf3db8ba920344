"""Frames to mp4, webm and mov with PyAV."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import PictureType
from av.video.stream import VideoStream

from convscenes.rendering.formats.codecs import codec_of
from convscenes.rendering.formats.containers import open_output
from convscenes.rendering.formats.writers import Writer
from convscenes.rendering.frames.patches import Patch, put
from convscenes.rendering.options import Options

BT709 = 1
LIMITED = 1
"""Colour space and range; without these tags players guess them from the size."""


class Video(Writer):
    """Encodes pictures into one file, one stream that begins with a key frame; a hold is two frames.

    Players show a frame until the next one is due; the last frame of a hold sets its length. With a constant
    frame rate, every frame is encoded, for editing tools that count frames.
    """

    def __init__(self, path: Path, options: Options) -> None:
        codec = codec_of(options)
        super().__init__(codec.pixel_format)
        if codec.name == "libsvtav1":
            os.environ.setdefault("SVT_LOG", "1")  # errors only; otherwise it prints its settings
        self.constant_frame_rate = options.constant_frame_rate
        self.time_base = Fraction(1, options.frame_rate)
        self.frames = self.held = 0
        self.key = True
        self.frame = av.VideoFrame(options.quality.width, options.quality.height, codec.pixel_format)
        self.container = open_output(path, options.format)
        stream = self.container.add_stream(codec.name, rate=options.frame_rate, options=dict(codec.settings))
        assert isinstance(stream, VideoStream)
        self.stream = stream
        self.stream.width, self.stream.height = self.frame.width, self.frame.height
        self.stream.pix_fmt = codec.pixel_format
        self.stream.codec_context.time_base = self.time_base
        if "yuv" in codec.pixel_format:
            for where in (self.stream.codec_context, self.frame):  # ProRes takes it from the frame
                where.colorspace = where.color_primaries = where.color_trc = BT709
                where.color_range = LIMITED
        if options.format == "webm" and options.transparent:
            self.stream.metadata["alpha_mode"] = "1"

    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        """Encode a picture that is on screen for ``repeat`` frames."""
        if patches or self.key:
            self._end_hold()
            self.frame.make_writable()  # some encoders keep it as a reference
            put(patches, self.frame)
            self._encode(key=self.key)
            self.key = False
            repeat -= 1
        self.held += repeat

    def finish(self) -> None:
        """Flush the encoder and close the file."""
        self._end_hold()
        self._mux(None)
        self.container.close()

    def close(self) -> None:
        """Close the file, if it is not closed."""
        self.container.close()

    def _end_hold(self) -> None:
        """Encode the last frame of a hold, or all of them."""
        if not self.constant_frame_rate and self.held:
            self.frames += self.held - 1
            self.held = 1
        while self.held:
            self.held -= 1
            self._encode()

    def _encode(self, *, key: bool = False) -> None:
        """Encode the frame as it is now."""
        frame = self.frame
        frame.time_base, frame.pts = self.time_base, self.frames
        frame.pict_type = PictureType.I if key else PictureType.NONE
        self.frames += 1
        self._mux(frame)

    def _mux(self, frame: av.VideoFrame | None) -> None:
        """Write the encoder's packets for a frame, or with None the last ones; each lasts one frame."""
        for packet in self.stream.encode(frame):
            packet.duration = 1
            self.container.mux(packet)
