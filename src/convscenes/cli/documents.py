"""The two kinds of document: a spec describes one story, a playlist lists specs and title cards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from convscenes.errors import SpecError
from convscenes.rendering.requests.sources import parts_named, sources_of
from convscenes.spec import Playlist, check, is_playlist, read
from convscenes.spec.checking import check_all
from convscenes.stories._base.loading import load_fields


def with_parts(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return ``files`` and all specs that playlists among them name, valid or not, each once."""
    return tuple(dict.fromkeys(each for file in files for each in (file, *named_by(file))))


def named_by(file: Path) -> tuple[Path, ...]:
    """Return the specs that a playlist names and that exist; nothing for a spec."""
    try:
        return tuple(parts_named(read(file)))
    except SpecError:
        return ()


def stories_among(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return the specs among ``files``, with the parts of a playlist in its place, each once."""
    return tuple(dict.fromkeys(each for file in files for each in parts_of(file) or (file,)))


def parts_of(file: Path) -> tuple[Path, ...]:
    """Return the specs of a playlist; nothing for a spec, and for a file with errors, which checks report."""
    try:
        playlist = load_playlist(file)
    except SpecError:
        return ()
    return playlist.specs if playlist else ()


def load_playlist(file: Path) -> Playlist | None:
    """Return the validated playlist in ``file``, or None if it is a spec.

    Raises:
        SpecError: the file cannot be read, or the playlist has errors.
    """
    document = read(file)
    return check(document, Playlist) if is_playlist(document) else None


def sources(file: Path) -> set[Path]:
    """Return the file of a document and every file that it names; itself alone if it cannot be read."""
    try:
        return {file, *sources_of(read(file))}
    except SpecError:
        return {file}


def check_whole(file: Path) -> None:
    """Validate a spec, or a playlist with its parts; raises SpecError with all problems."""
    check_all(with_parts([file]), check_file)


def check_file(file: Path) -> None:
    """Validate a spec, or a playlist without its parts; raises SpecError with all problems."""
    if load_playlist(file) is None:
        load_fields(file)
