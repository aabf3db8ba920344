"""Requests make what is missing or old and nothing else; a playlist is its parts, joined."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import yaml
from PIL import Image

from convscenes.errors import SpecError, UsageError
from convscenes.rendering.formats.webvtt import read_cues
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests import request as requests
from convscenes.rendering.requests.request import FigureRequest, VideoRequest
from convscenes.rendering.requests.sources import sources_of
from convscenes.spec import read
from convscenes.stories import Story
from tests.conftest import OPERATIONS

SMALL = Options(Quality(160, 90, 10))
KINDS = (OPERATIONS[0], OPERATIONS[-1])


def write(name: str, **fields: object) -> Path:
    path = Path(name)
    path.write_text(yaml.safe_dump(fields))
    return path


@pytest.fixture
def specs() -> list[Path]:
    """Two small specs of two kinds."""
    matrices = {"input": [[1, 2, 3], [4, 5, 6]], "kernel": [[1, 2], [0, 3]]}
    return [write(f"{kind}.yaml", kind=kind, title=f"Part {kind}", pace=4, **matrices) for kind in KINDS]


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of stories that have been rendered so far."""
    names: list[str] = []
    real: Callable = requests.make

    def make(story: Story, *args: Any) -> tuple[Path, ...]:
        names.append(story.name)
        return real(story, *args)

    monkeypatch.setattr(requests, "make", make)
    return names


def test_an_unchanged_spec_is_not_rendered_again(specs: list[Path], renders: list[str]) -> None:
    spec, output = specs[0], Path("out/a.mp4")
    made = VideoRequest(spec, output, SMALL).fulfil()
    assert (made.files, made.fresh) == ((output, Path("out/a.vtt")), False)
    assert VideoRequest(spec, output, SMALL).fulfil().fresh
    assert len(renders) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf_8_is_up_to_date_as_well(specs: list[Path]) -> None:
    request = VideoRequest(specs[0], Path(os.fsdecode(b"\xff.png")), Options(SMALL.quality, "png"))
    assert not request.fulfil().fresh
    assert request.fulfil().fresh


@pytest.mark.parametrize("change", ["spec", "output", "options", "captions", "force", "note"])
def test_a_change_renders_it_again(specs: list[Path], renders: list[str], change: str) -> None:
    spec, output, options = specs[0], Path("a.mp4"), SMALL
    VideoRequest(spec, output, options).fulfil()
    match change:
        case "spec":
            spec.write_text(spec.read_text() + "description: Now with words.\n")
        case "output":
            output.write_bytes(output.read_bytes()[:-1])
        case "options":
            options = Options(SMALL.quality, theme="light")
        case "captions":
            Path("a.vtt").unlink()
        case "force":
            VideoRequest(spec, output, options).forget()
        case "note":
            shutil.rmtree(".convscenes/notes")
    made = VideoRequest(spec, output, options).fulfil()
    assert not made.fresh
    assert len(renders) == 2
    assert VideoRequest(spec, output, options).fulfil().fresh


def test_a_file_that_a_spec_names_is_its_source() -> None:
    Path("digits").mkdir()
    Image.fromarray(np.arange(12, dtype=np.uint8).reshape(3, 4) * 20).save("digits/seven.png")
    image = {"image": "digits/seven.png", "size": [3, 4]}
    spec = write("a.yaml", kind=KINDS[1], input=image, kernel=[[1, 2], [0, 3]], pace=4)
    assert list(sources_of(read(spec))) == [spec, Path("digits/seven.png")]
    request = VideoRequest(spec, Path("a.png"), Options(SMALL.quality, "png"))
    request.fulfil()
    assert request.up_to_date()
    Image.fromarray(np.zeros((3, 4), dtype=np.uint8)).save("digits/seven.png")
    assert not request.up_to_date()


def test_wrong_specs_leave_no_note() -> None:
    spec = write("a.yaml", kind=KINDS[0])
    with pytest.raises(SpecError, match=r"a\.yaml:1:1: .*missing"):
        VideoRequest(spec, Path("a.mp4"), SMALL).fulfil()
    assert list(Path(".convscenes/notes").iterdir()) == []


