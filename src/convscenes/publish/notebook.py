"""A notebook that shows a talk beat by beat, and draws it again with the reader's numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from pprint import pformat
from typing import Any

from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Section, Slide, Talk
from convscenes.words import Words

Cell = dict[str, Any]
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LEFT_OUT = ("expect", "outputs")
"""Fields that a story with other numbers has no use for."""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the notebook, in nbformat 4.5."""
    notebook = {"cells": list(cells_of(talk)), "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    yield "", (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def cells_of(talk: Talk) -> Iterator[Cell]:
    """Yield the cells: words, then each section with its numbers and, beat by beat, its figures."""
    words = Words(talk.language, "notebook")
    yield markdown("title", f"# {talk.title}", talk.description, words.line("change"))
    yield code("import", "import convscenes as cs")
    place = count(1)
    for number, section in enumerate(talk.sections, 1):
        if section.card:
            lines = (slide.caption for slide in section.slides[1:])
            yield markdown(f"section-{number}", f"## {section.title}", *lines)
            continue
        if len(talk.sections) > 1:
            yield markdown(f"section-{number}", f"## {section.title}", section.description)
        yield code(f"story-{number}", story_of(section))
        for slide, beat, here in zip(section.slides, section.beats, place, strict=False):
            yield markdown(f"words-{here}", f"### {slide.title}", slide.caption)
            yield code(f"figure-{here}", f"story.figure({beat!r})", slide)


def story_of(section: Section) -> str:
    """Return the call that makes a section's story, a field a line."""
    fields = {name: value for name, value in section.fields.items() if name not in ("kind", *LEFT_OUT)}
    named = "".join(f"    {name}={literal(value)},\n" for name, value in fields.items())
    return f"story = cs.story(\n    {section.fields['kind']!r},\n{named})"


def literal(value: Any) -> str:
    """Return a value as Python, on as many lines as it needs, after four blanks.

    >>> literal([[1, 2], [3, 4]])
    '[[1, 2], [3, 4]]'
    """
    return pformat(value, width=84, compact=True, sort_dicts=False).replace("\n", "\n     ")


def markdown(name: str, *paragraphs: str) -> Cell:
    """Return a cell of Markdown."""
    text = "\n\n".join(filter(None, map(escaped, paragraphs)))
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": lines_of(text)}


def code(name: str, source: str, slide: Slide | None = None) -> Cell:
    """Return a cell of Python; a slide's still is what it has shown."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [] if slide is None else [output(slide)],
        "source": lines_of(source),
    }


def output(slide: Slide) -> Mapping[str, Any]:
    """Return a still as the result of a cell; its alt text is what is read where there are no pictures."""
    data = {"image/svg+xml": lines_of(slide.still.decode()), "text/plain": lines_of(slide.alt)}
    return {"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"}


def lines_of(text: str) -> list[str]:
    """Return a text as notebooks hold it."""
    return text.splitlines(keepends=True)


def escaped(text: str) -> str:
    r"""Return a text in which no sign is markup, but for # at its beginning.

    >>> escaped("## 3 * 4 < 5_000 $")
    '## 3 \\* 4 &lt; 5\\_000 \\$'
    """
    for sign in r"\`*_[]$":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
