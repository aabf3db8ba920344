"""What a story tells, before it is worded: tests of stories compare messages and facts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from convscenes.words import Words

Told = dict[str, list[dict[str, Any]]]
"""The facts of every message, each time that it was said."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return what stories tell that are made from now on; a shipped one is loaded anew for it."""
    found: Told = defaultdict(list)
    formed = Words._formed

    def recorded(words: Words, message: str, facts: dict[str, Any]) -> tuple[str, str]:
        found[message].append(facts)
        return formed(words, message, facts)

    monkeypatch.setattr(Words, "_formed", recorded)
    return found
