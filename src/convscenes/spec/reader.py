"""PyYAML's SafeLoader made strict: one mapping with text keys, and the position of every key and value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from convscenes.errors import Problem, SpecError
from convscenes.spec import faults, limits, scalars, source, syntax
from convscenes.spec.document import Document, Mark, Position

LONG = 16 * 1024
"""From how many characters on a text is parsed by libyaml."""


def read(path: Path | str, content: bytes | None = None, *, first: str = "kind: …") -> Document:
    """Return the content of a YAML file, with the position of every key and value.

    Where ``content`` is given, it is read as if it were that of the file. An empty file is answered with
    what may be its ``first`` line.

    Raises SpecError for a file that cannot be read, for a syntax error, and for features of YAML that specs
    exclude: duplicate keys, keys that are not words, tags, anchors, aliases, more documents, deep nesting.
    """
    path = Path(path)
    return _document(path, source.load(path, content), first)


# A spec is read by several steps of a run; 16,000 numbers take a tenth of a second to parse.
@lru_cache(maxsize=32)
def _document(path: Path, text: str, first: str) -> Document:
    return _Builder(path, text).document(first)


class _Builder:
    """Builds data directly from PyYAML's events, without node tree or constructors."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.events = self._events(text)
        self.positions: dict[faults.Path, Position] = {}
        self.problems: list[Problem] = []
        self.keys_around = 0  # how many keys, of mappings in mappings, are being read: they add to no path

    def document(self, first: str) -> Document:
        """Return the one mapping of the file; raise SpecError with every problem."""
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise source.refusal(self.path, (1, 1), f'empty. Begin with "{first}".')
        root = next(self.events)
        if not isinstance(root, yaml.MappingStartEvent):
            raise source.refusal(self.path, _start(root), 'not a mapping. Write "field: value" lines.')
        data = self._value(root, ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._add_problem(after, (), "a second document. Put it in a file of its own.")
        if self.problems:
            raise SpecError(self.problems)
        begin = next(iter(self.positions.values()), Position(_start(root), _start(root))).key
        return Document(self.path, data, {**self.positions, (): Position(begin, begin)}, file_text=self.text)

    def _events(self, text: str) -> Iterator[Any]:
        """Yield the parser's events; raises SpecError for a syntax error."""
        here = (1, 1)
        try:
            for event in _quick_events(text) or yaml.parse(text, yaml.SafeLoader):
                here = _start(event)
                yield event
        except yaml.YAMLError as error:
            raise source.refusal(self.path, *syntax.explain(error, text)) from None
        except (OverflowError, ValueError):  # from chr(), for "\U99999999"
            message = "after this comes a character beyond the last one, U+10FFFF."
            raise source.refusal(self.path, here, message) from None

    def _value(self, event: Any, path: faults.Path) -> Any:
        self._refuse_features(event, path)
        match event:
            case yaml.MappingStartEvent():
                return dict(self._entries(path))
            case yaml.SequenceStartEvent():
                return list(self._items(path))
            case yaml.ScalarEvent():
                return self._scalar(event, path)
        return None  # an alias, already refused

    def _entries(self, path: faults.Path) -> Iterator[tuple[str, Any]]:
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            name = self._key(key, path)
            value = next(self.events)
            place = (*path, name)
            if earlier := self.positions.get(place):
                self._add_problem(key, place, f"given twice, first in line {earlier.key[0]}. Remove one.")
            self.positions.setdefault(place, Position(_start(key), _start(value)))
            yield name, self._value(value, place)

    def _items(self, path: faults.Path) -> Iterator[Any]:
        number = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            place = (*path, number)
            self.positions[place] = Position(_start(event), _start(event))
            yield self._value(event, place)
            number += 1

    def _key(self, event: Any, path: faults.Path) -> str:
        self.keys_around += 1
        key = self._value(event, path)
        self.keys_around -= 1
        if not isinstance(key, str):
            self._add_problem(
                event, path, f"a key must be a word, got {faults.shown(key)}. Put it in quotes."
            )
        return str(key)

    def _scalar(self, event: Any, path: faults.Path) -> Any:
        if odd := scalars.odd_character(event.value):
            self._add_problem(event, path, f"has the character {odd}, which cannot be shown. Remove it.")
        try:
            return event.value if event.style else scalars.resolve(event.value)
        except ValueError as error:
            self._add_problem(event, path, str(error))
            return None

    def _refuse_features(self, event: Any, path: faults.Path) -> None:
        """Record a problem for each excluded feature of YAML."""
        if broken := limits.NESTING.broken_by(len(path) + self.keys_around):
            raise source.refusal(self.path, _start(event), broken)
        if isinstance(event, yaml.AliasEvent):
            self._add_problem(event, path, f"an alias (*{event.anchor}). Write the value out.")
        elif event.anchor:
            self._add_problem(event, path, f"an anchor (&{event.anchor}). Remove it.")
        elif event.tag:
            self._add_problem(event, path, f"a tag ({faults.quoted(event.tag)}). Remove it.")

    def _add_problem(self, event: Any, path: faults.Path, message: str) -> None:
        self.problems.append(Problem(str(self.path), *_start(event), faults.named(path), message))


def _quick_events(text: str) -> list[Any]:
    """Return the events of a long text that is right, from libyaml, else none.

    It takes a thirtieth of the time. Errors, and short texts, are left to PyYAML's own parser, whose marks
    the messages go by; PyYAML may also be built without libyaml, which is slow where nesting is deep, and
    lets tabs pass.
    """
    if len(text) < LONG or "\t" in text or not yaml.__with_libyaml__:
        return []
    events, depth = [], 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            events.append(event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.NESTING.maximum + 1:
                return []
    except yaml.YAMLError:
        return []
    return events


def _start(event: Any) -> Mark:
    """Return where an event begins: line and column from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1
