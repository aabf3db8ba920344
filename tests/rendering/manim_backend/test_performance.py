"""A scene that is drawn beat by beat: whole frames, exact holds, Manim's configuration restored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from manim import Camera, VMobject, config

from convscenes.errors import RenderError
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.manim_backend.performance import Performance, visit
from convscenes.rendering.manim_backend.renderer import still
from convscenes.rendering.options import Options
from convscenes.stories import Story
from tests.rendering.conftest import TINY, DrawWith, Failing
from tests.rendering.drawing import record

pytestmark = pytest.mark.usefixtures("draws")

GROUND, RED, BLUE = [15, 18, 24, 255], [255, 0, 0, 255], [0, 0, 255, 255]


def pixel(frames: Frames, number: int, x: float, y: float) -> list[int]:
    """Return a pixel of a frame at a point of Manim's plane, 14.2 × 8 units."""
    return frames.pictures[number][round(45 - y * 90 / 8), round(80 + x * 90 / 8)].tolist()


def test_every_frame_is_handed_over_once(story: Story, options: Options) -> None:
    frames = Frames()
    times = record(story, options, frames)
    assert [time.beat.name for time in times] == ["come", "move", "fade"]
    assert times[0].start == 0
    assert [a.end for a in times[:-1]] == [b.start for b in times[1:]]
    assert len(frames.pictures) == times[-1].end
    assert {picture.shape for picture in frames.pictures} == {(90, 160, 4)}


def test_frames_show_the_scene_as_it_moves(story: Story, options: Options) -> None:
    frames = Frames()
    come, move, fade = record(story, options, frames)
    assert pixel(frames, come.end - 1, -3, 0) == RED
    assert pixel(frames, come.end - 1, 3, 0) == GROUND
    # Halfway through ten frames of smooth motion the square is at the centre.
    assert pixel(frames, move.start + 5, 0, 0.25) == RED
    assert pixel(frames, move.end - 1, -3, 0) == GROUND
    assert pixel(frames, move.end - 1, 3, 0.5) == RED
    assert pixel(frames, move.end - 1, 3, -0.8) == BLUE
    red, green, blue, alpha = pixel(frames, fade.end - 1, 3, 0.5)
    assert (green, alpha) == (0, 255)
    assert red in {127, 128}
    assert blue in {127, 128}


def test_beats_end_in_held_frames(story: Story, options: Options) -> None:
    frames = Frames()
    for time in record(story, options, frames):
        assert frames.pictures[time.end - 1] is frames.pictures[time.end - 6]


def test_a_hold_of_the_stock_engine_draws_each_mobject_once(
    story: Story, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    display = Camera.display_vectorized

    def counted(self: Camera, mobject: VMobject, context: object) -> Camera:
        drawn.append(mobject.name)
        return display(self, mobject, context)

    monkeypatch.setattr(Camera, "display_vectorized", counted)
    frames = Frames()
    performance = Performance(story, replace(options, engine="stock"))
    many = performance.draw(frames)
    held = sum(picture is frames.pictures[-1] for picture in frames.pictures)
    assert many > held > 5
    assert drawn.count("red") == 2, "below the caption that fades in, and in the hold"


def test_pace_stretches_time(story: Story, options: Options) -> None:
    slow = Options(TINY, pace=0.5)
    lengths = [move.end - move.start for _, move, _ in (record(story, o, Frames()) for o in (options, slow))]
    assert lengths == [17, 34], "five words, three in a second"


def test_theme_of_the_options_wins(story: Story) -> None:
    frames = Frames()
    record(story, Options(TINY, theme="light"), frames)
    assert frames.pictures[0][45, 80].tolist() == [252, 251, 248, 255]


def test_transparent_frames_have_no_ground_and_unmixed_colours(story: Story) -> None:
    frames = Frames()
    record(story, Options(TINY, "webm", transparent=True), frames)
    assert pixel(frames, 0, 3, 0) == [0, 0, 0, 0]
    assert pixel(frames, 0, -3, 0) == RED
    edges = [p for p in frames.pictures[0][30:60, 20:80].reshape(-1, 4).tolist() if 0 < p[3] < 255]
    assert edges
    assert {(r, g, b) for r, g, b, _ in edges} == {(255, 0, 0)}


def test_a_visit_sees_what_the_video_shows(story: Story, options: Options) -> None:
    frames, seen = Frames(), {}
    times = record(story, options, frames)
    visit(
        story,
        options,
        {"come", "move", "fade"},
        lambda scene, beat: seen.update({beat.name: still(scene, transparent=False)}),
    )
    for time in times:
        np.testing.assert_array_equal(seen[time.beat.name], frames.pictures[time.end - 1])


def test_a_visit_ends_after_the_last_wanted_beat(story: Story, options: Options, draws: DrawWith) -> None:
    draws(Failing)
    seen = []
    visit(story, options, {"come"}, lambda _, beat: seen.append(beat.name))
    assert seen == ["come"]


def test_a_failing_scene_is_told_with_its_beat(story: Story, options: Options, draws: DrawWith) -> None:
    draws(Failing)
    with pytest.raises(
        RenderError, match=r"01-squares, beat move: ZeroDivisionError: the square has no side"
    ):
        record(story, options, Frames())


def test_manim_is_left_as_it_was(story: Story, options: Options, draws: DrawWith) -> None:
    before = (config.pixel_width, config.frame_rate, config.media_dir, config.verbosity, config.format)
    draws(Failing)
    with pytest.raises(RenderError, match="beat move"):
        record(story, options, Frames())
    assert (
        config.pixel_width,
        config.frame_rate,
        config.media_dir,
        config.verbosity,
        config.format,
    ) == before
    assert not Path(".convscenes").exists()


def test_nothing_is_said(story: Story, options: Options, capfd: pytest.CaptureFixture[str]) -> None:
    record(story, options, Frames())
    assert capfd.readouterr() == ("", "")
