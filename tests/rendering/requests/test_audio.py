"""A spec or a playlist with a voice: beats begin at their cues, in the picture as in the sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import yaml

from convscenes.errors import ConvscenesError, SpecError, UsageError
from convscenes.rendering.formats.sound import Sound
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.request import Audio, VideoRequest
from convscenes.rendering.requests.schedule import Result, fulfil
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.video import render
from convscenes.stories import load_story
from tests.rendering.captions import read_cues
from tests.rendering.sounds import beeps_in, write_beeps

FPS = 10
SMALL = Options(Quality(160, 90, FPS))
SPEC, VOICE = Path("a.yaml"), Path("voice.wav")
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")
CUES = {"maps": 0.0, "lift-1": 3.0, "multiply-1": 6.04, "stamp-2": 12.5, "overlap": 15.26}
"""Not of every beat, nor at whole frames."""
SECONDS = 22.0
AUDIO = Audio.of(VOICE)


@pytest.fixture(autouse=True)
def files(workplace: Path) -> None:  # noqa: ARG001  they are written there
    SPEC.write_text("kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 4]]\npace: 2\n", encoding="utf-8")
    speak(CUES, SECONDS)


def speak(cues: dict[str, float], seconds: float) -> None:
    """Write a voice that beeps at its cues, and these."""
    write_beeps(VOICE, seconds, list(cues.values()))
    VOICE.with_suffix(".cues").write_text(yaml.safe_dump(cues), encoding="utf-8")


def fulfilled(request: VideoRequest) -> Result:
    (result,) = fulfil([request], Here(), lambda _: None)
    return result


def made(path: str = "a.mp4", audio: Audio | None = AUDIO, spec: Path = SPEC, **others: Any) -> Path:
    options = replace(SMALL, format=path.rpartition(".")[2], **others)
    result = fulfilled(VideoRequest(spec, Path(path), options, audio=audio))
    assert result.error is None
    return Path(path)


def begins(path: Path) -> list[int]:
    """Return at which frames the clips of a video begin: each with a key frame, and no other is one."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        return [round(packet.pts * packet.time_base * FPS) for packet in packets if packet.is_keyframe]


def pictures(path: Path) -> dict[int, np.ndarray]:
    with av.open(str(path)) as container:
        return {round(f.time * FPS): f.to_ndarray(format="rgb24") for f in container.decode(video=0)}


def captions(path: Path) -> list[int]:
    """Return at which frames captions begin, and where the last ends."""
    cues = list(read_cues(path.with_suffix(".vtt").read_text(encoding="utf-8"), FPS))
    return [*(cue.start for cue in cues), cues[-1].end]


def chapters(path: Path) -> list[int]:
    """Return at which frames chapters begin."""
    with av.open(str(path)) as container:
        return [round(chapter["start"] * chapter["time_base"] * FPS) for chapter in container.chapters()]


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_beats_begin_where_they_are_heard(format: str) -> None:
    path = made(f"a.{format}")
    cued = [begin for begin, beat in zip(begins(path), BEATS, strict=True) if beat in CUES]
    assert cued == [0, 30, 60, 125, 153], "cues, in frames"
    assert [beep * FPS for beep in beeps_in(path)] == pytest.approx(cued, abs=1)
    assert captions(path) == [*begins(path), 220], "subtitles follow"
    assert chapters(path) == begins(path), "and chapters do"


def test_the_pictures_are_those_of_the_silent_video_in_their_order() -> None:
    silent, voiced = (pictures(made(name, audio)) for name, audio in (("b.mp4", None), ("a.mp4", AUDIO)))
    assert len(silent) == len(voiced)
    for one, other in zip(silent.values(), voiced.values(), strict=True):
        np.testing.assert_array_equal(one, other)
    assert max(voiced) > max(silent)


def test_without_a_voice_a_video_is_silent() -> None:
    with av.open(str(made(audio=None))) as container:
        assert [stream.type for stream in container.streams if stream.type != "data"] == ["video"]


def test_nothing_is_drawn_again_for_a_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    made(audio=None)

    def draw(*_: object) -> None:
        raise UsageError("a clip is drawn")

    monkeypatch.setattr(Clip, "make", draw)
    assert begins(made())[1] == 30
    speak({"lift-1": 5.0}, 10.0)
    assert begins(made())[1] == 50


def test_a_voice_without_cues_only_holds_the_last_frame(recwarn: pytest.WarningsRecorder) -> None:
    speak({"maps": 0.0}, 30.0)
    assert begins(made()) == begins(made("b.mp4", None))
    assert captions(Path("a.mp4"))[-1] == 300
    assert not recwarn


def test_a_voice_that_ends_early_cuts_nothing() -> None:
    speak({"maps": 0.0, "lift-1": 1.0}, 1.5)
    usual = captions(made("b.mp4", None))
    spoken = captions(made())
    assert np.diff(spoken[1:]).tolist() == np.diff(usual[1:]).tolist()


def test_late_beats_are_told_in_one_line() -> None:
    speak({"lift-1": 0.3, "multiply-1": 0.4, "land-1": 9.0}, 20.0)
    with pytest.warns(
        UserWarning, match=r"^voice\.cues: 2 beats begin late, most of all multiply-1, by "
    ) as told:
        path = made()
    assert len(told) == 1
    late = begins(path)
    assert (late[1] > 3, late[2] > 4, late[3]) == (True, True, 90), "late, late, and in time again"
    assert f"by {late[2] / FPS - 0.4:.2f} s: motion takes longer than words." in str(told[0].message)


