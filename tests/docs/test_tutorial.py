"""The tutorial is true: its files are written, its commands run there and print what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TUTORIAL, flags=re.MULTILINE | re.DOTALL)
MADE = {"sheet.svg", "stamp.pdf", "stamp.svg", "starter.yaml", "talk/lecture.html", "media/videos/stamps.mp4"}


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    fails = "stride=0" in arguments
    assert (done.returncode != 0) == fails, (arguments, done.stdout)
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines()).rstrip("\n")


@pytest.mark.slow
def test_line_by_line(tmp_path: Path) -> None:
    printed, compared = "", 0
    for language, text in BLOCKS:
        if language == "yaml":
            name = re.match(r"# (\S+)\n", text)
            assert name
            (tmp_path / name[1]).write_text(text, encoding="utf-8")
        elif language == "python":
            printed = run(tmp_path, "-c", text)
        elif language == "text":
            assert text.rstrip("\n") in printed, text
            compared += 1
        elif language == "sh" and not text.startswith("make"):
            printed = "\n".join(run(tmp_path, "-m", *shlex.split(line)) for line in text.splitlines())
    assert compared == len([text for language, text in BLOCKS if language == "text"]) > 4
    assert {path for path in MADE if not (tmp_path / path).is_file()} == set()
