"""pooling: a window moves over the input; its largest value, or its mean, moves to the output."""

from convscenes.scenes.pooling.scene import Pooling

__all__ = ["Pooling"]
