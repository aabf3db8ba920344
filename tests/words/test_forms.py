"""Every sentence that can be said, in all its forms, in every language."""

from __future__ import annotations

import re
from functools import cache

import pytest

from convscenes.look.frame import Frame
from convscenes.look.letter_sizes import CAPTION
from convscenes.look.lines import wrapped
from convscenes.spec.characters import missing
from convscenes.spec.markup import plain
from convscenes.words import languages
from convscenes.words.language import language
from tests.words.forms import OURS, Form, forms
from tests.words.told import told

NEVER = {
    "en": r"\ba (?!is)[aeio]\w+|\bone (?!is )\w+[^s]s\b",
    "de": r"\b(von|mit|bei|zu|aus) eine\b|\b[Ee]in (Zeile|Spalte|Zelle|Null|Faltung|Schritte|Werte)\b"
    r"|\b[Ee]ine (Wert|Stempel|Kernel|Produkt|Fenster|Gewicht|Kanal)\b|\bdie letzten \w+ (Zeile|Spalte)\b",
}
"""Neighbours that no grammar allows, by language."""
LONG = 90
"""The characters up to which a sentence fits on two lines in any case."""
MAX_WORDS = 14
"""The most words of a caption: it is read once, while something moves."""

each_language = pytest.mark.parametrize("tag", languages())


@cache
def formed(tag: str) -> list[Form]:
    """Return every form of a language, once."""
    return list(dict.fromkeys(forms(tag)))


@each_language
def test_every_form_is_a_clean_line(tag: str) -> None:
    assert len(formed(tag)) > 1000
    for form in formed(tag):
        for text in (form.text, form.title):
            assert text.count("*") % 2 == 0, form
            assert "**" not in text, form
            assert not re.search(r"  |\n| [.,;:!?)]|\(\s|^ | $|[{}$]|\?\?\?", text), form
            assert missing(text) == [], form


@each_language
def test_sentences_end_as_sentences_do(tag: str) -> None:
    for form in formed(tag):
        if form.title:
            assert form.text.endswith((".", "?")), form
            assert not form.title.endswith("."), form


@each_language
def test_no_form_has_neighbours_that_grammar_forbids(tag: str) -> None:
    if tag in NEVER:
        wrong = [form for form in formed(tag) if re.search(NEVER[tag], plain(f"{form.text} {form.title}"))]
        assert wrong == []


@pytest.mark.slow
@each_language
def test_captions_fit_on_two_lines_at_full_size(tag: str) -> None:
    captions = {form.text for form in formed(tag) if form.title and len(form.text) > LONG}
    width = Frame().line / CAPTION
    wide = {text for text in captions if wrapped(text, width).width > width}
    assert wide == set()


@each_language
def test_captions_are_short(tag: str) -> None:
    """In all forms, and with the facts that were told, whose lists are of any length."""
    texts = {form.text for form in formed(tag) if form.title}
    for (kind, message), facts in told().items():
        said = [language(tag, kind).formed(message, OURS | each) for each in facts]
        texts |= {text for text, title in said if title}
    assert {text for text in texts if len(plain(text).split()) > MAX_WORDS} == set()


def test_what_was_told_is_enough_to_judge() -> None:
    assert len(told()) > 250
