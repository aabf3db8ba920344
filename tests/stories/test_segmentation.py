"""segmentation: what is shown is what the network makes; what is told is true; wrong weights."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from convscenes.errors import SpecError
from convscenes.ops import convolve, transposed_convolve
from convscenes.ops.drawings import HELD_OUT, drawing
from convscenes.ops.segmentation import Segmentation
from convscenes.spec.limits import ARRAY_BYTES
from convscenes.stories import Story, alt_text, load_story
from tests.scenes.rules import RULES
from tests.scenes.screen import screens_of
from tests.stories.conftest import Told

SCENES = Path(__file__).parents[2] / "scenes"
SPEC = SCENES / "16-segmentation.yaml"
WEIGHTS = SCENES / "segmentation" / "weights.npz"


def test_the_maps_are_what_the_weights_make() -> None:
    """The network written out, with the core's two operations and nothing else of ours."""
    story = load_story(SPEC)
    shows = {name: values for beat in story.beats for name, values in beat.shows.items()}
    with np.load(WEIGHTS) as w:
        maps = shows["picture"][None]
        for number, stride in ((1, 2), (2, 2), (3, 1)):
            sums = convolve(maps, w[f"kernel_{number}"], stride=stride, padding=1)
            maps = np.maximum(sums + w[f"bias_{number}"][:, None, None], 0)
            np.testing.assert_allclose(shows[f"layer-{number}"], maps, atol=1e-6)
        scores = convolve(maps, w["kernel_4"]) + w["bias_4"][:, None, None]
        np.testing.assert_allclose(shows["scores"], scores, atol=1e-6)
        enlarged = (
            transposed_convolve(scores, w["kernel_5"], stride=4, padding=2) + w["bias_5"][:, None, None]
        )
    np.testing.assert_allclose(shows["enlarged"], enlarged, atol=1e-6)
    assert np.array_equal(shows["coarse"], scores.argmax(axis=0))
    assert np.array_equal(shows["classes"], enlarged.argmax(axis=0))


def test_facts_and_formula_of_the_result_are_true(told: Told) -> None:
    story = load_story(SPEC)
    shows, last = {n: v for b in story.beats for n, v in b.shows.items()}, story.beats[-1]
    right = int((shows["classes"] == shows["truth"]).sum())
    blocks = np.kron(shows["coarse"], np.ones((4, 4), int)) == shows["truth"]
    (facts,) = told["truth"]
    assert (facts["right"], facts["pixels"], facts["drawings"]) == (right, 256, 200)
    assert last.formula_text == (
        f"4×4 classes: {100 * blocks.mean():.0f} % right → 16×16 classes: {100 * right / 256:.0f} % right"
    )
    assert right > blocks.sum() + 20, "the transposed convolution brings something"
    assert set(np.unique(shows["truth"])) == {0, 1, 2, 3}, "the example shows every class"
    assert np.array_equal(shows["truth"], drawing(HELD_OUT + 1560).classes)


def test_the_background_is_dimmed_and_wrong_pixels_are_outlined() -> None:
    story = load_story(SPEC)
    shows, points = story.beats[-1].shows, story.beats[-1].points
    objects, wrong = points["classes"]
    assert np.array_equal(objects.mask((16, 16)), shows["classes"] > 0)
    assert np.array_equal(wrong.mask((16, 16)), shows["classes"] != shows["truth"])
    assert wrong.mask((16, 16)).sum() == 256 - 245
    assert (objects.kind, wrong.kind) == ("map", "cells")
    assert np.array_equal(points["truth"][-1].mask((16, 16)), shows["truth"] > 0)
    assert points["picture"][-1].mask((16, 16)).all()
    # by hand from the picture: 0 where a triangle's top is, and a disc's and a square's corners
    assert "row 1, column 5; row 2, column 5" in alt_text(story, story.beats[-1])
    for beat in story.beats[5:8]:
        assert np.array_equal(beat.points["coarse"][-1].mask((4, 4)), beat.shows["coarse"] > 0), beat.name
        assert beat.points["scores"][-1].kind == "map"


def test_a_drawing_without_a_wrong_pixel_has_no_outlines(
    beside: Path, build: Callable[..., Story], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Segmentation, "wrong", property(lambda made: np.zeros(made.classes.shape, bool)))
    last = build("segmentation", weights=beside.name, drawing=12).beats[-1]
    assert {path[-1].kind for path in last.points.values()} == {"map"}
    assert [(facts["right"], facts["pixels"]) for facts in told["truth"]] == [(256, 256)]


def test_the_receptive_field_is_told(told: Told) -> None:
    load_story(SPEC)
    assert [facts["field"] for facts in told["layer"]] == [(3, 3), (7, 7), (15, 15)]


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The tracked weights, beside the spec that ``build`` writes."""
    return Path(shutil.copy(WEIGHTS, tmp_path / "w.npz"))


def test_another_drawing_with_other_names_keeps_the_rules(beside: Path, build: Callable[..., Story]) -> None:
    labels = {"disc": "Scheibe", "triangle": "Dreieck mit einer langen Bezeichnung", "classes": "Klassen"}
    story = build("segmentation", weights=beside.name, drawing=12, labels=labels)
    names = ["background", "Scheibe", "square", labels["triangle"]]
    legend = [one for one in story.maps if one.role == "ink"]
    assert [one.label for one in legend] == names
    for beat in story.beats:
        assert [beat.shows[one.name].item() for one in legend] == [0, 1, 2, 3], beat.name
    for screen in screens_of(story, "light"):
        for rule in RULES:
            assert list(rule(screen)) == [], (screen.beat.name, rule.__name__)


def test_wrong_weights_are_named(beside: Path, build: Callable[..., Story]) -> None:
    with np.load(beside) as kept:
        weights = dict(kept)
    for change, wrong in (
        ({"bias_2": weights["bias_2"][:7]}, "weights: bias_2 must be 8, got 7"),
        ({"kernel_1": np.array([None])}, r'weights: "kernel_1" must hold numbers, got object\.'),
    ):
        np.savez(beside, **(weights | change))
        with pytest.raises(SpecError, match=wrong):
            build("segmentation", weights=beside.name)
    beside.write_bytes(b"PK")
    with pytest.raises(SpecError, match=r'not a \.npz file of numbers: "w\.npz"'):
        build("segmentation", weights=beside.name)
    with pytest.raises(SpecError, match=r'no such file: "w\.npy"\. Did you mean "w\.npz"\?'):
        build("segmentation", weights="w.npy")


def test_weights_that_unpack_to_too_much_are_refused_unread(
    beside: Path, build: Callable[..., Story]
) -> None:
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("kernel_1.npy", bytes(ARRAY_BYTES.maximum + 1))
    assert beside.stat().st_size < 10_000
    with pytest.raises(SpecError, match="bytes are too many: the limit for an array file"):
        build("segmentation", weights=beside.name)
