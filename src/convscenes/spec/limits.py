"""Every limit on what a spec may ask for, with the words of its message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """An upper limit of what ``of`` names, in ``unit``.

    >>> Limit("a spec file", 10, "bytes").broken_by(12)
    '12 bytes are too many: the limit for a spec file is 10.'
    >>> Limit("a spec file", 10, "bytes").broken_by(10)
    ''
    """

    of: str
    maximum: int
    unit: str

    def broken_by(self, given: int) -> str:
        """Return the message for a number ``given`` beyond the limit, else ""."""
        if given <= self.maximum:
            return ""
        return f"{given:,} {self.unit} are too many: the limit for {self.of} is {self.maximum:,}."

    @property
    def exceeded(self) -> str:
        """The message where a number beyond the limit was not counted to its end.

        >>> Limit("a spec file", 10, "bytes").exceeded
        'too many bytes: the limit for a spec file is 10.'
        """
        return f"too many {self.unit}: the limit for {self.of} is {self.maximum:,}."


FILE_BYTES = Limit("a YAML file", 256 * 1024, "bytes")
NESTING = Limit("nesting", 8, "levels")
DIGITS = Limit("a number", 30, "digits")

TITLE = Limit("a title", 120, "characters")
LABEL = Limit("a label", 40, "characters")
CAPTION = Limit("a caption", 160, "characters")
NOTE = Limit("a note", 4_000, "characters")
CARD_LINE = Limit("a line of a title card", 80, "characters")
DESCRIPTION = Limit("a description", 2_000, "characters")

# An image of 128×128 and its transposed convolution of stride 4 fit; 32×32 weights over them stay quick.
INPUT_CELLS = Limit("an input", 256 * 256, "cells")
KERNEL_SIDE = Limit("a side of the kernel", 32, "cells")
MAP_CELLS = Limit("a map", 512 * 512, "cells")
IMAGE_CHANNELS = Limit("one image", 4, "channels")
KERNELS = Limit("one scene", 4, "kernels")
SHOWN_MATRICES = Limit("one scene", 4, "matrices")
SHOWN_NAMES = Limit("the names of all matrices together", 48, "characters")
MATRIX_CELLS = Limit("a convolution matrix", 1_000_000, "cells")
CHANNELS = Limit("a rung of a generator", 65_536, "channels")
SCALE = Limit("an enlargement", 8, "times")  # bicubic's kernel has four times as many cells on a side
LESSON = Limit("learning", 40_000_000, "products of a value and a weight")  # some seconds
# A step is kept with all its products, and shown by outlines that move on: some seconds, at most 1 GB; where
# all products are decimals of many digits (of a file), and none is equal to another, 2 GB.
STEPS = Limit("one scene", 256 * 256, "steps")
PRODUCTS = Limit("one scene", 20_000_000, "products of a value and a weight")
REACH = Limit("stride, padding and dilation", 256, "cells")

# The largest sum stays far below 2⁶³ and below 2⁵³: it does not overflow, and floats hold it exactly.
INPUT_VALUE = 1_000_000
MAP_VALUE = INPUT_VALUE**2 * KERNEL_SIDE.maximum**2 * IMAGE_CHANNELS.maximum
WEIGHT_VALUE = 100
"""For the weights of a network: what five layers of them make stays below ``MAP_VALUE``."""

PICTURE_BYTES = Limit("a picture file", 16 * 1024 * 1024, "bytes")
PICTURE_PIXELS = Limit("a picture", 32_000_000, "pixels")
FONT_BYTES = Limit("a font file", 32 * 1024 * 1024, "bytes")
FONT_FILES = Limit("one spec", 8, "font files")
ARRAY_BYTES = Limit("an array file", 4 * 1024 * 1024, "bytes")

PLAYLIST_PARTS = Limit("a playlist", 100, "parts")
CARD_LINES = Limit("a title card", 4, "lines")


def too_many_steps(steps: int, products: int) -> str:
    """Return the message for a scene of more ``steps``, of ``products`` each, than there may be, else "".

    >>> too_many_steps(300 * 300, 9)
    '90,000 steps are too many: the limit for one scene is 65,536.'
    >>> too_many_steps(30_000, 1024)
    '30,720,000 products of a value and a weight are too many: the limit for one scene is 20,000,000.'
    """
    return STEPS.broken_by(steps) or PRODUCTS.broken_by(steps * products)
