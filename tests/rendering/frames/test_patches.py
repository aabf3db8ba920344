"""What changes is converted box by box, like the whole picture; and goes by belt to another process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from convscenes.errors import RenderError
from convscenes.rendering.belt import Belt
from convscenes.rendering.frames.boxes import Box, merged
from convscenes.rendering.frames.patches import Conversion, Patch, put
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.pixel_formats import PIXEL_FORMATS, planes_of
from convscenes.rendering.frames.sinks import Chapter
from convscenes.rendering.relay import Relay, converted

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


@given(st.lists(st.one_of(st.none(), st.lists(boxes, max_size=3)), max_size=40), st.integers(1, 3))
def test_a_belt_keeps_every_patch_until_it_is_taken_off(moves: list[list[Box] | None], pictures: int) -> None:
    """None takes off what was put on longest ago; a plain list remembers what is on the belt."""
    belt = Belt("rgba", pictures * WIDTH * HEIGHT * 4)
    conversion, on = Conversion("rgba"), list[tuple[int, list[Box], Picture]]()
    for number, move in enumerate(moves):
        if move is None or (start := belt.place(merged(aligned(move)))) is None:
            if on:
                belt.free()
                on.pop(0)
            continue
        changed, picture = merged(aligned(move)), noise(number)
        belt.put(start, [conversion.patch(picture, box) for box in changed])
        on.append((start, changed, picture))
        for place, placed, shown in on:
            for box, (plane,) in belt.at(place, placed):
                assert np.array_equal(plane, shown[box.slices])


@example([10, 10, None, 10, 0, 10])
@given(st.lists(st.sampled_from([None, 0, 5, 7, 10]), min_size=30, max_size=80))
def test_what_is_on_a_belt_never_overlaps(moves: list[int | None]) -> None:
    """None takes off what was put on longest ago; a number is a patch of so many pixels. Twenty fit."""
    belt, on = Belt("rgba", 20 * 4), list[range]()
    for move in moves:
        if move is None:
            if on:
                belt.free()
                on.pop(0)
        elif (start := belt.place([Box(0, 0, move, 1)] if move else [])) is not None:
            placed = range(start, start + 4 * move)
            assert placed.stop <= 80
            assert not any(set(placed) & set(other) for other in on)
            on.append(placed)
        else:
            assert on


def test_an_empty_belt_takes_a_whole_picture_and_no_more() -> None:
    belt = Belt("yuv420p", WIDTH * HEIGHT * 3 // 2)
    assert belt.place([WHOLE]) == 0
    assert belt.place([Box(0, 0, 16, 16)]) is None
    belt.free()
    assert belt.place([WHOLE]) == 0


class Files:
    """Writes the luma of every patch, and what else it hears, to a file; fails if it is told."""

    def __init__(self, path: Path, wrong: str = "") -> None:
        self.path, self.wrong = path, wrong
        self.heard: list[str] = []

    def write(self, patches: Sequence[Patch], repeat: int) -> None:
        if self.wrong == "dies":
            os._exit(3)
        if self.wrong:
            raise RenderError(self.wrong)
        self.heard += [f"{repeat}", *(f"{box.left} {planes[0].mean():.3f}" for box, planes in patches)]

    def cut(self) -> None:
        self.heard.append("cut")

    def finish(self, chapters: Sequence[Chapter]) -> None:
        self.path.write_text("\n".join([*self.heard, chapters[0].title, f"{os.getpid()}"]))

    def close(self) -> None:
        """Nothing is open."""


def send(relay: Relay) -> None:
    """Send a picture and eight patches, and end."""
    for number in range(9):
        relay.write(noise(number), 1 + number, [Box(16 * number, 0, 16 * number + 16, 16)])
        relay.cut()
    relay.finish([Chapter("all", 0, 45)])


def test_a_relay_passes_everything_on_in_order_to_another_process(tmp_path: Path) -> None:
    with closing(Relay(lambda: Files(tmp_path / "far"), Belt("yuv420p", WIDTH * HEIGHT * 3 // 2))) as relay:
        send(relay)
    far = (tmp_path / "far").read_text().splitlines()
    writer, conversion = Files(tmp_path / "near"), Conversion("yuv420p")
    for number in range(9):
        box = Box(16 * number, 0, 16 * number + 16, 16) if number else WHOLE
        writer.write([conversion.patch(noise(number), box)], 1 + number)
        writer.cut()
    writer.finish([Chapter("all", 0, 45)])
    near = (tmp_path / "near").read_text().splitlines()
    assert far[:-1] == near[:-1]
    assert far[-1] != near[-1]


@pytest.mark.parametrize("boxes", [[], [Box(0, 0, 16, 16)]], ids=["nothing changes", "little changes"])
def test_a_relay_passes_on_more_than_its_pipes_hold(boxes: list[Box], tmp_path: Path) -> None:
    """Answers that nobody reads fill a pipe; then the writer waits, and then we."""
    picture = noise(1)
    with closing(Relay(lambda: Files(tmp_path / "a"), Belt("yuv420p", WIDTH * HEIGHT * 12))) as relay:
        for _ in range(6000):
            relay.write(picture, 1, boxes)
        relay.finish([Chapter("all", 0, 6000)])
    assert (tmp_path / "a").read_text().splitlines().count("1") == 6000


def test_what_goes_wrong_in_the_other_process_is_raised_in_this(tmp_path: Path) -> None:
    relay = Relay(lambda: Files(tmp_path / "a", "the disk is full"), Belt("yuv420p", WIDTH * HEIGHT * 3))
    with closing(relay), pytest.raises(RenderError, match="the disk is full"):
        send(relay)
    assert not (tmp_path / "a").exists()


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    relay = Relay(lambda: Files(tmp_path / "a", "dies"), Belt("yuv420p", WIDTH * HEIGHT * 3))
    with closing(relay), pytest.raises(RenderError, match=r"process died with exit code 3\."):
        send(relay)


def test_one_processor_converts_and_writes_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("convscenes.rendering.relay.processors", lambda: 1)
    with closing(converted(lambda: Files(tmp_path / "a"), "yuv420p", WIDTH, HEIGHT)) as sink:
        sink.write(noise(1), 2, [])
        sink.write(noise(1), 3, [])
        sink.finish([Chapter("all", 0, 5)])
    lines = (tmp_path / "a").read_text().splitlines()
    assert lines[0] == "2"
    assert lines[1].startswith("0 ")
    assert lines[2:] == ["3", "all", f"{os.getpid()}"]
