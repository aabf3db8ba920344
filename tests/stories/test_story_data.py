"""The machine form of a story's records."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from convscenes.stories import Beat, Map, Story, Term
from convscenes.stories._base.points import Laid, Points
from convscenes.stories._base.story_data import beat_data, plain


@dataclass(frozen=True)
class Step:
    cell: tuple[int, int]
    value: Any
    rows: slice
    stamp: Any


def test_a_beat_becomes_plain_data() -> None:
    step = Step((0, 1), np.int64(3), slice(0, 6, 2), np.array([[1, 2, 4]]))
    output = np.ma.masked_equal([[3, 0, 6]], 0)
    beat = Beat(
        "stamp", "stamp-2", "*3* lands.", {"output": output}, (step,),
        (Term("3"), Term("· K")),
        points={"output": (Points.block("stamp", [0], [0, 1]),)},
        laid={"output": (Laid("stamp", "contribution", np.array([[5]]), at="above"),)},
        connects=(("input", "output"),),
        dashed={"output": output.mask},
        note="Ask why.",
    )  # fmt: skip
    story = Story("scatter", "", "", (Map.output((1, 3), label="Output"),), (beat,))
    assert beat_data(story, beat) == {
        "name": "stamp-2",
        "title": "Stamp 2",
        "act": "stamp",
        "caption": "3 lands.",
        "note": "Ask why.",
        "pause": False,
        "description": "3 lands. Output 1×3: 3 · 6; row 1, columns 1 to 2 outlined.",
        "formula": "3 · K",
        "shows": {"output": [[3, None, 6]]},
        "points": {"output": [{"kind": "stamp", "rows": [0], "cols": [0, 1], "inside": [[True, True]]}]},
        "laid": {
            "output": [
                {
                    "name": "stamp",
                    "role": "contribution",
                    "values": [[5]],
                    "style": "solid",
                    "source": "",
                    "at": "above",
                    "away": 0,
                    "placed": None,
                }
            ]
        },
        "connects": [["input", "output"]],
        "dashed": {"output": [[False, True, False]]},
        "steps": [{"cell": [0, 1], "value": 3, "rows": [0, 6, 2], "stamp": [[1, 2, 4]]}],
    }


def test_numbers_are_python_numbers() -> None:
    assert type(plain(np.int64(3))) is int
    assert type(plain(np.array([0.5]))[0]) is float
