"""A sound is a stream of a joined video, and clips are held for as long as it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from convscenes.errors import UsageError
from convscenes.rendering.formats.concatenation import concatenate, measured
from convscenes.rendering.formats.containers import open_input
from convscenes.rendering.formats.sound import seconds_of
from convscenes.rendering.formats.timing import Length
from convscenes.rendering.options import Options, Quality
from tests.rendering.formats.pictures import HEIGHT, WIDTH, Clip, write_clip
from tests.rendering.sounds import ENCODERS, beeps_in, heard, write_beeps

FPS = 15
CLIPS: tuple[Clip, ...] = ([(0, 1), (1, 1), (2, 7)], [(2, 3)], [(3, 1), (4, 1), (5, 1), (6, 12)], [(7, 1)])
"""Motion and a hold, a hold alone, motion and a hold, a single frame: 9, 3, 15 and 1 frames."""
KINDS: dict[str, dict[str, Any]] = {
    "mp4": {"format": "mp4"},
    "mp4 with AV1": {"format": "mp4", "codec": "av1"},
    "mov": {"format": "mov"},
    "mov with alpha": {"format": "mov", "transparent": True},
    "webm": {"format": "webm"},
    "webm with alpha": {"format": "webm", "transparent": True},
}
BEEPS = [0.0, 1.2, 1.6, 2.4]


def options_of(kind: str) -> Options:
    return Options(Quality(WIDTH, HEIGHT, FPS), **KINDS[kind])


def written(folder: Path, options: Options) -> list[Path]:
    return [
        write_clip(folder / f"{number}.{options.format}", clip, options) for number, clip in enumerate(CLIPS)
    ]


def joined(folder: Path, options: Options, **given: Any) -> Path:
    path = folder / f"joined.{options.format}"
    concatenate(written(folder, options), path, options, **given)
    return path


def pictures(path: Path) -> list[tuple[int, bytes]]:
    """Return at which frame each picture of a video begins, and its pixels."""
    with av.open(str(path)) as container:
        return [
            (round((frame.time or 0) * FPS), frame.to_ndarray(format="rgba").tobytes())
            for frame in container.decode(video=0)
        ]


def length(path: Path) -> float:
    """Return how long a video is, in frames."""
    with open_input(path) as container:
        return (container.duration or 0) * FPS / av.time_base


@pytest.mark.parametrize("kind", KINDS)
def test_the_motion_of_a_clip_is_what_is_before_its_hold(kind: str, tmp_path: Path) -> None:
    """Of a hold the first and the last frame are in the file; they may come one after the other."""
    clips = written(tmp_path, options_of(kind))
    assert [measured(clip, FPS) for clip in clips] == [
        Length(9, 4),
        Length(3, 2),
        Length(15, 5),
        Length(1, 1),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_time_of_holds_changes(kind: str, tmp_path: Path) -> None:
    options = options_of(kind)
    usual = pictures(joined(tmp_path, options))
    other = joined(tmp_path, options, lengths=[20, 2, 5, 30])
    assert [frame for frame, _ in usual] == [0, 1, 2, 8, 9, 11, 12, 13, 14, 15, 26, 27]
    assert [frame for frame, _ in pictures(other)] == [0, 1, 2, 8, 20, 21, 22, 23, 24, 25, 26, 27]
    assert [pixels for _, pixels in pictures(other)] == [pixels for _, pixels in usual]
    assert length(other) == pytest.approx(57, abs=0.02), "the last frame is held, too"


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_is_heard_when_it_is_heard_in_its_file(kind: str, tmp_path: Path) -> None:
    options = options_of(kind)
    sound = write_beeps(tmp_path / "voice.wav", 3.0, BEEPS)
    path = joined(tmp_path, options, lengths=[18, 6, 12, 9], sound=sound, language="de")
    assert beeps_in(path) == pytest.approx(BEEPS, abs=0.002)
    assert length(path) == pytest.approx(45, abs=0.35), "a webm counts the delay of Opus, 6.5 ms; AAC a block"
    with open_input(path) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert container.streams.audio[0].codec_context.name == (
            "opus" if options.format == "webm" else "aac"
        )
        assert len({stream.metadata["language"] for stream in container.streams}) == 1


@pytest.mark.parametrize("suffix", ENCODERS)
@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_any_sound_keeps_its_channels(suffix: str, layout: str, format: str, tmp_path: Path) -> None:
    rate = 48_000 if suffix == ".ogg" else 44_100
    sound = write_beeps(tmp_path / f"voice{suffix}", 3.0, BEEPS, rate=rate, layout=layout)
    path = joined(tmp_path, options_of(format), lengths=[18, 6, 12, 9], sound=sound)
    assert seconds_of(sound) == pytest.approx(3.0, abs=0.05), "some encoders fill up their last block"
    assert beeps_in(path) == pytest.approx(BEEPS, abs=0.005)
    samples, rate, _ = heard(path)
    assert (len(samples), rate) == (1 if layout == "mono" else 2, 48_000)
    silent = np.abs(samples[:, int(0.2 * rate) : int(1.1 * rate)])
    assert silent.max() < 0.02, "between the beeps"
    if layout == "stereo":
        assert np.abs(samples[1]).max() < 0.1, "only the left channel beeps"


def test_a_sound_in_five_channels_becomes_two(tmp_path: Path) -> None:
    frame = av.AudioFrame.from_ndarray(np.ones((1, 5 * 48_000), np.int16), format="s16", layout="5.0")
    frame.sample_rate = 48_000
    with av.open(str(tmp_path / "voice.wav"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=48_000, layout="5.0")
        container.mux([*stream.encode(frame), *stream.encode(None)])
    samples, _, _ = heard(joined(tmp_path, options_of("mp4"), sound=tmp_path / "voice.wav"))
    assert len(samples) == 2


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_pictures_and_sound_lie_together_in_the_file(format: str, tmp_path: Path) -> None:
    """A player that loads a video piece by piece need not wait for one of them, even in a long hold."""
    sound = write_beeps(tmp_path / "voice.wav", 60.0, [])
    path = joined(tmp_path, options_of(format), lengths=[450, 150, 150, 150], sound=sound)
    with open_input(path) as container:
        places = [
            (packet.pos, float(packet.pts * packet.time_base), packet.stream.type)
            for packet in container.demux()
            if packet.pts is not None and packet.pos is not None
        ]
    audio = 0.0
    for _, seconds, kind in sorted(places):
        if kind == "audio":
            audio = seconds
        elif kind == "video":
            assert abs(seconds - audio) < 1.1, "as containers of a second each have them"


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_the_same_sound_is_the_same_bytes(format: str, tmp_path: Path) -> None:
    sound = write_beeps(tmp_path / "voice.wav", 3.0, BEEPS, rate=44_100, layout="stereo")
    first, second = (joined(tmp_path, options_of(format), sound=sound).read_bytes() for _ in range(2))
    assert first == second
    assert b"Lavc" not in first, "the version of FFmpeg"


def test_without_a_sound_there_is_none(tmp_path: Path) -> None:
    with open_input(joined(tmp_path, options_of("mp4"))) as container:
        assert [stream.type for stream in container.streams] == ["video"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"voice\.wav: no sound that can be read: No such file or directory\."),
        (b"no sound", r"voice\.wav: no sound that can be read: Invalid data found when processing input\."),
    ],
)
def test_what_is_no_sound_is_refused(content: bytes | None, message: str, tmp_path: Path) -> None:
    sound = tmp_path / "voice.wav"
    if content:
        sound.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        seconds_of(sound)


def test_a_silent_video_is_no_sound(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"joined\.mp4: has no sound\."):
        seconds_of(joined(tmp_path, options_of("mp4")))


def test_a_sound_of_no_length_is_refused(tmp_path: Path) -> None:
    whole = write_beeps(tmp_path / "voice.wav", 1.0, []).read_bytes()
    head = whole[: whole.index(b"data") + 4] + bytes(4)
    (tmp_path / "voice.wav").write_bytes(head)
    with pytest.raises(UsageError, match=r"voice\.wav: the sound is empty\."):
        seconds_of(tmp_path / "voice.wav")


def test_a_damaged_sound_is_refused(tmp_path: Path) -> None:
    sound = write_beeps(tmp_path / "voice.flac", 3.0, BEEPS)
    data = bytearray(sound.read_bytes())
    data[len(data) // 4 : len(data) // 2] = b"\xff" * (len(data) // 2 - len(data) // 4)
    sound.write_bytes(data)
    with pytest.raises(UsageError, match=r"voice\.flac: no sound that can be read: Invalid data"):
        seconds_of(sound)
