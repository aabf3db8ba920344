"""A page that plays a talk beat by beat: for the lecture hall, and for home."""

from __future__ import annotations

import warnings
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files as package_files
from typing import Any

from convscenes.colours.theme import colour_of, theme_of
from convscenes.publish.formats import Choices, File
from convscenes.publish.html.stills import inlined
from convscenes.publish.page import page_of
from convscenes.publish.talk import Slide, Talk
from convscenes.words import Words

LARGE = 15_000_000
"""From how many bytes on a page of one file is better a folder."""
KEYS = {
    "next": "→",
    "back": "←",
    "again": "R",
    "play": "P",
    "full": "F",
    "notes": "N",
    "captions": "C",
}
SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 2)
BODY = """<main>
<h1>{title}</h1>
<p class="about">{description}</p>
<div id="player" class="player" style="--ratio: {ratio:.4f}; --stage: {background}" hidden>
<div id="stage" class="stage" role="group" tabindex="0" aria-label="{player}">
<div id="picture" role="img" aria-label=""></div>
{videos}</div>
<p id="caption" class="{caption_class}" role="status"></p>
<p id="note" class="note" hidden></p>
<div class="bar">
<button type="button" id="back">{back}</button>
<button type="button" id="play" aria-pressed="false">{play}</button>
<button type="button" id="next">{next}</button>
<label class="line"><span class="vh">{step}</span>
<input id="line" type="range" min="1" max="{count}" step="1" value="1"></label>
<span id="count" aria-hidden="true"></span>
{speed}{captions}{notes}<button type="button" id="full">{full}</button>
<button type="button" id="theme">{theme}</button>
</div>
<p class="keys">{keys}</p>
</div>
{chapters}<h2>{transcript}</h2>
{outlines}
{items}
</main>"""
VIDEO = '<video muted playsinline preload="auto" aria-hidden="true" tabindex="-1"></video>\n'


def files(talk: Talk, choices: Choices) -> Iterator[File]:
    """Yield the page; with a folder, its clips first."""
    if choices.folder:
        for slide in talk.slides:
            if slide.clip:
                yield media_of(slide), slide.clip.data
    page = whole_page(talk, choices).encode()
    if len(page) > LARGE:
        warnings.warn(
            f"{talk.name}: a page of {len(page) / 1e6:.0f} MB opens slowly; --folder keeps clips beside it.",
            stacklevel=2,
        )
    yield "index.html" if choices.folder else "", page


def media_of(slide: Slide) -> str:
    """Return the path of a slide's clip in a folder."""
    return f"media/{slide.name}.mp4"


def own(name: str) -> str:
    """Return a file of this package."""
    return package_files(__package__).joinpath(name).read_text(encoding="utf-8")


def whole_page(talk: Talk, choices: Choices) -> str:
    """Return the page."""
    words = Words(talk.language, "player")
    return page_of(
        language=talk.language,
        title=talk.title,
        description=talk.description,
        style=own("player.css"),
        body=body_of(talk, words),
        script=own("notes.js") + own("player.js"),
        data={
            "slides": [data_of(slide, choices) for slide in talk.slides],
            "position": words.word("position", number="{number}", count="{count}"),
            "play": words.line("play"),
            "pause": words.line("pause"),
        },
        beside=choices.folder,
    )


def data_of(slide: Slide, choices: Choices) -> dict[str, Any]:
    """Return what the player has to know of a slide; its clip, if it has one, in the page or as a path."""
    clip = ""
    if slide.clip:
        clip = media_of(slide) if choices.folder else b64encode(slide.clip.data).decode()
    return {
        "name": slide.name,
        "title": slide.title,
        "caption": slide.caption,
        "alt": slide.alt,
        "note": slide.note,
        "pause": slide.pause,
        "clip": clip,
        "inside": not choices.folder,
    }


