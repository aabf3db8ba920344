"""The gallery: every spec with a figure, its last frame beside its text."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from tests.cli.regenerate.studio import GALLERY, SCATTER, A, B, edit, regenerate


def blocks() -> dict[str, str]:
    """Return the text below every heading."""
    parts = re.split(r"^## (.*)$", GALLERY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def test_the_last_frame_stands_beside_the_spec() -> None:
    A.write_text(SCATTER + 'title: "3 < 4"\noutputs: [svg, gif]  # ```\n', encoding="utf-8")
    regenerate()
    found = blocks()
    assert list(found) == ["", "a"], "b makes no figure"
    assert f"\n````yaml\n{A.read_text(encoding='utf-8')}````\n" in found["a"]
    assert "**3 &#60; 4** ([<code>a.yaml</code>](../scenes/a.yaml))" in found["a"]
    ((link, picture, alt),) = re.findall(
        r'<a href="(.*?)"><img src="(.*?)" alt="(.*?)" width="560"></a>', found["a"]
    )
    assert (link, picture) == ("gifs/a.gif", "figures/a/overlap.svg")
    assert alt == "All stamps have landed: each cell sums 1 to 2 of them."
    assert all((GALLERY.parent / path).is_file() for path in (link, picture, "../scenes/a.yaml"))


def test_titles_and_names_of_files_are_no_markup() -> None:
    """A parser of Markdown finds the title in bold and the name in a link, both verbatim."""
    title, name = "![](http://e/x.png) *a* <b> `c` $d#$ | e_f_ \\\\", "<b> |_*c*_.yaml"
    spec = A.parent / name
    spec.write_text(SCATTER + f"title: '{title}'\noutputs: [svg]\n", encoding="utf-8")
    regenerate()
    tokens = MarkdownIt().enable("table").parse(GALLERY.read_text(encoding="utf-8"))
    at = next(i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2")
    heading, line = (tokens[i].children or [] for i in (at + 1, at + 4))
    assert [part.content for part in heading] == [spec.stem]
    assert [(part.type, part.content) for part in line if part.type != "text" or part.content] == [
        ("strong_open", ""),
        ("text", title),
        ("strong_close", ""),
        ("text", " ("),
        ("link_open", ""),
        ("html_inline", "<code>"),
        ("text", name),
        ("html_inline", "</code>"),
        ("link_close", ""),
        ("text", ")"),
    ]
    cells = [token.children or [] for token in tokens if token.type == "inline"]
    links = [cell for cell in cells if cell[0].type == "link_open"]
    assert ["".join(part.content for part in cell) for cell in links] == [f"{spec.stem}, a"], "in the table"


def test_without_a_gif_the_picture_is_no_link() -> None:
    regenerate()
    assert "<a " not in blocks()["a"]
    assert '<img src="figures/a/overlap.svg"' in blocks()["a"]


def test_every_kind_has_a_line() -> None:
    for name, kind in (("c", "scatter"), ("d", "kernel-slide")):
        text = SCATTER.replace("scatter", kind).replace("[[2, 3]]", "[[2, 3, 4, 1]]")
        (A.parent / f"{name}.yaml").write_text(text, encoding="utf-8")
    Path("scenes/all.yaml").write_text("playlist: [a.yaml]\n", encoding="utf-8")
    regenerate()
    lines = [line for line in blocks()[""].splitlines() if line.startswith("| `")]
    assert [re.findall(r"`([a-z-]+)`|\[(\w)\]\(#\2\)", line) for line in lines] == [
        [("kernel-slide", ""), ("", "d")],
        [("scatter", ""), ("", "a"), ("", "c")],
    ]
    assert "One input value times the whole kernel is a stamp" in lines[1]


def test_it_follows_the_specs_and_nothing_else_changes_it() -> None:
    regenerate()
    before, time = GALLERY.read_text(encoding="utf-8"), GALLERY.stat().st_mtime_ns
    regenerate()
    assert regenerate("--dry-run").exit_code == 0
    assert GALLERY.stat().st_mtime_ns == time
    B.write_text(SCATTER + "outputs: [svg]\n", encoding="utf-8")
    regenerate()
    assert list(blocks()) == ["", "a", "b"]
    B.write_text(SCATTER + "outputs: [gif]\n", encoding="utf-8")
    regenerate()
    assert GALLERY.read_text(encoding="utf-8") == before
    edit(GALLERY)
    regenerate()
    assert GALLERY.read_text(encoding="utf-8") == before


def test_specs_in_other_folders_stay_in_it() -> None:
    regenerate()
    Path("talks").mkdir()
    Path("talks/0.yaml").write_text(SCATTER + "outputs: [svg]\n", encoding="utf-8")
    regenerate("talks")
    assert list(blocks()) == ["", "0", "a"]
