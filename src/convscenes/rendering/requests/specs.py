"""The specs of one run: each file is read, checked and turned into a story once, for all requests."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from convscenes.rendering.atomic import digest_of
from convscenes.rendering.requests.sources import named_by
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.spec import Document, Playlist, check, is_playlist, read
from convscenes.spec.checking import check_all
from convscenes.stories import Story
from convscenes.stories._base.loading import story_of


class Spec:
    """A file that was read: a spec or a playlist, and the files that it names, with digests of before."""

    def __init__(self, path: Path, specs: Specs) -> None:
        """Read the file at ``path``; raises SpecError if that is not possible."""
        self.path, self.specs = path, specs
        digest = digest_of(path) if path.is_file() else ""
        self.document: Document = read(path)
        self.own_sources = {path: digest} | {file: digest_of(file) for file in named_by(self.document)}

    @cached_property
    def playlist(self) -> Playlist | None:
        """The playlist, checked with its parts, None if it is a spec; raises SpecError."""
        if not is_playlist(self.document):
            return None
        playlist = check(self.document, Playlist)
        check_all(playlist.specs, lambda part: self.specs[part].story)
        return playlist

    @cached_property
    def story(self) -> Story:
        """The story of a spec; raises SpecError."""
        return story_of(self.document)

    @cached_property
    def packed(self) -> PackedStory:
        """The story, packed."""
        return PackedStory.of(self.story)

    @property
    def sources(self) -> dict[Path, str]:
        """The digest of every file that it is made from, those of a playlist's parts included."""
        found = dict(self.own_sources)
        if is_playlist(self.document):
            for part in named_by(self.document):
                found |= self.specs[part].own_sources
        return found


class Specs:
    """Specs by their path."""

    def __init__(self) -> None:
        self._read: dict[Path, Spec] = {}

    def __getitem__(self, path: Path) -> Spec:
        """Return the file at ``path``, read now or before; raises SpecError if it cannot be read."""
        if path not in self._read:
            self._read[path] = Spec(path, self)
        return self._read[path]
