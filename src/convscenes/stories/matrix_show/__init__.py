"""A picture is a matrix of numbers: in every cell one, and what its colour means."""

from convscenes.stories.matrix_show.fields import Fields
from convscenes.stories.matrix_show.story import build_story

__all__ = ["Fields", "build_story"]