def test_a_playlist_is_its_parts(specs: list[Path]) -> None:
    playlist = write("all.yaml", playlist=[p.name for p in specs], title="All")
    heard: list[tuple[int, int]] = []
    made = VideoRequest(playlist, Path("all.mp4"), SMALL).fulfil(lambda done, of: heard.append((done, of)))
    assert made.files == (Path("all.mp4"), Path("all.vtt"))
    lengths, cues = [], []
    for spec in specs:
        part = Path(f"{spec.stem}.mp4")
        VideoRequest(spec, part, SMALL).fulfil()
        with av.open(str(part)) as container:
            lengths.append(max(round(frame.time * 10) for frame in container.decode(video=0)) + 1)
        cues += [cue.later(sum(lengths[:-1])) for cue in read_cues(part.with_suffix(".vtt").read_text(), 10)]
    with av.open("all.mp4") as container:
        frames = list(container.decode(video=0))
        chapters = [
            (c["metadata"]["title"], float(c["start"] * c["time_base"]), float(c["end"] * c["time_base"]))
            for c in container.chapters()
        ]
    times = [round(frame.time * 10) for frame in frames]
    assert times == sorted(set(times))
    assert lengths[0] in times
    assert times[-1] == sum(lengths) - 1
    assert chapters == [
        (f"Part {KINDS[0]}", 0, lengths[0] / 10),
        (f"Part {KINDS[1]}", lengths[0] / 10, sum(lengths) / 10),
    ]
    assert list(read_cues(Path("all.vtt").read_text(), 10)) == cues
    done = [done for done, _ in heard]
    assert done == sorted(done)
    assert heard[-1][0] == heard[-1][1]
    with av.open(f"{specs[1].stem}.mp4") as container:
        alone = list(container.decode(video=0))[-1].to_ndarray(format="rgb24")
    np.testing.assert_array_equal(frames[-1].to_ndarray(format="rgb24"), alone)


def test_a_card_begins_the_chapter_of_what_follows(specs: list[Path]) -> None:
    first, second = (p.name for p in specs)
    card = {"card": "Why up-sample?", "text": "A picture shrinks.\nIt must grow again."}
    opening = write("opening.yaml", kind="title-card", title="Opening", pace=4).name
    parts = [opening, first, card, first, second, {"card": "End"}]
    playlist = write("all.yaml", playlist=parts, theme="light", fps=5)
    options = replace(SMALL, constant=True)
    VideoRequest(playlist, Path("all.mp4"), options).fulfil()
    with av.open("all.mp4") as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
        spans = [
            (c["metadata"]["title"], round(c["start"] * c["time_base"] * 5)) for c in container.chapters()
        ]
    cues = list(read_cues(Path("all.vtt").read_text(), 5))
    starts = dict(spans)
    assert list(starts) == ["Opening", "Why up-sample?", f"Part {KINDS[1]}", "End"]
    card_cues = [cue for cue in cues if cue.start >= starts["Why up-sample?"]][:3]
    assert [cue.text for cue in card_cues] == [
        "Title: Why up-sample?", "A picture shrinks.", "It must grow again.",
    ]  # fmt: skip
    assert card_cues[0].start == starts["Why up-sample?"]
    assert (cues[0].text, cues[-1].text) == ("Title: Opening", "Title: End")
    assert cues[-1].end == len(frames)
    words = frames[card_cues[2].end - 1]
    assert words[88, 5].min() > 240, "the playlist's theme counts for its cards"
    assert (words < 128).any()
    assert (frames[card_cues[0].start] < 128).any(), "its title stands there from the first frame on"


@pytest.mark.parametrize("format", ["webm", "mov"])
def test_other_formats_join_as_well_and_stay_transparent(specs: list[Path], format: str) -> None:
    playlist = write("all.yaml", playlist=[p.name for p in specs])
    options = Options(SMALL.quality, format, transparent=True, constant=True)
    VideoRequest(playlist, Path(f"all.{format}"), options).fulfil()
    cues = list(read_cues(Path("all.vtt").read_text(), 10))
    with av.open(f"all.{format}") as container:
        assert len(container.chapters()) == 2
        stream = container.streams.video[0]
        codec = av.CodecContext.create("libvpx-vp9", "r") if format == "webm" else stream.codec_context
        pairs = [
            (packet.pts * packet.time_base, frame)
            for packet in container.demux(stream)
            for frame in codec.decode(packet)
        ]
        said = [value for key, value in stream.metadata.items() if key.lower() == "alpha_mode"]
    assert len(pairs) == cues[-1].end
    np.testing.assert_allclose(np.diff([float(time) for time, _ in pairs]), 0.1, atol=0.0011)
    assert pairs[-1][1].to_ndarray(format="rgba")[88, 2, 3] == 0
    assert said == (["1"] if format == "webm" else [])


