"""Stories from files, mappings and arrays, and what is said where there is none."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import convscenes as cs

SCENES = Path(__file__).parents[2] / "scenes"
INPUT, KERNEL = [[2, 3, 1], [4, 3, 0]], [[1, 2], [0, 3]]
"""A rectangle, and a kernel that is not symmetric."""


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Named(PathLike[str]):
    def __fspath__(self) -> str:
        return str(SCENES / "07-scatter.yaml")


@pytest.mark.parametrize("path", [SCENES / "07-scatter.yaml", str(SCENES / "07-scatter.yaml"), Named()])
def test_a_path_is_read(path: Any) -> None:
    story = cs.load(path)
    assert (story.name, story.kind, len(story.beats)) == ("07-scatter", "scatter", 8)


def test_fields_are_those_of_a_file() -> None:
    Path("spec.yaml").write_text(
        f"kind: scatter\ninput: {INPUT}\nkernel: {KERNEL}\nstride: [2, 1]\npadding: [[1, 0], [0, 2]]\n",
        encoding="utf-8",
    )
    arguments: dict[str, Any] = {
        "input": np.array(INPUT), "kernel": np.float32(KERNEL).astype(int),
        "stride": (2, np.int64(1)), "padding": np.array([[1, 0], [0, 2]]),
    }  # fmt: skip
    written = cs.load("spec.yaml").to_dict()
    for story in (cs.story("scatter", **arguments), cs.load({"kind": "scatter", **arguments})):
        assert {**story.to_dict(), "name": "spec"} == written


def test_the_numbers_are_the_cores() -> None:
    image, kernel = np.array([[1.5, -2.0, 4.0], [0.0, 1.0, 9999.0]]), np.array([[1, -2], [3, 0.5]])
    shown = cs.story("scatter", input=image, kernel=kernel, stride=2).beats[-1].shows["output"]
    np.testing.assert_allclose(np.asarray(shown), cs.transposed_convolve(image, kernel, stride=2))


def test_three_channels() -> None:
    """Of each channel the value times its slice, by hand: 2 × 1, 3 × 10, 4 × 100."""
    slices = np.array([1, 10, 100]).reshape(1, 3, 1, 1)
    story = cs.story("kernel-slide", input=np.array([2, 3, 4]).reshape(3, 1, 1), kernel=slices)
    assert story.beats[-1].shows["output-1"].tolist() == [[432]]


def test_a_file_may_be_anywhere(tmp_path: Path) -> None:
    """A spec in Python belongs to no folder: its paths are those of the program."""
    Image.fromarray(np.uint8([[0, 255]])).save("two.png")
    for path in ("two.png", tmp_path / "two.png", str(tmp_path / "two.png")):
        story = cs.story("matrix-show", input={"image": path, "size": (1, 2)})
        assert story.beats[-1].shows["input"].tolist() == [[0, 255]]
    with pytest.raises(cs.SpecError, match=r'^input\.image: no such file: "one\.png"\.$'):
        cs.story("matrix-show", input={"image": "one.png", "size": (1, 2)})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"stride": 0}, "stride: must be at least 1, got 0."),
        ({"strid": 2}, 'strid: unknown field. Did you mean "stride"?'),
        ({"stride": 2.5}, "stride: must be a whole number, got 2.5."),
        ({"input": np.array([[1, np.nan]])}, "input: must be a finite number, got .nan."),
        ({"input": None}, "input: must be rows of numbers, such as [[1, 2], [3, 4]], got nothing."),
        ({"input": np.zeros((0, 3))}, "input: empty. Give rows of numbers."),
        ({"input": np.ma.array([[1, 2]], mask=[[0, 1]])}, "input: must be a number, got nothing."),
        ({"labels": {"imput": "Eingabe"}}, 'labels.imput: unknown label. Did you mean "input"?'),
        ({"expect": [[1]]}, "expect: the core gives 3×4, not 1×1."),
        ({"hold": {"stamp-9": 4}}, 'hold."stamp-9": no such beat. Did you mean "stamp-6"?'),
        (
            {"captions": {"maps": "A *star."}},
            r"captions.maps: strong words end with a second *. "
            r"For the sign itself, write \*.",
        ),
    ],
)
def test_a_wrong_field_is_named_without_a_file(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(cs.SpecError, match=f"^{re.escape(message)}$"):
        cs.story("scatter", **{"input": INPUT, "kernel": KERNEL, **fields})


def test_all_that_is_wrong_is_named() -> None:
    message = 'input: missing. Add "input: …".\nstride: must be at least 1, got -1.'
    with pytest.raises(cs.SpecError, match=f"^{re.escape(message)}$"):
        cs.story("scatter", kernel=KERNEL, stride=-1)


@pytest.mark.parametrize("kind", ["kernel_slide", "kernelslide"])
def test_a_kind_that_is_none_is_answered_with_the_nearest(kind: str) -> None:
    with pytest.raises(cs.SpecError, match=rf'^kind: .*, got "{kind}"\. Did you mean "kernel-slide"\?$'):
        cs.story(kind, input=INPUT, kernel=KERNEL)


@pytest.mark.parametrize(
    ("spec", "error", "message"),
    [
        (None, cs.UsageError, r"^a spec is a path, or a mapping of fields, got nothing\.$"),
        ([[1, 2]], cs.UsageError, r"^a spec is a path, or a mapping of fields, got a list\.$"),
        ({}, cs.SpecError, r'^kind: missing\. Add "kind: …", one of arithmetic, .*\.$'),
        ({1: 2}, cs.SpecError, r'^"1": a key must be a word, got 1\.$'),
        ("nowhere.yaml", cs.SpecError, r"^nowhere\.yaml:1:1: no such file\.$"),
        ("a\0b", cs.SpecError, "^a\0b:1:1: not the path of a file\\.$"),
        ("x" * 5000, cs.SpecError, r"^x+:1:1: cannot be read: File name too long\.$"),
        (SCENES, cs.SpecError, r"scenes:1:1: a folder\. Name a YAML file in it\.$"),
        (SCENES / "lecture.yaml", cs.SpecError, "playlist: has no story of its own"),
    ],
)
def test_what_is_no_spec_is_refused(spec: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        cs.load(spec)
