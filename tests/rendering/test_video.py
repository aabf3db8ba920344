"""Videos, GIFs and PNGs: every frame is there, beats are chapters and captions, no file is incomplete."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from convscenes.errors import RenderError, UsageError
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.options import CLEAR, FORMATS, Options, suffix_of
from convscenes.rendering.video import render
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.timed_scene import BeatTime
from convscenes.stories import Story
from tests.rendering.conftest import TINY, DrawWith, Failing, Interrupted
from tests.rendering.drawing import record, render_to

pytestmark = pytest.mark.usefixtures("draws")

Recorded = tuple[Frames, tuple[BeatTime, ...]]


def decoded(path: Path, fps: int = 10) -> list[np.ndarray]:
    """Return the picture that a player shows at every frame: each stays until the next is due."""
    shown: list[np.ndarray] = []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            assert frame.time is not None
            shown += shown[-1:] * (round(frame.time * fps) - len(shown))
            shown.append(frame.to_ndarray(format="rgb24"))
    return shown


def seconds(chapter: dict) -> tuple[float, float]:
    return (float(chapter["start"] * chapter["time_base"]), float(chapter["end"] * chapter["time_base"]))


@pytest.fixture
def frames(story: Story, options: Options) -> Recorded:
    sink = Frames()
    return sink, record(story, options, sink)


@pytest.mark.parametrize("constant", [False, True], ids=["holds once", "constant rate"])
@pytest.mark.parametrize("format", ["mp4", "webm", "mov"])
def test_videos_have_every_frame_and_every_beat(
    story: Story, frames: Recorded, format: str, constant: bool
) -> None:
    sink, times = frames
    path, captions = render_to(
        story, Path(f"out/two squares.{format}"), Options(TINY, format, constant_frame_rate=constant)
    )
    pictures = decoded(path)
    assert len(pictures) == times[-1].end
    for time in times:
        for number in (time.start, time.end - 1):
            worst = np.abs(pictures[number].astype(int) - sink.pictures[number][..., :3]).mean()
            assert worst < 6, f"frame {number}"
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (160, 90)
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        assert (len(packets) == times[-1].end) == constant
        assert container.duration == pytest.approx(times[-1].end * 100_000, abs=2_000)
        assert stream.codec_context.colorspace == 1
        found = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in found] == ["Come", "Move", "Fade"]
    assert [seconds(chapter) for chapter in found] == [(time.start / 10, time.end / 10) for time in times]
    assert captions == Path("out/two squares.vtt")


def test_beats_begin_with_key_frames(story: Story, options: Options, frames: Recorded) -> None:
    path, _ = render_to(story, Path("a.mp4"), options)
    with av.open(str(path)) as container:
        keys = {round(frame.time * 10) for frame in container.decode(video=0) if frame.key_frame}
    assert {time.start for time in frames[1]} <= keys


def test_the_index_of_an_mp4_comes_first(story: Story, options: Options) -> None:
    path, _ = render_to(story, Path("a.mp4"), options)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_captions_are_the_beats(story: Story, options: Options, frames: Recorded) -> None:
    come, move, fade = (time.end for time in frames[1])
    render_to(story, Path("a.mp4"), options)
    assert Path("a.vtt").read_text() == (
        "WEBVTT Language: en\n\n"
        f"00:00:00.000 --> 00:00:{come / 10:06.3f} line:-4\nA red square: 1 &lt; 2 &amp; so on.\n\n"
        f"00:00:{come / 10:06.3f} --> 00:00:{move / 10:06.3f} line:-4\nIt moves to the right.\n\n"
        f"00:00:{move / 10:06.3f} --> 00:00:{fade / 10:06.3f} line:-4\nIt fades.\n"
    )


@pytest.mark.parametrize("format", ["webm", "mov"])
def test_transparent_videos_keep_alpha(story: Story, format: str) -> None:
    path, _ = render_to(story, Path(f"clear.{format}"), Options(TINY, format, transparent=True))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        # FFmpeg's own VP9 decoder passes over alpha.
        codec = av.CodecContext.create("libvpx-vp9", "r") if format == "webm" else stream.codec_context
        first = next(frame for packet in container.demux(stream) for frame in codec.decode(packet))
        metadata = {key.lower(): value for key, value in stream.metadata.items()}
    picture = first.to_ndarray(format="rgba")
    assert picture[45, 114, 3] < 4
    assert picture[45, 46, 3] > 251
    assert abs(int(picture[45, 46, 0]) - 255) < 8
    assert metadata.get("alpha_mode") == ("1" if format == "webm" else None)


def test_a_gif_lasts_as_long_as_the_scene_and_repeats(story: Story, frames: Recorded) -> None:
    sink, times = frames
    assert render_to(story, Path("a.gif"), Options(TINY, "gif")) == (Path("a.gif"),)
    with Image.open("a.gif") as gif:
        assert gif.info["loop"] == 0
        ends, pictures = [0], []
        for number in range(gif.n_frames):
            gif.seek(number)
            pictures.append(np.array(gif.convert("RGB")).astype(int))
            ends.append(ends[-1] + gif.info["duration"])
    assert ends[-1] == times[-1].end * 100
    for time in times:
        # In the middle of a hold every pixel has the palette's nearest shade; a few edges have no near one.
        shown = pictures[np.searchsorted(ends, time.end * 100 - 250, side="right") - 1]
        apart = np.abs(shown - sink.pictures[time.end - 1][..., :3]).max(axis=-1)
        assert (apart > 6).mean() < 0.01
        assert apart[45, 46] == apart[40, 114] == apart[88, 1] == 0


@pytest.mark.parametrize("engine", ["incremental", "stock"])
@pytest.mark.parametrize("format", ["flipbook", "flipbook-gif"])
def test_a_flip_book_shows_the_last_frame_of_every_beat(
    story: Story, frames: Recorded, format: str, engine: str, recwarn: pytest.WarningsRecorder
) -> None:
    sink, times = frames
    path = Path("a").with_suffix(suffix_of(format))
    assert render_to(story, path, Options(TINY, format, engine=engine)) == (path,)
    with Image.open(path) as gif:
        assert gif.n_frames == len(story.beats)
        assert gif.info["loop"] == 0
        for number, time in enumerate(times):
            gif.seek(number)
            gif.load()
            page = np.array(gif.convert("RGB")).astype(int)
            apart = np.abs(page - sink.pictures[time.end - 1][..., :3]).max(axis=-1)
            assert (apart > 6).mean() < (0.01 if path.suffix == ".gif" else 0.001)
            reading = ceil(10 * len(time.beat.plain_caption.split()) / 3)
            shortest = 25 if time is times[-1] else 6
            assert gif.info["duration"] == max(shortest, reading) * 100
    assert not recwarn.list


@pytest.mark.parametrize("transparent", [False, True], ids=["opaque", "transparent"])
def test_a_webp_is_exactly_the_frames(story: Story, transparent: bool) -> None:
    sink = Frames()
    times = record(story, Options(TINY, "webp", transparent=transparent), sink)
    render_to(story, Path("a.webp"), Options(TINY, "webp", transparent=transparent))
    shown: list[np.ndarray] = []
    with Image.open("a.webp") as webp:
        assert webp.info["loop"] == 0
        for number in range(webp.n_frames):
            webp.seek(number)
            webp.load()
            assert webp.info["duration"] % 100 == 0
            shown += [np.array(webp.convert("RGBA"))] * (webp.info["duration"] // 100)
    assert len(shown) == times[-1].end
    for one, other in zip(shown, sink.pictures, strict=True):
        np.testing.assert_array_equal(one, other)
    assert (shown[0][45, 114, 3] == 0) == transparent


@pytest.mark.parametrize("transparent", [False, True], ids=["opaque", "transparent"])
def test_an_avif_is_near_to_the_frames(story: Story, transparent: bool) -> None:
    sink = Frames()
    times = record(story, Options(TINY, "avif", transparent=transparent), sink)
    render_to(story, Path("a.avif"), Options(TINY, "avif", transparent=transparent))
    end = 0
    with Image.open("a.avif") as avif:
        for number in range(avif.n_frames):
            avif.seek(number)
            avif.load()
            apart = np.array(avif.convert("RGBA")).astype(int) - sink.pictures[end]
            opaque = sink.pictures[end][..., 3] > 0
            assert np.abs(apart[opaque]).mean() < 3, f"frame {end}"
            assert np.abs(apart[..., 3]).mean() < 3, f"frame {end}"
            end += round(avif.info["duration"] / 100)
    assert end == times[-1].end


@pytest.mark.parametrize(
    "options",
    [
        *(Options(TINY, format) for format in FORMATS),
        *(Options(TINY, format, transparent=True) for format in CLEAR),
        Options(TINY, codec="av1"),
    ],
    ids=lambda options: f"{options.format} {options.codec} {'clear' if options.transparent else ''}",
)
def test_the_same_story_is_the_same_bytes(story: Story, options: Options) -> None:
    one, other = (Path(name).with_suffix(suffix_of(options.format)) for name in "ab")
    for path in (one, other):
        render_to(story, path, options)
    assert one.read_bytes() == other.read_bytes()


def test_a_png_is_the_last_frame(story: Story, frames: Recorded) -> None:
    assert render_to(story, Path("a.png"), Options(TINY, "png")) == (Path("a.png"),)
    with Image.open("a.png") as image:
        np.testing.assert_array_equal(np.array(image), frames[0].pictures[-1][..., :3])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("scene", "error", "message"),
    [(Failing, RenderError, "beat move"), (Interrupted, KeyboardInterrupt, "Ctrl-C")],
)
def test_what_goes_wrong_leaves_what_was_there(
    story: Story,
    draws: DrawWith,
    format: str,
    scene: type[SpecScene],
    error: type[BaseException],
    message: str,
) -> None:
    draws(scene)
    path = Path("out", "a").with_suffix(suffix_of(format))
    path.parent.mkdir()
    path.write_text("the old one")
    with pytest.raises(error, match=message):
        render_to(story, path, Options(TINY, format))
    assert list(path.parent.iterdir()) == [path]
    assert path.read_text() == "the old one"


def test_a_folder_that_is_a_file(story: Story, options: Options) -> None:
    Path("out").write_text("")
    with pytest.raises(RenderError, match=r"out/a\.mp4 could not be written: out is not a folder\."):
        render_to(story, Path("out/a.mp4"), options)


def test_render_takes_names(story: Story) -> None:
    path = render(story, "squares.mp4", quality="low", theme="light", fps=2)
    with av.open(str(path)) as container:
        first = next(container.decode(video=0)).to_ndarray(format="rgb24")
        container.seek(0)
        times = [frame.time for frame in container.decode(video=0)]
        assert all((2 * time).is_integer() for time in times if time is not None)
    assert first.shape == (480, 854, 3)
    assert first[470, 10].min() > 240


@pytest.mark.parametrize(
    ("path", "asked", "message"),
    [
        ("a.avi", {}, r'the suffix of a\.avi: no "avi".*There are: mp4, webm, mov, webp, avif, gif, png\.'),
        ("a.mp4", {"format": "gif"}, r"a\.mp4 does not end in \.gif, the suffix of gif\."),
        ("a.flipbook", {}, r'the suffix of a\.flipbook: no "flipbook"\.'),
        ("a.mp4", {"format": "flipbook"}, r"a\.mp4 does not end in \.webp, the suffix of flipbook\."),
        ("a.mp4", {"quality": "hihg"}, r'quality: no "hihg"\. Did you mean "high"\?'),
        ("a.mp4", {"theme": "lihgt"}, r'theme: no "lihgt"\. Did you mean "light"\?'),
        ("a.mp4", {"fps": 0}, r"fps: must be 1 to 120 for mp4, got 0\."),
        ("a.gif", {"fps": 60}, r"fps: must be 1 to 50 for gif, got 60\."),
        ("a.gif", {"fps": 7, "format": "flipbook"}, r"fps: a flipbook has none"),
        ("a.webp", {"fps": 61}, r"fps: must be 1 to 60 for webp, got 61\."),
        ("a.avif", {"fps": 0}, r"fps: must be 1 to 60 for avif, got 0\."),
        ("a.webp", {"fps": 7, "format": "flipbook"}, r"fps: a flipbook has none"),
        ("a.avif", {"fps": 2, "format": "steps"}, r"fps: steps have none: each is shown for a second"),
        ("a.mp4", {"format": "steps"}, r"a\.mp4 does not end in \.webp, the suffix of steps\."),
        ("a.mp4", {"transparent": True}, r"mp4 cannot be transparent; webm, mov, webp, avif, png can\."),
        ("a.webp", {"transparent": True, "format": "flipbook"}, r"flipbook cannot be transparent"),
        ("a.mp4", {"codec": "av2"}, r'codec: no "av2"\. There are: h264, av1\.'),
        ("a.webm", {"codec": "av1"}, r"codec: only an mp4 can be av1, not webm\."),
    ],
)
def test_requests_that_make_no_sense(story: Story, path: str, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        render(story, path, **asked)
    assert not Path(path).exists()


def test_videos_need_even_sides(options: Options) -> None:
    with pytest.raises(UsageError, match="a video needs even sides, got 161×90"):
        replace(options, quality=replace(TINY, width=161))
