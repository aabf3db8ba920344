"""Long labels, one at a time, in every scene that places its maps itself: all rules of the screen hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from convscenes.scenes._base.legibility import crowded
from convscenes.stories import Story
from convscenes.stories._base.kinds import kind_module
from tests.conftest import shipped_story
from tests.scenes.fuzzed import SCENES, story_in
from tests.scenes.test_screens import replayed
from tests.scenes.test_sizes import scene_for

LONG = "Ausgabe der transponierten Faltung"
SPECS = (
    "12-upsampling",
    "13-learned-kernel",
    "14-checkerboard",
    "15-generator",
    "16-segmentation",
    "17-kernel-slide-channels",
    "18-scatter-channels",
)
REFUSED = ("16-segmentation", "scores")
"""The last column of a network, which is narrow: ``check`` refuses the label."""


def fields(spec: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((SCENES / f"{spec}.yaml").read_text(encoding="utf-8"))
    return found


def labels() -> Iterator[tuple[str, str]]:
    for spec in SPECS:
        yield from ((spec, name) for name in kind_module(fields(spec)["kind"]).Fields.label_names)


def labelled(spec: str, name: str) -> Story:
    return story_in(yaml.safe_dump(fields(spec) | {"labels": {name: LONG}}, allow_unicode=True))


@pytest.mark.slow
@pytest.mark.parametrize(("spec", "name"), [pair for pair in labels() if pair != REFUSED])
def test_a_long_label_has_room(spec: str, name: str) -> None:
    story = labelled(spec, name)
    assert not (found := replayed(f"{spec}, labels.{name}", story)), found
    assert not crowded(scene_for(story))


def test_one_without_room_is_known() -> None:
    assert [one.name for one in crowded(scene_for(labelled(*REFUSED)))] == ["scores"]


def test_shipped_labels_have_room(shipped: Path) -> None:
    assert not crowded(scene_for(shipped_story(shipped)))
