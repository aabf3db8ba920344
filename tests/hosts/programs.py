"""The programs that judge what we make, other than the browser: each a function of files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

HOSTS = Path(sys.prefix) / "hosts"
"""What ``make hosts`` has put into the virtual environment."""
PACKAGES = HOSTS / "node_modules"
NODE = Path(sys.prefix) / "bin" / "node"

CSS_NEWER_THAN_THE_CHECKER = ("color-scheme", "inset", "aspect-ratio", "color-mix")
PARSE_CAPTIONS = """
const { WebVTTParser } = require("webvtt-parser");
const { readFileSync } = require("fs");
const tree = new WebVTTParser().parse(readFileSync(process.argv[1], "utf8"), "captions");
const faults = tree.errors.map(({ line, col, message }) => `${line}:${col}: ${message}`);
console.log(JSON.stringify({ faults, cues: tree.cues.length }));
"""
EXECUTE = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[2])
"""


def run(*command: str | Path, seconds: float = 120, **environment: str) -> bytes:
    """Return what a program prints; raises AssertionError with what it complains about."""
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=seconds,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr.decode(errors='replace')[-2000:]}"
    return done.stdout


def nu(*paths: Path) -> list[str]:
    """Return what the Nu checker says against HTML and SVG files, by their suffixes, one line each."""
    jar = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"]
    report = json.loads(run("java", "-jar", jar, *options, *paths))
    return [
        f"{Path(each['url']).name}:{each.get('lastLine', 0)}: {each['message']}"
        for each in report["messages"]
        if not (
            "CSS:" in each["message"]
            and any(f"“{new}”" in each["message"] for new in CSS_NEWER_THAN_THE_CHECKER)
        )
    ]


def parsed_captions(path: Path) -> dict[str, Any]:
    """Return the faults that the WebVTT parser finds in a file, and the number of its cues."""
    parsed: dict[str, Any] = json.loads(run(NODE, "-e", PARSE_CAPTIONS, path, NODE_PATH=str(PACKAGES)))
    return parsed


def soffice_pdf(path: Path) -> Path:
    """Return the PDF that LibreOffice makes of a document, beside it; raises AssertionError for none."""
    with TemporaryDirectory() as profile:
        place = f"-env:UserInstallation=file://{profile}"
        run("soffice", place, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path)
    made = path.with_suffix(".pdf")
    assert made.is_file(), f"LibreOffice cannot open {path.name}"
    return made


def pdf_facts(path: Path) -> dict[str, str]:
    """Return what pdfinfo says: Title, Pages, Page size, …; raises AssertionError for a broken file."""
    lines = run("pdfinfo", path).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def pdf_page(path: Path, page: int, width: int) -> Image.Image:
    """Return a page of a PDF, the first is 1, as poppler draws it, so many pixels wide."""
    numbers = ["-f", str(page), "-l", str(page), "-scale-to-x", str(width), "-scale-to-y", "-1"]
    return Image.open(io.BytesIO(run("pdftoppm", "-png", *numbers, path))).convert("RGB")


def executed(path: Path) -> dict[str, Any]:
    """Return a notebook after all its cells ran, as JSON; raises AssertionError with the first error.

    It runs in the folder of the file, in a process of its own: Playwright holds this one's event loop.
    """
    with TemporaryDirectory() as folder:
        result = Path(folder) / "executed.ipynb"
        code = f"import os; os.chdir({str(path.parent)!r}){EXECUTE}"
        run(sys.executable, "-c", code, path, result, seconds=600)
        notebook: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return notebook
