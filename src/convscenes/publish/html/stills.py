"""Stills within a page: SVGs whose outlines are defined once, for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

DEFINITIONS = re.compile(r"<defs>\n(.*?)</defs>\n", re.DOTALL)
OUTLINE = re.compile(r'<path id="(\w+)" [^>]*/>\n')
TEXTS = re.compile(r"<(title|desc|metadata)>.*?</\1>\n?", re.DOTALL)
"""What the page says itself."""
HEAD = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>')
GROUP_ID = re.compile(r'(<g) id="[^"]*"')
"""A still may be shown twice in a page, an id not."""


def inlined(stills: Iterable[bytes]) -> tuple[str, list[str]]:
    r"""Return the outlines that stills share, as an element, and each still as one that refers to them.

    >>> body = '<title>A</title>\n<defs>\n<path id="a" d="M0 0"/>\n</defs>\n<use xlink:href="#a"/></svg>\n'
    >>> still = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" role="img">\n' + body
    >>> outlines, (one, other) = inlined([still.encode()] * 2)
    >>> outlines
    '<svg class="vh" aria-hidden="true"><defs>\n<path id="a" d="M0 0"/>\n</defs></svg>'
    >>> one
    '<svg viewBox="0 0 4 3" stroke-miterlimit="10" aria-hidden="true">\n<use xlink:href="#a"/></svg>'
    """
    outlines: dict[str, str] = {}
    pictures = []
    for still in stills:
        svg = still.decode()
        for definitions in DEFINITIONS.findall(svg):
            outlines |= {found[1]: found[0] for found in OUTLINE.finditer(definitions)}
        svg = GROUP_ID.sub(r"\1", TEXTS.sub("", DEFINITIONS.sub("", svg)))
        pictures.append(
            HEAD.sub(r'<svg viewBox="\1" stroke-miterlimit="10" aria-hidden="true">', svg, count=1).strip()
        )
    shared = "".join(outlines.values())
    return f'<svg class="vh" aria-hidden="true"><defs>\n{shared}</defs></svg>', pictures
