"""The incremental renderer draws what the stock engine draws, frame by frame, or refuses."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Circle,
    FadeIn,
    FadeOut,
    PMobject,
    Rotate,
    Square,
    Transform,
)

from convscenes.errors import UnsupportedScene
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.manim_backend import incremental as renderer
from convscenes.rendering.options import Options, Quality, suffix_of
from convscenes.stories import Beat, Story, load_story
from tests.conftest import OPERATIONS
from tests.rendering.conftest import DrawWith
from tests.rendering.drawing import Unstaged, record, render_to

SMALL = Options(Quality(320, 180, 8), "mp4", pace=2.0)


def compare(story: Story, options: Options = SMALL) -> int:
    """Assert that both engines draw the same pictures; return in how many pixels they differ at all."""
    incremental, stock = Frames(), Frames()
    assert record(story, options, incremental) == record(story, replace(options, engine="stock"), stock)
    assert len(incremental.pictures) == len(stock.pictures)
    different = 0
    for number, (one, other) in enumerate(zip(incremental.pictures, stock.pictures, strict=True)):
        apart = np.abs(one.astype(int) - other).max(axis=-1)
        assert apart.max() <= 16, number
        assert (apart > 3).sum() <= 20, number
        different += int((apart > 1).sum())
    return different


@pytest.mark.slow
def test_every_shipped_spec(shipped: Path) -> None:
    """All kinds, images of several channels and cropping among them."""
    assert compare(load_story(shipped), replace(SMALL, fps=3, pace=4.0)) < 2000


@pytest.mark.parametrize("kind", OPERATIONS)
def test_every_operation(kind: str, build: Callable[..., Story]) -> None:
    story = build(kind, input=[[3, -1, 4], [9, 2, 6]], kernel=[[1, -2], [0, 3]], padding=[[1, 0], [0, 1]])
    assert compare(story) < 2000


class Medley(Unstaged):
    """Everything that a scene may do to an engine, used by ours or not."""

    def come(self, beat: Beat) -> None:
        self.red = Square(2, color=RED, fill_opacity=1).shift(2 * LEFT)
        self.padding = Circle(1.2, color=BLUE, stroke_width=20).set_fill([RED, BLUE], opacity=0.7).shift(UP)
        self.padding.z_index = 3
        self.front = Square(1, color="#00ff00", fill_opacity=0.5).shift(2 * LEFT + 0.5 * DOWN)
        self.add_foreground_mobjects(self.front)
        self.play(FadeIn(self.red), FadeIn(self.padding, shift=DOWN), seconds=0.6)
        self.red.set_fill(opacity=0.0)
        self.play(self.red.animate.set_fill(opacity=0.9), seconds=0.5)

    def move(self, beat: Beat) -> None:
        other = Circle(0.8, color="#ffff00", fill_opacity=1).shift(3 * RIGHT)
        self.play(
            Transform(self.red, other),
            Rotate(self.padding, 1.0),
            self.front.animate.shift(4 * RIGHT),
            seconds=0.8,
        )
        self.padding.add_updater(lambda mobject, dt: mobject.shift(dt * LEFT))
        self.play(self.red.animate.shift(DOWN), seconds=0.5)
        self.padding.clear_updaters()
        self.bring_to_back(self.red)

    def fade(self, beat: Beat) -> None:
        extra = Square(0.7, color="#ffffff", fill_opacity=1)
        self.red.add(extra)
        self.play(FadeOut(self.red), self.padding.animate.set_stroke(width=2), seconds=0.6)
        self.remove(self.front)


def test_a_medley_of_all_that_scenes_do(story: Story, draws: DrawWith) -> None:
    draws(Medley)
    assert compare(story, replace(SMALL, fps=12)) < 4000


class Dotted(Unstaged):
    """Shows points, which are no curves, in its second beat."""

    def come(self, beat: Beat) -> None:
        self.add(Square())

    def move(self, beat: Beat) -> None:
        self.add(PMobject(stroke_width=8).add_points([[0.0, 1.0, 0.0], [1.0, 1.0, 0.0]]))

    def fade(self, beat: Beat) -> None:
        self.hold(0.2)


def test_points_take_the_stock_path_and_say_so(story: Story, draws: DrawWith) -> None:
    draws(Dotted)
    with pytest.warns(UserWarning, match=r"01-squares: drawn by the stock engine \(PMobject\)\."):
        path, _ = render_to(story, Path("a.mp4"), SMALL)
    assert path.stat().st_size > 500
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        render_to(story, Path("b.mp4"), replace(SMALL, engine="stock"))


class Twins(Unstaged):
    """Mobjects that look the same take turns, and stand over each other."""

    def come(self, beat: Beat) -> None:
        self.pair = [Square(2, color=RED, fill_opacity=0.5), Square(2, color=RED, fill_opacity=0.5)]
        self.add(*self.pair)
        self.play(Circle(1).animate.shift(RIGHT), seconds=0.3)

    def move(self, beat: Beat) -> None:
        self.remove(self.pair[0])
        self.add(Square(2, color=RED, fill_opacity=0.5).set_fill([RED, BLUE]).set_sheen_direction(UP))
        self.play(self.pair[1].animate.shift(UP), seconds=0.3)
        self.add(self.pair[0], Square(2, color=RED, fill_opacity=0.5).shift(UP))
        self.remove(self.pair[1])
        self.play(FadeIn(self.pair[1], shift=LEFT), seconds=0.3)

    def fade(self, beat: Beat) -> None:
        self.clear()
        self.add(Square(2, color=RED, fill_opacity=0.5).set_fill([RED, BLUE]).set_sheen_direction(LEFT))
        self.play(FadeIn(Square(2, color=RED, fill_opacity=0.5)), seconds=0.3)


def test_what_looks_the_same_is_not_mixed_up(story: Story, draws: DrawWith) -> None:
    draws(Twins)
    assert compare(story) < 200


def test_a_story_that_one_beat_of_cannot_be_drawn_is_drawn_by_the_stock_engine_alone(
    story: Story, draws: DrawWith
) -> None:
    draws(Dotted)
    with pytest.warns(UserWarning, match="drawn by the stock engine"):
        render_to(story, Path("a.mp4"), SMALL)
    render_to(story, Path("b.mp4"), replace(SMALL, engine="stock"))
    assert Path("a.mp4").read_bytes() == Path("b.mp4").read_bytes()


@pytest.mark.usefixtures("draws")
def test_another_manim_takes_the_stock_path(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "SERIES", "0.99.")
    with pytest.raises(UnsupportedScene, match=r"Manim 0\.22\."):
        record(story, SMALL, Frames())


@pytest.mark.parametrize("format", ["gif", "flipbook"])
def test_animated_pictures_take_the_stock_path_too(story: Story, draws: DrawWith, format: str) -> None:
    draws(Dotted)
    with pytest.warns(UserWarning, match=r"01-squares: drawn by the stock engine \(PMobject\)\."):
        (path,) = render_to(story, Path("a").with_suffix(suffix_of(format)), replace(SMALL, format=format))
    assert path.stat().st_size > 500
