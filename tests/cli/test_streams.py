"""Encodings of output: UTF-8 in files and pipes, the terminal's own on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = str(ROOT / "scenes" / "07-scatter.yaml")
LEGACY = {
    "code-page": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "strict-ascii": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
COMMANDS = {
    ("kinds",): "Cᵀ times it",
    ("doctor",): "✓ Manim",
    ("steps", SPEC): "7 = 4 + 3 × 1",
    ("steps", SPEC, "--json"): "7 = 4 + 3 × 1",
    ("schema", "scatter"): "0, 1, 2, … row by row",
}
"""Every command that prints more than ASCII, and a part of that."""


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "convscenes", *arguments]


def environment(name: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return {**kept, **LEGACY[name], "COLUMNS": "100"}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_gets_utf_8(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        program(*arguments), env=environment("code-page"), capture_output=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert COMMANDS[arguments] in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("legacy", LEGACY)
def test_a_file_gets_utf_8_in_every_environment(legacy: str, tmp_path: Path) -> None:
    file = tmp_path / "steps.json"
    with file.open("wb") as output:
        command = program("steps", SPEC, "--json")
        subprocess.run(command, env=environment(legacy), stdout=output, check=True)
    formulas = [beat["formula"] for beat in json.loads(file.read_text(encoding="utf-8"))["beats"]]
    assert any("×" in formula for formula in formulas if formula)


def test_messages_are_utf_8_too(tmp_path: Path) -> None:
    (tmp_path / "ü.yaml").write_text(
        "kind: scatter\nkernel: [[1]]\ninput: [[1]]\nstride: ᵀ\n", encoding="utf-8"
    )
    done = subprocess.run(
        program("check", "ü.yaml"),
        env=environment("code-page"),
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("ü.yaml:4:9: stride: must be a whole number")


PRETENDED = (
    "import sys\n"
    "for stream in (sys.stdout, sys.stderr): stream.isatty = lambda: True\n"
    "from convscenes.__main__ import main\nmain()"
)
"""A program that takes its pipes for a terminal."""


def on_terminal(arguments: tuple[str, ...], env: dict[str, str]) -> tuple[int, bytes]:
    """Run a command on a terminal of its own; return its exit code and what the terminal got."""
    command = program(*arguments)
    try:
        ours, theirs = pty.openpty()
    except OSError:  # this machine has no terminals to give, as in a bare chroot
        done = subprocess.run(
            [sys.executable, "-c", PRETENDED, *arguments], env=env, capture_output=True, check=False
        )
        return done.returncode, done.stdout
    with subprocess.Popen(command, env=env, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # Linux: all that had the terminal open are gone
            pass
        finally:
            os.close(ours)
    return process.returncode, shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("kinds",), "C? times it"), (("steps", SPEC), "7 = 4 + 3 × 1"), (("doctor",), "? Manim")],
    ids=["kinds", "steps", "doctor"],
)
def test_a_terminal_keeps_its_code_page(arguments: tuple[str, ...], message: str) -> None:
    code, shown = on_terminal(arguments, environment("code-page"))
    assert code == 0
    assert message in shown.decode("cp1252").replace("\x1b[0m", "")


def test_an_ascii_terminal_shows_question_marks() -> None:
    code, shown = on_terminal(("steps", SPEC), environment("ascii"))
    assert code == 0
    assert b"7 = 4 + 3 ? 1" in shown
