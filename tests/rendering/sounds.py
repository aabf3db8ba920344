"""Sounds for tests: beeps at given times, in any format, and finding them again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

BEEP = 0.1
"""Seconds that each lasts."""
ENCODERS = {".wav": "pcm_s16le", ".flac": "flac", ".mp3": "libmp3lame", ".m4a": "aac", ".ogg": "libopus"}


def write_beeps(
    path: Path, seconds: float, beeps: list[float], *, rate: int = 48_000, layout: str = "mono"
) -> Path:
    """Write a sound that is silent but for beeps; of two channels, only the first beeps."""
    times = np.arange(round(seconds * rate)) / rate
    wave = sum(
        np.where((times >= beep) & (times < beep + BEEP), np.sin(2000 * np.pi * (times - beep)), 0)
        for beep in beeps
    )
    samples = np.zeros((len(times), 1 if layout == "mono" else 2), np.int16)
    samples[:, 0] = 25_000 * wave
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(ENCODERS[path.suffix], rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def heard(path: Path) -> tuple[np.ndarray, int, float]:
    """Return the samples of a file, shape (channels, n), their rate, and when the first is heard."""
    with av.open(str(path)) as container:
        frames = list(container.decode(audio=0))
    samples = np.concatenate([planes(frame) for frame in frames], axis=1)
    return samples, frames[0].sample_rate, float(frames[0].time or 0)


def planes(frame: av.AudioFrame) -> np.ndarray:
    """Return the samples of a frame, shape (channels, n), from -1 to 1."""
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(-1, frame.layout.nb_channels).T
    return samples / (1.0 if samples.dtype.kind == "f" else -float(np.iinfo(samples.dtype).min))


def beeps_in(path: Path) -> list[float]:
    """Return when beeps begin in a file, in seconds."""
    samples, rate, start = heard(path)
    loud = np.flatnonzero(np.abs(samples).max(axis=0) > 0.3)
    begins = loud[np.diff(loud, prepend=-rate) > rate * BEEP / 2]
    return [start + sample / rate for sample in begins.tolist()]
