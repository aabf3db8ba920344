"""The kernel slides over the input: the products in each window add up to one output value."""

from convscenes.stories.kernel_slide.story import Fields, build_story

__all__ = ["Fields", "build_story"]
