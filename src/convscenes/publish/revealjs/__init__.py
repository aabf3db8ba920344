"""A deck for reveal.js: a folder with the program, media, and a page that opens from a file as well.

A section is a column of slides, a beat each: reveal.js would begin a video again at each fragment, and show
no notes of fragments. Arrows and clickers go through all slides in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files as package_files
from itertools import chain

from convscenes.colours.theme import Chosen, colour_of, theme_of
from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Section, Slide, Talk

VENDORED = ("reset.css", "reveal.css", "reveal.js", "notes.js", "LICENSE")
SHORT_SIDE = 720
"""The shorter side of a slide, in CSS pixels."""
CARD_SECONDS = 2
"""For how long a card without clips is shown."""
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="reveal/reset.css">
<link rel="stylesheet" href="reveal/reveal.css">
<link rel="stylesheet" href="deck.css">
</head>
<body>
<div class="reveal"><div class="slides" data-width="{width}" data-height="{height}">
{sections}
</div></div>
<script src="reveal/reveal.js"></script>
<script src="reveal/notes.js"></script>
<script src="deck.js"></script>
</body>
</html>
"""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the program, the media, and last the page."""
    for name in VENDORED:
        yield f"reveal/{name}", own(f"vendor/{name}")
    for slide in talk.slides:
        yield f"media/{slide.name}.svg", slide.still
        if slide.clip:
            yield f"media/{slide.name}.mp4", slide.clip.data
    yield "deck.js", own("deck.js")
    yield "deck.css", (colours(talk.theme) + own("deck.css").decode()).encode()
    yield "index.html", page_of(talk).encode()


def own(name: str) -> bytes:
    """Return a file of this package."""
    return package_files(__package__).joinpath(name).read_bytes()


def colours(chosen: Chosen) -> str:
    """Return the colours of a theme as CSS variables.

    >>> colours("dark").splitlines()[0]
    ':root { --background: #0f1218; --ink: #eceae4; --quiet: #8b94a3; --link: #56b4e9 }'
    """
    theme = theme_of(chosen)
    roles = {"background": theme.background, "ink": theme.ink, "quiet": theme.quiet, "link": theme.input}
    variables = "; ".join(f"--{name}: {colour_of(colour)}" for name, colour in roles.items())
    return f":root {{ {variables} }}\n"


def page_of(talk: Talk) -> str:
    """Return the page."""
    stills = [f"media/{slide.name}.svg" for slide in talk.slides]
    before = chain(stills[:1], stills)
    width, height = (round(side * SHORT_SIDE / min(talk.size)) for side in talk.size)
    sections = "\n".join(section_of(section, before, talk) for section in talk.sections)
    return PAGE.format(
        language=escape(talk.language),
        description=escape(talk.description),
        title=escape(talk.title),
        width=width,
        height=height,
        sections=sections,
    )


def section_of(section: Section, before: Iterator[str], talk: Talk) -> str:
    """Return a section; ``before`` are the stills that its slides begin with."""
    slides = "\n".join(slide_of(slide, next(before), section, talk) for slide in section.slides)
    return f"<section>\n{slides}\n</section>"


def slide_of(slide: Slide, before: str, section: Section, talk: Talk) -> str:
    """Return a slide: its clip, which begins with the still ``before``, or its still."""
    alt, still = escape(slide.alt), f"media/{slide.name}.svg"
    seconds = slide.clip.seconds if slide.clip else CARD_SECONDS
    advance = f' data-autoslide="{round(seconds * 1000)}"' if section.card else ""
    if slide.clip:
        shown = (
            f'<video data-autoplay muted playsinline preload="auto" data-src="media/{slide.name}.mp4"'
            f' poster="{before}" data-still="{still}" aria-label="{alt}"></video>'
        )
    else:
        shown = f'<img src="{still}" alt="{alt}">'
    caption = "" if talk.captioned else f'<p class="caption">{escape(slide.caption)}</p>\n'
    notes = "".join(f"<p>{escape(text)}</p>" for text in (slide.note, slide.caption, slide.alt) if text)
    return (
        f'<section id="{escape(slide.name)}"{advance}>\n<h2>{escape(slide.title)}</h2>\n{shown}\n{caption}'
        f'<aside class="notes">{notes}</aside>\n</section>'
    )
