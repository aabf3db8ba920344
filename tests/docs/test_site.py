"""The site's pages as they are staged, without Sphinx: complete, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import convscenes
from convscenes.cli.app import COMMANDS
from convscenes.rendering.media.gallery import anchor
from convscenes.stories import kinds
from convscenes.stories._base.kinds import kind_module
from docs.site import staging
from docs.site.checking import broken

DRAWN = {"recipes.md"}
"""Pages that need drawing, which no test here does."""
SHIPPED = sorted(path.stem for path in (staging.ROOT / "scenes").rglob("*.yaml") if path.stem != "lecture")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The staged pages, by their paths."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(staging.ROOT)
        staging.stage(folder)
    docs = folder / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}


def names_in(page: str) -> set[str]:
    """The anchors of a page's headings."""
    tokens = MarkdownIt("commonmark").parse(page)
    return {
        anchor("".join(part.content for part in tokens[at + 1].children or []))
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    }


def test_links_lead_to_pages_of_the_site(pages: dict[str, str]) -> None:
    links = [
        (page, *link)
        for page, text in pages.items()
        for link in re.findall(r"\]\((?!http)([^)#\s]*\.md|)(?:#([^)]+))?\)", text)
    ]
    assert len(links) > 100
    for page, path, name in links:
        target = (Path("/", page).parent / path).resolve().relative_to("/").as_posix() if path else page
        assert target in pages or target in DRAWN, (page, path)
        if name:
            assert name in names_in(pages[target]), (page, path, name)


def test_every_page_is_in_a_table_of_contents(pages: dict[str, str]) -> None:
    listed = {"index.md"}
    for page in ("index.md", "kinds/index.md"):
        for block in re.findall(r"^```\{toctree\}\n(.*?)^```$", pages[page], re.MULTILINE | re.DOTALL):
            names = [line for line in block.splitlines() if line and not line.startswith(":")]
            listed |= {(Path(page).parent / f"{name}.md").as_posix() for name in names}
    assert listed == pages.keys() | DRAWN


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_shows_its_fields_and_an_example(kind: str, pages: dict[str, str]) -> None:
    page, index = pages[f"kinds/{kind}.md"], pages["kinds/index.md"]
    fields = kind_module(kind).Fields
    named = {*re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)} | {
        *re.findall(r"^\| `(\w+)` \|", index, re.MULTILINE)
    }
    assert {name for name in fields.model_fields if name not in (*fields.refused, "kind")} <= named
    assert f"kind: {kind}\n" in page
    played = re.findall(r'src="\.\./players/([\w/-]+)\.html"', page)
    assert len(played) == 1
    assert played[0].split("/")[-1] in SHIPPED


def test_needed_fields_come_first_and_defaults_are_shown(pages: dict[str, str]) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|", pages["kinds/scatter.md"], re.MULTILINE)
    assert rows[:2] == [("input", "needed"), ("kernel", "needed")]
    assert dict(rows)["stride"] == "`1`"
    assert dict(rows)["show_cropping"] == "`false`"


def test_the_gallery_has_every_shipped_spec(pages: dict[str, str]) -> None:
    shown = re.findall(r"^:target: players/(?:\w+/)?([\w-]+)\.html$", pages["gallery.md"], re.MULTILINE)
    assert sorted(shown) == SHIPPED


def test_commands_and_names(pages: dict[str, str]) -> None:
    assert re.findall(r"^## convscenes (\S+)$", pages["options.md"], re.MULTILINE) == [*COMMANDS]
    for command, option in (("render", "--audio"), ("figure", "--sheet"), ("publish", "--handout")):
        help_text = pages["options.md"].partition(f"## convscenes {command}\n")[2].partition("\n## ")[0]
        assert option in help_text
    documented = set(re.findall(r"^\.\. auto\w+:: ([\w.]+)$", pages["api.md"], re.MULTILINE))
    public = {name for name in convscenes.__all__ if name not in ("ops", "__version__")}
    operations = {name for name in convscenes.ops.__all__ if name not in public}
    assert {f"convscenes.{name}" for name in public} <= documented
    assert {f"convscenes.ops.{name}" for name in operations} <= documented


def test_recipes_show_the_first_as_it_is() -> None:
    snippets = "# Stamps\n\nWhat to paste.\n\n## HTML\n\n```html\n<video></video>\n```\n"
    page = staging.recipe_page(snippets)
    shown, _, text = page.partition("[Into the lecture]")
    assert shown.endswith("\n<video></video>\n\n")
    assert text.endswith("What to paste.\n\n## HTML\n\n```html\n<video></video>\n```\n\n")


def test_what_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text('<h1 id="here">B</h1>', encoding="utf-8")
    page = (
        '<a href="b.html#here">1</a><a href="b.html#gone">2</a><a href="c.html">3</a>'
        '<a href="https://example.org">4</a>'
        '<img src="a%20b.png"><img src="gone.png"><script src="https://example.org/a.js"></script>'
        '<img src="data:,">'
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "a b.png").write_bytes(b"")
    assert broken(tmp_path) == [
        "a.html: <a> b.html#gone: nothing has this name",
        "a.html: <a> c.html: no such file",
        "a.html: <img> gone.png: no such file",
        "a.html: <script> loads https://example.org/a.js",
    ]
