"""Specs and playlists: each file of a run is read, checked and made into a story once, for all requests.

A spec describes one story, a playlist lists specs and title cards. The sources of an output are its spec and
every file that this names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from convscenes.errors import SpecError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.requests.targets import STDIN
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec import Document, Fault, Playlist, check, is_playlist, read
from convscenes.spec.checking import check_all
from convscenes.spec.settings import changed
from convscenes.spec.typesetting import Fonts
from convscenes.stories import Map, Story
from convscenes.stories._base.loading import story_of
from convscenes.words import unsaid

CROWDED = "too wide: beside the other maps its letters would be too small to read. Shorten it."


class Spec:
    """A spec or a playlist that was read, and the files that it names, with digests taken before that."""

    def __init__(
        self,
        path: Path,
        specs: Specs,
        settings: Sequence[str] = (),
        content: bytes | None = None,
        fonts: Fonts = (),
    ) -> None:
        """Read the file at ``path``, or ``content`` in its place, and change what ``settings`` name.

        ``fonts`` are those of a playlist, for a part that names none.

        Raises:
            SpecError: it cannot be read.
            UsageError: a setting is none.
        """
        self.path, self.specs, self.fonts = path, specs, fonts
        digest = digest_of(path) if content is None and path.is_file() else ""
        self.document: Document = changed(read(path, content), settings)
        self.own_sources = {path: digest} | {file: digest_of(file) for file in files_named(self.document)}

    @cached_property
    def own_playlist(self) -> Playlist | None:
        """The playlist, checked without its parts, None if it is a spec; raises SpecError."""
        return check(self.document, Playlist) if is_playlist(self.document) else None

    def refuse_labels(self, crowded: Iterable[Map]) -> None:
        """Raise SpecError for the labels of ``crowded`` maps that the spec gives; for all, if none is one."""
        labels, words = self.document.data.get("labels", {}), [f"{one.label} {one.part}" for one in crowded]
        given = [name for name, label in labels.items() if any(label in each for each in words)]
        if words and labels:
            faults = [Fault(CROWDED, ("labels", name)) for name in given or labels]
            raise self.document.refusal(faults)

    @cached_property
    def playlist(self) -> Playlist | None:
        """The playlist, checked with its parts, None if it is a spec; raises SpecError."""
        if playlist := self.own_playlist:
            check_all(playlist.specs, lambda part: self.specs.part(playlist, part).story)
        return playlist

    @cached_property
    def unworded(self) -> Story:
        """The story of a spec, of which only what the spec says itself is worded; raises SpecError."""
        with unsaid():
            return story_of(self.document)

    @cached_property
    def story(self) -> Story:
        """The story of a spec; raises SpecError."""
        story = story_of(self.document)
        how = story.presentation
        return replace(story, presentation=replace(how, fonts=how.fonts or self.fonts))

    @cached_property
    def packed(self) -> PackedStory:
        """The story, packed."""
        return PackedStory.of(self.story)

    @property
    def parts(self) -> tuple[Path, ...]:
        """The existing specs that a playlist names, valid or not; empty for a spec."""
        return tuple(parts_named(self.document)) if is_playlist(self.document) else ()

    @property
    def sources(self) -> dict[Path, str]:
        """The digests of all sources, those of a playlist's parts included."""
        found = dict(self.own_sources)
        for part in self.parts:
            found |= self.specs[part].own_sources
        return found


class Specs:
    """Specs by their path. ``stdin`` is the content of the one from standard input, called ``STDIN``."""

    def __init__(self, stdin: bytes | None = None) -> None:
        self.stdin = stdin
        self._read: dict[tuple[Path, tuple[str, ...], Fonts], Spec] = {}

    def __getitem__(self, path: Path) -> Spec:
        """Return the file at ``path``, read now or before; raises SpecError if it cannot be read."""
        return self.changed(path, ())

    def changed(self, path: Path, settings: tuple[str, ...], fonts: Fonts = ()) -> Spec:
        """Return the file at ``path`` with fields overridden or added, as ``stride=2``.

        ``fonts`` are for a spec that names none.

        Raises:
            SpecError: it cannot be read, or it has no such field.
            UsageError: a setting is none.
        """
        key = path, settings, fonts
        if key not in self._read:
            content = self.stdin if path == STDIN else None
            self._read[key] = Spec(path, self, settings, content, fonts)
        return self._read[key]

    def part(self, playlist: Playlist, path: Path) -> Spec:
        """Return a part of a playlist, which may set fields of its parts; raises as ``changed`` does."""
        language = (f"language={playlist.language}",) if playlist.language else ()
        quiz = () if playlist.quiz is None else (f"quiz={str(playlist.quiz).lower()}",)
        return self.changed(path, (*language, *quiz), playlist.fonts)

    def with_parts(self, files: Iterable[Path]) -> tuple[Path, ...]:
        """Return ``files`` and all specs that playlists among them name, each once."""
        return tuple(dict.fromkeys(each for file in files for each in (file, *self._parts(file))))

    def stories_among(self, files: Iterable[Path]) -> tuple[Path, ...]:
        """Return the specs among ``files``, with the parts of a playlist in its place, each once.

        Files with errors stay, to be reported when they are used.
        """
        return tuple(dict.fromkeys(each for file in files for each in self._checked_parts(file) or (file,)))

    def _parts(self, file: Path) -> tuple[Path, ...]:
        try:
            return self[file].parts
        except SpecError:
            return ()

    def _checked_parts(self, file: Path) -> tuple[Path, ...]:
        try:
            playlist = self[file].own_playlist
        except SpecError:
            return ()
        return playlist.specs if playlist else ()


def files_named(document: Document) -> Iterator[Path]:
    """Yield the existing files that a document names: parts, pictures, arrays, colours, fonts."""
    if is_playlist(document):
        yield from parts_named(document)
        yield from existing(document, texts_in([document.data.get(name) for name in ("theme", "fonts")]))
    else:
        yield from existing(document, texts_in(document.data))


def parts_named(document: Document) -> Iterator[Path]:
    """Yield the existing specs that a playlist names."""
    parts = document.data["playlist"]
    entries = parts if isinstance(parts, list) else []
    return existing(document, (entry.get("spec") if isinstance(entry, dict) else entry for entry in entries))


def existing(document: Document, values: Iterable[Any]) -> Iterator[Path]:
    """Yield the paths of existing files among some values of a document."""
    folder = document.folder or Path()
    yield from (folder / text for text in values if isinstance(text, str) and names_file(folder, text))


def names_file(folder: Path, text: str) -> bool:
    """Return whether a text is the path, from ``folder``, of a file that can be read.

    >>> names_file(Path("/"), "/etc/hosts"), names_file(Path(), "no such file")
    (False, False)
    """
    if len(text) >= 256 or "\0" in text or Path(text).is_absolute():
        return False
    try:
        return (folder / text).is_file() and os.access(folder / text, os.R_OK)
    except (OSError, ValueError):
        return False


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a YAML value.

    >>> list(texts_in({"input": {"file": "x.npy"}, "outputs": ["mp4"], "stride": 2}))
    ['x.npy', 'mp4']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)
