"""scatter: a value is lifted, multiplies the kernel, and its stamp lands in the output."""

from convscenes.scenes.scatter.scene import Scatter

__all__ = ["Scatter"]
