"""What can be asked for: a video or figures of a spec, made only if they are not up to date."""

from __future__ import annotations

import hashlib
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from convscenes.errors import UsageError
from convscenes.rendering.figure import draw, paths_for
from convscenes.rendering.options import VIDEOS, Options, suffix_of
from convscenes.rendering.requests import records as cache
from convscenes.rendering.requests.atomic import draft
from convscenes.rendering.requests.sources import sources_of
from convscenes.rendering.video import captions_of, make
from convscenes.spec import Card, Playlist, check, is_playlist, read
from convscenes.spec.checking import check_all
from convscenes.stories import Story, load_story
from convscenes.stories.telling.loading import CARD, card_story, load_fields

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """The files that a request asked for, and whether they were there already."""

    files: tuple[Path, ...]
    fresh: bool


@dataclass(frozen=True)
class Request(ABC):
    """Something that is made of a spec, once, and kept until the spec or our code changes."""

    spec: Path

    @property
    @abstractmethod
    def place(self) -> Path:
        """The folder that the files go to."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What the files are called, all of them, in their folder."""

    @property
    @abstractmethod
    def recipe(self) -> dict[str, Any]:
        """What the files depend on, but for the content of the spec and of what it names."""

    @abstractmethod
    def files(self) -> tuple[Path, ...]:
        """Return the files that are made, without making them; raises SpecError."""

    @abstractmethod
    def moved(self, folder: Path) -> Self:
        """Return the same request for another folder."""

    @abstractmethod
    def draw(self, story: Story, progress: Progress | None = None) -> tuple[Path, ...]:
        """Draw the spec's story, up to date or not, and return the files; nothing is remembered."""

    def story(self) -> Story:
        """Return the story that is drawn; raises SpecError."""
        return load_story(self.spec)

    def source_files(self) -> Iterable[Path]:
        """Return every file that this is made from; raises SpecError."""
        return sources_of(read(self.spec))

    def make(self, progress: Progress | None = None) -> tuple[Path, ...]:
        """Make the files, up to date or not; nothing is remembered."""
        return self.draw(self.story(), progress)

    def fulfil(self, progress: Progress | None = None) -> Made:
        """Make what is not up to date; ``progress`` is called with the beats done and all beats.

        Raises:
            SpecError: the spec, or a part of the playlist, is wrong.
            UsageError: an unknown beat; a playlist as GIF or PNG; a cache that cannot be written.
            RenderError: a scene failed, or a file could not be written.
        """
        if files := self.up_to_date():
            return Made(files, fresh=True)
        cache.make_ready()
        sources = self.sources()
        files = self.make(progress)
        self.remember(sources, files)
        return Made(files, fresh=False)

    def up_to_date(self) -> tuple[Path, ...]:
        """Return the files, if none of them would change; Manim is not imported for that."""
        return cache.fresh(self.place / self.name, self.recipe)

    def forget(self) -> None:
        """Make the files anew the next time, up to date or not."""
        cache.forget(self.place / self.name)

    def sources(self) -> dict[str, str]:
        """Return the digest of every file that this is made from; raises SpecError."""
        return cache.digests(self.source_files())

    def remember(self, sources: Mapping[str, str], files: Iterable[Path]) -> None:
        """Note that ``files`` were made from ``sources``, whose digests are of before."""
        cache.remember(self.place / self.name, self.recipe, sources, files)

    def parts(self) -> tuple[VideoRequest, ...]:
        """Return the requests for the parts that this is joined from, if it is a playlist."""
        return ()


@dataclass(frozen=True)
class VideoRequest(Request):
    """A spec, or a playlist, as one video, GIF or PNG."""

    output: Path
    options: Options

    @property
    def place(self) -> Path:
        """The folder of the video and its captions."""
        return self.output.parent

    @property
    def name(self) -> str:
        """What the video is called."""
        return self.output.name

    @property
    def recipe(self) -> dict[str, Any]:
        """What the video depends on, but for the content of files."""
        return cache.recipe(self.options, spec=str(self.spec))

    @property
    def subject(self) -> str:
        """What the video shows, as no other has it."""
        return str(self.spec.resolve())

    @property
    def part(self) -> VideoRequest:
        """The request for the same video in the cache, where a playlist looks for it."""
        key = hashlib.sha256(f"{self.subject} {self.options}".encode()).hexdigest()[:16]
        name = f"{self.spec.stem}-{key}{suffix_of(self.options.format)}"
        return replace(self, output=cache.FOLDER / "parts" / name)

    def parts(self) -> tuple[VideoRequest, ...]:
        """Return the requests for the parts of a playlist, to the cache; none of a spec.

        Raises:
            SpecError: the file cannot be read, or the playlist is wrong, or parts of it are: all that is.
            UsageError: a playlist as GIF or PNG.
        """
        document = read(self.spec)
        if not is_playlist(document):
            return ()
        playlist, options = check(document, Playlist), self.options
        check_all(playlist.specs, load_fields)
        if options.format not in VIDEOS:
            raise UsageError(f"a playlist becomes {', '.join(VIDEOS)}, not {options.format}: {self.spec}.")
        options = replace(
            options,
            theme=options.theme or playlist.theme,
            pace=options.pace or playlist.pace,
            fps=options.fps or playlist.fps,
        )
        whole = replace(self, options=options)
        return tuple(
            CardRequest(self.spec, self.output, options, part).part
            if isinstance(part, Card)
            else replace(whole, spec=part).part
            for part in playlist.playlist
        )

    def files(self) -> tuple[Path, ...]:
        """Return the video and its captions; a GIF or a PNG has none."""
        return (self.output, captions_of(self.output))[: 2 if self.options.format in VIDEOS else 1]

    def moved(self, folder: Path) -> VideoRequest:
        """Return the same request for another folder."""
        return replace(self, output=folder / self.output.name)

    def forget(self) -> None:
        """Make the video anew the next time, up to date or not, and not from the cache either."""
        super().forget()
        if self != self.part:
            self.part.forget()

    def make(self, progress: Progress | None = None) -> tuple[Path, ...]:
        """Join a playlist; copy what a playlist has in the cache already; draw anything else."""
        if parts := self.parts():
            return join_parts(parts, self.output, progress)
        if self != self.part and (files := self.part.up_to_date()):
            return copies(files, self.output)
        return super().make(progress)

    def draw(self, story: Story, progress: Progress | None = None) -> tuple[Path, ...]:
        """Render the story, up to date or not, and return the files; nothing is remembered."""
        return make(story, self.output, self.options, progress)


