"""What stories were heard to tell: the facts of every message, over many specs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest.mock import patch

import numpy as np
import yaml

from convscenes.errors import SpecError
from convscenes.stories import Story, alt_text, load_story
from convscenes.stories._base.kinds import kind_module
from convscenes.stories._base.points import Points, where
from convscenes.stories._base.quiz import with_questions
from convscenes.words import Words
from tests.conftest import OPERATIONS, OWN_SHAPES, SHAPES, SHIPPED
from tests.scenes import fuzzed

Told = dict[tuple[str, str], list[dict[str, Any]]]
"""The facts with which a message of a kind was said, each time."""

ODD: tuple[dict[str, Any], ...] = (
    {},
    {"stride": [1, 2]},
    {"stride": [2, 1]},
    {"padding": [[1, 0], [2, 1]]},
    {"padding": 2, "dilation": 2},
    {"padding": 2, "stride": 3},
    {"padding": 1, "stride": 3, "output_padding": [2, 0]},
    {"padding": 1, "stride": 3, "output_padding": [0, 1]},
    {"stride": 3, "output_padding": 2},
    {"transposed": True, "stride": 2, "padding": 1, "output_padding": 1},
    {"transposed": True, "padding": [[1, 0], [2, 1]]},
    {"transposed": True, "dilation": 3, "output_padding": 1},
)
CROPPED = (
    {"padding": 1},
    {"padding": [[1, 0], [0, 0]]},
    *(
        {"padding": 1, "stride": 3, "output_padding": extra}
        for extra in ([1, 0], [0, 1], [2, 0], [0, 2], [1, 2])
    ),
)
DATA = (
    ([[1, 2, 0, -1], [0.5, -3, 4, 2.25], [1, 1, 7, 1000]], [[1, -2, 0.25], [3, 0, 1]]),
    ([[1, 2, 0], [4, 5, 6]], [[2]]),
    ([[1, 2], [3, 4]], [[1, 2], [3, 4]]),
    ([[5]], [[0, 2]]),
    ([[1, 2, 3]], [[1, 2]]),
    ([1, 2, 3.5, -4, 5, 6, 7], [1, -1, 2]),
    ([3, 1, 2, 5], [2]),
    ([7], [1, 0, 2]),
)
LARGE = (
    {"input": {"range": [24, 40]}, "kernel": [[1, 2, 0], [0, 1, 3]]},
    {"input": {"range": [128]}, "kernel": [1, 2]},
    {"input": {"range": [2, 70]}, "kernel": [[1, 2]]},
    {"input": {"range": [70, 1]}, "kernel": [[1], [2]], "stride": [1, 1]},
    {"input": {"range": [9, 130]}, "kernel": [[1, 2], [3, 4]], "stride": [1, 2]},
)
OWN: dict[str, tuple[dict[str, Any], ...]] = {
    "kernel-slide": ({"input": {"ones": [2, 24, 40]}, "kernel": {"ones": [1, 2, 2, 2]}},),
    "scatter": ({"input": {"ones": [2, 24, 40]}, "kernel": {"ones": [2, 1, 2, 2]}},),
    "checkerboard": (
        {"kernel_size": 4}, {"kernel_size": 2, "compare": [4, [3, 3]]}, {"kernel_size": 3, "compare": [5, 7]},
        {"kernel_size": 8, "compare": [2, 4], "size": 5}, {"kernel_size": 1, "compare": []},
        {"kernel_size": 2}, {"kernel_size": 7, "stride": 5}, {"weights": [1, 2, 2, 1]}, {"size": 2},
        {"kernel_size": 9, "stride": 6, "size": 4}, {"kernel_size": 11, "stride": 5, "size": 4},
    ),
    "arithmetic": (
        {"input": [[1, 2], [3, 4]], "kernel": [[1, 2], [3, 4]], "transposed": True, "stride": 2,
         "padding": 1},
    ),
    "pooling": ({"input": {"range": [9, 130]}, "size": 1}, {"input": {"range": [200]}, "size": 1},
                {"input": [1, 2.5, 3], "reduce": "average", "stride": 1}),
    "matrix-show": (
        {"input": [[1, 2]]}, {"input": [[4]]}, {"input": [[-4, 0]]},
        {"matrices": {"x": [[1]], "y": [[2, 3]]}}, {"matrices": {"x": [[1, 2]], "y": [[3]]}},
    ),
    "generator": (
        {"latent": 1, "rungs": [{"channels": 1, "kernel": 2}, {"channels": 2, "kernel": 2}],
         "untrained": {"kernels": [3], "channels": [2, 2, 1]}},
        {"latent": 2, "rungs": [{"channels": 1, "kernel": [2, 1]}],
         "untrained": {"kernels": [2], "channels": [2, 2, 1]}},
    ),
    "learned-kernel": ({"steps": 2}, {"steps": 20, "rate": 0.001}),
    "upsampling": ({"input": [[0, 5], [1, 2]], "scale": [1, 2]}, {"input": [1, 4], "kernel": [3]},
                   {"input": {"ones": [4, 4]}}),
}  # fmt: skip
SEEDS = {"segmentation": 1, "learned-kernel": 4, "generator": 4}
"""How many specs are drawn of kinds that take long; of the others, 12."""


def odd_specs() -> Iterator[dict[str, Any]]:
    for kind in OPERATIONS:
        for image, kernel in DATA:
            yield from ({"kind": kind, "input": image, "kernel": kernel, **more} for more in ODD)
        yield from ({"kind": kind, **fields} for fields in LARGE)
    for image, kernel in DATA[:3]:
        for more in CROPPED:
            yield {"kind": "scatter", "input": image, "kernel": kernel, "show_cropping": True, **more}
    for kind, many in OWN.items():
        yield from ({"kind": kind, **fields} for fields in many)


def stories() -> Iterator[Story]:
    """Yield the stories of shipped specs, of all shapes, of odd specs and of some drawn at random."""
    for path in SHIPPED:
        yield (story := load_story(path))
        yield with_questions(story)
    for kind, shape in [(k, s) for k in OPERATIONS for s in SHAPES] + [
        (s.parent.name, s) for s in OWN_SHAPES
    ]:
        fields = yaml.safe_load(shape.read_text(encoding="utf-8"))
        known = kind_module(kind).Fields.model_fields
        yield fuzzed.story_in(
            yaml.safe_dump({"kind": kind, **{k: v for k, v in fields.items() if k in known}})
        )
    for fields in odd_specs():
        known = kind_module(fields["kind"]).Fields.model_fields
        if fields.keys() <= known.keys():
            try:
                yield fuzzed.story_in(yaml.safe_dump(fields))
            except SpecError:
                continue
    for kind in fuzzed.drawable():
        yield from (fuzzed.valid(kind, seed)[1] for seed in range(SEEDS.get(kind, 12)))


@cache
def told() -> Told:
    """Return the facts of every message, by kind and message: yes and no, counts, texts."""
    found: Told = defaultdict(list)
    formed = Words._formed

    def recorded(words: Words, message: str, facts: dict[str, Any]) -> tuple[str, str]:
        found[words.kind, message].append(facts)
        return formed(words, message, facts)

    with patch.object(Words, "_formed", recorded):
        for story in stories():
            for beat in story.beats:
                alt_text(story, beat)
        where(Points.highlighted(np.ones((9, 9), dtype=bool), "cells"), Words("en", "segmentation"))
    return dict(found)
