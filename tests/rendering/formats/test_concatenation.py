"""Joined clips are equal to a video written at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import pytest

from convscenes.errors import UnreadableClip
from convscenes.rendering.formats.concatenation import concatenate, units_of
from convscenes.rendering.formats.containers import open_input, set_chapters
from convscenes.rendering.formats.video import Video
from convscenes.rendering.options import Options, Quality
from tests.rendering.formats.pictures import HEIGHT, WIDTH, Clip, feed, write_clip

CLIPS: Sequence[Clip] = ([(0, 1), (1, 1), (2, 7)], [(2, 3)], [(3, 1), (4, 1), (5, 1), (6, 12)], [(7, 1)])
"""Clips that end in holds, consist of a hold without changes, or of a single frame."""
LENGTHS = [9, 3, 15, 1]
STARTS = [0, 9, 12, 27]
CHAPTERS = [("Why?", 2), ("How?", 2)]

KINDS = {
    "mp4": {"format": "mp4"},
    "webm": {"format": "webm"},
    "webm with alpha": {"format": "webm", "transparent": True},
    "mp4 with AV1": {"format": "mp4", "codec": "av1"},
    "mov": {"format": "mov"},
    "mov with alpha": {"format": "mov", "transparent": True},
}
REPEATABLE = set(KINDS) - {"webm", "webm with alpha"}
"""Formats in which a key frame is encoded as by a new encoder: VP9 adapts to earlier frames."""


def write_in_one_go(path: Path, options: Options) -> None:
    """Write all clips with one encoder, whose next frame is a key frame where a clip begins."""
    writer = Video(path, options)
    for clip in CLIPS:
        writer.key = True
        feed(writer, clip, options)
    set_chapters(writer.container, [("Why?", 0, 12), ("How?", 12, 28)], writer.time_base)
    writer.finish()


def facts(path: Path) -> dict[str, Any]:
    """Return the properties of a video that a player reads before decoding."""
    with open_input(path) as container:
        stream = container.streams.video[0]
        return {
            "time base": stream.time_base,
            "duration": stream.duration,
            "frames": stream.frames,
            "rates": (stream.average_rate, stream.base_rate),
            "container": container.duration,
            "tag": stream.codec_context.codec_tag,
            "extradata": stream.codec_context.extradata,
            "colours": (stream.codec_context.colorspace, stream.codec_context.color_range),
            "metadata": (stream.metadata, container.metadata),
            "chapters": container.chapters(),
            "packets": [(p.pts, p.dts, p.duration) for p in container.demux(stream) if p.pts is not None],
        }


def decoded(path: Path) -> list[tuple[float, bytes]]:
    """Return when each frame is shown, and its pixels."""
    with open_input(path) as container:
        stream = container.streams.video[0]
        alpha = "alpha_mode" in {key.lower() for key in stream.metadata}
        codec = av.CodecContext.create("libvpx-vp9", "r") if alpha else stream.codec_context
        frames = [frame for packet in container.demux(stream) for frame in codec.decode(packet)]
        assert stream.time_base is not None
        unit = float(stream.time_base)
    return [((frame.pts or 0) * unit, frame.to_ndarray(format="rgba").tobytes()) for frame in frames]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[15, 60])
def options(kind: str, request: pytest.FixtureRequest) -> Options:
    return Options(Quality(WIDTH, HEIGHT, request.param), **KINDS[kind])


@pytest.fixture
def clips(tmp_path: Path, options: Options) -> list[Path]:
    return [
        write_clip(tmp_path / f"{number}.{options.format}", clip, options)
        for number, clip in enumerate(CLIPS)
    ]


def test_joined_clips_are_the_video_in_one_go(
    kind: str, options: Options, clips: list[Path], tmp_path: Path
) -> None:
    joined, whole = (tmp_path / f"{name}.{options.format}" for name in ("joined", "whole"))
    assert concatenate(clips, joined, options, CHAPTERS) == LENGTHS
    write_in_one_go(whole, options)
    assert facts(joined) == facts(whole)
    assert len(facts(joined)["packets"]) == 12
    if kind in REPEATABLE:
        assert decoded(joined) == decoded(whole)


def test_every_picture_is_that_of_its_clip_and_in_time(
    options: Options, clips: list[Path], tmp_path: Path
) -> None:
    joined = tmp_path / f"joined.{options.format}"
    concatenate(clips, joined, options)
    alone = [
        (round(time * options.frame_rate) + start, pixels)
        for clip, start in zip(clips, STARTS, strict=True)
        for time, pixels in decoded(clip)
    ]
    assert [(round(time * options.frame_rate), pixels) for time, pixels in decoded(joined)] == alone
    assert [frame for frame, _ in alone] == [0, 1, 2, 8, 9, 11, 12, 13, 14, 15, 26, 27]


def test_clips_that_are_joined_again_come_out_the_same(
    options: Options, clips: list[Path], tmp_path: Path
) -> None:
    """A playlist joins videos that were joined from clips."""
    first, second, twice, once = (tmp_path / f"{name}.{options.format}" for name in "abcd")
    concatenate(clips[:2], first, options)
    concatenate(clips[2:], second, options)
    assert concatenate([first, second], twice, options, [("Why?", 1), ("How?", 1)]) == [12, 16]
    concatenate(clips, once, options, CHAPTERS)
    assert twice.read_bytes() == once.read_bytes()


def test_only_one_clip_carries_the_list_of_x264_s_settings(tmp_path: Path) -> None:
    options = Options(Quality(WIDTH, HEIGHT, 15))
    clips = [write_clip(tmp_path / f"{name}.mp4", CLIPS[0], options) for name in "ab"]
    concatenate(clips, tmp_path / "joined.mp4", options)
    assert [path.read_bytes().count(b"x264 - core") for path in tmp_path.iterdir()] == [1, 1, 1]
    with open_input(tmp_path / "joined.mp4") as container:
        units = [list(units_of(bytes(packet))) for packet in container.demux(video=0) if packet.size]
    assert [[unit[4] & 31 for unit in packet] for packet in units] == [
        [6, 5],
        [1],
        [1],
        [1],
        [5],
        [1],
        [1],
        [1],
    ]
    assert all(len(unit) == 4 + int.from_bytes(unit[:4]) for packet in units for unit in packet)


@pytest.mark.parametrize(
    ("other", "format"),
    [
        (Options(Quality(WIDTH, HEIGHT + 16, 15)), "mp4"),
        (Options(Quality(WIDTH, HEIGHT, 15), "webm"), "mp4"),
        (Options(Quality(WIDTH, HEIGHT, 15), codec="av1"), "mp4"),
        (Options(Quality(WIDTH, HEIGHT, 15), "webm", transparent=True), "webm"),
    ],
    ids=["another size", "VP9", "AV1", "with alpha"],
)
def test_clips_encoded_in_another_way_are_refused(other: Options, format: str, tmp_path: Path) -> None:
    options = Options(Quality(WIDTH, HEIGHT, 15), format)
    one = write_clip(tmp_path / f"one.{format}", CLIPS[0], options)
    two = write_clip(tmp_path / f"two.{other.format}", CLIPS[0], other)
    message = r"two\.\w+ could not be read: it is encoded in another way than .*one\.\w+\."
    with pytest.raises(UnreadableClip, match=message):
        concatenate([one, two], tmp_path / f"all.{format}", options)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, r"No such file or directory\."), (b"no video", r"Invalid data found when processing input\.")],
)
def test_what_is_no_clip_is_refused(content: bytes | None, message: str, tmp_path: Path) -> None:
    if content:
        (tmp_path / "one.mp4").write_bytes(content)
    with pytest.raises(UnreadableClip, match=rf"one\.mp4 could not be read: {message}"):
        concatenate([tmp_path / "one.mp4"], tmp_path / "all.mp4", Options(Quality(WIDTH, HEIGHT, 15)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_clip_that_is_not_whole_is_refused(kind: str, tmp_path: Path) -> None:
    """Wherever it was cut off; at its end, a WebM has an index that is not needed."""
    options = Options(Quality(WIDTH, HEIGHT, 15), **KINDS[kind])
    one, two = (write_clip(tmp_path / f"{n}.{options.format}", CLIPS[2], options) for n in ("one", "two"))
    path, data = tmp_path / f"all.{options.format}", two.read_bytes()
    concatenate([one, two], path, options)
    whole = path.read_bytes()
    for cut in [*range(0, len(data), len(data) // 20), len(data) - 1]:
        two.write_bytes(data[:cut])
        with suppress(UnreadableClip):
            concatenate([one, two], path, options)
            assert (path.read_bytes(), options.format) == (whole, "webm"), f"cut off at {cut}"
