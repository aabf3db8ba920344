"""Settings: fields of a spec that are overridden or added from outside of its file, as ``stride=2``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convscenes.errors import SpecError, UsageError
from convscenes.spec.document import NOWHERE, Document
from convscenes.spec.faults import named, quoted
from convscenes.spec.reader import read

SAME_RESULT = (
    "title", "show_title", "description", "language", "quiz", "labels", "captions", "notes", "hold", "pause",
    "theme", "pace", "aspect", "text_scale", "frame", "caption_display", "outputs",
)  # fmt: skip
"""Fields that change no result."""


@dataclass(frozen=True)
class Setting:
    """A field, by its path, and its value.

    >>> Setting.of("labels.input=Eingabe")
    Setting(path=('labels', 'input'), value='Eingabe')
    >>> Setting.of("stride=[2, 1]").value
    [2, 1]
    """

    path: tuple[str, ...]
    value: Any

    @classmethod
    def of(cls, text: str) -> Setting:
        """Return the setting ``FIELD=VALUE``, the value in YAML; raises UsageError for any other text."""
        name, equals, value = text.partition("=")
        path = tuple(part.strip() for part in name.split("."))
        if not (equals and all(path)):
            raise UsageError(f"--set {quoted(text)}: write FIELD=VALUE, as in --set stride=2.")
        try:
            data = read(Path(name), f"value: {value}".encode()).data
        except SpecError as error:
            raise UsageError(f"--set {name}: {error.problems[0].message}") from None
        if len(data) > 1:
            raise UsageError(f"--set {name}: one value, without lines after it.")
        return cls(path, data["value"])


def changed(document: Document, settings: Iterable[str]) -> Document:
    """Return a document with these fields overridden or added.

    Its ``expect``, the result of the spec as it is written, is dropped unless that is set as well, or nothing
    that changes the result.

    Raises:
        UsageError: a text is no setting, or it names a field of what is no mapping.
    """
    parsed = [Setting.of(text) for text in settings]
    others = [setting.path[0] for setting in parsed if setting.path[0] not in SAME_RESULT]
    if others and "expect" not in others:
        written = {name: value for name, value in document.data.items() if name != "expect"}
        document = replace(document, data=written, file_text="")
    for setting in parsed:
        document = _with(document, setting)
    return document


def _with(document: Document, setting: Setting) -> Document:
    path = setting.path
    kept = {place: found for place, found in document.positions.items() if place[: len(path)] != path}
    added = {path[:end]: NOWHERE for end in range(1, len(path) + 1) if path[:end] not in kept}
    data = _replaced(document.data, setting)
    return replace(document, data=data, positions=kept | added, file_text="")


def _replaced(data: Any, setting: Setting, depth: int = 0) -> Any:
    """Return nested mappings with another value at the path of the setting, from ``depth`` on."""
    if depth == len(setting.path):
        return setting.value
    if not isinstance(data, dict):
        whole, part = named(setting.path[:depth]), named(setting.path)
        raise UsageError(f"--set {part}: {whole} has no fields of its own. Set {whole} as a whole.")
    name = setting.path[depth]
    return {**data, name: _replaced(data.get(name, {}), setting, depth + 1)}
