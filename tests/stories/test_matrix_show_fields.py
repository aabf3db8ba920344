"""Matrices under names of their own: one way to give them, few enough, with names that can be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.errors import SpecError
from convscenes.spec import check, read
from convscenes.stories.matrix_show import Fields


def checked(text: str, folder: Path) -> Fields:
    path = folder / "spec.yaml"
    path.write_text(f"kind: matrix-show\n{text}", encoding="utf-8")
    return check(read(path), Fields)


def test_names_keep_their_order(tmp_path: Path) -> None:
    spec = checked("matrices:\n  Zwei: [[1, 2]]\n  Eins: {ones: [2, 2]}\n", tmp_path)
    assert list(spec.matrices) == ["Zwei", "Eins"]
    assert spec.matrices["Eins"].tolist() == [[1, 1], [1, 1]]
    assert spec.input is None
    assert checked("input: [3, 4]\n", tmp_path).matrices == {}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title: Nothing\n", "1:1", r"matrices: nothing to show\. Add "),
        ("input: [1]\nmatrices: {A: [1]}\n", "3:1", r'matrices: give either "input" or "matrices"\.'),
        ("matrices: [1, 2]\n", "2:1", r"matrices: must be a mapping, got a list\."),
        ("matrices:\n  A: [[1, 2], [3]]\n", "3:15", r"matrices\.A: row 2 has 1 cells, other rows have 2\."),
        ("matrices:\n  A b: [[1, x]]\n", "3:13", r'matrices\."A b": must be a number, got "x"\.'),
        ("matrices:\n  '': [[1]]\n", "3:3", r'matrices\."": a name must not be empty\.'),
        (f"matrices:\n  {'n' * 49}: [1]\n", "3:3", r"49 characters are too many: the limit for the names"),
        (
            f"matrices:\n  {'n' * 30}: [1]\n  {'m' * 19}: [1]\n",
            "2:1",
            r"matrices: 49 characters are too many",
        ),
        (
            "matrices: {a: [1], b: [1], c: [1], d: [1], e: [1]}\n",
            "2:1",
            r"matrices: 5 matrices are too many: the limit for one scene is 4\.",
        ),
    ],
)
def test_what_is_wrong_is_reported_where_it_is(text: str, place: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=rf"spec\.yaml:{place}: .*{message}"):
        checked(text, tmp_path)


def test_a_wrong_input_is_not_nothing(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="input: must be rows of numbers") as caught:
        checked("input: five\n", tmp_path)
    assert len(caught.value.problems) == 1
