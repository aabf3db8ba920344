"""Falling back to the stock engine where the incremental renderer cannot draw a scene."""

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


def draw_with_fallback(job: Film | Stills, progress: Progress) -> Mapping[Path, str]:
    """Draw a job and return its digests; with the stock engine, and a warning, if it is unsupported."""
    try:
        return job.draw(progress)
    except UnsupportedScene as reason:
        warn_of_stock(job.story, reason)
        return replace(job, options=replace(job.options, engine="stock")).draw(progress)


def warn_of_stock(packed: PackedStory, reason: UnsupportedScene) -> None:
    """Warn that the stock engine draws a story, and why."""
    story = packed.unpack()
    warnings.warn(f"{story.name or story.kind}: drawn by the stock engine ({reason}).", stacklevel=3)
