"""``convscenes publish``: files, what is up to date, mistakes. Formats have tests of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convscenes.cli import main
from convscenes.rendering.jobs.job import Job
from tests.pretence import pretend

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


@pytest.fixture(autouse=True)
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Work in a folder with two specs, and write words for pictures; return what was drawn so far."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SCATTER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"{SCATTER}title: The second\n", encoding="utf-8")
    return pretend(monkeypatch)


def publish(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["publish", *arguments])


def lines(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_specs_become_pages_in_media() -> None:
    result = publish("a.yaml", "b.yaml")
    assert lines(result) == [
        "published media/html/a.html",
        "published media/html/b.html",
        "2 specs: 2 published.",
    ]
    assert result.exit_code == 0
    assert lines(publish("a.yaml")) == ["up to date media/html/a.html", "1 spec: 1 up to date."]


def test_what_is_set_is_in_the_name() -> None:
    assert "published media/html/a.stride-2.de.html" in lines(
        publish("a.yaml", "--set", "stride=2", "--language", "de")
    )


def test_a_folder_has_the_name_of_the_spec() -> None:
    assert publish("a.yaml", "--folder", "-o", "talks").exit_code == 0
    assert Path("talks/a/index.html").is_file()


def test_standard_output_gets_the_page() -> None:
    result = publish("a.yaml", "-o", "-")
    assert result.stdout.startswith("<!doctype html>")
    assert not Path("media").exists()


def test_a_dry_run_makes_nothing(drawn: list[Job]) -> None:
    assert lines(publish("a.yaml", "--dry-run"))[0] == "would render media/html/a.html"
    assert (drawn, Path("media").exists()) == ([], False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.yaml", "-o", "a.htm"], 'the suffix of a.htm: no ".htm".'),
        (["a.yaml", "--folder", "-o", "a.html"], "a.html: html becomes a folder of files. Name a folder."),
        (["a.yaml", "b.yaml", "-o", "all.html"], "all.html: one file cannot hold 2 results."),
        (["none.yaml"], "none.yaml:1:1: no such file."),
    ],
)
def test_mistakes(arguments: list[str], message: str) -> None:
    result = publish(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_deck_of_many_clips_comes_with_a_line_of_advice() -> None:
    Path("long.yaml").write_text("kind: pooling\ninput: {range: [5, 10]}\nsize: 1\n", encoding="utf-8")
    result = publish("long.yaml", "a.yaml", "--to", "pptx", "--dry-run")
    assert result.stderr == (
        "media/pptx/long.pptx: 51 clips; PowerPoint may stop playing after some 30. "
        "--stills makes slides of pictures.\n"
    )
    assert publish("long.yaml", "--to", "pptx", "--stills", "--dry-run").stderr == ""
    assert publish("long.yaml", "--to", "html", "--dry-run").stderr == ""


def test_a_wrong_spec_does_not_stop_others() -> None:
    Path("a.yaml").write_text("kind: scatter\n", encoding="utf-8")
    result = publish("a.yaml", "b.yaml")
    assert "a.yaml:1:1: input: missing." in result.stderr
    assert lines(result)[-1] == "2 specs: 1 published, 1 wrong."


def test_what_another_spec_made_is_not_written_over() -> None:
    publish("a.yaml", "-o", "out/x.html")
    Path("x.yaml").write_text(SCATTER, encoding="utf-8")
    result = publish("x.yaml", "-o", "out")
    assert "out/x.html was made from a.yaml, not from x.yaml." in result.stderr
    assert publish("x.yaml", "-o", "out", "--force").exit_code == 0
