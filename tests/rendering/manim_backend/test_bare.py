"""Bare pictures: one crop around all that the beats of a story show, at the full frame's scale."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.manim_backend.performance import Performance, visit
from convscenes.rendering.manim_backend.renderer import Picture, still
from convscenes.rendering.options import Options
from convscenes.rendering.vector.shapes import View
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat
from tests.conftest import shipped_story

SCENES = Path(__file__).parents[3] / "scenes"
SCATTER = SCENES / "07-scatter.yaml"


def stills(spec: Path, **options: object) -> tuple[list[Picture], list[View]]:
    """Return the picture and the view of every beat."""
    story, pictures, views = shipped_story(spec), [], []

    def look(scene: SpecScene, beat: Beat) -> None:  # noqa: ARG001  all are looked at
        pictures.append(still(scene, transparent=False))
        views.append(View.of(scene))

    visit(story, Options.of("low", "png", **options), [beat.name for beat in story.beats], look)
    return pictures, views


def ink(picture: Picture) -> np.ndarray:
    """Return where a picture (H, W, 4) is not of its background."""
    return np.asarray((picture != picture[0, 0]).any(axis=2))


def test_all_beats_have_one_crop_with_space_around_what_they_show() -> None:
    bare, views = stills(SCATTER, frame="bare")
    assert len({picture.shape for picture in bare}) == len(set(views)) == 1
    height, width, _ = bare[0].shape
    assert height % 2 == width % 2 == 0
    assert (height, width) < (480, 854)
    shown = np.logical_or.reduce([ink(picture) for picture in bare])
    rows, cols = np.nonzero(shown.any(axis=1))[0], np.nonzero(shown.any(axis=0))[0]
    for near, far in ((rows[0], height - 1 - rows[-1]), (cols[0], width - 1 - cols[-1])):
        assert 6 <= near <= 18, "a fifth of a unit of 60 pixels, and what it takes to be even"
        assert 6 <= far <= 18


def test_a_unit_is_as_long_as_in_the_frame() -> None:
    (full, *_), _ = stills(SCATTER)
    (bare, *_), (view, *_) = stills(SCATTER, frame="bare")
    unit = 480 / 8
    left = round((view.rect.x + 128 / 18) * unit - bare.shape[1] / 2)
    top = round((4 - view.rect.y) * unit - bare.shape[0] / 2)
    part = full[top : top + bare.shape[0], left : left + bare.shape[1]]
    assert np.mean(ink(part) != ink(bare)) < 0.02, "it is cut out of the frame, but for half pixels"


def test_a_card_is_whole() -> None:
    pictures, _ = stills(SCENES / "00-title-card.yaml", frame="bare")
    assert pictures[0].shape[:2] == (480, 854)


@pytest.mark.slow
def test_nothing_that_moves_leaves_the_crop(shipped: Path) -> None:
    story, frames = shipped_story(shipped), Frames()
    with closing(Performance(story, Options.of("small", "png", frame="bare", fps=4))) as performance:
        for _ in story.beats:
            performance.draw(frames)
    for picture in frames.pictures:
        ring = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        assert (ring == picture[0, 0]).all()


@pytest.mark.parametrize(("aspect", "size"), [("4:3", (640, 480)), ("1:1", (480, 480)), ("9:16", (480, 854))])
def test_other_aspects_keep_the_shorter_side(aspect: str, size: tuple[int, int]) -> None:
    with closing(Performance(shipped_story(SCATTER), Options.of("low", aspect=aspect), draws=False)) as shown:
        quality = shown.options.quality
    assert (quality.width, quality.height) == size
