"""checkerboard: stamps land and are counted; the counts multiply to a checkerboard; two ways out of it."""

from convscenes.scenes.checkerboard.scene import Checkerboard

__all__ = ["Checkerboard"]
