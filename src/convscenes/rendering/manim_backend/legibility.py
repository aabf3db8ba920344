"""Level of detail: the maps of a story whose numerals will not be readable."""

from __future__ import annotations

from contextlib import closing

from convscenes.rendering.manim_backend.performance import Performance
from convscenes.rendering.options import Options
from convscenes.scenes._base.legibility import unreadable
from convscenes.stories import Story


def unreadable_maps(story: Story) -> list[str]:
    """Return the labels of maps that beats are about and whose cells are too small; nothing is drawn."""
    with closing(Performance(story, Options.of("low"), draws=False)) as performance:
        return list(dict.fromkeys(one.label for one in unreadable(performance.scene)))
