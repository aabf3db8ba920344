"""A picture is a matrix of numbers: coloured, numbered cells, and what a colour means."""

from convscenes.stories.matrix_show.fields import Fields
from convscenes.stories.matrix_show.story import build_story

__all__ = ["Fields", "build_story"]
