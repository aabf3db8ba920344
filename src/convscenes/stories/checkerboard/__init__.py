"""How often stamps touch each cell: uneven overlap prints a checkerboard, even may, resizing first cannot."""

from convscenes.stories.checkerboard.fields import Fields
from convscenes.stories.checkerboard.story import build_story

__all__ = ["Fields", "build_story"]