@dataclass(frozen=True)
class CardRequest(VideoRequest):
    """A title card of the playlist ``spec``, as a video. Its words are all that it is made from."""

    card: Card

    @property
    def subject(self) -> str:
        """What the video shows, as no other has it."""
        return f"{super().subject} {self.card!r}"

    @property
    def recipe(self) -> dict[str, Any]:
        """What the video depends on."""
        return super().recipe | self.card.model_dump(mode="json")

    def story(self) -> Story:
        """Return the story that is drawn."""
        return card_story(self.card)

    def source_files(self) -> Iterable[Path]:
        """Return nothing: when the playlist changes elsewhere, the card stays."""
        return ()

    def parts(self) -> tuple[VideoRequest, ...]:
        """Return nothing: the playlist's other parts are no parts of the card."""
        return ()


@dataclass(frozen=True)
class FigureRequest(Request):
    """Figures of a spec's beats (all, unless named) in a folder, as svg, pdf or png."""

    folder: Path
    options: Options
    format: str = "svg"
    beats: tuple[str, ...] | None = None

    @property
    def place(self) -> Path:
        """The folder of the figures."""
        return self.folder

    @property
    def name(self) -> str:
        """What stands for the names of all figures."""
        return f"*.{self.format}"

    @property
    def recipe(self) -> dict[str, Any]:
        """What the figures depend on, but for the content of files."""
        return cache.recipe(self.options, spec=str(self.spec), beats=self.beats and list(self.beats))

    def files(self) -> tuple[Path, ...]:
        """Return the figures, one for each beat."""
        return tuple(self._paths(load_story(self.spec)).values())

    def moved(self, folder: Path) -> FigureRequest:
        """Return the same request for another folder."""
        return replace(self, folder=folder)

    def draw(self, story: Story, progress: Progress | None = None) -> tuple[Path, ...]:
        """Draw the beats, up to date or not, and return the files; nothing is remembered."""
        files = tuple(draw(story, self._paths(story), self.options))
        if progress is not None:
            progress(len(files), len(files))
        return files

    def _paths(self, story: Story) -> dict[str, Path]:
        return paths_for(story, self.beats, self.format, self.folder)


def join_parts(requests: Sequence[VideoRequest], output: Path, progress: Progress | None) -> tuple[Path, ...]:
    """Render the parts of a playlist that are not up to date, and join them all.

    What follows a title card goes on with the card's chapter.
    """
    from convscenes.rendering.requests.joining import Part, join  # PyAV takes a while to import

    stories = {request: request.story() for request in requests}
    beats = sum(len(stories[request].beats) for request in requests)
    done, parts, after_card = 0, [], False
    for request in requests:

        def add(part_done: int, _: int, before: int = done) -> None:
            if progress is not None:
                progress(before + part_done, beats)

        request.fulfil(add)
        story = stories[request]
        title = "" if after_card and story.kind != CARD else story.title
        parts.append(Part(title, request.output, captions_of(request.output)))
        after_card = story.kind == CARD
        done += len(story.beats)
        add(0, 0, done)
    join(parts, output, captions_of(output), request.options)
    return output, captions_of(output)


def copies(files: Iterable[Path], output: Path) -> tuple[Path, ...]:
    """Copy a video and what is beside it, to be called like ``output``; return the copies."""
    targets = {file: output.with_suffix(file.suffix) for file in files}
    with ExitStack() as drafts:
        for file, target in targets.items():
            shutil.copyfile(file, drafts.enter_context(draft(target)))
    return tuple(targets.values())
