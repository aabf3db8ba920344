"""Specs and playlists: each file of a run is read, checked and made into a story once, for all requests.

A spec describes one story, a playlist lists specs and title cards. The sources of an output are its spec and
every file that this names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from convscenes.errors import SpecError, UsageError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.requests.targets import STDIN
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec import Document, Entry, Fault, Playlist, check, is_playlist, read
from convscenes.spec.checking import check_all
from convscenes.spec.document import Setter
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
        setter: Setter | None = None,
        fonts: Fonts = (),
    ) -> None:
        """Read the file at ``path``, or ``content`` in its place, and change what ``settings`` name.

        These may stand in a playlist, the ``setter``, whose ``fonts`` are for a part that names none.

        Raises:
            SpecError: it cannot be read.
            UsageError: a setting is none.
        """
        self.path, self.specs, self.fonts = path, specs, fonts
        digest = digest_of(path) if content is None and path.is_file() else ""
        self.document: Document = replace(changed(read(path, content), settings), setter=setter)
        self.own_sources = {path: digest} | {file: digest_of(file) for file in files_named(self.document)}

    @cached_property
    def own_playlist(self) -> Playlist | None:
        """The playlist, checked with what it says about its parts, None if it is a spec; raises SpecError."""
        if not is_playlist(self.document):
            return None
        try:
            check_all(self._entries, lambda number: self._check_entry(number, worded=False))
        except SpecError as error:
            if own := [problem for problem in error.problems if problem.file == str(self.path)]:
                raise SpecError(own) from None
        return self._listed

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
        if not is_playlist(self.document):
            return None
        check_all(self._entries, self._check_entry)
        return self._listed

    def part(self, number: int) -> Spec:
        """Return a spec of the playlist, by its number among all parts, with what is set for it.

        Raises:
            SpecError: it cannot be read, or it has no such field.
            UsageError: a setting is none.
        """
        entry, playlist = self._entries[number], self._listed
        setter = (self.document, ("playlist", number, "set")) if entry.set else None
        return self.specs.changed(entry.spec, playlist.settings_of(entry), setter, playlist.fonts)

    @cached_property
    def _listed(self) -> Playlist:
        """The playlist, its parts not checked."""
        return check(self.document, Playlist)

    @property
    def _entries(self) -> dict[int, Entry]:
        """The parts of the playlist that are specs, by their numbers among all."""
        parts = enumerate(self._listed.playlist)
        return {number: part for number, part in parts if isinstance(part, Entry)}

    def _check_entry(self, number: int, *, worded: bool = True) -> None:
        """Raise SpecError where a part of the playlist is wrong, or what the playlist says about it."""
        entry = self._entries[number]

        def story() -> Story:
            part = self.part(number)
            return part.story if worded else part.unworded

        checks: dict[str, Callable[[], object]] = {
            "set": story,
            "first": lambda: story().span(entry.first),
            "last": lambda: story().span(entry.first, entry.last),
        }
        for field, checked in checks.items():
            try:
                checked()
            except UsageError as wrong:
                raise self.document.refusal([Fault(str(wrong), ("playlist", number, field))]) from None

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
        self._read: dict[Hashable, Spec] = {}

    def __getitem__(self, path: Path) -> Spec:
        """Return the file at ``path``, read now or before; raises SpecError if it cannot be read."""
        return self.changed(path, ())

    def changed(
        self, path: Path, settings: tuple[str, ...], setter: Setter | None = None, fonts: Fonts = ()
    ) -> Spec:
        """Return the file at ``path`` with fields overridden or added, as ``stride=2``, by the ``setter``.

        ``fonts`` are for a spec that names none.

        Raises:
            SpecError: it cannot be read, or it has no such field.
            UsageError: a setting is none.
        """
        key = path, settings, setter and (setter[0].path, setter[1]), fonts
        if key not in self._read:
            content = self.stdin if path == STDIN else None
            self._read[key] = Spec(path, self, settings, content, setter, fonts)
        return self._read[key]

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
    folder = document.folder or Path()
    if is_playlist(document):
        yield from parts_named(document)
        yield from existing(folder, texts_in([document.data.get(name) for name in ("theme", "fonts")]))
        for entry in entries_of(document):
            for part in existing(folder, [entry.get("spec")]):
                yield from existing(part.parent, texts_in(entry.get("set")))
    else:
        yield from existing(folder, texts_in(document.data))


def parts_named(document: Document) -> Iterator[Path]:
    """Yield the existing specs that a playlist names."""
    return existing(document.folder or Path(), (entry.get("spec") for entry in entries_of(document)))


def entries_of(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the parts of a playlist, valid or not, as mappings."""
    parts = document.data["playlist"]
    for part in parts if isinstance(parts, list) else []:
        yield part if isinstance(part, dict) else {"spec": part}


def existing(folder: Path, values: Iterable[Any]) -> Iterator[Path]:
    """Yield the paths of existing files among some values; paths begin at ``folder``."""
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