def body_of(talk: Talk, words: Words) -> str:
    """Return the player, the chapters of a talk of several sections, and the transcript."""
    outlines, pictures = inlined(slide.still for slide in talk.slides)
    moves = any(slide.clip for slide in talk.slides)
    width, height = talk.size
    items = [item_of(slide, picture, words) for slide, picture in zip(talk.slides, pictures, strict=True)]
    named = ("player", "back", "play", "next", "step", "full", "theme", "transcript")
    noted = any(slide.note for slide in talk.slides)
    return BODY.format(
        title=escape(talk.title),
        description=escape(talk.description),
        ratio=width / height,
        background=background_of(talk),
        videos=VIDEO * 2 if moves else "",
        caption_class="vh" if talk.captioned else "caption",
        count=len(talk.slides),
        speed=speed_of(words) if moves else "",
        captions="" if talk.captioned else button("captions", words, pressed=True),
        notes=button("notes", words, pressed=False) if noted else "",
        keys=keys_of(words, "notes" * noted, "captions" * (not talk.captioned)),
        chapters=chapters_of(talk, words) if len(talk.sections) > 1 else "",
        outlines=outlines,
        items=transcript_of(talk, items),
        **{name: escape(words.line(name)) for name in named},
    )


def background_of(talk: Talk) -> str:
    """Return the colour behind the pictures."""
    return colour_of(theme_of(talk.theme).background)


def button(name: str, words: Words, *, pressed: bool) -> str:
    """Return a button that is on or off."""
    state = str(pressed).lower()
    return f'<button type="button" id="{name}" aria-pressed="{state}">{escape(words.line(name))}</button>\n'


def keys_of(words: Words, *more: str) -> str:
    """Return what the keys do, as far as they do something: ``more`` are the names of some."""
    named = {name: key for name, key in KEYS.items() if name in more or name not in {"notes", "captions"}}
    return " · ".join(f"<kbd>{key}</kbd> {escape(words.line(name))}" for name, key in named.items())


def speed_of(words: Words) -> str:
    """Return the choice of speeds."""
    options = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>{speed:g}×</option>'
        for speed in SPEEDS
    )
    name = escape(words.line("speed"))
    return f'<label><span class="vh">{name}</span><select id="speed">{options}</select></label>\n'


def chapters_of(talk: Talk, words: Words) -> str:
    """Return the list of chapters, as links."""
    links = "\n".join(
        f'<li><a href="#{escape(talk.slides[chapter.first].name)}">{escape(chapter.title)}</a></li>'
        for chapter in talk.chapters
    )
    title = escape(words.line("chapters"))
    return f'<nav class="chapters" aria-label="{title}">\n<h2>{title}</h2>\n<ol>\n{links}\n</ol>\n</nav>\n'


def transcript_of(talk: Talk, items: Sequence[str]) -> str:
    """Return these places of its slides as a list; of several sections, one for each chapter."""
    if len(talk.sections) == 1:
        return list_of(items, 0)
    ends = [*(chapter.first for chapter in talk.chapters[1:]), len(items)]
    return "\n".join(
        f"<h3>{escape(chapter.title)}</h3>\n{list_of(items[chapter.first : end], chapter.first)}"
        for chapter, end in zip(talk.chapters, ends, strict=True)
    )


def list_of(items: Sequence[str], first: int) -> str:
    """Return a list of slides, counted on from the first."""
    start = f' start="{first + 1}"' if first else ""
    return f'<ol class="transcript"{start}>\n' + "\n".join(items) + "\n</ol>"


def item_of(slide: Slide, picture: str, words: Words) -> str:
    """Return a slide's place in the transcript: title, caption, its still, and all values."""
    title, alt = escape(slide.title), escape(slide.alt)
    caption = f"<p>{escape(slide.caption)}</p>\n" if slide.caption != slide.title else ""
    values = slide.alt.removeprefix(slide.caption).strip()
    details = (
        f'<details><summary>{escape(words.line("values"))}<span class="vh">: {title}</span></summary>'
        f"<p>{escape(values)}</p></details>\n"
    )
    return (
        f'<li id="t-{escape(slide.name)}">\n<a href="#{escape(slide.name)}">{title}</a>\n'
        f"{caption}"
        f'<div class="still" role="img" aria-label="{alt}">{picture}</div>\n'
        f"{details if values else ''}</li>"
    )
