"""Where the stretched input lies in the padded one: zeros before it, or cells of it that are cropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from convscenes.look.layout import Place
from convscenes.ops import Insertion
from convscenes.scenes._base.masks import Mask
from convscenes.scenes._base.piece import PaddingSize


@dataclass(frozen=True)
class Stretching:
    """The way from the stretched input to the padded one."""

    made: Insertion

    @property
    def cropped(self) -> PaddingSize:
        """How many rows and columns of the stretched input stand beyond the padded one."""
        (top, bottom), (left, right) = ((max(0, -a), max(0, -b)) for a, b in self.made.borders)
        return top, right, bottom, left

    def place(self, whole: Place) -> Place:
        """Return the place of the stretched input, where the padded one stands at ``whole``."""
        rows, cols = self._lying()
        return whole.sub(rows, cols)

    def already(self) -> Mask:
        """Return which cells of the padded input (H, W) are of the stretched one."""
        rows, cols = (
            np.isin(np.arange(size), lying)
            for size, lying in zip(self.made.padded.shape, self._lying(), strict=True)
        )
        mask: Mask = np.logical_and.outer(rows, cols)
        return mask

    def staying(self, shown: Mask) -> Mask:
        """Return which cells of the stretched input are among those ``shown`` (H, W) of the padded one."""
        rows, cols = (
            np.isin(lying, np.flatnonzero(shown.any(axis=axis)))
            for lying, axis in zip(self._lying(), (1, 0), strict=True)
        )
        mask: Mask = np.logical_and.outer(rows, cols)
        return mask

    def _lying(self) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
        """Return on which rows and columns of the padded input the stretched one lies."""
        axes = zip(self.made.stretched.shape, self.made.borders, strict=True)
        return [np.arange(before, before + size) for size, (before, _) in axes]
