"""How large the output gets: the size relationship, each of its terms counted on the maps."""

from convscenes.stories.output_size.story import Fields, build_story

__all__ = ["Fields", "build_story"]
