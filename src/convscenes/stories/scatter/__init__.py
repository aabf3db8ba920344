"""One input value times the whole kernel is a stamp in the output; overlapping stamps add up."""

from convscenes.stories.scatter.story import Fields, build_story

__all__ = ["Fields", "build_story"]
