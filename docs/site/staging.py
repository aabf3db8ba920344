"""The folder that Sphinx reads: the pages of ``docs``, whose links stay on the site, and those made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from convscenes.rendering.media import gallery, manifest
from docs.site import kinds, reference

ROOT = Path(__file__).parents[2]
ON_THE_SITE = (
    (r"\.\./(?:media/(?:flipbooks|animations)|scenes)/([\w-]+)\.(?:webp|yaml)", r"gallery.md#\1"),
    (r"\.\./scenes/(\w+)", r"gallery.md#\1"),
    (r"\.\./media/gallery\.md", "gallery.md"),
    (r"\.\./integrations/quarto/README\.md", "quarto.md"),
)
"""Where links out of ``docs`` lead on the site."""
RECIPE = "scenes/07-scatter.yaml"
RECIPES = """\
# Recipes for hosts

What `convscenes publish scenes/07-scatter.yaml --to snippets` writes beside the files that it names: text to
paste. This is the first of them, as it looks on a page:

{video}

[Into the lecture](publishing.md) has what is not pasted: pages, decks, documents.

{recipes}
"""


def stage(folder: Path) -> None:
    """Fill an empty folder: ``docs`` with all pages, ``extra`` with what the site takes as it is."""
    pages = folder / "docs"
    shutil.copytree(ROOT / "docs", pages, ignore=shutil.ignore_patterns("site", "__pycache__"))
    for name in ("media", "scenes", "integrations", ".pre-commit-hooks.yaml"):
        (folder / name).symlink_to(ROOT / name)
    for name, text in generated().items():
        (pages / name).parent.mkdir(exist_ok=True)
        (pages / name).write_text(text, encoding="utf-8")
    for page in pages.glob("*.md"):
        page.write_text(led(page.read_text("utf-8")), encoding="utf-8")


def generated() -> dict[str, str]:
    """Return every page that needs no drawing, by its path in ``docs``."""
    exhibits = list(gallery.exhibits_of(manifest.load() or {}))
    return {
        **{f"kinds/{name}": text for name, text in kinds.kind_pages(exhibits).items()},
        "index.md": (ROOT / "docs" / "site" / "index.md").read_text("utf-8"),
        "gallery.md": kinds.gallery(exhibits),
        "options.md": reference.commands(),
        "api.md": reference.api(),
        "changelog.md": (ROOT / "CHANGELOG.md").read_text("utf-8"),
        "quarto.md": (ROOT / "integrations" / "quarto" / "README.md").read_text("utf-8"),
    }


def draw(folder: Path) -> None:
    """Publish every shipped spec, as pages that play it, and the snippets of one with the page of recipes."""
    extra = folder / "extra"
    specs = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "scenes").rglob("*.yaml"))]
    publish(*specs, "--stills", "-o", str(extra / "players"))
    publish(RECIPE, "--to", "snippets", "-ql", "-o", str(extra))
    made = extra / Path(RECIPE).stem
    recipes = (made / f"{made.name}.md").read_text("utf-8")
    for path in made.iterdir():
        if path.suffix != ".md":
            shutil.copy(path, extra)
    shutil.rmtree(made)
    (folder / "docs" / "recipes.md").write_text(recipe_page(recipes), encoding="utf-8")


def publish(*arguments: str) -> None:
    """Run ``convscenes publish``; raises CalledProcessError where it fails."""
    subprocess.run([sys.executable, "-m", "convscenes", "publish", *arguments], cwd=ROOT, check=True)


def recipe_page(snippets: str) -> str:
    """Return the page of recipes: the first snippet, which is HTML, shown and then all of them as text."""
    _, _, recipes = snippets.partition("\n\n")
    video = next(blocks(snippets, "html"))
    return RECIPES.format(video=video, recipes=recipes)


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield what stands in the fenced blocks of a language."""
    yield from re.findall(rf"^```{language}\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


def led(text: str) -> str:
    """Return a page with its links led to pages of the site.

    >>> led("[a](../scenes/07-scatter.yaml) [b](../scenes/arithmetic) [c](specs.md)")
    '[a](gallery.md#07-scatter) [b](gallery.md#arithmetic) [c](specs.md)'
    """
    for pattern, target in ON_THE_SITE:
        text = re.sub(rf"\]\({pattern}\)", f"]({target})", text)
    return text
