"""Sentences out of messages and facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from convscenes.errors import WordsError
from convscenes.words.languages import ENGLISH

NAMED = ("input", "kernel", "output")
"""The maps that sentences name, by a user's labels if there are any."""
NONE = "none"


@dataclass(frozen=True)
class Sentence:
    """A sentence with ``*strong*`` as its only markup, and a short title of the moment that it is said in."""

    text: str
    title: str = ""


_unsaid = ContextVar("_unsaid", default=False)


@contextmanager
def unsaid() -> Iterator[None]:
    """Form nothing within the block: all sentences and words are empty.

    So what looks at the numbers of a story alone needs no Fluent.

    >>> with unsaid():
    ...     Words("en", "kernel-slide").say("products", weights=9)
    Sentence(text='', title='')
    """
    before = _unsaid.set(True)
    try:
        yield
    finally:
        _unsaid.reset(before)


@dataclass(frozen=True)
class Words:
    """The words of a kind in a language; a message that it lacks, or that is wrong, is said in English.

    A fact is a count, a yes or no, a shape, a list of texts, or a text: a number as it is written, a name, or
    which case it is. Every sentence also knows ``own-input``, ``own-kernel`` and ``own-output``: these maps'
    labels, if a user has given them ``own`` ones, as markup; else the case none.

    >>> Words("en", "kernel-slide").say("products", weights=9)
    Sentence(text='Each weight multiplies the value below it: *nine products*.', title='Products')
    >>> Words("de", "kernel-slide").say("products", weights=9).text
    'Jedes Gewicht wird mit dem Wert darunter multipliziert: *neun Produkte*.'
    >>> Words("en", "scatter", {"kernel": "Filter"}).say("multiply", weights=9).text
    'It multiplies *every* value of “Filter”: nine products make one stamp.'
    """

    language: str = ENGLISH
    kind: str = ""
    own: Mapping[str, str] = field(default_factory=dict)

    def say(self, message: str, /, **facts: Any) -> Sentence:
        """Return a sentence with its title, each on one line that begins with a capital.

        Raises WordsError where it cannot be formed in English either.
        """
        text, title = self._formed(message, facts)
        return Sentence(capitalised(text), capitalised(title))

    def line(self, message: str, /, **facts: Any) -> str:
        """Return a title or a description: one line that begins with a capital; raises as ``say`` does."""
        return capitalised(self.word(message, **facts))

    def word(self, message: str, /, **facts: Any) -> str:
        """Return a label, a term of a formula or a part of a sentence as it is; raises as ``say`` does."""
        text, _ = self._formed(message, facts)
        return text

    @property
    def comma(self) -> bool:
        """Whether decimals follow a comma."""
        return self.word("decimal-mark") == ","

    def _formed(self, message: str, facts: dict[str, Any]) -> tuple[str, str]:
        if _unsaid.get():
            return "", ""
        from convscenes.words.language import Unformed, language  # here: what says nothing needs no Fluent

        named = {f"own-{name}": self.own.get(name, NONE) for name in NAMED}
        for name in dict.fromkeys((self.language, ENGLISH)):
            try:
                return language(name, self.kind).formed(message, named | facts)
            except Unformed as error:
                wrong = error
        raise WordsError(f"{self.kind}: {message}: {wrong}.")


def capitalised(text: str) -> str:
    """Return ``text`` with its first letter in upper case, unless that is a name: alone, or in quotes.

    >>> capitalised("*nine* products of C"), capitalised("¿qué?"), capitalised("“xy” moves")
    ('*Nine* products of C', '¿Qué?', '“xy” moves')
    >>> capitalised("y, folded")
    'y, folded'
    """
    return re.sub(r"^[^\w“„«]*\w(?=\w)", lambda beginning: beginning[0].upper(), text)


def separator(texts: Iterable[str]) -> str:
    """Return what separates numbers in a list: a semicolon where commas are within them.

    >>> separator(["0.5", "1"]), separator(["0,5", "1"])
    (',', ';')
    """
    return ";" if any("," in text for text in texts) else ","
