"""What the parts of a playlist have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from convscenes.spec import Card
from convscenes.stories import Presentation, Story
from convscenes.stories._base.handover import Before, Entry, common_maps, handovers
from convscenes.stories._base.loading import card_story

IMAGE, KERNEL = [[3, 1, 6], [7, 4, 2], [2, 5, 8]], [[1, 2], [0, 3]]


@pytest.fixture
def slide(build: Callable[..., Story]) -> Story:
    return build("kernel-slide", input=IMAGE, kernel=KERNEL)


@pytest.fixture
def connections(build: Callable[..., Story]) -> Story:
    return build("connectivity", input=IMAGE, kernel=KERNEL)


@pytest.fixture
def unroll(build: Callable[..., Story]) -> Story:
    return build("matrix-unroll", input=IMAGE, kernel=KERNEL)


CARD = card_story(Card(card="Why?"))


def part(story: Story, *, handover: bool = True) -> Entry:
    return Entry(story, story is CARD, handover)


def kept(found: list[Before | None]) -> list[tuple[tuple[str, str], ...] | None]:
    return [before and before.kept for before in found]


def test_maps_of_one_role_with_the_same_values_are_common(slide: Story, connections: Story) -> None:
    # the output of the slide is whole at its end, and connectivity begins with it; it shows no kernel
    assert common_maps(part(slide), part(connections)) == (("input", "input"), ("output", "output"))


def test_an_empty_map_is_not_common(slide: Story, connections: Story, unroll: Story) -> None:
    # the unrolling begins with an empty output; that of connectivity is full
    assert common_maps(part(connections), part(unroll)) == (("input", "input"),)
    assert common_maps(part(connections), part(slide)) == (("input", "input"),)


def test_names_may_differ(unroll: Story, build: Callable[..., Story]) -> None:
    back = build("connectivity", input=[[1, 2], [3, 4]], kernel=[[1]])
    renamed = replace(back, maps=(replace(back.maps[0], name="picture"), *back.maps[1:]))
    first = replace(renamed.beats[0], shows={"picture": back.beats[0].shows["input"]})
    assert common_maps(part(back), part(replace(renamed, beats=(first,)))) == (("input", "picture"),)
    assert common_maps(part(unroll), part(back)) == ()


def test_other_values_roles_or_themes_have_nothing_in_common(
    slide: Story, connections: Story, build: Callable[..., Story]
) -> None:
    other = build("connectivity", input=[[9, 1, 6], [7, 4, 2], [2, 5, 8]], kernel=KERNEL)
    assert "input" not in dict(common_maps(part(slide), part(other)))
    roles = tuple(replace(one, role="kernel") for one in connections.maps)
    assert common_maps(part(slide), part(replace(connections, maps=roles))) == ()
    for shown in (Presentation("light"), Presentation(text_scale=1.5), Presentation(caption_display="track")):
        assert common_maps(part(slide), part(replace(connections, presentation=shown))) == ()


def test_a_card_has_what_both_neighbours_have(slide: Story, connections: Story) -> None:
    found = handovers([part(CARD), part(slide), part(CARD), part(CARD), part(connections), part(CARD)])
    both = (("input", "input"), ("output", "output"))
    assert kept(found) == [None, None, both, both, both, None]
    first, second, last = found[2], found[3], found[4]
    assert first is not None
    assert second is not None
    assert last is not None
    assert (first.story, first.before) == (slide, None)
    assert (second.story, second.before) == (CARD, first)
    assert (last.story, last.before) == (CARD, second)


@pytest.mark.parametrize("refusing", [1, 2])
def test_an_entry_turns_it_off(slide: Story, connections: Story, refusing: int) -> None:
    stories = [slide, CARD, connections]
    entries = [part(story, handover=number != refusing) for number, story in enumerate(stories)]
    assert kept(handovers(entries)) == [None, None, None]


def test_handovers_go_on_after_a_part_without_one(slide: Story, connections: Story, unroll: Story) -> None:
    found = handovers([part(slide), part(connections, handover=False), part(unroll)])
    assert kept(found) == [None, None, (("input", "input"),)]


def test_a_part_hands_over_what_its_last_beat_shows(slide: Story, connections: Story) -> None:
    early = replace(part(slide), end=1)  # its output is still empty
    (_, after) = handovers([early, part(connections)])
    assert after is not None
    assert (after.kept, after.end) == ((("input", "input"),), 1)


def test_a_part_that_begins_in_its_middle_takes_nothing_over(slide: Story, connections: Story) -> None:
    late = replace(part(connections), first=1)
    assert kept(handovers([part(slide), part(CARD), late])) == [None, None, None]
