"""A YAML document as plain data, with the position of every key and value in its file, if it has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from convscenes.errors import Problem, SpecError
from convscenes.spec import faults
from convscenes.spec.faults import Fault
from convscenes.spec.writing import written

Mark = tuple[int, int]
"""Line and column, both from 1."""


class Position(NamedTuple):
    """Where a key and its value begin. An item of a list has no key: both marks are the item's."""

    key: Mark
    value: Mark


NOWHERE = Position((0, 0), (0, 0))
"""The position of what is not in the file, but set from outside."""


@dataclass(frozen=True)
class Document:
    """The content of a YAML file. ``positions`` maps paths, as ``("input", 1, 0)``; ``()`` is all.

    What is given in Python has no file: ``path`` is None, and problems name their field alone. Fields that
    are set from outside may stand in a playlist, the ``setter``. ``file_text`` is that of a file whose
    content this is, unchanged.
    """

    path: Path | None
    data: dict[str, Any]
    positions: Mapping[faults.Path, Position] = field(repr=False)
    setter: Setter | None = None
    file_text: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The document as YAML: the text of its file as it is, else the data written anew."""
        return self.file_text.replace("\r\n", "\n") or written(self.data)

    @property
    def name(self) -> str:
        """The name of the file without its suffix, "" where there is none."""
        return self.path.stem if self.path else ""

    @property
    def folder(self) -> Path | None:
        """The folder of the file, where paths in it begin, None where there is none."""
        return self.path.parent if self.path else None

    def mark(self, path: faults.Path, *, at_key: bool = False) -> Mark:
        """Return the mark for a problem at ``path``, or at its nearest ancestor that exists.

        A scalar is marked at its value, a list or mapping (and with ``at_key`` anything) at its key.
        """
        while path not in self.positions:
            path, at_key = path[:-1], False
        position = self.positions[path]
        return position.key if at_key or isinstance(self._value(path), dict | list) else position.value

    def refusal(self, found: Iterable[Fault]) -> SpecError:
        """Return the error that lists every fault, one line each, as ``file:line:col: field: message``."""
        return SpecError({one for fault in found for one in fault.elsewhere or [self._problem(fault)]})

    def _problem(self, fault: Fault) -> Problem:
        name = faults.named(fault.path)
        if self.path is None:
            return Problem("", 0, 0, name, fault.message)
        mark = self.mark(fault.path, at_key=fault.at_key)
        if self.setter and not all(mark):
            document, place = self.setter
            return document._problem(replace(fault, path=place + fault.path))
        return Problem(str(self.path), *mark, name if all(mark) else f"--set {name}", fault.message)

    def _value(self, path: faults.Path) -> object:
        value: Any = self.data
        for part in path:
            value = value[part]
        return value


Setter = tuple[Document, faults.Path]
"""A document in which fields of another are set, and where in it they are."""
