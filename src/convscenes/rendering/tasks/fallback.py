"""The stock engine in place of the incremental renderer, where that cannot draw a scene."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.errors import UnsupportedScene

if TYPE_CHECKING:
    from convscenes.rendering.jobs.job import Progress
    from convscenes.rendering.tasks.film import Film
    from convscenes.rendering.tasks.packed import PackedStory
    from convscenes.rendering.tasks.stills import Stills


def drawn_somehow(job: Film | Stills, progress: Progress) -> Mapping[Path, str]:
    """Draw a job and return its digests; by the stock engine, with a warning, if it cannot be otherwise."""
    try:
        return job.draw(progress)
    except UnsupportedScene as reason:
        warn_of_stock(job.story, reason)
        return replace(job, options=replace(job.options, engine="stock")).draw(progress)


def warn_of_stock(packed: PackedStory, reason: UnsupportedScene) -> None:
    """Warn that the stock engine draws a story, and why."""
    story = packed.unpack()
    warnings.warn(f"{story.name or story.kind}: drawn by the stock engine ({reason}).", stacklevel=3)
