"""Font files for tests: each character is a block of its own height, which no other font has."""

from __future__ import annotations

from itertools import accumulate
from struct import pack

UNITS = 1000
"""Parts of an em."""
WIDTH = 800
"""How wide each character is, in these, unless a font says otherwise."""


def font_file(
    characters: str,
    family: str = "Blocks",
    *,
    lower: int = 0,
    advance: int = WIDTH,
    more: dict[bytes, bytes] | None = None,
    begins: bytes = b"\0\1\0\0",
) -> bytes:
    """Return a TrueType font of the ``characters``, each a block that is higher than the one before.

    All are ``lower`` than usual; ``more`` are other tables, or in place of its own.
    """
    heights = [100 + 50 * number - lower for number in range(len(characters))]
    glyphs = [b"", *map(block, heights)]  # the first stands for all that it has not
    ends = accumulate((len(glyph) for glyph in glyphs), initial=0)
    count = len(glyphs)
    box = (0, 0, WIDTH, 700)
    tables = {
        b"OS/2": pack(">HhHH66x5h8x", 1, WIDTH, 400, 5, 800, -200, 0, 800, 200),
        b"cmap": cmap(characters),
        b"glyf": b"".join(glyphs),
        b"head": pack(">4I2H16x4h2H3h", 1 << 16, 0, 0, 0x5F0F3CF5, 0, UNITS, *box, 0, 8, 2, 1, 0),
        b"hhea": pack(">I3hH22xH", 1 << 16, 800, -200, 0, WIDTH, count),
        b"hmtx": pack(">Hh", advance, 0) * count,
        b"loca": b"".join(pack(">I", end) for end in ends),
        b"maxp": pack(">I3H22x", 1 << 16, count, 4, 1),
        b"name": names(family),
        b"post": pack(">I28x", 3 << 16),
    } | (more or {})
    start, listed, content = 12 + 16 * len(tables), b"", b""
    for tag, table in sorted(tables.items()):
        listed += tag + pack(">III", 0, start + len(content), len(table))
        content += table + bytes(-len(table) % 4)
    return begins + pack(">HHHH", len(tables), 0, 0, 0) + listed + content


def block(height: int) -> bytes:
    """Return the outline of a block."""
    right, steps = WIDTH - 100, [(100, 0), (0, height), (WIDTH - 200, 0), (0, -height)]
    across, up = (b"".join(pack(">h", step[axis]) for step in steps) for axis in (0, 1))
    return pack(">hhhhhHH", 1, 100, 0, right, height, 3, 0) + b"\1" * 4 + across + up + bytes(2)


def cmap(characters: str) -> bytes:
    """Return which glyph is which character's (OpenType, "cmap", format 12)."""
    groups = sorted((ord(char), number) for number, char in enumerate(characters, 1))
    each = b"".join(pack(">III", code, code, number) for code, number in groups)
    table = pack(">HHIII", 12, 0, 16 + len(each), 0, len(groups)) + each
    return pack(">HHHHI", 0, 1, 3, 10, 12) + table


def names(family: str) -> bytes:
    """Return the name of the family and of its only font."""
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    coded = {number: text.encode("utf-16-be") for number, text in texts.items()}
    records, content = b"", b""
    for number, text in coded.items():
        records += pack(">HHHHHH", 3, 1, 0x409, number, len(text), len(content))
        content += text
    return pack(">HHH", 0, len(coded), 6 + len(records)) + records + content
