"""Every form of every message: with all combinations of cases, and of small and large counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

from convscenes.words.language import language
from convscenes.words.words import NAMED, NONE, capitalised
from tests.words.files import Bundle
from tests.words.told import told

COUNTS = (1, 2, 13)
OURS = {f"own-{name}": NONE for name in NAMED}
THEIRS = {"own-input": "Bild", "own-kernel": "Filter", "own-output": "F"}
"""The facts on labels that users have not given, or have."""
PLURALS = ("zero", "one", "two", "few", "many", "other")


class Form(NamedTuple):
    """A message, formed."""

    kind: str
    message: str
    text: str
    title: str


def forms(tag: str, counts: Sequence[int] = COUNTS) -> Iterator[Form]:
    """Yield every form in a language that facts which stories tell can have; raises Unformed."""
    for (kind, message), facts in told().items():
        known: dict[str, Any] = {}
        for each in facts:
            known = each | known  # those of shipped specs, which come first
        cases = cases_of(Bundle(tag, kind), message, facts, counts)
        for own, *chosen in product(own_facts(Bundle(tag, kind), message), *cases.values()):
            each = known | own | dict(zip(cases, chosen, strict=True))
            text, title = language(tag, kind).formed(message, each)
            whole = title or message in ("title", "description", "channels-title", "channels-description")
            yield Form(kind, message, capitalised(text) if whole else text, capitalised(title))


def own_facts(bundle: Bundle, message: str) -> list[dict[str, str]]:
    """Return the facts on labels with which a message is formed."""
    told = any(name in OURS for _, uses in bundle.all_uses(message) for name in uses.facts)
    return [OURS, THEIRS] if told else [OURS]


def cases_of(
    bundle: Bundle, message: str, facts: Sequence[dict[str, Any]], counts: Sequence[int]
) -> dict[str, list[Any]]:
    """Return the values of all facts that a message selects by: those that were told, or some counts."""
    cases: dict[str, list[Any]] = {}
    for _, uses in bundle.all_uses(message):
        for name in (name for name, _ in uses.selects if name not in OURS):
            seen = [each[name] for each in facts if name in each]
            if any(isinstance(value, str | bool) for value in seen):
                cases[name] = sorted(set(seen))
            elif seen:
                cases[name] = [0] * (0 in seen) + [count for count in counts if count >= min(1, *seen)]
    return cases
