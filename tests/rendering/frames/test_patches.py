"""Changed boxes are converted exactly like the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

import av
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from convscenes.rendering.formats.writers import Writer
from convscenes.rendering.frames.boxes import Box, merged
from convscenes.rendering.frames.patches import Conversion, Patch, put
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.pixel_formats import PIXEL_FORMATS, planes_of

WIDTH, HEIGHT = 320, 180
WHOLE = Box(0, 0, WIDTH, HEIGHT)
boxes = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    *(st.integers(0, 300), st.integers(0, 160), st.integers(1, 90), st.integers(1, 60)),
)


def noise(seed: int) -> Picture:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)


def aligned(given_boxes: list[Box]) -> list[Box]:
    return [box for one in given_boxes if (box := one.aligned(WIDTH, HEIGHT))]


@given(st.lists(boxes, max_size=12))
def test_merged_boxes_cover_all_and_do_not_overlap(given_boxes: list[Box]) -> None:
    covered, counts = np.zeros((HEIGHT, WIDTH), bool), np.zeros((HEIGHT, WIDTH), int)
    for box in aligned(given_boxes):
        covered[box.slices] = True
    for box in merged(aligned(given_boxes)):
        counts[box.slices] += 1
    assert counts.max(initial=0) <= 1
    assert counts[covered].all()


@settings(max_examples=40)
@given(st.lists(boxes, min_size=1, max_size=4), st.sampled_from(sorted(set(PIXEL_FORMATS) - {"rgba"})))
def test_boxes_convert_exactly_like_the_whole_picture(given_boxes: list[Box], pixel_format: str) -> None:
    before, picture, conversion = noise(1), noise(1), Conversion(pixel_format)
    changed = merged(aligned(given_boxes))
    for box in changed:
        picture[box.slices] = noise(2)[box.slices]
    part, whole = (av.VideoFrame(WIDTH, HEIGHT, pixel_format) for _ in range(2))
    put([conversion.patch(before, WHOLE)], part)
    put([conversion.patch(picture, box) for box in changed], part)
    put([conversion.patch(picture, WHOLE)], whole)
    for one, other, (share, _) in zip(
        planes_of(part), planes_of(whole), PIXEL_FORMATS[pixel_format], strict=True
    ):
        assert np.abs(inner(one.astype(int) - other, share, changed)).max() == 0


def inner(plane: np.ndarray, share: int, changed: list[Box]) -> np.ndarray:
    """Leave out the chroma around a box: noise bleeds into it, and nothing we draw is noise at an edge."""
    mask = np.ones(plane.shape, bool)
    if share > 1:
        for box in changed:
            left, top, right, bottom = box.shared(share)
            mask[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1] = False
            mask[box.shared(share).slices] = True
    return plane * mask


def test_planes_have_the_worked_values() -> None:
    """Grey has no chroma, and BT.709's luma goes from 16 to 235."""
    grey = np.full((HEIGHT, WIDTH, 4), [51, 51, 51, 255], np.uint8)
    luma, *chroma = Conversion("yuv420p").patch(grey, Box(16, 32, 48, 48)).planes
    assert luma.shape == (16, 32, 1)
    assert luma.min() == luma.max() == round(16 + 219 * 51 / 255)
    for plane in chroma:
        assert plane.shape == (8, 16, 1)
        assert plane.min() == plane.max() == 128
    red = np.full((HEIGHT, WIDTH, 4), [255, 0, 0, 255], np.uint8)
    (samples,) = Conversion("argb").patch(red, Box(0, 0, 16, 16)).planes
    assert samples[0, 0].tolist() == [255, 255, 0, 0]


class Written(Writer):
    """Keeps the arguments of a writer."""

    def __init__(self) -> None:
        super().__init__("yuv420p")
        self.calls: list[tuple[list[Box], int]] = []

    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        self.calls.append(([patch.box for patch in patches], repeat))

    def finish(self) -> None:
        self.calls.append(([], 0))


def test_a_writer_is_given_what_changed_and_first_all_of_it() -> None:
    box, sink = Box(16, 0, 32, 16), Written()
    sink.write(noise(1), 2, [box])
    sink.write(noise(2), 1, [box])
    sink.write(noise(2), 3, [])
    sink.write(noise(3), 1, None)
    sink.finish()
    assert sink.calls == [([WHOLE], 2), ([box], 1), ([], 3), ([WHOLE], 1), ([], 0)]
