"""``-`` for standard input and output, and ``--set``, which changes fields of a spec."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from convscenes.cli import main
from convscenes.rendering.jobs.job import Job
from tests.pretence import pretend, words_of

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a spec and a playlist of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SCATTER + "expect: [[2, 7, 14, 12]]\n", encoding="utf-8")
    (tmp_path / "all.yaml").write_text("playlist: [a.yaml]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Write words for pictures; return what was drawn so far."""
    return pretend(monkeypatch)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def made() -> list[str]:
    """Return the files in ``media``."""
    return sorted(path.as_posix() for path in Path("media").rglob("*") if path.is_file())


def output_of(result: Result) -> object:
    return json.loads(result.stdout)["beats"][-1]["shows"]["output"]


def test_a_dash_is_a_spec_from_standard_input() -> None:
    assert output_of(run("steps", "-", "--json", stdin=SCATTER)) == [[2, 7, 14, 12]]
    assert run("check", "-", stdin=SCATTER).stdout == "1 spec: 1 fine.\n"
    assert run("check", "-", "a.yaml", "-", stdin=SCATTER).stdout == "2 specs: 2 fine.\n"
    assert run("check", "-", stdin="playlist: [a.yaml]\n").stdout == "2 specs: 2 fine.\n"


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (SCATTER + "stride: 0\n", "stdin:4:9: stride: must be at least 1, got 0.\n"),
        ("", 'stdin:1:1: empty. Begin with "kind: …".\n'),
        (b"kind: \xff", "stdin:1:7: not UTF-8. Save the file with UTF-8 encoding.\n"),
        ("x" * 300_000, "stdin:1:1: 262,145 bytes are too many: the limit for a YAML file is 262,144."),
    ],
)
def test_mistakes_in_it_are_in_stdin(stdin: str | bytes, message: str) -> None:
    result = run("check", "-", stdin=stdin)
    assert (result.exit_code, result.stderr[: len(message)]) == (2, message)


@pytest.mark.parametrize("command", ["render", "figure", "steps", "check"])
def test_a_spec_without_its_suffix_is_found(command: str, folder: Path) -> None:
    (folder / "7.yaml").write_text(SCATTER, encoding="utf-8")
    for name in ("a", "7"):
        assert run(command, name).stderr == f'{name}:1:1: no such file. Did you mean "{name}.yaml"?\n'


def test_what_it_becomes_is_named_after_it(drawn: list[Job]) -> None:
    assert run("render", "-", stdin=SCATTER).exit_code == 0
    assert run("figure", "-", stdin=SCATTER).exit_code == 0
    assert made() == ["media/figures/stdin/overlap.svg", "media/videos/stdin.mp4", "media/videos/stdin.vtt"]
    drawn.clear()
    assert run("figure", "-", stdin=SCATTER.replace("2, 3", "5, 3")).stdout.endswith("1 spec: 1 drawn.\n")
    assert len(drawn) == 1, "another spec has the same name"


def test_standard_input_cannot_be_watched(drawn: list[Job]) -> None:
    result = run("render", "-", "--watch", stdin=SCATTER)
    assert (result.exit_code, drawn) == (2, [])
    assert result.stderr == "Error: --watch watches files: standard input is none.\n"


def test_a_dash_is_standard_output(drawn: list[Job]) -> None:
    result = run("figure", "a.yaml", "--beat", "maps", "-o", "-")
    assert (result.exit_code, result.stdout) == (0, "One input value becomes three output values maps")
    assert run("render", "a.yaml", "--format", "gif", "-o", "-").stdout.endswith(" 360 .gif")
    assert output_of(run("steps", "a.yaml", "--json", "-o", "-")) == [[2, 7, 14, 12]]
    assert len(drawn) == 2
    assert not Path("media").exists()
    assert not list(Path(".convscenes").iterdir())


def test_messages_go_to_standard_error(drawn: list[Job]) -> None:
    result = run("figure", "-", "-o", "-", stdin=SCATTER + "stride: 0\n")
    assert (result.exit_code, result.stdout, drawn) == (2, "", [])
    assert result.stderr == "stdin:4:9: stride: must be at least 1, got 0.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["figure", "a.yaml", "--all"], "standard output: one file cannot hold"),
        (["figure", "a.yaml", "all.yaml", "-", "--format", "pdf"], "standard output: one file cannot hold 2"),
        (["render", "a.yaml", "--clips"], "-o - is one result: it goes with neither --clips, "),
        (["render", "a.yaml", "--dry-run"], "-o - is one result: it goes with neither --clips, "),
        (["render", "a.yaml", "all.yaml"], "standard output: one file cannot hold 2 results."),
    ],
)
def test_standard_output_takes_one_result(arguments: list[str], message: str, drawn: list[Job]) -> None:
    result = run(*arguments, "-o", "-", stdin=SCATTER)
    assert (result.exit_code, result.stdout, drawn) == (2, "", [])
    assert result.stderr.startswith(f"Error: {message}")


