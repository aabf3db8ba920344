"""Stories in frames of other shapes."""

from __future__ import annotations

from dataclasses import replace

from convscenes.stories import Story


def shaped(story: Story, aspect: str) -> Story:
    """Return a story in a frame of this ``aspect``."""
    return replace(story, presentation=replace(story.presentation, aspect=aspect))
