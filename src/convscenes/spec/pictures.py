"""Pictures that a spec names, as brightness from 0 to 255: grey, or red, green and blue."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.spec.faults import Fault, quoted
from convscenes.spec.limits import PICTURE_BYTES, PICTURE_PIXELS

if TYPE_CHECKING:
    from PIL import Image

Channels = Literal["grey", "rgb"]
DECODED_SIDE = 1024
"""A JPEG is decoded at a fraction of its size, but no side shorter than this."""
DECODED_CELL = 8
"""The least pixels, along each side, that are decoded for a cell."""


def picture(path: Path, size: tuple[int, ...], channels: Channels) -> NDArray[np.int64]:
    """Return a picture's brightness, 0 … 255: (height, width) if grey, else (3, height, width).

    Each value is the mean of the pixels that its cell covers. Transparent parts are white. Raises Fault where
    the file is no picture, too large, or of 16 bits.
    """
    from PIL import Image  # here, because most specs have no picture

    if broken := PICTURE_BYTES.broken_by(path.stat().st_size):
        raise Fault(broken, ("image",))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            upright = _upright(path, size, {"grey": "L", "rgb": "RGB"}[channels])
    except Fault:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Fault(PICTURE_PIXELS.exceeded, ("image",)) from None
    except Exception:  # a broken picture may raise anything, by its format
        raise Fault(f"not a picture: {quoted(path.name)}.", ("image",)) from None
    values = np.asarray(upright.resize((size[1], size[0]), Image.Resampling.BOX)).astype(np.int64)
    return values if channels == "grey" else values.transpose(2, 0, 1)


def _upright(path: Path, size: tuple[int, ...], mode: str) -> Image.Image:
    """Return the picture in a mode without transparency, the way up that its camera recorded.

    A picture may have 32 million pixels: nothing is copied before it is as small as it can be.
    """
    from PIL import Image, ImageOps

    with Image.open(path) as file:
        if broken := PICTURE_PIXELS.broken_by(file.width * file.height):
            raise Fault(broken, ("image",))
        if file.mode.startswith(("I", "F")):
            raise Fault("has more than 8 bits a pixel. Save it with 8.", ("image",))
        side = max(DECODED_SIDE, DECODED_CELL * max(size))
        file.draft(None, (side, side))
        upright = _on_white(file, mode) if file.has_transparency_data else file.convert(mode)
    ImageOps.exif_transpose(upright, in_place=True)
    return upright


def _on_white(file: Image.Image, mode: str) -> Image.Image:
    from PIL import Image

    clear = file if file.mode == "RGBA" else file.convert("RGBA")
    paper = Image.new(mode, clear.size, "white")
    paper.paste(clear.convert(mode), mask=clear.getchannel("A"))
    paper.info = file.info
    return paper
