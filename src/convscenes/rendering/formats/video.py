"""Frames to mp4, webm and mov with PyAV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import av
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.stream import VideoStream

from convscenes.rendering.frames.patches import Patch, put
from convscenes.rendering.frames.sinks import Chapter
from convscenes.rendering.options import Options

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


X264 = {
    "preset": "superfast",
    "qp": "27",  # constant: there is nothing to look ahead for, and no picture is worse than another
    "g": "600",
    "threads": "1",  # the other processor draws
    "forced-idr": "1",
    "x264-params": ":".join(
        (
            "rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:weightp=0",  # nothing to look ahead for
            "bframes=0",  # parts are joined packet by packet, so they come in their order
            "subme=0:no-deblock=1",  # they cost in every block, whether or not it changes
        )
    ),
}
"""Chosen by measuring bytes, luma PSNR and time against what Manim takes, crf 23 at preset medium."""

CODECS: Mapping[str, Codec] = MappingProxyType(
    {
        "mp4": Codec(
            "libx264",
            "yuv420p",
            "yuv420p",
            X264,
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
    """Encodes pictures into one file, one stream; a hold is two frames.

    Players show a frame until the next one is due; the last frame of a hold says how long it lasts.
    With ``constant``, every frame is encoded, for tools that edit videos and count frames.
    """

    def __init__(self, path: Path, options: Options) -> None:
        codec, layout = CODECS[options.format], layout_of(options)
        self.constant = options.constant
        self.time_base = Fraction(1, options.frame_rate)
        self.frames = self.held = 0
        self.key = True
        self.frame = av.VideoFrame(options.quality.width, options.quality.height, layout)
        self.container = open_output(path, options.format)
        stream = self.container.add_stream(codec.name, rate=options.frame_rate, options=dict(codec.settings))
        assert isinstance(stream, VideoStream)
        self.stream = stream
        self.stream.width, self.stream.height = self.frame.width, self.frame.height
        self.stream.pix_fmt = layout
        self.stream.codec_context.time_base = self.time_base
        if "yuv" in layout:
            context = self.stream.codec_context
            context.colorspace = context.color_primaries = context.color_trc = BT709
            context.color_range = LIMITED
        if options.format == "webm" and options.transparent:
            self.stream.metadata["alpha_mode"] = "1"

    def write(self, patches: Sequence[Patch], repeat: int) -> None:
        """Encode a picture that is on screen for ``repeat`` frames."""
        if patches or self.key:
            self._end_hold()
            self.frame.make_writable()  # some encoders keep it, to compare it with the next
            put(patches, self.frame)
            self._encode(key=self.key)
            self.key = False
            repeat -= 1
        self.held += repeat

    def cut(self) -> None:
        """Make the next frame a key frame."""
        self.key = True

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Encode what the encoder still holds, and write the chapters."""
        self._end_hold()
        self.container.mux(self.stream.encode())
        set_chapters(self.container, chapters, self.time_base)
        self.container.close()

    def close(self) -> None:
        """Close the file; nothing more happens if it is finished."""
        self.container.close()

    def _end_hold(self) -> None:
        """Encode the last frame of a hold, or all of them."""
        if not self.constant and self.held:
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
        for packet in self.stream.encode(frame):
            packet.duration = 1
            self.container.mux(packet)


def layout_of(options: Options) -> str:
    """Return how the pixels of a video are laid out, as FFmpeg names it."""
    codec = CODECS[options.format]
    return codec.clear_pixels if options.transparent else codec.pixels


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
