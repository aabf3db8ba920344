"""A sink in a process of its own, so that drawing and encoding each have a processor."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection

import numpy as np

from convscenes.errors import RenderError
from convscenes.rendering.damage import Box
from convscenes.rendering.sinks import Chapter, Picture, Sink

SLOTS = 3
"""Pictures that may be under way."""


def relayed(make: Callable[[], Sink], width: int, height: int) -> Sink:
    """Return the sink that ``make`` makes, in a process of its own where that helps, else here.

    It does not in a batch, whose jobs have processes of their own, nor where processes cannot be forked.
    """
    alone = multiprocessing.parent_process() is None and hasattr(os, "fork") and (os.cpu_count() or 1) > 1
    return Relay(make, width, height) if alone else make()


class Relay:
    """Sends what has changed of each picture to a forked process, where the real sink gets whole pictures.

    The pixels go through memory that both share, words through pipes. Made before Manim is imported, that
    process stays small.
    """

    def __init__(self, make: Callable[[], Sink], width: int, height: int) -> None:
        fork = multiprocessing.get_context("fork")
        theirs, self.words = fork.Pipe(duplex=False)
        self.answers, answer = fork.Pipe(duplex=False)
        self.whole = Box(0, 0, width, height)
        self.slots = [blank(self.whole) for _ in range(SLOTS)]
        self.free = deque(range(SLOTS))
        self.sent = False
        self.process = fork.Process(
            target=receive, args=(make, self.slots, theirs, answer, self.words), daemon=True
        )
        self.process.start()
        theirs.close()
        answer.close()

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Send the boxes of a picture that have changed."""
        boxes = [self.whole] if changed is None or not self.sent else list(changed)
        self.sent = True
        while not self.free:
            self._hear()
        number = self.free.popleft()
        for box in boxes:
            self.slots[number][box.slices] = picture[box.slices]
        self._send("write", number, boxes, repeat)

    def cut(self) -> None:
        """Send word that a beat begins."""
        self._send("cut")

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Have the sink finish; raises what went wrong in its process."""
        self._send("finish", list(chapters))
        while self._hear() is not None:
            pass

    def close(self) -> None:
        """Let the process go, finished or not."""
        self.words.close()
        self.process.join()

    def _send(self, *message: object) -> None:
        try:
            self.words.send(message)
        except BrokenPipeError:
            while True:  # what is in the pipe before the reason does not matter any more
                self._hear()

    def _hear(self) -> int | None:
        """Wait for an answer: a slot that is free again, None at the end; raise it if it is an error."""
        try:
            answer: int | BaseException | None = self.answers.recv()
        except EOFError:
            raise RenderError(f"the encoder's process died with exit code {self.process.exitcode}.") from None
        if isinstance(answer, BaseException):
            raise answer
        if answer is not None:
            self.free.append(answer)
        return answer


def blank(whole: Box) -> Picture:
    """Return a black picture in memory that a forked process shares."""
    memory = mmap.mmap(-1, whole.area * 4)
    return np.frombuffer(memory, np.uint8).reshape(whole.bottom, whole.right, 4)


def receive(
    make: Callable[[], Sink],
    slots: Sequence[Picture],
    words: Connection,
    answers: Connection,
    other: Connection,
) -> None:
    """Do as the words say until they end; answer with each slot that is free again, and None at the end.

    What goes wrong is answered as well, and ends it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who draws: it closes the pipe
    other.close()
    try:
        with closing(make()) as sink:
            obey(sink, slots, words, answers)
        answers.send(None)
    except EOFError:
        pass  # nobody draws any more
    except Exception as error:
        answers.send(error)


def obey(sink: Sink, slots: Sequence[Picture], words: Connection, answers: Connection) -> None:
    """Pass on what comes until all is finished."""
    picture = np.zeros_like(slots[0])
    while True:
        word, *rest = words.recv()
        if word == "write":
            number, boxes, repeat = rest
            for box in boxes:
                picture[box.slices] = slots[number][box.slices]
            with suppress(BrokenPipeError):  # if nobody draws any more, the next word is an EOFError
                answers.send(number)
            sink.write(picture, repeat, boxes)
        elif word == "cut":
            sink.cut()
        else:
            sink.finish(*rest)
            return
