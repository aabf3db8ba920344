"""Getting the spec back out of a video or a figure that was made of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from convscenes.errors import UsageError
from convscenes.rendering.embedding import spec_of

METADATA = "{http://www.w3.org/2000/svg}metadata"
ATTACHMENT = re.compile(rb"<<[^\r\n]*/Length (\d+)[^\r\n]*/Type ?/EmbeddedFile\b[^\r\n]*>>\s*stream\r?\n")
"""Where the content of an attached file begins in a PDF, as Typst writes it, and its length."""


def spec_in(path: Path) -> str:
    """Return the text of the spec that a figure or a video was made of.

    Raises UsageError for a file that cannot be read or is damaged, is of another format, or has no spec.
    """
    texts = FORMATS.get(path.suffix.lower())
    if texts is None:
        raise UsageError(f"{path}: no format with a spec inside. These have one: {', '.join(FORMATS)}.")
    try:
        found = next((spec for text in texts(path) if (spec := spec_of(text))), "")
    except OSError as error:  # FFmpeg's and Pillow's errors are some, too
        raise UsageError(f"{path}: cannot be read: {error.strerror or 'it is damaged'}.") from None
    except (ElementTree.ParseError, SyntaxError, ValueError, zlib.error):
        raise UsageError(f"{path}: cannot be read: it is damaged.") from None
    if not found:
        raise UsageError(f"{path}: has no spec inside. Those of convscenes have, unless it is very long.")
    return found


def svg_texts(path: Path) -> list[str]:
    """Return the metadata of an SVG."""
    return ["".join(element.itertext()) for element in ElementTree.parse(path).iter(METADATA)]


def pdf_texts(path: Path) -> list[str]:
    """Return the files attached to a PDF."""
    data = path.read_bytes()
    if not data.startswith(b"%PDF-"):
        raise ValueError("no PDF")
    return [
        (zlib.decompress(content) if b"/FlateDecode" in found[0] else content).decode(errors="replace")
        for found in ATTACHMENT.finditer(data)
        for content in [data[found.end() : found.end() + int(found[1])]]
    ]


def png_texts(path: Path) -> list[str]:
    """Return the texts in a PNG."""
    from PIL import Image

    with Image.open(path, formats=["PNG"]) as picture:
        return [text for text in picture.info.values() if isinstance(text, str)]


def video_texts(path: Path) -> list[str]:
    """Return the texts in a container."""
    import av

    from convscenes.rendering.formats.containers import open_input

    try:
        with open_input(path) as container:
            return list(container.metadata.values())
    except av.InvalidDataError:
        raise ValueError("no video") from None


FORMATS: Mapping[str, Callable[[Path], list[str]]] = MappingProxyType(
    {
        ".mp4": video_texts,
        ".webm": video_texts,
        ".mov": video_texts,
        ".svg": svg_texts,
        ".pdf": pdf_texts,
        ".png": png_texts,
    }
)
"""How to read the texts in a file, by its suffix."""
