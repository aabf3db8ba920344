"""Frames to mp4, webm and mov with PyAV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import av
from av.container import OutputContainer
from av.video.reformatter import Colorspace, VideoReformatter
from av.video.stream import VideoStream

from convscenes.rendering.quality import Options
from convscenes.rendering.sinks import Chapter, Picture

BT709 = 1
LIMITED = 1
"""What a player should take the colours for; without these words it guesses from the size."""


@dataclass(frozen=True)
class Codec:
    """An encoder, its layout of pixels with and without alpha, and its settings."""

    name: str
    pixels: str
    clear_pixels: str
    settings: Mapping[str, str] = field(default_factory=dict)


CODECS: Mapping[str, Codec] = MappingProxyType(
    {
        "mp4": Codec(
            "libx264", "yuv420p", "yuv420p", {"preset": "veryfast", "tune": "animation", "crf": "20"}
        ),
        "webm": Codec(
            "libvpx-vp9",
            "yuv420p",
            "yuva420p",
            {"crf": "28", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"},
        ),
        # QuickTime Animation is lossless, and for flat colours a ninth of ProRes 4444 in a tenth of the time.
        "mov": Codec("qtrle", "rgb24", "argb"),
    }
)


class Video:
    """Encodes frames into one file, one stream; a held picture is converted once."""

    def __init__(self, path: Path, options: Options) -> None:
        codec = CODECS[options.format]
        self.pixels = codec.clear_pixels if options.transparent else codec.pixels
        self.time_base = Fraction(1, options.frame_rate)
        self.frames = 0
        self.reformatter = VideoReformatter()
        self.container = open_output(path, options.format)
        stream = self.container.add_stream(codec.name, rate=options.frame_rate, options=dict(codec.settings))
        assert isinstance(stream, VideoStream)
        self.stream = stream
        self.stream.width, self.stream.height = options.quality.width, options.quality.height
        self.stream.pix_fmt = self.pixels
        if "yuv" in self.pixels:
            context = self.stream.codec_context
            context.colorspace = context.color_primaries = context.color_trc = BT709
            context.color_range = LIMITED
        if options.format == "webm" and options.transparent:
            self.stream.metadata["alpha_mode"] = "1"

    def write(self, picture: Picture, repeat: int) -> None:
        """Encode a picture ``repeat`` times."""
        frame = self.reformatter.reformat(
            av.VideoFrame.from_ndarray(picture, format="rgba"),
            format=self.pixels,
            dst_colorspace=Colorspace.ITU709,
        )
        frame.time_base = self.time_base
        for _ in range(repeat):
            frame.pts = self.frames
            self.frames += 1
            self.container.mux(self.stream.encode(frame))

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Encode what the encoder still holds, and write the chapters."""
        self.container.mux(self.stream.encode())
        set_chapters(self.container, chapters, self.time_base)
        self.container.close()

    def close(self) -> None:
        """Close the file; nothing more happens if it is finished."""
        self.container.close()


def open_output(path: Path, format: str) -> OutputContainer:
    """Open a file for one video; an mp4 or mov begins with its index, so that it plays while it loads."""
    options = {} if format == "webm" else {"movflags": "+faststart"}
    return av.open(str(path), "w", format=format, container_options=options)


def set_chapters(container: OutputContainer, chapters: Sequence[Chapter], time_base: Fraction) -> None:
    """Give a video its chapters; ``time_base`` is the length of a frame in seconds."""
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start,
                "end": chapter.end,
                "time_base": time_base,
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(chapters)
        ]
    )
