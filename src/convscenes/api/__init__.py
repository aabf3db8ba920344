"""The front: stories from specs or from arrays, which render, draw and show themselves."""

from convscenes.api.figures import Figure
from convscenes.api.functions import figure, publish, render
from convscenes.api.stories import Story, load, story

__all__ = ["Figure", "Story", "figure", "load", "publish", "render", "story"]
