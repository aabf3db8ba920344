"""Frames in few colours: one palette for all, without dithering, so that flat areas stay flat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from convscenes.colours.theme import THEMES, Chosen, colour_of, theme_of
from convscenes.rendering.formats.changes import Changes
from convscenes.rendering.formats.writers import Writer
from convscenes.rendering.frames.patches import Patch
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.options import PAGED, Options

ROLES = ("background", "ink", "quiet", "input", "kernel", "output", "contribution")

Packed = NDArray[np.integer[Any]]
"""Colours as 0xRRGGBB."""
Palette = NDArray[np.uint8]
"""Colours, shape (n, 3)."""
Indices = NDArray[np.uint8]
"""A picture as indices into a palette, shape (H, W)."""

COLOURS = 128
"""Fewer make fades uneven, more make the file larger: 255 cost a fifth more."""
EXACT = 64
"""How many of the most frequent colours are in the palette exactly; the others share the rest of it."""
SAME = COLOURS - 1
"""The palette's last index: the pixel stays as in the frame before."""
SLIGHT = 9
"""During motion, pixels that change by at most this (of 255) are left until a frame is held."""


def salient(chosen: Chosen | None) -> set[int]:
    """Return the colours that are always in the palette: text has few pixels, but wrong shades are noticed.

    They are those of a file, else those of both themes.
    """
    themes = THEMES.values() if chosen is None or isinstance(chosen, str) else [theme_of(chosen)]
    return {int(colour_of(theme.role(role))[1:], 16) for theme in themes for role in ROLES}


class FewColours(Writer):
    """Collects the changes from frame to frame until all colours are known, then chooses a palette."""

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__()
        self.path = path
        self.fps = options.frame_rate
        self.exact = options.format in PAGED
        self.salient = salient(options.theme)
        self.shape = (options.quality.height, options.quality.width)
        self.frames = Changes(self.shape, np.uint32)
        self.now = np.zeros(self.shape, np.uint32)
        self.tallies: list[Tally] = []

    def add(self, patches: Sequence[Patch], repeat: int) -> None:
        """Keep the changed boxes of a picture, and count the colours added and removed."""
        parts = [(box, packed(part)) for box, (part,) in patches]
        for box, new in parts:
            if len(self.frames):
                self.tallies.append(tally(self.now[box.slices], len(self.frames), -1))
            self.tallies.append(tally(new, len(self.frames), 1))
            self.now[box.slices] = new
        self.frames.add(parts, repeat)

    def palette(self) -> Palette:
        """Return the palette, shape (127, 3) or fewer."""
        return palette_of(self._counts, self.salient)

    def frames_in(self, palette: Palette) -> Iterator[tuple[Indices, NDArray[np.bool_]]]:
        """Yield each frame (H, W) as indices into the palette, and the mask (H, W) of changed pixels.

        Held frames have the nearest colours; in motion, slight changes are left until a frame is held.
        """
        known = np.array(sorted(self._counts))
        nearest = nearest_of(palette, unpacked(known))
        differs = np.abs(palette[:, None].astype(int) - palette).max(axis=-1) > SLIGHT
        shown = np.full(self.shape, SAME, dtype=np.uint8)
        indices = shown.copy()
        for number, frame in enumerate(self.frames.kept):
            for box, new in self.frames.unpacked(frame):
                indices[box.slices] = nearest[np.searchsorted(known, new)]
            held = frame.repeat > 1 or self.exact or number == 0
            changed = indices != shown if held else differs[indices, shown]
            shown = np.where(changed, indices, shown)
            yield shown, changed

    @cached_property
    def _counts(self) -> Counter[int]:
        """The number of pixels of each colour in all frames."""
        return counted(self.tallies, len(self.frames))


def palette_of(counts: Counter[int], salient: Container[int] = ()) -> NDArray[np.uint8]:
    """Return the palette, shape (127, 3) or fewer, for pixel counts by packed colour; ``salient`` come first.

    >>> palette_of(Counter({0x0F1218: 900, 0xFFFFFF: 100})).tolist()
    [[15, 18, 24], [255, 255, 255]]
    """
    # Ties are broken by colour, so that the palette does not depend on the order of the frames.
    ranked = sorted(counts, key=lambda colour: (colour not in salient, -counts[colour], colour))
    if len(ranked) <= SAME:
        return unpacked(np.array(ranked))
    exact, rest = unpacked(np.array(ranked[:EXACT])), unpacked(np.array(sorted(ranked[EXACT:])))
    mixed = Image.fromarray(rest[None]).quantize(SAME - EXACT, method=Image.Quantize.MEDIANCUT)
    return np.vstack([exact, np.array(mixed.getpalette(), dtype=np.uint8).reshape(-1, 3)])


def nearest_of(palette: NDArray[np.uint8], colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the index of the palette's entry (P, 3) nearest to each of ``colours`` (N, 3): (N,).

    >>> nearest_of(np.uint8([[0, 0, 0], [9, 9, 9]]), np.uint8([[4, 4, 4], [9, 0, 9], [0, 0, 0]])).tolist()
    [0, 1, 0]
    """
    entries = palette.astype(np.float64)
    # Squared distances, less the square of the colour itself, which is the same for all entries.
    own = (entries**2).sum(axis=1)
    nearest = [
        (own - 2 * colours[start : start + CHUNK].astype(np.float64) @ entries.T).argmin(axis=1)
        for start in range(0, len(colours), CHUNK)
    ]
    return np.concatenate(nearest).astype(np.uint8)


CHUNK = 4096
"""How many colours are compared with the palette at once."""


class Tally(NamedTuple):
    """Pixels of each colour added with a frame, or removed where ``counts`` are negative."""

    colours: Packed
    counts: NDArray[np.int64]
    frame: int


def tally(colours: Packed, frame: int, sign: int) -> Tally:
    """Count the colours added (``sign`` 1) or removed (-1) with a ``frame``."""
    known, counts = np.unique(colours, return_counts=True)
    return Tally(known, sign * counts, frame)


def counted(tallies: Sequence[Tally], frames: int) -> Counter[int]:
    """Return the number of pixels of each colour in all frames together.

    >>> red, blue = np.array([7, 7]), np.array([5])
    >>> sorted(counted([tally(red, 0, 1), tally(red[:1], 1, -1), tally(blue, 1, 1)], frames=3).items())
    [(5, 2), (7, 4)]
    """
    known, place = np.unique(np.concatenate([one.colours for one in tallies]), return_inverse=True)
    totals = np.zeros(len(known), dtype=np.int64)
    np.add.at(totals, place, np.concatenate([one.counts * (frames - one.frame) for one in tallies]))
    return Counter(dict(zip(known.tolist(), totals.tolist(), strict=True)))


def packed(picture: Picture) -> Packed:
    """Return each pixel's red, green and blue as one number."""
    red, green, blue = (picture[..., channel].astype(np.uint32) for channel in range(3))
    return np.asarray(red << 16 | green << 8 | blue)


def unpacked(colours: Packed) -> NDArray[np.uint8]:
    """Return red, green and blue of packed colours, shape (n, 3)."""
    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=-1).astype(np.uint8)
