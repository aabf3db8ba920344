"""The built site: whether its links lead somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"iframe", "img", "link", "script", "source", "track", "video"}
"""Elements whose addresses are loaded with the page."""
ATTRIBUTES = ("href", "poster", "src", "srcset")


class Addresses(HTMLParser):
    """The addresses in a page, each with its element, and the names that links can lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of an element, and its name."""
        given = dict(attrs)
        self.names.update(name for name in (given.get("id"), given.get("name")) if name)
        if given.get("rel") != "canonical":
            self.found += [(tag, value) for name in ATTRIBUTES if (value := given.get(name))]


def broken(site: Path) -> list[str]:
    """Return a line for each address in the pages of a folder that is wrong.

    Pages that play specs are not looked at: fragments there are names of beats, which their scripts know.
    """
    made = (path for path in sorted(site.rglob("*.html")) if not path.is_relative_to(site / "players"))
    pages = {path: read(path) for path in made}
    return [f"{page.relative_to(site)}: {fault}" for page in pages for fault in faults_of(page, pages)]


def read(path: Path) -> Addresses:
    """Return the addresses of a page."""
    addresses = Addresses()
    addresses.feed(path.read_text(encoding="utf-8"))
    return addresses


def faults_of(page: Path, pages: dict[Path, Addresses]) -> Iterator[str]:
    """Yield what is wrong with the addresses of one page."""
    for tag, address in pages[page].found:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            if tag in LOADED and parts.scheme != "data":
                yield f"<{tag}> loads {address}"
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not target.is_file():
            yield f"<{tag}> {address}: no such file"
        elif tag == "a" and target in pages and unquote(parts.fragment) not in {"", *pages[target].names}:
            yield f"<{tag}> {address}: nothing has this name"
