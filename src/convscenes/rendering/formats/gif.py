"""Frames to an animated GIF."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from convscenes.rendering.formats.few_colours import SAME, FewColours, Indices, Palette


class Gif(FewColours):
    """Writes frames as a GIF that repeats for ever."""

    def finish(self) -> None:
        """Write the file."""
        palette = self.palette()
        images = (self._image(*frame, palette) for frame in self.frames_in(palette))
        next(images).save(
            self.path,
            format="GIF",
            save_all=True,
            append_images=images,
            duration=self.frames.durations(self.fps, unit=10),  # a GIF counts hundredths of a second
            loop=0,
            disposal=1,
            transparency=SAME,
            optimize=False,
        )

    def _image(self, indices: Indices, changed: NDArray[np.bool_], palette: Palette) -> Image.Image:
        """Return a frame in which unchanged pixels are transparent."""
        image = Image.fromarray(np.where(changed, indices, np.uint8(SAME)))
        image.putpalette(palette.tobytes())
        return image
