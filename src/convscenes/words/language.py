"""A language: its messages of a kind, and what facts become in it. Importing this imports Fluent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt

from convscenes.words.languages import COMMON, FOLDER
from convscenes.words.words import separator

FIRST_WORD = 2
"""The first of ``number-words``: no and one change with the noun, and stand in variants."""


class Unformed(Exception):
    """A message is not there, or it cannot be formed with the facts."""


class Language:
    """The messages of one kind, and of all kinds, in a language."""

    def __init__(self, name: str, kind: str) -> None:
        self.bundle = FluentBundle([name], functions={"WORD": self._in_words}, use_isolating=False)
        for file in filter(None, (kind, COMMON)):  # of two messages of one name, the first counts
            self.bundle.add_resource(resource(name, file))
        self.number_words = self.formed("number-words", {})[0].split()

    def formed(self, message: str, facts: Mapping[str, Any]) -> tuple[str, str]:
        """Return a message and its title, each on one line; raises Unformed."""
        if not self.bundle.has_message(message):
            raise Unformed("no such message")
        found = self.bundle.get_message(message)
        title = found.attributes.get("title")
        taken = {name: self.taken(fact) for name, fact in facts.items()}
        return self._line(found.value, taken), self._line(title, taken) if title else ""

    def _line(self, pattern: Any, facts: Mapping[str, Any]) -> str:
        text, wrong = self.bundle.format_pattern(pattern, dict(facts))
        if wrong:
            raise Unformed("; ".join(map(str, wrong)))
        return re.sub(r" *\n *", " ", str(text))

    def taken(self, fact: Any) -> Any:
        """Return a fact as Fluent takes it; raises TypeError for what is none."""
        match fact:
            case str():
                return fact
            case bool() | np.bool_():
                return "yes" if fact else "no"
            case int() | np.integer() if fact >= 0:
                return FluentInt(int(fact), useGrouping=False)
            case (int(cells),):
                return self.formed("size-of-cells", {"cells": cells})[0]
            case tuple():
                return "×".join(map(str, fact))
            case list():
                return self._listed(fact)
            case _:
                raise TypeError(f"no fact for a sentence: {fact!r}")

    def _listed(self, texts: list[str]) -> str:
        *others, last = texts
        if not others:
            return last
        joined = f"{separator(texts)} ".join(others)
        return self.formed("list", {"others": joined, "last": last})[0]

    def _in_words(self, count: Any) -> Any:
        """Return a count in words while it is small."""
        if count < FIRST_WORD:
            raise ValueError(f"WORD({int(count)}): write 0 and 1 out, in a variant of their own")
        at = int(count) - FIRST_WORD
        return self.number_words[at] if at < len(self.number_words) else count


language = cache(Language)


@cache
def resource(language: str, file: str) -> Any:
    """Return the messages of a file, none where a language has no such file."""
    path = FOLDER / language / f"{file}.ftl"
    return FluentResource(path.read_text(encoding="utf-8") if path.is_file() else "")
