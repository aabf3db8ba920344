"""Captions, read by the parser of those who wrote the standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.rendering.formats.webvtt import Cue, joined, write_cues
from tests.conftest import SHIPPED, shipped_story
from tests.hosts.programs import parsed_captions

pytestmark = pytest.mark.host


def test_every_caption_is_a_cue(tmp_path: Path) -> None:
    captions = [beat.plain_caption for spec in SHIPPED for beat in shipped_story(spec).beats]
    captions += ["1 < 2 & 3 --> 4", "C\u1d40 \u00d7 y", "two\nlines"]
    cues = [Cue(30 * n, 30 * (n + 1), text, above=n % 2 == 0) for n, text in enumerate(captions)]
    path = tmp_path / "all.vtt"
    path.write_text(write_cues(cues, 30, "en"), encoding="utf-8")
    assert parsed_captions(path) == {"faults": [], "cues": len(list(joined(cues)))}


def test_a_broken_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "broken.vtt"
    path.write_text("WEBVTT\n\n00:03.000 --> 00:01.000\nBackwards.\n", encoding="utf-8")
    assert parsed_captions(path)["faults"] != []
