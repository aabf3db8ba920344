"""How much of each pixel a path covers, kept: another colour, or the same again, need not trace it anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cairo

from convscenes.rendering.frames.boxes import Box

DENSE = 15000
"""Pixels a curve up to which a mask is quicker: it is paid by its area, a path by its curves."""


class Mask:
    """The coverage of a path in a box of pixels."""

    def __init__(self, box: Box, matrix: cairo.Matrix, trace: Callable[[cairo.Context[Any]], None]) -> None:
        """Keep what ``trace`` paints, under the ``matrix`` of the whole picture, inside ``box``."""
        self.left, self.top = box.left, box.top
        self.surface = cairo.ImageSurface(cairo.FORMAT_A8, box.right - box.left, box.bottom - box.top)
        context = cairo.Context(self.surface)
        context.set_matrix(matrix.multiply(cairo.Matrix(x0=-box.left, y0=-box.top)))
        trace(context)
        self.surface.flush()

    def paint(self, context: cairo.Context[Any]) -> None:
        """Paint the context's colour through the mask; the context's units are pixels."""
        context.mask_surface(self.surface, self.left, self.top)
