"""``convscenes check``: one line for each problem, and a batch that goes on."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from convscenes.cli import main

FINE = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"

# Ten mistakes of different sorts: the text, where the line must point, and the hint it must give.
BAD = {
    "01-alias": (FINE + "expect: *later\n", ":4:9: expect: ", "Write the value out."),
    "02-expectation": (FINE + "expect: [[2, 7, 14, 13]]\n", ":4:21: expect: ", "the core gives 12"),
    "03-unknown": (FINE.replace("input", "inptu"), ":2:1: inptu: ", 'Did you mean "input"?'),
    "04-kind": (FINE.replace("scatter", "scater"), ":1:7: kind: ", 'Did you mean "scatter"?'),
    "05-label": (FINE + "labels: {outptu: Ergebnis}\n", ":4:10: labels.outptu: ", 'Did you mean "output"?'),
    "06-padding": (FINE + "padding: [1, 2, 3]\n", ":4:1: padding: ", "at most 2"),
    "07-ragged": ("kind: scatter\ninput:\n  - [2, 3]\n  - [4]\nkernel: [[1]]\n", ":4:5: input: ", "2"),
    "08-stride": (FINE + "stride: 0\n", ":4:9: stride: ", "must be at least 1, got 0."),
    "09-syntax": (FINE.replace("3]]", "3]"), ":2:8: ", "not closed"),
    "10-twice": (FINE + "kernel: [[1]]\n", ":4:1: kernel: ", "Remove one."),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> tuple[int, str, list[str]]:
    result = CliRunner().invoke(main, ["check", *arguments])
    return result.exit_code, result.stdout, result.stderr.splitlines()


def test_ten_bad_specs_get_one_line_each(folder: Path) -> None:
    for name, (text, _, _) in BAD.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    code, summary, lines = check(".")
    assert code == 2
    assert summary == "10 specs: 10 wrong.\n"
    assert len(lines) == len(BAD)
    for line, (name, (_, where, hint)) in zip(lines, BAD.items(), strict=True):
        assert line.startswith(f"{name}.yaml{where}")
        assert hint in line


def test_all_problems_of_a_spec_at_once(folder: Path) -> None:
    (folder / "a.yaml").write_text(FINE + "stride: 0\npace: fast\n", encoding="utf-8")
    code, _, lines = check("a.yaml")
    assert code == 2
    assert [re.match(r"a\.yaml:\d+:\d+: (\w+): ", line)[1] for line in lines] == ["stride", "pace"]  # type: ignore[index]


def test_a_batch_goes_on_past_a_bad_spec(folder: Path) -> None:
    (folder / "a.yaml").write_text("kind: none\n", encoding="utf-8")
    (folder / "b.yaml").write_text(FINE, encoding="utf-8")
    code, summary, lines = check("a.yaml", "b.yaml", "missing.yaml")
    assert (code, summary) == (2, "3 specs: 1 fine, 2 wrong.\n")
    assert [line.split(":")[0] for line in lines] == ["a.yaml", "missing.yaml"]


def test_a_playlist_is_checked_with_its_parts(folder: Path) -> None:
    (folder / "parts").mkdir()
    (folder / "parts" / "a.yaml").write_text(FINE + "stride: 0\n", encoding="utf-8")
    (folder / "lecture.yaml").write_text("playlist: [parts/a.yaml]\n", encoding="utf-8")
    code, summary, lines = check("lecture.yaml")
    assert (code, summary) == (2, "2 specs: 1 fine, 1 wrong.\n")
    assert lines == [f"{Path('parts/a.yaml')}:4:9: stride: must be at least 1, got 0."]


def test_a_playlist_with_a_missing_part_is_wrong(folder: Path) -> None:
    (folder / "lecture.yaml").write_text("playlist: [a.yaml]\n", encoding="utf-8")
    code, _, lines = check("lecture.yaml")
    assert code == 2
    assert lines[0].startswith("lecture.yaml:1:12: playlist: ")


def test_parts_are_checked_even_where_the_playlist_is_wrong(folder: Path) -> None:
    (folder / "a.yaml").write_text(FINE + "stride: 0\n", encoding="utf-8")
    (folder / "b.yaml").write_text("kind: none\n", encoding="utf-8")
    (folder / "lecture.yaml").write_text("playlist: [a.yaml, missing.yaml, 3, b.yaml]\n", encoding="utf-8")
    code, summary, lines = check("lecture.yaml")
    assert (code, summary) == (2, "3 specs: 3 wrong.\n")
    assert [line.split(":")[0] for line in lines] == ["lecture.yaml", "lecture.yaml", "a.yaml", "b.yaml"]


def test_an_empty_folder_is_bad_usage() -> None:
    assert check(".") == (2, "", ["Error: .: no specs (*.yaml) in this folder or below it."])


def test_a_fine_batch_is_quiet(folder: Path) -> None:
    (folder / "a.yaml").write_text(FINE, encoding="utf-8")
    assert check(".") == (0, "1 spec: 1 fine.\n", [])


SMALL = "kind: matrix-unroll\ninput: {ones: [8, 8]}\nkernel: [[1, 2], [0, 3]]\n"


def test_maps_whose_numerals_will_not_be_readable_are_told(folder: Path) -> None:
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "fine.yaml").write_text(FINE, encoding="utf-8")
    (folder / "both.yaml").write_text("playlist: [small.yaml, fine.yaml]\n", encoding="utf-8")
    note = "small.yaml: note: numerals of Convolution matrix C will not be readable.\n"
    assert check("small.yaml") == (0, f"{note}1 spec: 1 fine.\n", [])
    assert check("fine.yaml") == (0, "1 spec: 1 fine.\n", [])
    assert check("both.yaml")[:2] == (0, f"{note}3 specs: 3 fine.\n")
    assert {path.name for path in folder.iterdir()} == {"small.yaml", "fine.yaml", "both.yaml"}


LONG = "Ausgabe der transponierten Faltung"


def test_a_label_without_room_beside_the_other_maps_is_refused(folder: Path) -> None:
    wide = "learned-kernel", "input", "W" * 34
    spec = "kind: {}\nlabels:\n  bilinear: x\n  {}: {}\n"
    (folder / "wide.yaml").write_text(spec.format(*wide), encoding="utf-8")
    (folder / "long.yaml").write_text(spec.format(*wide[:2], LONG), encoding="utf-8")
    refused = "too wide: beside the other maps its letters would be too small to read. Shorten it."
    assert check("wide.yaml") == (2, "1 spec: 1 wrong.\n", [f"wide.yaml:4:10: labels.input: {refused}"])
    assert check("long.yaml") == (0, "1 spec: 1 fine.\n", [])
    assert check("long.yaml", "--set", f"labels.input={wide[2]}")[2] == [
        f"long.yaml: --set labels.input: {refused}"
    ]