def test_steps_may_go_to_a_file(folder: Path) -> None:
    assert run("steps", "a.yaml", "-o", "new/steps.txt").stdout == ""
    table = (folder / "new" / "steps.txt").read_text(encoding="utf-8")
    assert table == run("steps", "a.yaml").stdout
    assert run("steps", "a.yaml", "--json", "-o", "steps.json").exit_code == 0
    assert json.loads((folder / "steps.json").read_text(encoding="utf-8"))["name"] == "a"


def test_a_field_is_set() -> None:
    # 2 · [1 2 4], and 3 · [1 2 4] two columns to the right
    assert output_of(run("steps", "a.yaml", "--json", "--set", "stride=2")) == [[2, 4, 11, 6, 12]]
    assert run("check", "a.yaml", "--set", "stride=2").stdout == "1 spec: 1 fine.\n"
    wrong = run("check", "a.yaml", "--set", "stride=0")
    assert (wrong.exit_code, wrong.stderr) == (2, "a.yaml: --set stride: must be at least 1, got 0.\n")
    assert run("check", "a.yaml", "--set", "stride").stderr.startswith('Error: --set "stride": write FIELD=')


def test_the_fields_of_a_playlist_are_its_own(folder: Path, drawn: list[Job]) -> None:
    assert run("check", "all.yaml", "--set", "fps=12").stdout == "2 specs: 2 fine.\n"
    assert run("check", "all.yaml", "--set", "stride=2").stderr.startswith("all.yaml: --set stride: unknown")
    assert run("render", "all.yaml", "--set", "theme=light").exit_code == 0
    assert {job.options.theme for job in drawn} == {"light"}
    assert made() == ["media/videos/all.theme-light.mp4", "media/videos/all.theme-light.vtt"]
    assert run("figure", "all.yaml", "--set", "stride=2").exit_code == 0, (
        "for figures, its specs take its place"
    )
    assert (folder / "media" / "figures" / "a.stride-2" / "overlap.svg").exists()


def test_results_with_settings_are_beside_those_without(drawn: list[Job]) -> None:
    assert run("render", "a.yaml").exit_code == 0
    assert run("render", "a.yaml", "--set", "title=Two of them").exit_code == 0
    assert run("figure", "a.yaml", "--set", "stride=2", "--set", "labels.input=Bild").exit_code == 0
    assert made() == [
        "media/figures/a.stride-2.labels.input-Bild/overlap.svg",
        "media/videos/a.mp4",
        "media/videos/a.title-fcd4f1d1.mp4",
        "media/videos/a.title-fcd4f1d1.vtt",
        "media/videos/a.vtt",
    ]
    drawn.clear()
    assert run("render", "a.yaml").stdout.endswith("1 up to date.\n")
    assert run("render", "a.yaml", "--set", "title=Two of them").stdout.endswith("1 up to date.\n")
    assert drawn == []


def test_one_place_for_both_is_up_to_date_for_neither(drawn: list[Job]) -> None:
    for settings in ([], ["--set", "title=Other"], []):
        drawn.clear()
        assert run("figure", "a.yaml", "-o", "x.svg", *settings).stdout.endswith("1 spec: 1 drawn.\n")
        assert [words_of(job) for job in drawn] == ["a: 1 figures"]


@pytest.mark.slow
def test_a_pipe_takes_bytes() -> None:
    command = [sys.executable, "-m", "convscenes", "figure", "-", "--format", "png", "-ql", "-o", "-"]
    done = subprocess.run(command, input=SCATTER.encode(), capture_output=True, check=True)
    assert Image.open(io.BytesIO(done.stdout)).size == (854, 480)
    assert done.stderr == b""


def test_a_file_of_colours_in_a_folder_is_no_spec() -> None:
    Path("kiel.yaml").write_text('base: light\nkernel: "#8E4B00"\n', encoding="utf-8")
    assert run("check", ".").stdout == "2 specs: 2 fine.\n"
    assert "kiel.yaml:1:1: kind: missing." in run("check", "kiel.yaml").stderr
