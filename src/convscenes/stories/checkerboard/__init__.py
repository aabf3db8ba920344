"""Stamps that overlap unevenly print a checkerboard; even overlap may not, and resizing first never does."""

from convscenes.stories.checkerboard.fields import Fields
from convscenes.stories.checkerboard.story import build_story

__all__ = ["Fields", "build_story"]
