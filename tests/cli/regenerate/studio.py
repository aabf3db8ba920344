"""A folder with two specs, their outputs, and the command: for all tests of ``regenerate``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from click.testing import CliRunner, Result

from convscenes.cli import main

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"
MANIFEST, GALLERY = Path("media/manifest.json"), Path("media/gallery.md")
A, B = Path("scenes/a.yaml"), Path("scenes/b.yaml")
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")
FIGURES = [f"media/figures/a/{beat}.svg" for beat in sorted(BEATS)]


def regenerate(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["regenerate", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def files_in(folder: str) -> dict[str, str]:
    return {
        path.as_posix(): path.read_text(encoding="utf-8", errors="surrogateescape")
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


def manifest() -> dict[str, dict[str, dict[str, str]]]:
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


def digest(path: Path | str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def edit(path: str | Path) -> None:
    Path(path).write_text("by hand", encoding="utf-8")
