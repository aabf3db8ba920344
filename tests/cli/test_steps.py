"""``convscenes steps``: the story in the terminal, and for machines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from convscenes.cli import main

KERNEL = "kernel: [[1, 2, 4], [1, 1, 3], [1, 2, 4]]\n"
GATHER = "kind: kernel-slide\ninput: [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]\n" + KERNEL
SCATTER = "kind: scatter\ninput: [[2, 3], [4, 3]]\n" + KERNEL
MADE = [[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]]


def steps(folder: Path, text: str, *options: str) -> str:
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["steps", str(file), *options])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize(
    ("text", "output"), [(GATHER, [[84, 84], [87, 60]]), (SCATTER, MADE)], ids=["gather", "scatter"]
)
def test_the_notebooks_numbers(text: str, output: list[list[int]], tmp_path: Path) -> None:
    data = json.loads(steps(tmp_path, text, "--json"))
    assert data["beats"][-1]["shows"]["output"] == output


def test_the_machine_form_has_words_and_steps(tmp_path: Path) -> None:
    data = json.loads(steps(tmp_path, SCATTER, "--json"))
    assert (data["name"], data["kind"]) == ("a", "scatter")
    assert {m["name"]: m["shape"] for m in data["maps"]}["output"] == [4, 4]
    beats = {beat["name"]: beat for beat in data["beats"]}
    assert len(beats) == len(data["beats"])
    assert all(
        beat["caption"] and beat["description"] and "*" not in beat["caption"] for beat in beats.values()
    )
    assert [step["stamp"] for step in beats["stamp-2"]["steps"]] == [[[3, 6, 12], [3, 3, 9], [3, 6, 12]]]


def test_notes_are_there_for_people_and_for_machines(tmp_path: Path) -> None:
    text = SCATTER + 'notes: {stamp-2: "Ask: why 7?"}\ncaptions: {stamp-2: "*Three* times f \\\\* g."}\n'
    beat = json.loads(steps(tmp_path, text, "--json"))["beats"][4]
    assert (beat["name"], beat["note"], beat["caption"]) == ("stamp-2", "Ask: why 7?", "Three times f * g.")
    lines = steps(tmp_path, text).splitlines()
    (caption,) = (number for number, line in enumerate(lines) if "Three times f * g." in line)
    assert [line.strip() for line in lines[caption + 1 : caption + 3]] == ["7 = 4 + 3 × 1", "Ask: why 7?"]


def test_an_empty_cell_is_null_and_a_dot(tmp_path: Path) -> None:
    first = json.loads(steps(tmp_path, GATHER, "--json"))["beats"][0]
    assert first["shows"]["output"] == [[None, None], [None, None]]
    assert "· ·" in steps(tmp_path, GATHER)


def test_the_table_names_every_beat_and_fits_a_terminal(tmp_path: Path) -> None:
    lines = steps(tmp_path, SCATTER).splitlines()
    names = [beat["name"] for beat in json.loads(steps(tmp_path, SCATTER, "--json"))["beats"]]
    assert [line.split()[0] for line in lines[3:] if line[:1].strip()] == names
    assert max(map(len, lines)) <= 80
    assert any(line.rstrip().endswith("6 16 31 21") for line in lines)


def test_a_bad_spec_has_no_table(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["steps", str(file), "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{file}:4:9: stride: must be at least 1, got 0.\n"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--beat", "stamp-2"], ["stamp-2"]),
        (["--beat", "stamp-2", "--beat", "maps", "--beat", "maps"], ["maps", "stamp-2"]),
        (["--beat", "last"], ["overlap"]),
        (["--beat", "first", "--beat", "last"], ["maps", "overlap"]),
    ],
    ids=" ".join,
)
def test_some_beats_come_in_the_storys_order(options: list[str], names: list[str], tmp_path: Path) -> None:
    data = json.loads(steps(tmp_path, SCATTER, "--json", *options))
    assert [beat["name"] for beat in data["beats"]] == names
    table = steps(tmp_path, SCATTER, *options)
    assert [line.split()[0] for line in table.splitlines()[3:] if line[:1].strip()] == names
    assert table.splitlines()[1] == "scatter, 8 beats", "of the whole story"


def test_some_beats_are_written_as_in_the_whole_story(tmp_path: Path) -> None:
    thirds = SCATTER.replace("[[2, 3]", "[[0.3333333, 3]")
    assert "Output 4×4 ≈" in steps(tmp_path, thirds, "--beat", "maps"), "zeros now, and thirds later"


def test_an_unknown_beat_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SCATTER, encoding="utf-8")
    result = CliRunner().invoke(main, ["steps", str(tmp_path / "a.yaml"), "--beat", "stamp"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith('Error: beat of a: no "stamp". Did you mean "stamp-4"?')


def test_of_a_playlist_come_the_steps_of_its_specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SCATTER, encoding="utf-8")
    Path("b.yaml").write_text(GATHER, encoding="utf-8")
    Path("week1.yaml").write_text("playlist: [{card: One}, a.yaml, b.yaml]\n", encoding="utf-8")
    one, other = (CliRunner().invoke(main, ["steps", name]).stdout for name in ("a.yaml", "b.yaml"))
    both = CliRunner().invoke(main, ["steps", "week1.yaml"])
    assert (both.exit_code, both.stderr) == (0, "")
    assert both.stdout == f"a.yaml\n\n{one}b.yaml\n\n{other}"
    data = json.loads(CliRunner().invoke(main, ["steps", "week1.yaml", "--json", "--beat", "last"]).stdout)
    assert [(story["name"], [beat["name"] for beat in story["beats"]]) for story in data] == [
        ("a", ["overlap"]),
        ("b", ["connect"]),
    ]


def test_all_wrong_specs_of_a_playlist_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    Path("b.yaml").write_text(GATHER + "pace: 0\n", encoding="utf-8")
    Path("week1.yaml").write_text("playlist: [a.yaml, b.yaml]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["steps", "week1.yaml"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(" ")[0] for line in result.stderr.splitlines()] == ["a.yaml:4:9:", "b.yaml:4:7:"]


def test_cards_alone_have_no_steps(tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    file.write_text("playlist: [{card: One}]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["steps", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{file}:1:1: playlist: has no story of its own. It has no specs, only cards.\n"


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["table", "json"])
def test_a_reader_that_leaves_early_is_no_error(options: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("kind: scatter\ninput: {range: [40, 40]}\n" + KERNEL, encoding="utf-8")
    command = [sys.executable, "-m", "convscenes", "steps", str(file), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
