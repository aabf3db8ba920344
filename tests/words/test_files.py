"""What holds for the files of every language: they say the same, of facts that stories tell, in all cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from convscenes.stories import kinds
from convscenes.words import ENGLISH, languages
from convscenes.words.languages import COMMON
from tests.words import forms
from tests.words.files import OURS, Bundle, Uses, file_of, names_of
from tests.words.forms import PLURALS
from tests.words.told import told

PUBLISHED = ("anki", "notebook", "player", "snippets")
"""What has words of its own and is no kind."""

each_language = pytest.mark.parametrize("tag", languages())


@each_language
def test_there_is_a_file_for_every_kind_and_no_other(tag: str) -> None:
    assert names_of(tag) == sorted((*kinds(), COMMON, *PUBLISHED))


@each_language
def test_every_file_can_be_read_whole(tag: str) -> None:
    for name in names_of(tag):
        file = file_of(tag, name)
        assert (file.junk, file.twice) == ([], []), name


@each_language
def test_messages_and_titles_are_those_of_the_english(tag: str) -> None:
    for name in names_of(tag):
        file, english = file_of(tag, name), file_of(ENGLISH, name)
        assert file.public == english.public, name
        assert file.titles() == english.titles(), name


@each_language
def test_only_labels_are_worded_again_by_a_kind(tag: str) -> None:
    common = file_of(tag, COMMON).messages
    again = {name for kind in kinds() for name in file_of(tag, kind).messages if name in common}
    assert {name for name in again if not name.startswith("label-")} == set()


def test_every_message_is_said() -> None:
    said = {kind: {message for of, message in told() if of == kind} for kind in kinds()}
    for kind in kinds():
        assert file_of(ENGLISH, kind).public - said[kind] == set(), kind
    assert file_of(ENGLISH, COMMON).public - set(OURS) - set().union(*said.values()) == set()


@each_language
def test_every_part_is_used(tag: str) -> None:
    used = {part for kind, message in told() for part, _ in Bundle(tag, kind).all_uses(message)}
    for name in names_of(tag):
        assert file_of(tag, name).messages.keys() - file_of(tag, name).public - used == set(), name


@each_language
def test_messages_use_facts_that_are_told(tag: str) -> None:
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, message), facts in told().items():
        for part, uses in Bundle(tag, kind).all_uses(message):
            place = kind if part in file_of(tag, kind).messages else COMMON
            known[place, part] |= set().union(*facts, forms.OURS)
            used[place, part] |= uses.facts
    assert {where: facts - known[where] for where, facts in used.items() if facts - known[where]} == {}


@each_language
def test_every_case_has_a_variant_and_every_variant_is_a_case(tag: str) -> None:
    seen: dict[tuple[str, str, str], set[Any]] = defaultdict(set)
    variants: dict[tuple[str, str, str], set[Any]] = defaultdict(set)
    for (kind, message), facts in told().items():
        for part, uses in Bundle(tag, kind).all_uses(message):
            place = kind if part in file_of(tag, kind).messages else COMMON
            for name, keys in uses.selects:
                values = {each[name] for each in (*facts, forms.OURS, forms.THEIRS) if name in each}
                texts = {yes_or_no(value) for value in values if isinstance(value, str | bool)}
                if texts:
                    seen[place, part, name] |= texts
                    variants[place, part, name] |= set(keys)
    for where, keys in variants.items():
        assert (where, keys - seen[where] - {"other"}) == (where, set())
        assert "other" in keys or (where, seen[where] - keys) == (where, set())
    assert len(variants) > 60
    assert not any(set(PLURALS[:-1]) & keys for (_, _, name), keys in variants.items() if name in ("number",))


def yes_or_no(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


@each_language
def test_labels_of_users_stand_in_captions_alone(tag: str) -> None:
    """They are markup: titles and descriptions have none."""
    for kind, message in told():
        bundle, title = Bundle(tag, kind), Uses()
        for attribute in bundle.message(message).attributes:
            title.visit(attribute)
        parts = [uses for part in title.messages for _, uses in bundle.all_uses(part)]
        assert not own_labels([title, *parts]), (kind, message)
        if not bundle.message(message).attributes:
            assert not own_labels(uses for _, uses in bundle.all_uses(message)), (kind, message)


def own_labels(uses: Iterable[Uses]) -> set[str]:
    return set().union(*(each.facts for each in uses)) & forms.OURS.keys()
