"""How alike two pictures are."""

from __future__ import annotations

import numpy as np
from PIL import Image


def luma_psnr(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pictures of one size are, in decibels of their greys; inf where they are the same.

    >>> grey, black = (Image.new("L", (4, 4), value) for value in (51, 0))
    >>> round(luma_psnr(grey, black), 2), luma_psnr(grey, grey)
    (13.98, inf)
    """
    assert one.size == other.size, f"{one.size} is not {other.size}"
    greys = [np.asarray(picture.convert("L"), dtype=float) for picture in (one, other)]
    error = float(np.mean((greys[0] - greys[1]) ** 2))
    return float("inf") if error == 0 else float(10 * np.log10(255**2 / error))
