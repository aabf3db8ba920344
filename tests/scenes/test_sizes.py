"""How large maps are and what can be read of them: hard specs, sizes as inequalities in pixels at 1080p."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from convscenes.look.cells import numeral_em, readable
from convscenes.scenes._base.finding import scene_class
from convscenes.scenes._base.sizes import weight
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Story
from tests.scenes.screen import PIXELS

EVEN = 1.62
"""How much higher the cells of one map may be than those of another, if all can be read."""
SOBEL = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]
SLANTED = [[1, 0, -1], [2, 0, -2], [1, 0, -3]]
DECIMALS = [
    [0.25, -0.5, 0.75, 1.25],
    [1.5, -0.75, 0.33, -0.66],
    [2, 0.1, -0.15, 0.9],
    [-1.5, 0.45, 0.8, -0.2],
]
MIXED = [[1, 2, 0], [0, 1, 3], [2, 0, 1]]
FRACTIONS = [[0.25, -0.5, 0.75], [0.12, 0.33, -0.66], [0.5, -0.15, 0.9]]
LONG = {"input": "Eingabe der transponierten Faltung", "output": "Ausgabe der transponierten Faltung"}


def random(rows: int, cols: int, low: int, high: int, seed: int = 1) -> dict[str, Any]:
    return {"random": {"shape": [rows, cols], "low": low, "high": high, "seed": seed}}


def operation(image: Any, kernel: Any, **more: Any) -> dict[str, Any]:
    return {"input": image, "kernel": kernel, **more}


CASES: dict[str, tuple[str, dict[str, Any], dict[str, float]]] = {
    "grey picture, padding": (
        "kernel-slide", operation(random(6, 6, 0, 255), SOBEL, padding=1),
        {"input": 70, "kernel": 70, "output": 70},
    ),
    "grey picture": (
        "kernel-slide", operation(random(8, 8, 0, 255), SOBEL), {"input": 70, "kernel": 70, "output": 70}
    ),
    "8×8, padding": (
        "kernel-slide", operation(random(8, 8, 0, 9), SLANTED, padding=1),
        {"input": 55, "kernel": 55, "output": 55},
    ),
    "1e3 among decimals": (
        "kernel-slide",
        operation(
            [[0.25, 0.5, 0.125], [1.5, -0.75, 0.333333], [2, 1e3, 0.1]], [[0.111111, 0.5], [0.25, -0.125]]
        ),
        {"input": 115, "kernel": 115, "output": 115},
    ),
    "two digits and signs": (
        "kernel-slide", operation(random(5, 5, -99, 99), random(3, 3, -9, 9, 3), padding=1),
        {"input": 85, "kernel": 85, "output": 85},
    ),
    "one row": (
        "kernel-slide", operation([[1, -2, 3, 4, 5, 6, 7]], [[1, 2, -3]]),
        {"input": 95, "kernel": 95, "output": 95},
    ),
    "long labels": (
        "kernel-slide", operation(random(5, 5, 0, 9), SLANTED, padding=1, labels=LONG),
        {"input": 75, "kernel": 75, "output": 75},
    ),
    "three channels": (
        "kernel-slide",
        operation((np.arange(75) % 7).reshape(3, 5, 5).tolist(), [SOBEL, SLANTED, MIXED]),
        {"input-1": 33, "kernel-1-2": 33, "partial-3": 33, "output-1": 33},
    ),
    "four digits": (
        "scatter", operation(random(5, 5, 1000, 9999), [[1, 2, -3], [4, 0, 2], [1, 1, -1]]),
        {"input": 80, "kernel": 80, "output": 80},
    ),
    "four digits times two": (
        "scatter", operation(random(5, 5, 1000, 9999), random(4, 4, -99, -10, 2)),
        {"input": 50, "kernel": 50, "output": 50},
    ),
    "one wide value": (
        "scatter", operation([[-123.45, 1]], [[1]]), {"input": 115, "kernel": 115, "output": 115}
    ),
    "a wide row": (
        "scatter", operation([[1, -2, 3, 4]], [[1, 2, -3]], stride=[1, 2]),
        {"input": 95, "kernel": 95, "output": 95},
    ),
    "C of decimals": (
        "matrix-unroll", operation(DECIMALS, FRACTIONS),
        {"placed": 65, "input": 65, "output": 65, "matrix": 65},
    ),
    "C of 9 rows": (
        "matrix-unroll", operation(random(5, 5, 0, 255), SOBEL),
        {"placed": 40, "input": 40, "output": 40, "matrix": 40},
    ),
    "a column of decimals": (
        "matrix-multiply", operation(DECIMALS, FRACTIONS),
        {"input": 60, "column": 40, "result": 55, "output": 55, "direct": 55},
    ),
    "a column of grey values": (
        "matrix-multiply", operation(random(4, 4, 0, 255), SOBEL),
        {"input": 60, "matrix": 55, "column": 40, "result": 55, "output": 55},
    ),
    "Cᵀ of decimals": (
        "matrix-multiply", operation([[0.25, -1.5], [0.75, 0.33]], FRACTIONS, transposed=True),
        {"input": 60, "matrix": 40, "column": 60, "result": 40, "output": 60, "direct": 60},
    ),
    "both matrices of decimals": (
        "matrix-transpose", operation(DECIMALS, FRACTIONS),
        {"matrix": 60, "window": 60, "transpose": 40, "stamp": 60},
    ),
    "a padded input of 9×9": (
        "zero-insertion", operation(random(5, 5, 0, 9), random(5, 5, -3, 9, 2), padding=2),
        {"padded": 50, "turned": 50, "output": 50, "stamped": 50},
    ),
    "one large sum": (
        "zero-insertion", operation(random(4, 4, -99, -10), random(4, 4, 10, 99, 2), padding=3),
        {"padded": 100, "turned": 100, "output": 100, "stamped": 100},
    ),
    "seven digits": (
        "connectivity", operation([[-12345, 1000000, 3], [4, 5, 6], [7, 8, 9]], [[1, 2], [3, 4]]),
        {"input": 115, "output": 115},
    ),
    "pooled decimals": (
        "pooling", {"input": DECIMALS, "size": 2, "stride": 2}, {"input": 115, "output": 115}
    ),
}  # fmt: skip
"""A kind, its fields, and how high the cells of its maps are at least; numerals of all these can be read."""
UNREAD: dict[str, tuple[str, dict[str, Any], dict[str, float]]] = {
    "C of 36×64": (
        "matrix-unroll", operation(random(8, 8, 0, 9), SLANTED),
        {"matrix": 12, "placed": 33, "input": 33, "output": 33},
    ),
    "a picture of 30×30": (
        "kernel-slide", operation(random(30, 30, 0, 9), SLANTED), {"input": 19, "kernel": 45}
    ),
}  # fmt: skip
"""Those of which the first map has too many cells for numerals."""


def scene_for(story: Story) -> SpecScene:
    scene = scene_class(story.kind, story.staging)(story)
    scene.prepare()
    return scene


def share_read(scene: SpecScene, name: str, last: int) -> float:
    """Return the share of the different numerals of a map that can be read in the last beat that shows it."""
    size, values = scene.place(name, scene.story.beats[last]).size, scene.story.values[name]
    notation = readable(values, scene.story.notations[name], size)
    return 1 - notation.blank if numeral_em(size, max(notation.width, 0.1)) else 0.0


@pytest.mark.parametrize("case", [*CASES, *UNREAD])
def test_sizes_of_hard_specs(case: str, build: Callable[..., Story]) -> None:
    kind, fields, least = (CASES | UNREAD)[case]
    story = build(kind, **fields)
    scene = scene_for(story)
    for name, pixels in least.items():
        number = next(n for n, beat in enumerate(story.beats) if name in beat.shows)
        assert scene.place(name, story.beats[number]).cell * PIXELS >= pixels, name
        if case in CASES or name != next(iter(least)):
            assert share_read(scene, name, number) >= 0.6, name


@pytest.mark.parametrize("case", CASES)
def test_cells_of_maps_on_stage_are_about_as_high(case: str, build: Callable[..., Story]) -> None:
    kind, fields, _ = CASES[case]
    story = build(kind, **fields)
    scene = scene_for(story)
    for beat in story.beats:
        named = [one for one in beat.shows if one not in ("useful", "wasted")]
        heights = [scene.place(name, beat).cell for name in named]
        assert max(heights) <= EVEN * min(heights), beat.name


def test_weights_follow_from_what_beats_point_at(build: Callable[..., Story]) -> None:
    slide = build("kernel-slide", **operation(random(4, 4, 0, 9), SOBEL))
    assert {m.name: weight(slide, m.name) for m in slide.maps} == {"input": 1.0, "kernel": 0.6, "output": 1.0}
    unrolled = build("matrix-unroll", **operation(random(4, 4, 0, 9), SOBEL))
    assert weight(unrolled, "matrix") == 3 * weight(unrolled, "input") == 3.0
