"""Clips become videos: a whole story, some beats, a playlist with cards; with captions and chapters."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import av
import numpy as np
import pytest
import yaml

from convscenes.errors import SpecError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.embedding import embedded
from convscenes.rendering.formats.webvtt import Cue
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import Result, fulfil
from convscenes.rendering.requests.specs import Specs
from convscenes.stories import load_story
from tests.conftest import OPERATIONS
from tests.rendering.captions import read_cues

SMALL = Options(Quality(160, 90, 10))
KINDS = (OPERATIONS[0], OPERATIONS[-1])


def write(name: str, **fields: object) -> Path:
    path = Path(name)
    path.write_text(yaml.safe_dump(fields), encoding="utf-8")
    return path


@pytest.fixture
def specs(workplace: Path) -> list[Path]:  # noqa: ARG001  they are written there
    """Two small specs of two kinds."""
    matrices = {"input": [[1, 2], [4, 5]], "kernel": [[1, 2]]}
    return [write(f"{kind}.yaml", kind=kind, title=f"Part {kind}", pace=8, **matrices) for kind in KINDS]


def made(*requests: VideoRequest) -> list[Result]:
    results = fulfil(requests, Here(), lambda _: None)
    assert [result.error for result in results] == [None] * len(requests)
    return results


def make(spec: Path, path: str, options: Options = SMALL, last: str | None = None) -> Path:
    """Make a video and return where it is."""
    made(VideoRequest(spec, Path(path), options, last=last))
    return Path(path)


def decoded(path: Path) -> dict[int, np.ndarray]:
    """Return the pictures of a video by the frame at which each begins."""
    with av.open(str(path)) as container:
        return {round(f.time * 10): f.to_ndarray(format="rgb24") for f in container.decode(video=0)}


def length(path: Path) -> int:
    return max(decoded(path)) + 1


def chapters(path: Path, fps: int = 10) -> list[tuple[str, int, int]]:
    """Return the chapters of a video: title, first frame, frame after the last."""
    with av.open(str(path)) as container:
        return [
            (
                chapter["metadata"]["title"],
                *(round(chapter[side] * chapter["time_base"] * fps) for side in ("start", "end")),
            )
            for chapter in container.chapters()
        ]


def cues(path: Path, fps: int = 10) -> list[Cue]:
    """Return the captions beside a video, in frames."""
    return list(read_cues(path.with_suffix(".vtt").read_text(encoding="utf-8"), fps))


def later(cue: Cue, frames: int) -> Cue:
    return replace(cue, start=cue.start + frames, end=cue.end + frames)


def test_every_beat_is_a_chapter_and_a_caption(specs: list[Path]) -> None:
    path = make(specs[0], "out/a.mp4")
    story = load_story(specs[0])
    captions = cues(path)
    assert [cue.text for cue in captions] == [beat.plain_caption for beat in story.beats]
    assert [cue.start for cue in captions] == [0, *(cue.end for cue in captions[:-1])]
    assert captions[-1].end == length(path)
    assert chapters(path) == [
        (beat.title, cue.start, cue.end) for beat, cue in zip(story.beats, captions, strict=True)
    ]


def test_a_result_has_the_digests_of_what_was_joined(specs: list[Path]) -> None:
    (result,) = made(VideoRequest(specs[0], Path("out/a.mp4"), SMALL))
    paths = [Path("out/a.mp4"), Path("out/a.vtt")]
    assert result.files == {path: digest_of(path) for path in paths}
    assert b"\r" not in paths[1].read_bytes()


def test_a_playlist_is_its_parts(specs: list[Path]) -> None:
    entries = [{"spec": path.name, "handover": False} for path in specs]
    whole = make(write("all.yaml", playlist=entries, title="All"), "all.mp4")
    parts = [make(spec, f"{spec.stem}.mp4") for spec in specs]
    lengths = [length(part) for part in parts]
    pictures, first, second = decoded(whole), *map(decoded, parts)
    second = {number + lengths[0]: picture for number, picture in second.items()}
    assert pictures.keys() == {*first, *second}
    for number, picture in (first | second).items():
        np.testing.assert_array_equal(pictures[number], picture)
    assert list(pictures) == sorted(pictures)
    assert chapters(whole) == [
        (f"Part {KINDS[0]}", 0, lengths[0]),
        (f"Part {KINDS[1]}", lengths[0], sum(lengths)),
    ]
    assert cues(whole) == [*cues(parts[0]), *(later(cue, lengths[0]) for cue in cues(parts[1]))]


def test_a_card_begins_the_chapter_of_what_follows(specs: list[Path]) -> None:
    first, second = (p.name for p in specs)
    card = {"card": "Why up-sample?", "text": "A picture shrinks.\nIt must grow again."}
    opening = write("opening.yaml", kind="title-card", title="Opening", pace=4).name
    parts = [opening, first, card, first, second, {"card": "End"}]
    playlist = write("all.yaml", playlist=parts, theme="light", fps=5)
    whole = make(playlist, "all.mp4", replace(SMALL, constant_frame_rate=True))
    with av.open(str(whole)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    captions, spans = cues(whole, 5), chapters(whole, 5)
    starts = {title: start for title, start, _ in spans}
    assert list(starts) == ["Opening", "Why up-sample?", f"Part {KINDS[1]}", "End"]
    assert [end for *_, end in spans] == [*list(starts.values())[1:], len(frames)]
    card_cues = [cue for cue in captions if cue.start >= starts["Why up-sample?"]][:3]
    assert [cue.text for cue in card_cues] == [
        "Title: Why up-sample?", "A picture shrinks.", "It must grow again.",
    ]  # fmt: skip
    assert card_cues[0].start == starts["Why up-sample?"]
    assert (captions[0].text, captions[-1].text) == ("Title: Opening", "Title: End")
    assert captions[-1].end == len(frames)
    words = frames[card_cues[2].end - 1]
    assert words[88, 5].min() > 240, "the playlist's theme counts for its cards"
    assert (words < 128).any()
    assert (frames[card_cues[0].start] < 128).any(), "its title stands there from the first frame on"


@pytest.mark.parametrize("format", ["webm", "mov"])
def test_other_formats_join_as_well_and_stay_transparent(specs: list[Path], format: str) -> None:
    playlist = write("all.yaml", playlist=[p.name for p in specs])
    options = Options(SMALL.quality, format, transparent=True, constant_frame_rate=True)
    path = make(playlist, f"all.{format}", options)
    assert len(chapters(path)) == 2
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        codec = av.CodecContext.create("libvpx-vp9", "r") if format == "webm" else stream.codec_context
        pairs = [
            (packet.pts * packet.time_base, frame)
            for packet in container.demux(stream)
            for frame in codec.decode(packet)
        ]
        modes = [value for key, value in stream.metadata.items() if key.lower() == "alpha_mode"]
    assert len(pairs) == cues(path)[-1].end
    np.testing.assert_allclose(np.diff([float(time) for time, _ in pairs]), 0.1, atol=0.0011)
    assert pairs[-1][1].to_ndarray(format="rgba")[88, 2, 3] == 0
    assert modes == (["1"] if format == "webm" else [])


def test_a_playlist_s_theme_and_frame_rate_win_over_its_parts(specs: list[Path]) -> None:
    playlist = write("all.yaml", playlist=[specs[0].name], theme="light", fps=5)
    options = replace(SMALL, constant_frame_rate=True)
    with av.open(str(make(playlist, "all.mp4", options))) as container:
        assert container.streams.video[0].average_rate == 5
        assert next(container.decode(video=0)).to_ndarray(format="rgb24")[88, 5].min() > 240
    options = replace(options, fps=8, theme="dark")
    with av.open(str(make(playlist, "all.mp4", options))) as container:
        assert container.streams.video[0].average_rate == 8
        assert next(container.decode(video=0)).to_ndarray(format="rgb24")[88, 5].max() < 40


def test_a_playlist_s_pace_wins_over_its_parts(specs: list[Path]) -> None:
    ends = []
    for pace in (4, 8):
        playlist = write("all.yaml", playlist=[specs[0].name, {"card": "End"}], pace=pace)
        ends.append([cue.end for cue in cues(make(playlist, "all.mp4"))])
    slow, fast = ends
    assert slow[-1] - slow[-2] == pytest.approx(2 * (fast[-1] - fast[-2]), abs=2), "the card"
    assert slow[-2] == pytest.approx(2 * fast[-2], rel=0.2)


def test_each_clip_as_a_video_of_its_own_begins_at_nought(specs: list[Path]) -> None:
    whole = make(specs[0], "a.mp4")
    (result,) = made(VideoRequest(specs[0], Path("clips"), SMALL, clips=True))
    story, captions = load_story(specs[0]), cues(whole)
    videos = [path for path in result.files if path.suffix == ".mp4"]
    assert [path.name for path in videos] == [
        f"{number:02}-{beat.name}.mp4" for number, beat in enumerate(story.beats, 1)
    ]
    assert {path: digest_of(path) for path in Path("clips").iterdir()} == result.files
    pictures = decoded(whole)
    for path, cue in zip(videos, captions, strict=True):
        assert cues(path) == [later(cue, -cue.start)]
        assert chapters(path) == []
        clip = decoded(path)
        assert {number + cue.start for number in clip} == {n for n in pictures if cue.start <= n < cue.end}
        for number, picture in clip.items():
            np.testing.assert_array_equal(picture, pictures[number + cue.start])


def test_some_beats_are_the_same_in_a_video_of_their_own(specs: list[Path]) -> None:
    whole, some = Path("a.mp4"), Path("some.mp4")
    story = load_story(specs[0])
    names = [beat.name for beat in story.beats[1:3]]
    made(
        VideoRequest(specs[0], whole, SMALL),
        VideoRequest(specs[0], some, SMALL, first=names[0], last=names[1]),
    )
    start, end = cues(whole)[1].start, cues(whole)[2].end
    assert [later(cue, start) for cue in cues(some)] == cues(whole)[1:3]
    assert [title for title, *_ in chapters(some)] == [beat.title for beat in story.beats[1:3]]
    pictures = {number - start: p for number, p in decoded(whole).items() if start <= number < end}
    found = decoded(some)
    assert found.keys() == pictures.keys()
    for number, picture in found.items():
        np.testing.assert_array_equal(picture, pictures[number])


@pytest.mark.parametrize("which", ["first", "second", "last", "all"])
@pytest.mark.parametrize("how", ["garbage", "empty", "cut off", "a flipped bit", "another video", "a folder"])
def test_broken_clips_are_drawn_again(how: str, which: str, capfd: pytest.CaptureFixture[str]) -> None:
    card = write("card.yaml", kind="title-card", title="Why?", text=["One.", "Two.", "Three."], pace=8)
    request = VideoRequest(card, Path("a.mp4"), SMALL)
    whole = make(card, "a.mp4").read_bytes()
    clips = [clip.files[0] for clip in plan_of(request, Specs()).jobs]
    before = {path: path.read_bytes() for path in clips}
    other = make(card, "other.mp4", replace(SMALL, quality=Quality(64, 36, 10)), last="title").read_bytes()
    for path in {"first": clips[:1], "second": clips[1:2], "last": clips[-1:], "all": clips[1:]}[which]:
        match how:
            case "garbage":
                path.write_bytes(b"\x9f" * 500)
            case "empty":
                path.write_bytes(b"")
            case "cut off":
                path.write_bytes(path.read_bytes()[:-20])
            case "a flipped bit":
                data = bytearray(path.read_bytes())
                data[len(data) // 2] ^= 1
                path.write_bytes(data)
            case "another video":
                path.write_bytes(other)
            case "a folder":
                path.unlink()
                path.mkdir()
    Path("a.mp4").unlink()
    assert make(card, "a.mp4").read_bytes() == whole
    assert {path: path.read_bytes() for path in clips} == before
    assert capfd.readouterr() == ("", "")


def track(path: Path) -> list[Cue]:
    """Return the captions that are a stream of a video, in frames at 10 a second; its gaps are no cues."""
    with av.open(str(path)) as container:
        packets = [packet for stream in container.streams.subtitles for packet in container.demux(stream)]
        written = [
            (round(p.pts * p.time_base * 10), round(p.duration * p.time_base * 10), bytes(p))
            for p in packets
            if p.pts is not None
        ]
    start = 2 if path.suffix != ".webm" else 0  # mov_text begins with the length
    return [Cue(at, at + many, unescape(text[start:].decode())) for at, many, text in written if text[start:]]


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
@pytest.mark.parametrize("display", ["picture", "track", "both"])
def test_captions_are_in_the_picture_or_a_track_or_both(specs: list[Path], format: str, display: str) -> None:
    path = make(specs[0], f"a.{format}", replace(SMALL, format=format, caption_display=display))
    beside = cues(path)
    assert {cue.above for cue in beside} == {display != "track"}, "above what is in the picture"
    expected = [replace(cue, above=False) for cue in beside] if display != "picture" else []
    assert track(path) == expected
    bottom = np.concatenate([picture[-8:] for picture in decoded(path).values()])
    assert (np.ptp(bottom) > 60) == (display != "track")


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_pictures_and_captions_are_in_the_language_of_the_spec(specs: list[Path], format: str) -> None:
    path = Path(f"a.{format}")
    options = replace(SMALL, format=format, caption_display="both")
    made(VideoRequest(specs[0], path, options, settings=("language=de",)))
    with av.open(str(path)) as container:
        streams = [*container.streams.video, *container.streams.subtitles]
        languages = [stream.metadata["language"] for stream in streams]
    assert languages == ["deu" if format == "mp4" else "ger"] * 2
    assert path.with_suffix(".vtt").read_text(encoding="utf-8").startswith("WEBVTT Language: de\n\n00:")


def test_a_playlist_has_the_language_of_its_first_scene(specs: list[Path]) -> None:
    part = write("part.yaml", **yaml.safe_load(specs[0].read_text(encoding="utf-8")), language="de")
    path = make(write("all.yaml", playlist=[{"card": "Warum?"}, part.name]), "all.mp4")
    with av.open(str(path)) as container:
        assert [stream.metadata["language"] for stream in container.streams.video] == ["deu"]
    assert "WEBVTT Language: de\n" in path.with_suffix(".vtt").read_text(encoding="utf-8")


def test_a_playlist_decides_where_captions_are(specs: list[Path]) -> None:
    beside = make(
        write("all.yaml", playlist=[specs[0].name, {"card": "End"}], caption_display="track"), "a.mp4"
    )
    assert [cue.text for cue in track(beside)][-1] == "Title: End"
    options = replace(SMALL, caption_display="picture")
    assert track(make(Path("all.yaml"), "b.mp4", options)) == []


def test_both_needs_no_other_clips_than_the_picture(specs: list[Path]) -> None:
    story = load_story(specs[0])
    keys = [clip_keys(story, replace(SMALL, caption_display=d)) for d in ("picture", "both", "track")]
    assert keys[0] == keys[1] == clip_keys(story, SMALL)
    assert not set(keys[0]) & set(keys[2])


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_a_pause_is_in_the_comment_of_a_video_and_in_no_picture(specs: list[Path], format: str) -> None:
    fields = yaml.safe_load(specs[0].read_text(encoding="utf-8"))
    paused = write("paused.yaml", **fields, pause=["last-but-one"])
    with pytest.raises(SpecError, match=r"^paused\.yaml:\d+:\d+: pause: no such beat\."):
        load_story(paused)
    name = load_story(specs[0]).beats[1].name
    paused, options = write("paused.yaml", **fields, pause=[name]), replace(SMALL, format=format)
    plain, path = make(specs[0], f"a.{format}", options), make(paused, f"b.{format}", options)
    with av.open(str(plain)) as before, av.open(str(path)) as after:
        comments = [{k.lower(): v for k, v in c.metadata.items()}.get("comment") for c in (before, after)]
    written = [embedded(spec.read_text(encoding="utf-8")) for spec in (specs[0], paused)]
    assert comments == [written[0], f"pauses: {cues(path)[1].end / 10:.3f}\n{written[1]}"]
    assert decoded(plain).keys() == decoded(path).keys()
    keys = [clip_keys(load_story(spec), options) for spec in (specs[0], paused)]
    assert keys[0] == keys[1]
