"""The PSNR of videos against the pictures they were made of, and the cost of encoding every frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import av
import numpy as np
from av.video.frame import PictureType

from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.patches import Conversion, put
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.pixel_formats import planes_of

WIDTH, HEIGHT, RATE = 1920, 1080, 60
EVERY = 5
"""One in so many of the changed pictures is compared."""


class Judge:
    """Takes the pictures of a scene, as a sink does, and compares some with the same frames of two videos.

    A picture's luma depends on the standard: ours is BT.709, stock Manim leaves it at BT.601.
    """

    def __init__(self, ours: Path, stock: Path) -> None:
        self.ours, self.stock = Playback(ours), Playback(stock)
        self.errors: list[tuple[float, float]] = []
        self.frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
        self.conversion = Conversion("yuv420p")
        self.frames = self.changes = 0

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Compare the luma of a picture with that of the videos."""
        boxes = [Box(0, 0, WIDTH, HEIGHT)] if changed is None else list(changed)
        if boxes:
            put([self.conversion.patch(picture, box) for box in boxes], self.frame)
            if self.changes % EVERY == 0:
                plain = av.VideoFrame.from_numpy_buffer(picture, format="rgba").reformat(format="yuv420p")
                self.errors.append(
                    (
                        error(self.ours.luma(self.frames), self.frame),
                        error(self.stock.luma(self.frames), plain),
                    )
                )
            self.changes += 1
        self.frames += repeat

    def finish(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Nothing is open that Python would not close."""

    @property
    def moving(self) -> float:
        """The share of frames that differ from the one before."""
        return self.changes / self.frames

    @property
    def psnr(self) -> list[float]:
        """The luma PSNR of both videos, in dB."""
        return [float(10 * np.log10(255**2 / mean)) for mean in np.mean(self.errors, axis=0)]


def error(luma: np.ndarray, truth: av.VideoFrame) -> float:
    """Return the mean squared error of a frame's luma (H, W)."""
    return float(np.mean(np.square(luma - planes_of(truth)[0][..., 0].astype(np.int16), dtype=float)))


class Playback:
    """A video's frames by number; a frame is shown until the next one is due."""

    def __init__(self, path: Path) -> None:
        self.frames = lumas(path)
        self.now = next(self.frames)
        self.after = next(self.frames, None)

    def luma(self, number: int) -> np.ndarray:
        """Return the luma (H, W) on screen at frame ``number``, no less than the last one asked for."""
        while self.after is not None and self.after[0] <= number:
            self.now, self.after = self.after, next(self.frames, None)
        return self.now[1]


def lumas(path: Path) -> Iterator[tuple[int, np.ndarray]]:
    """Yield number and luma of every frame in a file."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield round(frame.time * RATE), planes_of(frame)[0][..., 0].astype(np.int16)


def encoding_seconds(video: Path, scratch: Path) -> float:
    """Return how long x264 at preset veryfast takes to encode every frame of a video, without decoding.

    A held frame is encoded as often as it is shown.
    """
    seconds, number = 0.0, 0
    with av.open(str(video)) as given, av.open(str(scratch), "w") as made:
        stream = made.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "23"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for frame in given.decode(video=0):
            due = round(float(frame.time or 0) * RATE)
            start = perf_counter()
            for now in range(number, due + 1):
                frame.pts, frame.time_base, frame.pict_type = now, Fraction(1, RATE), PictureType.NONE
                made.mux(stream.encode(frame))
            seconds += perf_counter() - start
            number = due + 1
        start = perf_counter()
        made.mux(stream.encode())
        return seconds + perf_counter() - start
