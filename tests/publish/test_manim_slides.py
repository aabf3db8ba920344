"""Talks for manim-slides: their JSON, and clips that run backwards."""

from __future__ import annotations

import io
import json
from pathlib import Path

import av
import numpy as np
import pytest

from convscenes.publish.formats import Choices
from convscenes.publish.manim_slides import LONGEST, reversed_clip, slide_of
from tests.publish.conftest import section_of
from tests.publish.conftest import slide_of as new_slide

GREYS, LENGTHS = (40, 100, 160, 220), (1, 1, 5, 1)


@pytest.fixture
def clip(tmp_path: Path) -> bytes:
    """A clip of four grey pictures at ten a second; the third is held."""
    path = tmp_path / "clip.mp4"
    with av.open(str(path), "w") as whole:
        stream = whole.add_stream("libx264", rate=10, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        at = 0
        for grey, length in zip(GREYS, LENGTHS, strict=True):
            picture = av.VideoFrame.from_ndarray(np.full((36, 64, 3), grey, np.uint8), format="rgb24")
            picture.pts = at
            whole.mux(stream.encode(picture))
            at += length
        whole.mux(stream.encode(None))
    return path.read_bytes()


def greys(data: bytes) -> list[tuple[int, float]]:
    """Return the grey of every picture, and when it is shown, in seconds."""
    with av.open(io.BytesIO(data)) as source:
        return [
            (int(picture.to_ndarray(format="rgb24").mean()), float(picture.time or 0))
            for picture in source.decode(video=0)
        ]


def test_pictures_come_backwards_and_none_is_held(
    clip: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = greys(reversed_clip(clip))
    assert [grey for grey, _ in found] == pytest.approx(GREYS[::-1], abs=4)
    assert [time for _, time in found] == pytest.approx(
        [0, LONGEST / 10, 2 * LONGEST / 10, 2 * LONGEST / 10 + 0.1]
    )


def test_a_slide_has_clips_and_notes_and_a_card_goes_on() -> None:
    slide = new_slide("maps")
    assert slide_of(slide, section_of("A", "maps")) == {
        "file": "media/maps.mp4",
        "rev_file": "media/maps-reversed.mp4",
        "loop": False,
        "auto_next": False,
        "notes": f"{slide.note}\n\n{slide.caption}\n\n{slide.alt}",
    }
    assert slide_of(slide, section_of("A", "maps", card=True))["auto_next"]


def test_the_json_names_all_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    from convscenes.publish import manim_slides
    from tests.publish.conftest import talk_of

    monkeypatch.setattr(manim_slides, "reversed_clip", lambda data: data[::-1])
    found = dict(manim_slides.files(talk_of(section_of("A", "maps", "land")), Choices()))
    assert list(found)[-1] == "slides/stamps.json"
    presentation = json.loads(found["slides/stamps.json"])
    assert {slide[key] for slide in presentation["slides"] for key in ("file", "rev_file")} < set(found)
    assert (presentation["resolution"], presentation["background_color"]) == ([1280, 720], "#0f1218")
