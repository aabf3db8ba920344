"""README and docs are true: their commands run, their Python prints what they show, their files exist."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.rendering.sounds import write_beeps

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
RUN_BY_ITSELF = "tutorial.md"  # in tests/docs
TEXT = "\n".join(text for page, text in TEXTS.items() if page.name != RUN_BY_ITSELF)
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.split("#")[0].strip() for language, text in BLOCKS if language == "sh" for line in text.splitlines()
]
COMMANDS = [line for line in COMMANDS if line]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few scenes, a voice and the module for plain Manim, where the README's commands run."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "scenes").mkdir()
    for name in ("00-title-card.yaml", "07-scatter.yaml"):
        shutil.copy(ROOT / "scenes" / name, folder / "scenes")
    module = next(text for language, text in BLOCKS if language == "python" and "lecture_scenes.py" in text)
    (folder / "lecture_scenes.py").write_text(module, encoding="utf-8")
    cues = next(text for _, text in BLOCKS if text.startswith("# voice.cues"))
    (folder / "voice.cues").write_text(cues, encoding="utf-8")
    write_beeps(folder / "voice.wav", 30.0, [])
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        f"{shlex.quote(sys.executable)} -m {command}",
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_commands_run(checkout: Path) -> None:
    commands = [*dict.fromkeys(command for command in COMMANDS if not command.startswith("make "))]
    assert len(commands) > 10
    for command in commands:
        done = run(command, checkout)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    made = {str(path.relative_to(checkout)) for path in checkout.rglob("*") if path.is_file()}
    assert {"scene.gif", "media/videos/my-scene.mp4", "media/videos/my-scene.vtt"} <= made
    assert {"all.pdf", "sheet.svg", "last.svg", "my-lecture.yaml"} <= made
    assert {"media/html/my-scene.html", "talk/my-scene/index.html", "handout.pdf"} <= made
    assert {"media/figures/my-scene/stamp-2.svg", "media/figures/my-scene/overlap.pdf"} <= made
    assert any(path.endswith("Scatter07.mp4") for path in made)


def test_python_says_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "".join(text for language, text in BLOCKS if language == "python" and ">>>" in text)
    test = doctest.DocTestParser().get_doctest(examples, {}, "README", "README.md", 0)
    results = doctest.DocTestRunner().run(test)
    assert results.attempted > 5
    assert results.failed == 0


def test_specs_shown_are_those_shipped() -> None:
    shown = [text for language, text in BLOCKS if language == "yaml"]
    assert shown
    for text in shown:
        path = re.match(r"# (\S+)", text)
        assert path is not None
        shipped = yaml.safe_load((ROOT / path[1]).read_text(encoding="utf-8"))
        for field, value in yaml.safe_load(text).items():
            long = isinstance(value, list) and field == "playlist"
            assert value == in_english(shipped[field][: len(value)] if long else shipped[field]), field


def in_english(value: Any) -> Any:
    """Return a value of a spec without its texts in other languages, which README leaves out."""
    match value:
        case {"en": text}:
            return text
        case dict():
            return {name: in_english(part) for name, part in value.items()}
        case list():
            return [in_english(part) for part in value]
        case _:
            return value


def test_files_and_targets_exist() -> None:
    assert len(TEXTS) > 5
    for page, text in TEXTS.items():
        links = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")}
        for link in links:
            assert (page.parent / link).exists(), (page, link)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in COMMANDS:
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", makefile, flags=re.MULTILINE), command
