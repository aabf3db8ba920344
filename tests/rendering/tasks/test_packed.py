"""Packed stories: small, equal for the same story, and not unpacked where it exists."""

from __future__ import annotations

import gc
import tracemalloc

import numpy as np

from convscenes.rendering.tasks.packed import PackedStory, unpacked
from convscenes.stories import Beat, Presentation, Story


def large() -> Story:
    """A story of 64 MB: eight maps of a million numbers each."""
    maps = {f"map {number}": np.full((1000, 1000), number) for number in range(8)}
    return Story("large", "", "", (), (Beat("maps", "maps", "", maps),), Presentation())


def test_where_a_story_was_packed_it_is_itself_as_long_as_it_is_there() -> None:
    story = large()
    packed = PackedStory.of(story)
    assert packed.unpack() is story
    del story
    gc.collect()
    assert packed.unpack().beats[0].shows["map 3"].max() == 3


def test_what_is_packed_and_unpacked_is_never_in_one_piece() -> None:
    story = large()
    tracemalloc.start()
    packed = PackedStory.of(story)
    _, packing = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    there = unpacked(packed.data)
    _, unpacking = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(packed.data) < 1_000_000
    assert packing < 32_000_000
    assert unpacking < 96_000_000
    np.testing.assert_array_equal(there.beats[0].shows["map 7"], story.beats[0].shows["map 7"])
