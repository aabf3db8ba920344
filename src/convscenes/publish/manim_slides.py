"""A talk for manim-slides: clips forwards and backwards, and the JSON that its commands take.

``manim-slides convert NAME talk.html``, or ``present NAME``, in the folder.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from convscenes.colours.theme import colour_of, theme_of
from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Section, Slide, Talk

LONGEST = 2
"""For how many frames a picture is shown at most in a clip that runs backwards: nobody waits for a hold."""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the clips of every slide, and last the JSON; paths in it begin at the publication's folder."""
    for slide in talk.slides:
        assert slide.clip is not None
        yield f"media/{slide.name}.mp4", slide.clip.data
        yield f"media/{slide.name}-reversed.mp4", reversed_clip(slide.clip.data)
    slides = [slide_of(slide, section) for section in talk.sections for slide in section.slides]
    presentation = {
        "slides": slides,
        "resolution": list(talk.size),
        "background_color": colour_of(theme_of(talk.theme).background),
    }
    yield f"slides/{talk.name}.json", (json.dumps(presentation, ensure_ascii=False, indent=1) + "\n").encode()


def slide_of(slide: Slide, section: Section) -> dict[str, Any]:
    """Return a slide's configuration: a card goes on by itself."""
    return {
        "file": f"media/{slide.name}.mp4",
        "rev_file": f"media/{slide.name}-reversed.mp4",
        "loop": False,
        "auto_next": section.card,
        "notes": "\n\n".join(filter(None, (slide.note, slide.caption, slide.alt))),
    }


def reversed_clip(data: bytes) -> bytes:
    """Return a clip whose pictures come in the opposite order, none of them for long."""
    import av  # here, because it takes a while
    from av.video.frame import PictureType
    from av.video.stream import VideoStream

    from convscenes.rendering.atomic import scratch_folder
    from convscenes.rendering.formats.codecs import H264
    from convscenes.rendering.formats.containers import open_output

    with av.open(io.BytesIO(data), "r") as source:
        given = source.streams.video[0]
        rate = Fraction(given.guessed_rate or given.average_rate or 30)
        pictures = list(source.decode(given))
        assert given.time_base is not None
        starts = [round((picture.pts or 0) * given.time_base * rate) for picture in pictures]
    with scratch_folder() as scratch:
        path = scratch / "reversed.mp4"
        with open_output(path, "mp4") as whole:
            stream = whole.add_stream(H264.name, rate=rate, options=dict(H264.settings))
            assert isinstance(stream, VideoStream)
            stream.width, stream.height, stream.pix_fmt = given.width, given.height, H264.pixel_format
            lengths = [min(end - start, LONGEST) for start, end in pairwise([*starts, starts[-1] + LONGEST])]
            at = 0
            for picture, length in zip(reversed(pictures), reversed(lengths), strict=True):
                picture.pts, picture.time_base = at, 1 / rate
                picture.pict_type = PictureType.NONE  # as the encoder likes, not as it was
                whole.mux(stream.encode(picture))
                at += length
            whole.mux(stream.encode(None))
        return path.read_bytes()
