"""A scene of our own, whose frames are known: three beats of squares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import LEFT, RIGHT, UP, Square, VGroup

from convscenes.rendering.manim_backend import performance
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.tasks.clip import LastScene
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, Presentation, Story
from tests.rendering.drawing import Unstaged

TINY = Quality(160, 90, 10)
DrawWith = Callable[[type[SpecScene]], None]


class Squares(Unstaged):
    """A red square comes; it moves while a blue one, behind it, stays; both fade to half."""

    def come(self, beat: Beat) -> None:
        self.red = Square(2, color="#ff0000", fill_opacity=1, stroke_width=0, name="red", z_index=1)
        self.add(self.red.shift(3 * LEFT))

    def move(self, beat: Beat) -> None:
        self.blue = VGroup(Square(2, color="#0000ff", fill_opacity=1, stroke_width=0), name="blue").shift(
            3 * RIGHT
        )
        self.add(self.blue)
        self.play(self.red.animate.shift(6 * RIGHT + 0.5 * UP), seconds=1)

    def fade(self, beat: Beat) -> None:
        self.play(self.red.animate.set_fill(opacity=0.5), seconds=0.4)


class Failing(Squares):
    """Fails in its second beat."""

    def move(self, beat: Beat) -> None:
        raise ZeroDivisionError("the square has no side")


class Interrupted(Squares):
    """Somebody presses Ctrl-C in its second beat."""

    def move(self, beat: Beat) -> None:
        raise KeyboardInterrupt("Ctrl-C")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder: the cache and scratch files are where convscenes runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(LastScene, "performance", None)
    return tmp_path


@pytest.fixture
def story() -> Story:
    """A story of three beats, which last 10, 16 and 10 frames at ten a second: motion, then a hold of six."""
    beats = [
        Beat(
            "come",
            "come",
            "A *red* square: 1 < 2 & so on.",
            {"red": np.array([[1]])},
        ),
        Beat("move", "move", "It moves to the right.", {}),
        Beat("fade", "fade", "It fades.", {}),
    ]
    return Story("squares", "Two squares", "Squares.", (), tuple(beats), Presentation(), name="01-squares")


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> DrawWith:
    """Return a function that sets the scene class for all stories."""

    def draw_with(scene: type[SpecScene]) -> None:
        monkeypatch.setattr(performance, "scene_class", lambda *_: scene)
        monkeypatch.setattr(LastScene, "performance", None)

    draw_with(Squares)
    return draw_with


@pytest.fixture
def options() -> Options:
    """The smallest options: 160 × 90, ten frames a second."""
    return Options(TINY)
