"""Snippets, pasted as they say, in pages that Sphinx and MkDocs build: the video with its files and names."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from convscenes.api import story
from tests.hosts.programs import run

pytestmark = pytest.mark.extern


@pytest.fixture(scope="module")
def snippets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a story's snippets."""
    folder = tmp_path_factory.mktemp("snippets")
    made = story("scatter", input=[[2, 3]], kernel=[[1, 4]], title="Two & <three>")
    made.publish(folder / "lecture", to="snippets", quality="480p")
    return folder / "lecture"


def pasted(folder: Path, heading: str) -> str:
    """Return the code block below a heading of the text."""
    (text,) = folder.glob("*.md")
    _, _, rest = text.read_text("utf-8").partition(f"## {heading}")
    found = re.search(r"(`{3,})\w+\n(.*?)\n\1", rest, re.DOTALL)
    assert found, heading
    return found[2]


def holds_the_video(page: Path, media: Path, snippets: Path) -> None:
    html = page.read_text("utf-8")
    (stem,) = {path.stem for path in snippets.glob("*.mp4")}
    for what in (
        f'poster="{stem}.png"',
        f'src="{stem}.mp4"',
        f'src="{stem}.vtt"',
        "aria-label=",
        'kind="captions"',
    ):
        assert what in html, what
    for suffix in (".mp4", ".vtt", ".png"):
        assert (media / f"{stem}{suffix}").read_bytes() == (snippets / f"{stem}{suffix}").read_bytes()


def test_sphinx(snippets: Path, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(f"html_extra_path = [{str(snippets)!r}]\n", encoding="utf-8")
    page = "Lecture\n=======\n\n" + pasted(snippets, "Sphinx") + "\n"
    (tmp_path / "index.rst").write_text(page, encoding="utf-8")
    for path in snippets.glob("*.pdf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    run("sphinx-build", "-q", "-W", "-b", "html", str(tmp_path), str(tmp_path / "site"))
    holds_the_video(tmp_path / "site" / "index.html", tmp_path / "site", snippets)


def test_mkdocs(snippets: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for path in snippets.iterdir():
        if path.suffix != ".md":
            (docs / path.name).write_bytes(path.read_bytes())
    (docs / "index.md").write_text("# Lecture\n\n" + pasted(snippets, "HTML") + "\n", encoding="utf-8")
    settings = dedent("""\
        site_name: A lecture
        use_directory_urls: false
        """)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run("mkdocs", "build", "--strict", "-q", "-f", str(tmp_path / "mkdocs.yml"), "-d", str(tmp_path / "site"))
    holds_the_video(tmp_path / "site" / "index.html", tmp_path / "site", snippets)