def test_only_the_part_that_changed_is_rendered_again(specs: list[Path], renders: list[str]) -> None:
    playlist = write("all.yaml", playlist=[p.name for p in specs])
    request = VideoRequest(playlist, Path("all.mp4"), SMALL)
    request.fulfil()
    specs[1].write_text(specs[1].read_text() + "description: Now with words.\n")
    assert not request.fulfil().fresh
    assert renders == [specs[0].stem, specs[1].stem, specs[1].stem]
    assert request.fulfil().fresh


def test_a_playlist_s_theme_and_frame_rate_win_over_its_parts(specs: list[Path]) -> None:
    playlist = write("all.yaml", playlist=[specs[0].name], theme="light", fps=5)
    VideoRequest(playlist, Path("all.mp4"), replace(SMALL, constant=True)).fulfil()
    with av.open("all.mp4") as container:
        assert container.streams.video[0].average_rate == 5
        assert next(container.decode(video=0)).to_ndarray(format="rgb24")[88, 5].min() > 240
    VideoRequest(
        playlist, Path("all.mp4"), Options(SMALL.quality, fps=8, theme="dark", constant=True)
    ).fulfil()
    with av.open("all.mp4") as container:
        assert container.streams.video[0].average_rate == 8
        assert next(container.decode(video=0)).to_ndarray(format="rgb24")[88, 5].max() < 40


def test_a_playlist_s_pace_wins_over_its_parts(specs: list[Path]) -> None:
    parts = [specs[0].name, {"card": "End"}]
    ends = []
    for pace in (4, 8):
        playlist = write("all.yaml", playlist=parts, pace=pace)
        VideoRequest(playlist, Path("all.mp4"), SMALL).fulfil()
        ends.append([cue.end for cue in read_cues(Path("all.vtt").read_text(), 10)])
    slow, fast = ends
    assert slow[-1] - slow[-2] == pytest.approx(2 * (fast[-1] - fast[-2]), abs=2), "the card"
    assert slow[-2] == pytest.approx(2 * fast[-2], rel=0.2)


def test_a_playlist_is_no_gif(specs: list[Path]) -> None:
    playlist = write("all.yaml", playlist=[specs[0].name])
    with pytest.raises(UsageError, match=r"a playlist becomes mp4, webm, mov, not gif: all\.yaml"):
        VideoRequest(playlist, Path("all.gif"), Options(SMALL.quality, "gif")).fulfil()


def test_figures_are_not_drawn_again(specs: list[Path]) -> None:
    request = FigureRequest(specs[0], Path("figures"), Options.of(format="png"))
    made = request.fulfil()
    assert len(made.files) > 2
    assert FigureRequest(specs[0], Path("figures"), Options.of(format="png")).fulfil().fresh
    made.files[1].write_text("<svg/>")
    assert not request.fulfil().fresh
    last = FigureRequest(specs[0], Path("figures"), Options.of(format="png"), beats=(made.files[-1].stem,))
    assert last.fulfil().files == made.files[-1:]


def test_what_is_up_to_date_needs_no_manim(specs: list[Path]) -> None:
    VideoRequest(specs[0], Path("a.png"), Options(SMALL.quality, "png")).fulfil()
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from convscenes.rendering.options import Options, Quality\n"
        "from convscenes.rendering.requests.request import VideoRequest\n"
        "options = Options(Quality(160, 90, 10), 'png')\n"
        f"request = VideoRequest(Path({str(specs[0])!r}), Path('a.png'), options)\n"
        "print(request.fulfil().fresh, sorted({'manim', 'av', 'typst'} & set(sys.modules)))"
    )
    path = ":".join(filter(None, sys.path))
    ended = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, env={"PYTHONPATH": path}
    )
    assert (ended.stdout, ended.stderr) == ("True []\n", "")