def test_parts_of_a_playlist_name_their_beats() -> None:
    Path("all.yaml").write_text("playlist: [{card: Why}, a.yaml, a.yaml]\npace: 4\n", encoding="utf-8")
    cues = {"a-maps": 4.0, "a-overlap": 12.0, "a-2-maps": 20.0, "a-2-stamp-2": 27.0}
    speak(cues, 40.0)
    path = made(spec=Path("all.yaml"))
    found = {(beep, round(beep * FPS)) for beep in beeps_in(path)}
    assert {frame for _, frame in found} == {40, 120, 200, 270}
    assert {40, 120, 200, 270} <= set(begins(path))
    assert chapters(path) == [0, 200], "the card and the first part, the second"
    assert captions(path)[-1] == 400


@pytest.mark.parametrize("change", ["voice.wav", "voice.cues"])
def test_a_video_is_made_again_when_its_voice_changes(change: str) -> None:
    request = VideoRequest(SPEC, Path("a.mp4"), SMALL, audio=AUDIO)
    assert not fulfilled(request).fresh
    assert fulfilled(request).fresh
    if change == "voice.wav":
        write_beeps(VOICE, SECONDS, [1.0])
    else:
        VOICE.with_suffix(".cues").write_text("lift-1: 5\n", encoding="utf-8")
    assert not fulfilled(request).fresh
    assert fulfilled(request).fresh


def test_with_and_without_a_voice_are_two_requests() -> None:
    made()
    silent = VideoRequest(SPEC, Path("a.mp4"), SMALL)
    assert not fulfilled(silent).fresh
    other = replace(silent, audio=Audio.of(VOICE, Path("other.cues")))
    assert other.recipe != replace(silent, audio=AUDIO).recipe


def test_cues_may_be_anywhere() -> None:
    Path("later.yaml").write_text("lift-1: 8\n", encoding="utf-8")
    assert begins(made(audio=Audio.of(VOICE, Path("later.yaml"))))[1] == 80


@pytest.mark.parametrize("error", [KeyboardInterrupt, UsageError])
def test_what_is_interrupted_leaves_what_was_there(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made("out/a.mp4", None).read_bytes(), Path("out/a.vtt").read_bytes()
    written: list[object] = []

    def write_before(_: Sound, seconds: object) -> None:
        written.append(seconds)
        if len(written) > 5:
            raise error("in the middle")

    monkeypatch.setattr(Sound, "write_before", write_before)
    with pytest.raises(error, match="in the middle"):
        render(SPEC, "out/a.mp4", quality="small", audio=VOICE)
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.mp4", "a.vtt"]
    assert (Path("out/a.mp4").read_bytes(), Path("out/a.vtt").read_bytes()) == before


@pytest.mark.parametrize("whole", [True, False], ids=["the path of a spec", "a story"])
def test_python_names_a_voice(whole: bool) -> None:
    path = render(SPEC if whole else load_story(SPEC), "b.mp4", quality="small", fps=FPS, audio=VOICE)
    assert [begin for begin, beat in zip(begins(path), BEATS, strict=True) if beat in CUES] == [
        0, 30, 60, 125, 153,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ({"options": replace(SMALL, format="gif")}, r"audio: mp4, webm, mov have sound, not gif\."),
        ({"options": replace(SMALL, format="webp")}, r"audio: mp4, webm, mov have sound, not webp\."),
        ({"options": replace(SMALL, format="png")}, r"audio: mp4, webm, mov have sound, not png\."),
        ({"clips": True}, r"audio: is for a whole video, neither for clips nor for some of its beats\."),
        ({"first": "maps"}, r"audio: is for a whole video, neither for clips"),
        ({"last": "maps"}, r"audio: is for a whole video, neither for clips"),
        ({"options": replace(SMALL, constant_frame_rate=True)}, r"audio: holds follow the sound, which they"),
    ],
)
def test_what_has_no_voice_is_refused(others: dict[str, Any], message: str) -> None:
    request = VideoRequest(SPEC, Path("a.mp4"), SMALL)
    with pytest.raises(UsageError, match=message):
        replace(request, audio=AUDIO, **others)
    replace(request, **others)


def test_cues_alone_are_refused() -> None:
    with pytest.raises(UsageError, match=r"cues: they say when beats begin in a sound\."):
        Audio.of(None, Path("voice.cues"))


@pytest.mark.parametrize(
    ("voice", "cues", "error", "message"),
    [
        ("none.wav", "voice.cues", UsageError, r"^none\.wav: no such file\.$"),
        (
            "voice.wav",
            "none.cues",
            UsageError,
            r"^none\.cues: no such file\. It says when beats begin, as in",
        ),
        (".", "voice.cues", UsageError, r"^\.: no such file\.$"),
        ("a.yaml", "voice.cues", UsageError, r"^a\.yaml: no sound that can be read: Invalid data"),
        ("voice.wav", "a.yaml", SpecError, r"^a\.yaml:1:1: kind: no such beat\."),
    ],
)
def test_wrong_files_are_refused_before_anything_is_drawn(
    voice: str, cues: str, error: type[ConvscenesError], message: str
) -> None:
    request = VideoRequest(SPEC, Path("a.mp4"), SMALL, audio=Audio(Path(voice), Path(cues)))
    with pytest.raises(error, match=message):
        plan_of(request, Specs())
