"""The kernel slides over the input: each window gives nine products, whose sum is one output value."""

from convscenes.stories.kernel_slide.story import Fields, build_story

__all__ = ["Fields", "build_story"]
