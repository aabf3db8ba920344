"""The rules that every kind keeps."""

import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from convscenes.spec import is_playlist, read
from convscenes.spec.characters import missing
from convscenes.stories import Story, alt_text, kinds
from convscenes.stories._base.kinds import FOLDER, summary
from convscenes.stories._base.story import MAX_BEATS
from tests.conftest import OPERATIONS, shipped_story

SCENES = Path(__file__).parents[2] / "scenes"
MANY = {"input": {"range": [24, 40]}, "kernel": [[1, 2, 0], [0, 1, 3]]}


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_has_a_scene_an_example_and_a_summary(kind: str) -> None:
    assert kind.replace("-", "_") in {m.name for m in pkgutil.iter_modules([str(FOLDER.parent / "scenes")])}
    examples = [p for p in SCENES.rglob("*.yaml") if not is_playlist(d := read(p)) and d.data["kind"] == kind]
    assert examples
    assert len(summary(kind)) < 110


def keep_the_rules(story: Story) -> None:
    """Assert what holds for every story."""
    names = [beat.name for beat in story.beats]
    assert len(set(names)) == len(names) <= MAX_BEATS
    maps = {m.name: m for m in story.maps}
    words = (beat.caption + beat.formula_text for beat in story.beats)
    assert missing("".join((story.title, *words, *(m.label for m in story.maps)))) == []
    for beat in story.beats:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", beat.name), beat.name
        # A card's words are the lecturer's.
        assert beat.caption.endswith((".", "?")) or not maps, beat.caption
        assert re.sub(r"\\.", "", beat.caption).count("*") % 2 == 0
        assert 10 < len(beat.plain_caption) < 130, beat.caption
        assert beat.plain_caption in alt_text(story, beat)
        assert beat.shows.keys() <= maps.keys()
        for name, values in beat.shows.items():
            assert values.shape == maps[name].array_shape
            assert not values.flags.writeable
    shown = set().union(*(beat.shows for beat in story.beats))
    assert shown == maps.keys(), "a map is never shown"


def test_shipped_specs_keep_the_rules(shipped: Path) -> None:
    keep_the_rules(shipped_story(shipped))


def test_all_shapes_keep_the_rules(shaped: Story) -> None:
    keep_the_rules(shaped)


def test_formulas_are_true(shaped: Story) -> None:
    """A formula with "=" states an equality of the numbers as they are written; rounded ones have ≈."""
    for beat in shaped.beats:
        sides = beat.formula_text.replace("−", "-").replace("×", "*").split("=")
        if len(sides) == 2 and not re.search(r"[a-z…]", beat.formula_text):
            left, right = (eval(side, {"__builtins__": {}}) for side in sides)
            assert left == pytest.approx(right, abs=1e-9), beat.formula_text


def test_no_map_changes_without_its_beat(shaped: Story) -> None:
    """What a beat recorded cannot be written to: beats may share what has not changed between them."""
    for beat in shaped.beats:
        assert not any(values.flags.writeable for values in beat.shows.values())


@pytest.mark.parametrize("kind", OPERATIONS)
def test_many_steps_share_beats(kind: str, build: Callable[..., Story]) -> None:
    story = build(kind, **MANY)
    keep_the_rules(story)
    assert any(re.match(r"rows?-", beat.name) for beat in story.beats)


def test_labels_and_title_of_the_spec_are_used(build: Callable[..., Story]) -> None:
    story = build(OPERATIONS[0], input=[[1, 2]], kernel=[[3]], title="Titel", labels={"input": "Eingabe"})
    labels = {m.name: m.label for m in story.maps}
    assert story.title == "Titel"
    assert labels["input"] == "Eingabe"


def test_presentation_changes_no_beat(build: Callable[..., Story]) -> None:
    fields = {"input": [[1, 2]], "kernel": [[3]]}
    for kind in OPERATIONS:
        plain, dressed = build(kind, **fields), build(kind, **fields, theme="light", pace=2)
        assert [(b.name, b.caption, b.formula_text) for b in plain.beats] == [
            (b.name, b.caption, b.formula_text) for b in dressed.beats
        ]
        assert (dressed.presentation.theme, dressed.presentation.pace) == ("light", 2.0)


def test_descriptions_read_the_values(shipped: Path) -> None:
    story = shipped_story(shipped)
    for beat in story.beats:
        read = alt_text(story, beat)
        for name, values in beat.shows.items():
            if values.size <= 64:
                for value in np.ma.compressed(np.ma.array(values)):
                    assert story.notations[name].text(value) in read
