"""`convscenes sizes`: what it prints, as JSON, and how it refuses."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from convscenes.cli.app import main


def sizes(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sizes", *arguments])


def test_a_convolution() -> None:
    printed = sizes("--input", "5", "--kernel", "3", "--stride", "2", "--padding", "1").output.splitlines()
    assert printed == [
        "convolution   5 → 3",
        "R6                       o = ⌊(i + 2p − k)/s⌋ + 1: ⌊(5+2×1−3)/2⌋+1",
        "inputs with this output  5, 6",
        "back: output padding     0",
        "TensorFlow SAME          3   pads 1, 1",
        "ONNX SAME_UPPER          3   pads 1, 1",
        "ONNX SAME_LOWER          3   pads 1, 1",
        "TensorFlow VALID         2",
        "ONNX VALID               2",
    ]


def test_a_transposed_one_on_two_axes_as_json() -> None:
    done = sizes(
        "--input", "3x4", "--kernel", "3", "--stride", "2", "--transposed", "--output", "6x8", "--json"
    )
    report = json.loads(done.output)
    assert report["output"] == [7, 9]
    assert report["output_paddings"] == [{"0": 7, "1": 8}, {"0": 9, "1": 10}]
    assert report["output_shape"] == {"output": [6, 8], "pads": [[1, 0], [1, 0]]}
    assert report["rules"]["ONNX SAME_UPPER"] == {"output": [6, 8], "pads": [[0, 1], [0, 1]]}


def test_a_stack() -> None:
    report = json.loads(sizes("--input", "32", "--layer", "3:2:1", "--layer", "t4:2:1", "--json").output)
    assert [layer["output"] for layer in report["layers"]] == [16, 32]
    assert [layer["receptive_field"] for layer in report["layers"]] == [3, 5]
    assert [layer["distance"] for layer in report["layers"]] == ["2", "1"]


def test_a_stack_as_text() -> None:
    assert sizes("--input", "32", "--layer", "3:2:1:2", "--layer", "t4:2:1").output.splitlines() == [
        "layer                        output   receptive field   distance",
        "1 convolution k3 s2 p1 d2        15                 5          2",
        "2 transposed k4 s2 p1            30                 7          1",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--input", "five", "--kernel", "3"],
            "must be a number, or one for each axis as in 5x7, got 'five'",
        ),
        (["--input", "5"], "give a --kernel, or a --layer for each layer of a stack"),
        (["--input", "5x5", "--layer", "3"], "a stack of layers is calculated for one axis"),
        (["--input", "5", "--layer", "3:0"], "must be kernel:stride:padding:dilation"),
        (["--input", "5", "--layer", "3", "--stride", "2"], "numbers of a stack stand in its layers"),
        (["--input", "5", "--layer", "3", "--transposed"], "numbers of a stack stand in its layers"),
        (["--input", "5", *["--layer", "t2:900"] * 3], "layers: must up-sample by at most 4096 in all"),
        (["--input", "3", "--kernel", "3", "--transposed", "--output", "6x6"], "output: must have a size"),
        (["--input", "2", "--kernel", "5"], "kernel: 5 does not fit the padded input 2"),
        (["--input", "2", "--kernel", "1", "--output-padding", "1"], "only a transposed convolution has"),
        (["--input", "3x3", "--kernel", "2x2x2"], "kernel"),
    ],
)
def test_what_cannot_be(arguments: list[str], message: str) -> None:
    done = sizes(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert message in done.output.splitlines()[-1]
