"""Figures: beats as SVG, PDF or PNG, without rendering the video."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from convscenes.errors import one_of
from convscenes.rendering.options import PICTURES, Options, format_of
from convscenes.rendering.requests.plan import figures_of, single_job
from convscenes.rendering.requests.request import SingleRequest
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Stills
from convscenes.stories import Story

USUAL = Options.of(format="png")
"""The spec's theme, a background, and for a PNG 1920 × 1080."""


def figures(
    story: Story,
    folder: Path,
    beats: Sequence[str] | None = None,
    *,
    format: str = "svg",
    options: Options = USUAL,
) -> list[Path]:
    """Draw the ends of beats (all, unless named), one file each, in the story's order.

    The files are ``folder/<beat>.<format>``. SVG and PDF are vectors, the same bytes in every run; a PNG has
    the size of ``options``.

    Raises:
        UsageError: an unknown beat or format.
        RenderError: the scene failed, or a file could not be written.
    """
    wanted = figures_of(story, beats, one_of(format, PICTURES, "format"), folder)
    stills = Stills(PackedStory.of(story), options, wanted)
    stills.make(lambda *_: None)
    return list(stills.files)


def figure(story: Story, path: Path, beats: Sequence[str], *, options: Options = USUAL) -> None:
    """Draw the ends of beats into one file, as its suffix says: svg, pdf or png.

    Several beats are pages of a PDF, or on a contact sheet.

    Raises:
        UsageError: an unknown beat or format.
        RenderError: the scene failed, or the file could not be written.
    """
    sheet = format_of(path, formats=PICTURES) != "pdf" and len(beats) > 1
    request = SingleRequest(Path(story.name or story.kind), path, options, tuple(beats), sheet)
    single_job(request, story, PackedStory.of(story)).make(lambda *_: None)
