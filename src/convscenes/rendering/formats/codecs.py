"""The encoder of every video format, its pixel format and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from convscenes.rendering.options import Options


@dataclass(frozen=True)
class Codec:
    """An encoder as FFmpeg names it, the pixel format that it is given, and its settings."""

    name: str
    pixel_format: str
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
            "bframes=0",  # clips are joined packet by packet, so they come in their order
            "subme=0:no-deblock=1",  # they cost in every block, whether or not it changes
        )
    ),
}
"""Chosen by measuring bytes, luma PSNR and time against what Manim takes, crf 23 at preset medium."""

VP9 = {"crf": "28", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"}

H264 = Codec("libx264", "yuv420p", X264)


def codec_of(options: Options) -> Codec:
    """Return what encodes a video with these options."""
    if options.format == "webm":
        return Codec("libvpx-vp9", "yuva420p" if options.transparent else "yuv420p", VP9)
    if options.format == "mov":
        # QuickTime Animation is lossless, and for flat colours a ninth of ProRes 4444 in a tenth of the time.
        return Codec("qtrle", "argb" if options.transparent else "rgb24")
    return H264
