"""Reading: data and positions of good files, refusal of files that are no specs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from convscenes.errors import Problem, SpecError
from convscenes.spec import Document, Position, read, reader
from convscenes.spec.limits import FILE_BYTES

TEXT = """\
# A comment, then the first key.
kind: scatter
title: "Ünïcode: fine"
input:
  - [2, -3]
  - [4.5, 1e3]
kernel: {ones: [3, 3]}
labels:
  input: on
  output: 010
"""

WORDS = st.text("abcdefghij äß", min_size=1, max_size=8) | st.sampled_from(
    ["on", "null", "12", "1:30", "~", "#"]
)
SCALARS = st.integers(-(10**9), 10**9) | st.booleans() | WORDS
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def parsed(content: str | bytes, folder: Path) -> Document:
    path = folder / "spec.yaml"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("specs")


def test_what_is_read_again_is_not_parsed_again(folder: Path) -> None:
    first, again = parsed(TEXT, folder), read(str(folder / "spec.yaml"))
    assert again is first


def test_what_has_changed_is_parsed_again(folder: Path) -> None:
    assert parsed("kind: scatter", folder).data == {"kind": "scatter"}
    assert parsed("kind: upscale", folder).data == {"kind": "upscale"}  # as long, and within the same tick


def test_data_is_plain(folder: Path) -> None:
    assert parsed(TEXT, folder).data == {
        "kind": "scatter",
        "title": "Ünïcode: fine",
        "input": [[2, -3], [4.5, 1000.0]],
        "kernel": {"ones": [3, 3]},
        "labels": {"input": "on", "output": 10},
    }


def test_every_key_and_value_has_its_place(folder: Path) -> None:
    positions = parsed(TEXT, folder).positions
    assert positions[("kind",)] == Position(key=(2, 1), value=(2, 7))
    assert positions[("input",)] == Position(key=(4, 1), value=(5, 3))
    assert positions[("input", 1)] == Position(key=(6, 5), value=(6, 5))
    assert positions[("input", 1, 0)] == Position(key=(6, 6), value=(6, 6))
    assert positions[("kernel", "ones", 1)] == Position(key=(7, 20), value=(7, 20))
    assert positions[("labels", "output")] == Position(key=(10, 3), value=(10, 11))
    assert positions[()] == Position(key=(2, 1), value=(2, 1))


def test_a_problem_is_marked_at_the_innermost_thing_at_fault(folder: Path) -> None:
    document = parsed(TEXT, folder)
    assert document.mark(("kind",)) == (2, 7), "a scalar at its value"
    assert document.mark(("input", 1)) == (6, 5), "a row at that row"
    assert document.mark(("input",)) == (4, 1), "a sequence at its key"
    assert document.mark(("kind",), at_key=True) == (2, 1), "an unknown field at its key"
    assert document.mark(("stride",)) == (2, 1), "a missing field at the first key"
    assert document.mark(("kernel", "random", "seed")) == (7, 1), (
        "a missing inner field at what should hold it"
    )


def test_a_long_text_is_read_as_a_short_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = TEXT + "".join(f"  - [{row}, -1.5, x, {{a: 1, b: [é]}}] # {row}\n" for row in range(2000))
    long = long.replace("labels:", "rows:\n  - 1\nlabels:").replace(
        "labels:\n  input: on\n  output: 010\n", ""
    )
    quick = parsed(long, folder)
    monkeypatch.setattr(reader, "LONG", len(long) + 1)
    slow = reader._Builder(quick.path, long).document("kind: …")
    assert (quick.data, quick.positions) == (slow.data, slow.positions)


def test_a_long_text_does_not_go_through_the_slow_parser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = yaml.parse

    def parse(text: str, loader: Any) -> Any:
        assert loader is yaml.CSafeLoader, "120,000 numbers would take 7 s"
        return real(text, loader)

    row = "[" + ", ".join(["12"] * 400) + "]"
    monkeypatch.setattr(yaml, "parse", parse)
    document = parsed("input: [" + ", ".join([row] * 150) + "]\n", folder)
    assert len(document.data["input"]) == 150


@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? "])
def test_a_long_text_of_deep_nesting_is_refused_at_once(
    opening: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, taken = yaml.parse, []

    def parse(text: str, loader: Any) -> Any:
        for event in real(text, loader):
            taken.append(event)
            yield event

    monkeypatch.setattr(yaml, "parse", parse)
    with pytest.raises(SpecError, match="9 levels are too many: the limit for nesting is 8"):
        parsed("a: 1\nb:\n  " + opening * 60_000, folder)
    assert len(taken) < 100, "60,000 brackets would take a minute"


def test_an_error_in_a_long_text_is_marked_as_in_a_short_one(folder: Path) -> None:
    rows = "".join(f"  - [{row}, 2, 3]\n" for row in range(3000))
    with pytest.raises(SpecError, match=r":3002:5: this list is not closed, or a comma is missing"):
        parsed(f"input:\n{rows}  - [1, 2\nkernel: 3\n", folder)
    with pytest.raises(SpecError, match=r":3002:8: a tab cannot stand here"):
        parsed(f"input:\n{rows}  - [1,\t2]\n", folder)


def test_byte_order_mark_moves_no_column(folder: Path) -> None:
    assert parsed("\ufeffkind: a", folder).positions[("kind",)] == Position((1, 1), (1, 7))


def test_windows_line_ends_count_once(folder: Path) -> None:
    assert parsed("kind: a\r\ntitle: b\r\n", folder).positions[("title",)] == Position((2, 1), (2, 8))


def test_empty_mapping_has_a_place_for_what_is_missing(folder: Path) -> None:
    assert parsed("# nothing yet\n{}\n", folder).mark(("kind",)) == (2, 1)


@given(tree=st.dictionaries(WORDS, TREES, min_size=1, max_size=4), flow=st.sampled_from([None, True, False]))
def test_what_yaml_writes_is_read_back_and_found_again(
    folder: Path, tree: dict[str, Any], flow: bool | None
) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=10**6, sort_keys=False)
    document = parsed(text, folder)
    assert document.data == tree
    lines = text.splitlines()

    def starts(mark: tuple[int, int], value: object) -> bool:
        written = yaml.safe_dump(value, allow_unicode=True, width=10**6).splitlines()[0]
        return lines[mark[0] - 1][mark[1] - 1 :].startswith((written, f"'{value}'", f'"{value}"', str(value)))

    for path, position in document.positions.items():
        value: Any = tree
        for part in path:
            value = value[part]
        if path and isinstance(path[-1], str):
            assert starts(position.key, path[-1])
        if not isinstance(value, list | dict):
            assert starts(position.value, value)


@given(height=st.integers(1, 5), width=st.integers(1, 5), data=st.data())
def test_the_odd_cell_is_found(folder: Path, height: int, width: int, data: st.DataObject) -> None:
    row, col = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    cells = [["x" if (r, c) == (row, col) else "10" for c in range(width)] for r in range(height)]
    text = "input:\n" + "".join(f"  - [{', '.join(line)}]\n" for line in cells)
    assert parsed(text, folder).mark(("input", row, col)) == (row + 2, 6 + 4 * col)


@given(content=st.binary(max_size=40) | st.text(":-[]{}&*!|>'\"#%@ \n\tab1\\", max_size=30).map(str.encode))
def test_any_bytes_are_read_or_refused(folder: Path, content: bytes) -> None:
    refused: tuple[Problem, ...] = ()
    try:
        document = parsed(content, folder)
    except SpecError as error:
        refused = error.problems
    assert refused or isinstance(document.data, dict)
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in refused)


def test_missing_file_suggests_its_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "07-scatter.yaml").write_text("kind: scatter", encoding="utf-8")
    with pytest.raises(
        SpecError, match=r'^07-scater\.yaml:1:1: no such file\. Did you mean "07-scatter\.yaml"\?$'
    ):
        read("07-scater.yaml")


def test_missing_folder_has_no_neighbours(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"/none/a\.yaml:1:1: no such file\.$"):
        read(tmp_path / "none" / "a.yaml")


def test_folder_is_no_spec(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r":1:1: a folder\. Name a YAML file in it\.$"):
        read(tmp_path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(SpecError, match=r":1:1: cannot be read: "):
        read("x" * 300 + ".yaml")


def test_large_file_is_refused_by_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("a: 1\n" + "#" * FILE_BYTES.maximum, encoding="utf-8")
    with pytest.raises(
        SpecError, match=r":1:1: 262,145 bytes are too many: the limit for a YAML file is 262,144\."
    ):
        read(path)


def test_a_picture_of_128_by_128_can_be_written_out(tmp_path: Path) -> None:
    rows = [[(128 * r + c) % 256 for c in range(128)] for r in range(128)]
    path = tmp_path / "picture.yaml"
    path.write_text("input:\n" + "".join(f"  - {row}\n" for row in rows), encoding="utf-8")
    assert read(path).data["input"] == rows
