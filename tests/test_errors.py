"""Errors say the same after a journey to another process."""

import pickle

import pytest

from convscenes.errors import (
    ArgumentError,
    ConvscenesError,
    Problem,
    RenderError,
    SpecError,
    UsageError,
    did_you_mean,
    did_you_mean_file,
)

PROBLEMS = (Problem("a.yaml", 1, 1, "kind", "is missing."), Problem("a.yaml", 3, 9, "stride", "is 0."))


@pytest.mark.parametrize(
    "error",
    [
        ArgumentError("must be at least 1, got 0.", argument="stride"),
        SpecError(reversed(PROBLEMS)),
        SpecError([]),
        RenderError("it broke"),
        UsageError("no such beat"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_travels(error: ConvscenesError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)


@pytest.mark.parametrize(
    ("file", "near"),
    [("edges", "edges.yaml"), ("3", "3.yaml"), ("07", "07.yaml"), ("5x5", "5x5.yaml"), ("4", "")],
)
def test_a_file_is_meant_by_its_name_without_a_suffix(file: str, near: str) -> None:
    names = ["edges.yaml", "edges-2.yaml", "3.yaml", "13.yaml", "07.yaml", "07-scatter.yaml", "5x5.yaml"]
    assert did_you_mean_file(file, names) == (f'Did you mean "{near}"?' if near else "")


def test_problems_are_in_file_order() -> None:
    assert pickle.loads(pickle.dumps(SpecError(reversed(PROBLEMS)))).problems == PROBLEMS


FIELDS = (
    "kind title description theme pace labels outputs input kernel stride padding dilation expect".split()
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("inptu", "input"),
        ("Strides", "stride"),
        ("titel", "title"),
        ("output", "outputs"),
        ("lables", "labels"),
    ],
)
def test_a_misspelt_word_has_a_hint(word: str, meant: str) -> None:
    assert did_you_mean(word, FIELDS) == f'Did you mean "{meant}"?'


@pytest.mark.parametrize("word", ["groups", "bias", "text", "size", "captions", "input_size", "colour"])
def test_another_word_has_none(word: str) -> None:
    assert did_you_mean(word, FIELDS) == ""


SCENES = ["02-kernel-slide.yaml", "07-scatter.yaml", "09-scatter-cropping.yaml", "g.yaml", "lecture.yaml"]


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        ("scater.yaml", "07-scatter.yaml"),
        ("08-scatter.yaml", "07-scatter.yaml"),
        ("scatter-croping.yaml", "09-scatter-cropping.yaml"),
        ("07-scatter", "07-scatter.yaml"),
        ("lecture.yml", "lecture.yaml"),
        ("Kernel_Slide.yaml", "02-kernel-slide.yaml"),
    ],
)
def test_a_misspelt_file_has_a_hint(file: str, meant: str) -> None:
    assert did_you_mean_file(file, SCENES) == f'Did you mean "{meant}"?'


@pytest.mark.parametrize("file", ["missing.yaml", "07-missing.yaml", "08.yaml", "a.yaml", ".yaml"])
def test_neither_a_number_nor_a_suffix_makes_files_alike(file: str) -> None:
    assert did_you_mean_file(file, SCENES) == ""
