"""generator: blocks grow out of each other; a small generator's maps; what untrained ones make."""

from convscenes.scenes.generator.scene import Generator

__all__ = ["Generator"]
