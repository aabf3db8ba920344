"""The encoder of every video format, its pixel format and its settings.

All encode with one thread: there is a clip for every processor, and the bytes are the same on all machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from convscenes.rendering.options import Options


@dataclass(frozen=True)
class Codec:
    """An encoder and a pixel format, by their names in FFmpeg, and the encoder's settings."""

    name: str
    pixel_format: str
    settings: Mapping[str, str]


X264 = {
    "preset": "superfast",
    "qp": "27",  # constant: there is nothing to look ahead for, and no picture is worse than another
    "g": "600",
    "threads": "1",
    "forced-idr": "1",
    "x264-params": ":".join(
        (
            "rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:weightp=0",  # nothing to look ahead for
            "bframes=0",  # clips are joined packet by packet, so they come in their order
            "subme=0:no-deblock=1",  # they cost in every block, whether or not it changes
        )
    ),
}
"""Chosen by measuring bytes, luma PSNR and time against Manim's settings, crf 23 at preset medium."""

SVT_AV1 = {"preset": "8", "crf": "48", "g": "600", "svtav1-params": "lp=1"}
"""Measured against X264, scatter and kernel-slide, the joined clips of their beats:

======  ======  ===========  ================  ==================  =========
size    preset  crf          bytes             luma PSNR           time
======  ======  ===========  ================  ==================  =========
1080p60   8     48           29 %, 35 %        +2.4 dB, +2.2 dB    2 to 3×
1080p60   8     42           37 %, 47 %        +4.0 dB, +4.1 dB    2 to 3×
1080p60   10    42           42 %, 56 %        −0.9 dB, −0.6 dB    3×
480p15    8     48           40 %, 49 %        +0.6 dB, +0.5 dB    7×
480p15    8     55           31 %, 38 %        −1.8 dB, −2.2 dB    7×
480p15    10    30           119 %, 149 %      +2.9 dB, +3.5 dB    3×
======  ======  ===========  ================  ==================  =========

Presets above 9 do not use its tools for drawn pictures.
"""

VP9 = {"crf": "28", "b": "0", "deadline": "realtime", "cpu-used": "6", "threads": "1"}

PRORES_4444 = {
    "profile": "4444",
    "vendor": "apl0",
    "flags": "+qscale",
    "global_quality": "472",  # quantiser 4, in FFmpeg's units of 1/118
    "alpha_bits": "8",
    "threads": "1",
}
"""A constant quantiser takes a sixth of the time that a constant rate takes, and 63 % of its bytes, at 53 dB.

ProRes is in the lists of supported formats of Apple (Final Cut Pro, Motion), Adobe (Premiere Pro,
macOS and Windows) and Blackmagic (DaVinci Resolve). QuickTime Animation, lossless in 30 % of the bytes, is
on Apple's; QuickTime Player (ManimCommunity/manim#2221) and Premiere Pro (3b1b/manim#2110) refuse FFmpeg's.
"""

H264 = Codec("libx264", "yuv420p", X264)


def codec_of(options: Options) -> Codec:
    """Return the encoder for a video with these options."""
    match options.format:
        case "webm":
            return Codec("libvpx-vp9", "yuva420p" if options.transparent else "yuv420p", VP9)
        case "mov" if options.transparent:
            return Codec("prores_ks", "yuva444p10le", PRORES_4444)
        case "mp4" if options.codec == "av1":
            return Codec("libsvtav1", "yuv420p", SVT_AV1)
        case _:
            return H264
