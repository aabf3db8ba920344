"""Figures: beats as SVG, PDF or PNG, without rendering the video."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from convscenes.errors import one_of
from convscenes.rendering.options import PICTURES, Options
from convscenes.rendering.places import MEDIA
from convscenes.rendering.requests.plan import figures_of
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Stills
from convscenes.stories import Story


def figure(
    story: Story,
    beats: Iterable[str] | None = None,
    *,
    format: str = "svg",
    folder: str | Path | None = None,
    quality: str | None = None,
    theme: str | None = None,
    transparent: bool = False,
) -> list[Path]:
    """Draw the ends of beats (all, unless named), one file each, in the story's order.

    The files are ``folder/<beat>.<format>``; the folder is ``media/figures/<spec's name>`` unless given.
    SVG and PDF are vectors, the same bytes in every run; a PNG has the size of ``quality``, else 1920 × 1080.

    Raises:
        UsageError: an unknown beat, format, quality or theme.
        RenderError: the scene failed, or a file could not be written.
    """
    options = Options.of(quality, "png", theme=theme, transparent=transparent)
    folder = MEDIA / "figures" / (story.name or story.kind) if folder is None else Path(folder)
    wanted = None if beats is None else tuple(beats)
    figures = figures_of(story, wanted, one_of(format, PICTURES, "format"), folder)
    stills = Stills(PackedStory.of(story), options, figures)
    stills.make(lambda *_: None)
    return list(stills.files)
