"""From the pictures of a scene to the patches of a writer, in this process or across to one of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from math import prod
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from convscenes.errors import RenderError
from convscenes.rendering.belt import Belt
from convscenes.rendering.formats.containers import set_chapters
from convscenes.rendering.formats.video import Video
from convscenes.rendering.formats.writers import writer_of
from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Conversion, Patch
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.pixel_formats import shapes_of
from convscenes.rendering.frames.sinks import Chapter, Sink
from convscenes.rendering.jobs.processors import processors
from convscenes.rendering.options import Options

TAKEN, DONE = "taken", "done"
"""What a writer's process answers, if nothing goes wrong."""
PICTURES = 8
"""Whole pictures that may be under way, 25 MB at 1080p; most frames change only a part."""


class FilmWriter(Protocol):
    """Takes the frames of a whole story in a pixel format; its beats may be chapters."""

    def write(self, patches: Sequence[Patch], repeat: int) -> None:
        """Take what has changed of a picture that is on screen for ``repeat`` frames; first, all of it."""

    def cut(self) -> None:
        """Begin a beat with the next picture."""

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Write what is left; all frames have come."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


class Film:
    """Writes a whole story to one file; in a video, beats are chapters and begin with key frames."""

    def __init__(self, path: Path, options: Options) -> None:
        self.writer = writer_of(path, options)
        self.write, self.close = self.writer.write, self.writer.close

    def cut(self) -> None:
        """Make the next frame a key frame."""
        if isinstance(self.writer, Video):
            self.writer.key = True

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Write the chapters and whatever is left."""
        if isinstance(self.writer, Video):
            spans = [(chapter.title, chapter.start, chapter.end) for chapter in chapters]
            set_chapters(self.writer.container, spans, self.writer.time_base)
        self.writer.finish()


def converted(make: Callable[[], FilmWriter], layout: str, width: int, height: int) -> Sink:
    """Return the sink that converts what has changed of each picture for the writer that ``make`` makes.

    The writer has a process of its own where that helps. It does not in a batch, whose jobs have processes
    of their own, nor where processes cannot be forked.
    """
    alone = multiprocessing.parent_process() is None and hasattr(os, "fork") and processors() > 1
    if not alone:
        return Converter(make(), layout)
    whole = sum(prod(shape) for shape in shapes_of(layout, Box(0, 0, width, height)))
    return Relay(make, Belt(layout, PICTURES * whole))


class Converter:
    """Passes patches on to a writer in this process."""

    def __init__(self, writer: FilmWriter, layout: str) -> None:
        self.writer = writer
        self.conversion = Conversion(layout)
        self.begun = False

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Pass on what has changed of a picture."""
        boxes = boxes_of(picture, changed if self.begun else None)
        self.begun = True
        self.writer.write([self.conversion.patch(picture, box) for box in boxes], repeat)

    def cut(self) -> None:
        """Tell the writer that a beat begins."""
        self.writer.cut()

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Have the writer finish."""
        self.writer.finish(chapters)

    def close(self) -> None:
        """Let the writer go."""
        self.writer.close()


class Relay:
    """Passes patches on to a writer in a forked process.

    Samples go by a belt, words through pipes. Forked before Manim is imported, that process stays small.
    """

    def __init__(self, make: Callable[[], FilmWriter], belt: Belt) -> None:
        fork = multiprocessing.get_context("fork")
        theirs, self.words = fork.Pipe(duplex=False)
        self.answers, answer = fork.Pipe(duplex=False)
        self.belt = belt
        self.conversion = Conversion(belt.layout)
        self.begun = False
        self.process = fork.Process(
            target=receive, args=(make, belt, theirs, answer, (self.words, self.answers)), daemon=True
        )
        self.process.start()
        theirs.close()
        answer.close()

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Put what has changed of a picture on the belt, and send word of it."""
        boxes = boxes_of(picture, changed if self.begun else None)
        self.begun = True
        while self.answers.poll():
            self._hear()
        while (start := self.belt.place(boxes)) is None:
            self._hear()
        self.belt.put(start, [self.conversion.patch(picture, box) for box in boxes])
        self._send("write", start, boxes, repeat)

    def cut(self) -> None:
        """Send word that a beat begins."""
        self._send("cut")

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Have the writer finish; raises what went wrong in its process."""
        self._send("finish", list(chapters))
        while not self._hear():
            pass

    def close(self) -> None:
        """Let the process go, finished or not."""
        self.words.close()
        self.answers.close()
        self.process.join()

    def _send(self, *message: object) -> None:
        try:
            self.words.send(message)
        except BrokenPipeError:
            while True:  # what is in the pipe before the reason does not matter any more
                self._hear()

    def _hear(self) -> bool:
        """Wait for an answer, and tell whether it is the last; raise it if it is an error."""
        try:
            answer: str | BaseException = self.answers.recv()
        except EOFError:
            self.process.join()
            raise RenderError(f"the encoder's process died with exit code {self.process.exitcode}.") from None
        if isinstance(answer, BaseException):
            raise answer
        if answer == TAKEN:
            self.belt.free()
        return answer == DONE


def boxes_of(picture: Picture, changed: Sequence[Box] | None) -> list[Box]:
    """Return the boxes that have ``changed``; None is the whole picture."""
    height, width = picture.shape[:2]
    return [Box(0, 0, width, height)] if changed is None else list(changed)


def receive(
    make: Callable[[], FilmWriter],
    belt: Belt,
    words: Connection,
    answers: Connection,
    others: Iterable[Connection],
) -> None:
    """Do as the words say until they end; answer whenever patches were taken off the belt, and at the end.

    What goes wrong is answered as well, and ends it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who draws: it closes the pipe
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    for other in others:
        other.close()
    with suppress(BrokenPipeError):  # nobody hears any more
        try:
            with closing(make()) as writer:
                obey(writer, belt, words, answers)
            answers.send(DONE)
        except EOFError:
            pass  # nobody draws any more
        except Exception as error:
            answers.send(error)


def obey(writer: FilmWriter, belt: Belt, words: Connection, answers: Connection) -> None:
    """Pass on what comes until all is finished."""
    while True:
        word, *rest = words.recv()
        if word == "write":
            start, boxes, repeat = rest
            writer.write(belt.at(start, boxes), repeat)
            answers.send(TAKEN)
        elif word == "cut":
            writer.cut()
        else:
            writer.finish(*rest)
            return
