"""The files of words, read as data: their messages, what these refer to, and what they select by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from convscenes.words.languages import COMMON, FOLDER

OURS = ("number-words", "decimal-mark", "list", "size-of-cells")
"""The messages that are used by the code that forms messages."""
Key = str | int


@dataclass
class Uses(Visitor):
    """The facts and messages that a message uses, and what it selects by: each fact with its cases."""

    facts: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)
    selects: list[tuple[str, list[Key]]] = field(default_factory=list)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        assert isinstance(node.selector, ast.VariableReference)
        keys = [v.key.name if isinstance(v.key, ast.Identifier) else int(v.key.value) for v in node.variants]
        self.selects.append((node.selector.id.name, keys))
        self.generic_visit(node)


class File:
    """A file of words."""

    def __init__(self, text: str) -> None:
        body = FluentParser().parse(text).body
        self.junk = [entry.content for entry in body if isinstance(entry, ast.Junk)]
        messages = [entry for entry in body if isinstance(entry, ast.Message)]
        self.twice = [name for name, count in Counter(m.id.name for m in messages).items() if count > 1]
        self.messages = {message.id.name: message for message in messages}
        self.public = {name for name in self.messages if not name.startswith("part-")}

    def titles(self) -> set[str]:
        return {name for name, message in self.messages.items() if message.attributes}


@cache
def file_of(language: str, name: str) -> File:
    path = FOLDER / language / f"{name}.ftl"
    return File(path.read_text(encoding="utf-8") if path.is_file() else "")


def names_of(language: str) -> list[str]:
    return sorted(path.stem for path in (FOLDER / language).glob("*.ftl"))


@dataclass(frozen=True)
class Bundle:
    """The messages of a kind and the common ones, in a language."""

    language: str
    kind: str

    def message(self, name: str) -> Any:
        own = file_of(self.language, self.kind).messages
        return own[name] if name in own else file_of(self.language, COMMON).messages[name]

    def uses(self, name: str) -> Uses:
        """Return what a message uses by itself."""
        uses = Uses()
        uses.visit(self.message(name))
        return uses

    def all_uses(self, name: str) -> Iterator[tuple[str, Uses]]:
        """Yield what a message uses, and every part that it refers to."""
        waiting, seen = [name], set()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                uses = self.uses(one)
                yield one, uses
                waiting += sorted(uses.messages, reverse=True)
