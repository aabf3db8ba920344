"""A sound for a video: the files that are named, and what is in them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from convscenes.errors import UsageError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.formats.timing import Length, delays, fitted
from convscenes.rendering.jobs.signals import deferred_signals
from convscenes.rendering.requests.records import Digests
from convscenes.rendering.requests.request import Audio


@dataclass(frozen=True)
class Voice:
    """A sound that was read, of so many ``seconds``, with the digests of its files taken before that.

    ``cues`` are when beats begin in it, in seconds, by their names; ``beats`` are all, in order.
    """

    audio: Audio
    sources: Digests
    beats: Sequence[str]
    cues: Mapping[str, float]
    seconds: float

    @classmethod
    def read(cls, audio: Audio, beats: Sequence[str]) -> Voice:
        """Read the sound of a video of these beats, and its cues.

        Raises:
            SpecError: the cues are wrong.
            UsageError: a file is missing, or no sound.
        """
        from convscenes.spec.cues import read_cues  # here, because it takes a while, as does PyAV

        with deferred_signals():
            from convscenes.rendering.formats import sound

        for file, purpose in ((audio.sound, ""), (audio.cues, " It says when beats begin, as in `maps: 0`.")):
            if not file.is_file():
                raise UsageError(f"{file}: no such file.{purpose}")
        sources = {file: digest_of(file) for file in (audio.sound, audio.cues)}
        seconds = sound.seconds_of(audio.sound)
        return cls(audio, sources, beats, read_cues(audio.cues, beats, seconds), seconds)

    def lengths(self, clips: Sequence[Length], fps: int) -> list[int]:
        """Return for how many frames each beat's clip is shown; a warning says which beats begin late."""
        cues = [round(self.cues[beat] * fps) if beat in self.cues else None for beat in self.beats]
        shown = fitted(clips, cues, math.ceil(self.seconds * fps))
        late = delays(shown, cues)
        if most := max(late):
            beats, name = sum(map(bool, late)), self.beats[late.index(most)]
            many = f"{beats} beats begin late, most of all" if beats > 1 else "1 beat begins late,"
            warnings.warn(
                f"{self.audio.cues}: {many} {name}, by {most / fps:.2f} s: motion takes longer than words.",
                stacklevel=2,
            )
        return shown
