"""The stock engine in place of the incremental renderer, where that cannot draw a scene."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from convscenes.errors import UnsupportedScene

if TYPE_CHECKING:
    from convscenes.rendering.tasks.film import Film
    from convscenes.rendering.tasks.stills import Stills

Drawn = TypeVar("Drawn", "Film", "Stills")


def drawn_somehow(job: Drawn, draw: Callable[[Drawn], Mapping[Path, str]]) -> Mapping[Path, str]:
    """Draw a job and return its digests; by the stock engine, with a warning, if it cannot be otherwise."""
    try:
        return draw(job)
    except UnsupportedScene as reason:
        story = job.story.unpack()
        warnings.warn(f"{story.name or story.kind}: drawn by the stock engine ({reason}).", stacklevel=3)
        return draw(replace(job, options=replace(job.options, engine="stock")))
