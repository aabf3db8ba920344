"""Pictures: one frame of a scene as an array."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""One frame, shape (height, width, 4): red, green, blue, not premultiplied, and alpha."""


def save_png(picture: Picture, path: Path) -> None:
    """Write a picture as a PNG; without an alpha channel where it is opaque."""
    from PIL import Image  # here, because videos do not need it

    opaque = bool((picture[..., 3] == 255).all())
    Image.fromarray(picture[..., :3] if opaque else picture).save(path, format="PNG")
