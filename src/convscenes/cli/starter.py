"""Starters: the shipped example of a kind, or a playlist, with the descriptions of fields as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from pydantic.fields import FieldInfo

from convscenes.cli.shipped import example, files_beside, kind_in
from convscenes.spec import Document, Fields, Playlist, read
from convscenes.spec.limits import PLAYLIST_PARTS
from convscenes.stories import kinds
from convscenes.stories._base.kinds import kind_module, summary

PLAYLIST = "playlist"
PARTS = ("kernel-slide", "scatter")
"""The kinds of the specs that a playlist begins with where its folder has none."""
OMITTED = ("expect", "outputs", "pace")
"""Fields of an example that a starter omits, because they suit only that example."""
Files = dict[Path, bytes]
"""The content of files to write, by path."""


def starter_files(kind: str, target: Path) -> Files:
    """Return a spec of ``kind``, or a playlist, at ``target``, after the files that it names."""
    if kind == PLAYLIST:
        return playlist_files(target)
    beside = {target.parent / name: file.read_bytes() for name, file in files_beside(example(kind)).items()}
    return beside | {target: starter(kind).encode()}


def playlist_files(target: Path) -> Files:
    """Return a playlist of the specs in its folder; of two starters, if there are none, and these."""
    folder = target.parent
    found = [path for path in sorted(folder.glob("*.yaml")) if path != target and kind_in(path) in kinds()]
    made = {} if found else {folder / f"{kind}.yaml": starter(kind).encode() for kind in PARTS}
    names = [path.name for path in found[: PLAYLIST_PARTS.maximum - 1] or made]
    return made | {target: playlist_starter(names).encode()}


def starter(kind: str) -> str:
    """Return commented YAML that passes ``check``: the example's fields, then the other fields as comments.

    Raises:
        UsageError: no shipped spec shows this kind.
    """
    model: type[Fields] = kind_module(kind).Fields
    fields = {name: field for name, field in model.model_fields.items() if name not in model.refused}
    path = example(kind)
    document = read(path)
    blocks = dict(blocks_of(document, path.read_text(encoding="utf-8").splitlines()))
    parts = [[*comment(summary(kind)), *blocks.pop("kind")]]
    shown = [name for name in blocks if name not in OMITTED]
    parts += [[*comment(fields[name].description), *blocks[name]] for name in shown]
    others = {name: field for name, field in fields.items() if name not in (*shown, "kind")}
    return text_of([*parts, *explained(others, document.data.get("expect"))])


def playlist_starter(specs: Iterable[str]) -> str:
    r"""Return a commented playlist of specs, after a title card.

    >>> print(*playlist_starter(["07-scatter.yaml"]).splitlines()[3:8], sep="\n")
    playlist:
      # A title card begins a chapter; its text is a line, or a list of lines.
      - card: A title
        text: What comes next, in a line.
      - 07-scatter.yaml
    """
    fields = Playlist.model_fields
    parts = [
        ["# Specs, and title cards between them, joined into one video."],
        [
            *comment(fields[PLAYLIST].description),
            "playlist:",
            "  # A title card begins a chapter; its text is a line, or a list of lines.",
            "  - card: A title",
            "    text: What comes next, in a line.",
            *(
                f"  - {name if re.fullmatch('[^-][-_.a-zA-Z0-9]*', name) else json.dumps(name)}"
                for name in specs
            ),
            "  # What two parts have in common stays on screen. One that begins anew; some beats of a spec;",
            "  # a spec with other fields:",
            "  # - {spec: FILE, handover: false}",
            "  # - {spec: FILE, first: BEAT, last: BEAT}",
            "  # - {spec: FILE, set: {pace: 0.5}}",
        ],
    ]
    return text_of([*parts, *explained({name: fields[name] for name in fields if name != PLAYLIST})])


def explained(fields: Mapping[str, FieldInfo], result: Any = None) -> Iterator[list[str]]:
    """Yield fields as comments, each with its default; ``expect`` with the ``result`` of the spec."""
    yield comment("All other fields with their defaults; remove the # in front of one to change it.")
    for name, field in fields.items():
        if name == "expect":
            yield [
                *comment(f"{field.description} Of the spec above, it is:"),
                f"# expect: {json.dumps(result)}",
            ]
        elif not field.is_required():
            yield [*comment(field.description), f"# {name}: {json.dumps(shortest(field.default))}"]


def text_of(parts: Iterable[Iterable[str]]) -> str:
    """Return parts, each some lines, as one text with blank lines between them."""
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def blocks_of(document: Document, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield every field of a spec with its lines, from its key up to the key of the next field."""
    starts = [(document.positions[name,].key[0] - 1, name) for name in document.data]
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    for (start, name), end in zip(starts, ends, strict=True):
        yield name, "\n".join(lines[start:end]).rstrip().splitlines()


def shortest(default: Any) -> Any:
    """Return a default in its shortest form: equal numbers of all axes only once.

    >>> shortest(((0, 0),)), shortest((2, 1)), shortest(("mp4",))
    (0, (2, 1), ('mp4',))
    """
    single = isinstance(default, tuple) and len(set(default)) == 1 and not isinstance(default[0], str)
    return shortest(default[0]) if single else default


def comment(text: str | None) -> list[str]:
    """Return text as YAML comments."""
    return wrap(text or "", 100, initial_indent="# ", subsequent_indent="# ")
