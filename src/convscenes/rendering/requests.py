"""What can be asked for: a video or figures of a spec, made only if they are not up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convscenes.errors import UsageError
from convscenes.rendering import cache
from convscenes.rendering.figure import draw, paths_for
from convscenes.rendering.quality import VIDEOS, Options
from convscenes.rendering.video import captions_of, make
from convscenes.spec import Document, Playlist, check, is_playlist, read
from convscenes.stories import load_story

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """The files that a request asked for, and whether they were there already."""

    files: tuple[Path, ...]
    fresh: bool


@dataclass(frozen=True)
class VideoRequest:
    """A spec, or a playlist, as one video, GIF or PNG. ``force`` makes it even if it is up to date."""

    spec: Path
    output: Path
    options: Options
    force: bool = False

    @property
    def recipe(self) -> dict[str, Any]:
        """What the output depends on, but for the content of files."""
        return cache.recipe(self.options, spec=str(self.spec))

    def up_to_date(self) -> tuple[Path, ...]:
        """Return the files, if none of them would change; Manim is not imported for that."""
        return () if self.force else cache.fresh(self.output, self.recipe)

    def fulfil(self, progress: Progress | None = None) -> Made:
        """Make what is not up to date; ``progress`` is called with the beats done and all beats.

        Raises:
            SpecError: the spec, or a part of the playlist, is wrong.
            UsageError: a playlist as GIF or PNG.
            RenderError: a scene failed, or a file could not be written.
        """
        if files := self.up_to_date():
            return Made(files, fresh=True)
        document = read(self.spec)
        if is_playlist(document):
            files = self._join(check(document, Playlist), progress)
        else:
            files = make(load_story(self.spec), self.output, self.options, progress)
        cache.remember(self.output, self.recipe, sources_of(document), files)
        return Made(files, fresh=False)

    def _join(self, playlist: Playlist, progress: Progress | None) -> tuple[Path, ...]:
        """Render the parts of a playlist that are not up to date, and join them all."""
        from convscenes.rendering.joining import Part, join  # PyAV takes a while to import

        options = self.options
        if options.format not in VIDEOS:
            raise UsageError(f"a playlist becomes {', '.join(VIDEOS)}, not {options.format}: {self.spec}.")
        options = replace(options, theme=options.theme or playlist.theme, fps=options.fps or playlist.fps)
        stories = {spec: load_story(spec) for spec in playlist.playlist}
        beats = sum(len(stories[spec].beats) for spec in playlist.playlist)
        done, parts = 0, []
        for spec in playlist.playlist:

            def add(part_done: int, _: int, before: int = done) -> None:
                if progress is not None:
                    progress(before + part_done, beats)

            video = part_path(spec, options)
            VideoRequest(spec, video, options, self.force).fulfil(add)
            parts.append(Part(stories[spec].title, video, captions_of(video)))
            done += len(stories[spec].beats)
            add(0, 0, done)
        join(parts, self.output, captions_of(self.output), options)
        return self.output, captions_of(self.output)


@dataclass(frozen=True)
class FigureRequest:
    """Figures of a spec's beats (all, unless named) in a folder, as svg, pdf or png."""

    spec: Path
    folder: Path
    options: Options
    format: str = "svg"
    beats: tuple[str, ...] | None = None
    force: bool = False

    @property
    def output(self) -> Path:
        """What these figures are remembered under: a name for all of them."""
        return self.folder / f"*.{self.format}"

    @property
    def recipe(self) -> dict[str, Any]:
        """What the figures depend on, but for the content of files."""
        return cache.recipe(self.options, spec=str(self.spec), beats=self.beats and list(self.beats))

    def up_to_date(self) -> tuple[Path, ...]:
        """Return the files, if none of them would change; Manim is not imported for that."""
        return () if self.force else cache.fresh(self.output, self.recipe)

    def fulfil(self, progress: Progress | None = None) -> Made:
        """Draw the figures if they are not up to date; ``progress`` is called once, when they all are.

        Raises:
            SpecError: the spec is wrong.
            UsageError: an unknown beat.
            RenderError: the scene failed, or a file could not be written.
        """
        if files := self.up_to_date():
            return Made(files, fresh=True)
        paths = paths_for(load_story(self.spec), self.beats, self.format, self.folder)
        files = tuple(draw(load_story(self.spec), paths, self.options))
        cache.remember(self.output, self.recipe, sources_of(read(self.spec)), files)
        if progress is not None:
            progress(len(files), len(files))
        return Made(files, fresh=False)


def sources_of(document: Document) -> Iterator[Path]:
    """Yield a spec's file and every file that it names, the parts of a playlist and their files included."""
    yield document.path
    folder = document.path.parent
    for text in texts_in(document.data):
        if len(text) < 256 and "\0" not in text and (folder / text).is_file():
            if is_playlist(document):
                yield from sources_of(read(folder / text))
            else:
                yield folder / text


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def part_path(spec: Path, options: Options) -> Path:
    """Return where a part of a playlist is kept: one file for each spec and each set of options."""
    key = hashlib.sha256(f"{spec.resolve()} {options}".encode()).hexdigest()[:16]
    return cache.FOLDER / "parts" / f"{spec.stem}-{key}.{options.format}"
