"""A sink in a process of its own, so that drawing and encoding each have a processor."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection

import numpy as np

from convscenes.errors import RenderError
from convscenes.rendering.damage import Box
from convscenes.rendering.sinks import Chapter, Picture, Sink

PIPE = 1 << 20
"""Bytes that may be under way: a few frames' changes. The most that Linux grants everybody."""


def relayed(make: Callable[[], Sink], width: int, height: int) -> Sink:
    """Return the sink that ``make`` makes, in a process of its own where that helps, else here.

    It does not in a batch, whose jobs have processes of their own, nor where processes cannot be forked.
    """
    alone = multiprocessing.parent_process() is None and hasattr(os, "fork") and (os.cpu_count() or 1) > 1
    return Relay(make, width, height) if alone and hasattr(fcntl, "F_SETPIPE_SZ") else make()


class Relay:
    """Sends what has changed of each picture to a forked process, where the real sink gets whole pictures.

    Made before Manim is imported, that process stays small.
    """

    def __init__(self, make: Callable[[], Sink], width: int, height: int) -> None:
        fork = multiprocessing.get_context("fork")
        theirs, self.pictures = fork.Pipe(duplex=False)
        self.answers, answer = fork.Pipe(duplex=False)
        with suppress(OSError):
            fcntl.fcntl(self.pictures.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
        self.whole = Box(0, 0, width, height)
        self.sent = False
        self.process = fork.Process(
            target=receive, args=(make, self.whole, theirs, answer, self.pictures), daemon=True
        )
        self.process.start()
        theirs.close()
        answer.close()

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Send the boxes of a picture that have changed."""
        boxes = [self.whole] if changed is None or not self.sent else list(changed)
        self.sent = True
        self._send("write", boxes, repeat)
        for box in boxes:
            self._send_bytes(np.ascontiguousarray(picture[box.slices]))

    def cut(self) -> None:
        """Send word that a beat begins."""
        self._send("cut")

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """Have the sink finish; raises what went wrong in its process."""
        self._send("finish", list(chapters))
        self._hear()

    def close(self) -> None:
        """Let the process go, finished or not."""
        self.pictures.close()
        self.process.join()

    def _send(self, *message: object) -> None:
        try:
            self.pictures.send(message)
        except BrokenPipeError:
            self._hear()

    def _send_bytes(self, pixels: Picture) -> None:
        try:
            self.pictures.send_bytes(pixels.data.cast("B"))
        except BrokenPipeError:
            self._hear()

    def _hear(self) -> None:
        """Wait for the answer; raise it if it is an error."""
        try:
            answer = self.answers.recv()
        except EOFError:
            raise RenderError(f"the encoder's process died with exit code {self.process.exitcode}.") from None
        if isinstance(answer, BaseException):
            raise answer


def receive(
    make: Callable[[], Sink], whole: Box, messages: Connection, answers: Connection, other: Connection
) -> None:
    """Do as the messages say until they end; answer with None, or with what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who draws: it closes the pipe
    other.close()
    try:
        with closing(make()) as sink:
            obey(sink, np.zeros((whole.bottom, whole.right, 4), np.uint8), messages)
        answers.send(None)
    except EOFError:
        pass  # nobody draws any more
    except Exception as error:
        answers.send(error)


def obey(sink: Sink, picture: Picture, messages: Connection) -> None:
    """Pass on what comes until all is finished."""
    while True:
        word, *rest = messages.recv()
        if word == "write":
            boxes, repeat = rest
            for box in boxes:
                part = np.frombuffer(messages.recv_bytes(), np.uint8)
                picture[box.slices] = part.reshape(box.bottom - box.top, box.right - box.left, 4)
            sink.write(picture, repeat, boxes)
        elif word == "cut":
            sink.cut()
        else:
            sink.finish(*rest)
            return
