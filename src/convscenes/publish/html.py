"""A page that plays a talk beat by beat, or shows its stills."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Slide, Talk


def files(talk: Talk, choices: Choices) -> Iterator[File]:
    """Yield the page."""
    body = "\n".join(map(figure_of, talk.slides))
    page = f"""<!doctype html>
<html lang="{escape(talk.language)}">
<head><meta charset="utf-8"><title>{escape(talk.title)}</title></head>
<body><main><h1>{escape(talk.title)}</h1>
{body}
</main></body>
</html>
"""
    yield "index.html" if choices.folder else "", page.encode()


def figure_of(slide: Slide) -> str:
    """Return a slide's picture, or clip, with its caption."""
    if slide.clip:
        media = (
            f'<video controls src="data:video/mp4;base64,{b64encode(slide.clip.data).decode()}" '
            f'aria-label="{escape(slide.alt)}"></video>'
        )
    else:
        picture = b64encode(slide.still).decode()
        media = f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(slide.alt)}">'
    return f"<figure>{media}<figcaption>{escape(slide.caption)}</figcaption></figure>"
