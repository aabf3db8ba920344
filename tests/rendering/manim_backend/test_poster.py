"""The first frame of a scene is a poster: what its first beat shows at its end, but for the caption."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from convscenes.look.layout import Rect
from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options, Quality
from convscenes.scenes.title_card import TitleCard
from convscenes.spec import Card
from convscenes.stories import Story, load_story
from convscenes.stories._base.handover import Entry, handovers
from convscenes.stories._base.loading import card_story
from tests.scenes.test_time import Frames

SIZE = Options(Quality(320, 180, 4))
SCALE = 180 / 8
"""Pixels a unit."""


def pixels(rect: Rect) -> tuple[slice, slice]:
    """Return the rows and columns of a rectangle in a frame."""
    rows, cols = ((4 - rect.top) * SCALE, (4 - rect.bottom) * SCALE), (rect.left * SCALE, rect.right * SCALE)
    return slice(int(rows[0]), int(rows[1]) + 1), slice(max(0, int(160 + cols[0])), int(160 + cols[1]) + 1)


def first_beat(story: Story) -> tuple[Performance, list[NDArray[np.uint8]]]:
    """Return the scene after its first beat, and the frames of that."""
    sink = Frames()
    with closing(Performance(story, SIZE)) as performance:
        performance.draw(sink)
    return performance, sink.frames


def is_empty(performance: Performance, frame: NDArray[np.uint8]) -> bool:
    """Return whether a frame has nothing but a title; of a title card, whether it has nothing."""
    shown = (
        frame if isinstance(performance.scene, TitleCard) else frame[pixels(performance.scene.frame.stage)]
    )
    return bool((shown == frame[-1, -1]).all())


def changed(performance: Performance, frames: list[NDArray[np.uint8]]) -> NDArray[np.bool_]:
    """Return the pixels (H, W) that differ between the first and the last frame, without the caption's."""
    one, other = (frames[number].astype(int) for number in (0, -1))
    differs = np.abs(one - other).max(axis=-1) > 1  # another box that is painted again
    if performance.scene.caption is not None:
        caption = performance.scene.caption
        (left, bottom, _), (right, top, _) = caption.get_corner([-1, -1, 0]), caption.get_corner([1, 1, 0])
        differs[pixels(Rect.between(left - 0.1, right + 0.1, bottom - 0.1, top + 0.1))] = False
    return differs


@pytest.mark.slow
def test_the_first_frame_is_the_figure_but_for_its_caption(shipped: Path) -> None:
    performance, frames = first_beat(load_story(shipped))
    assert not is_empty(performance, frames[0])
    differs = changed(performance, frames)
    if shipped.stem == "01-matrix-show":
        (view,) = performance.scene.stage.views.values()
        assert differs[pixels(view.outer)].any(), "the numbers in a picture's cells come in this beat"
        differs[pixels(view.outer)] = False
    assert not differs.any()
    assert (frames[0] != frames[-1]).any() != isinstance(performance.scene, TitleCard), "the caption comes in"


@pytest.mark.slow
def test_that_of_a_part_of_a_playlist_is_never_empty(build: Callable[..., Story]) -> None:
    """Nothing is handed over: from the last part to a card, nor from the card to the next part."""
    matrix = build("matrix-show", matrices={"A": [[1, 2], [3, 4]]})
    card, pooling = card_story(Card(card="Why?")), build("pooling", input=[[5, 6], [7, 8]])
    assert handovers([Entry(matrix, False), Entry(card, True), Entry(pooling, False)]) == [None] * 3
    for story in (matrix, card, pooling):
        performance, frames = first_beat(story)
        assert not is_empty(performance, frames[0])


@pytest.mark.slow
def test_a_matrix_that_is_handed_over_keeps_its_numbers(build: Callable[..., Story]) -> None:
    image = [[3, 1, 6], [7, 4, 2], [2, 5, 8]]
    slide = build("kernel-slide", input=image, kernel=[[1, 2], [0, 3]])
    show = build("matrix-show", matrices={"A": image})
    before = handovers([Entry(slide, False), Entry(show, False)])[1]
    assert before is not None
    with closing(Performance(show, SIZE, before=before)) as performance:
        performance.draw(Frames())
        assert performance.scene.screen()["matrix-1"].tolist() == image


@pytest.mark.slow
def test_a_part_that_begins_in_its_middle_begins_with_the_end_of_the_beat_before(
    build: Callable[..., Story],
) -> None:
    story = build("pooling", input=[[5, 6], [7, 8]])
    frames = []
    for number in (0, 1):
        sink = Frames()
        with closing(Performance(story, SIZE)) as performance:
            performance.skip_to(number)
            performance.draw(sink)
        frames.append(sink.frames)
    assert np.abs(frames[0][-1].astype(int) - frames[1][0]).max() <= 1
