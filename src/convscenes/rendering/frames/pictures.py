"""Pictures: one frame of a scene as an array."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""One frame, shape (height, width, 4): red, green, blue, not premultiplied, and alpha."""


def save_png(picture: Picture, path: Path, comment: str = "") -> None:
    """Write a picture as a PNG, with a comment if there is one; without alpha where it is opaque."""
    from PIL import Image  # here, because videos do not need it
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    if comment:
        texts.add_itxt("Comment", comment)
    opaque = bool((picture[..., 3] == 255).all())
    Image.fromarray(picture[..., :3] if opaque else picture).save(path, format="PNG", pnginfo=texts)
