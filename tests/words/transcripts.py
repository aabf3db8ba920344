"""Transcripts: every sentence of a kind in a language, in all its forms, to be read by a person."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from convscenes.words import languages
from convscenes.words.languages import COMMON
from tests.words.files import file_of
from tests.words.forms import forms

FOLDER = Path(__file__).parent / "transcripts"


def transcript_path(tag: str, kind: str) -> Path:
    return FOLDER / tag / f"{kind}.txt"


@cache
def transcripts(tag: str) -> dict[str, str]:
    """Return the transcript of every kind: a paragraph for each message, a line for each form.

    What is common to kinds has one of its own, with the facts of the first kind that says it.
    """
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    first: dict[str, str] = {}
    for form in forms(tag, counts=(1, 2)):
        line = f"{form.text}  [{form.title}]" if form.title else form.text
        if form.message in file_of(tag, form.kind).messages:
            lines[form.kind][form.message].append(line)
        elif first.setdefault(form.message, form.kind) == form.kind:
            lines[COMMON][form.message].append(line)
    return {
        kind: "\n".join(
            "\n".join([f"{message}:", *(f"  {line}" for line in dict.fromkeys(many)), ""])
            for message, many in sorted(messages.items())
        )
        for kind, messages in lines.items()
    }


def write() -> None:
    """Write all transcripts; what changed is seen by version control."""
    for tag in languages():
        for kind, text in transcripts(tag).items():
            path = transcript_path(tag, kind)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
