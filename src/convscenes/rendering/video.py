"""A story as one file: a video with its captions, an animated picture, or a PNG of the last frame."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.figure import draw
from convscenes.rendering.formats.webvtt import Cue, write_cues
from convscenes.rendering.frames.sinks import Chapter, Sink
from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import FLIPBOOKS, VIDEOS, Options, format_of
from convscenes.rendering.requests.atomic import draft
from convscenes.stories import Story

if TYPE_CHECKING:
    from convscenes.scenes.stage.spec_scene import BeatTime


def render(
    story: Story,
    path: str | Path,
    *,
    quality: str | None = None,
    format: str | None = None,
    fps: int | None = None,
    theme: str | None = None,
    transparent: bool = False,
    codec: str = "h264",
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Render a story to ``path``; the suffix sets the format: mp4, webm, mov, webp, avif, gif or png.

    A png is the last frame; a ``format`` of flipbook makes a WebP of one picture for each beat.

    ``quality`` is low, medium, high (1080p60), k or small (640 × 360, an animated picture's); ``codec``, of
    an mp4, is h264 or av1. Captions are written beside a video, as ``.vtt``. ``progress`` is called after
    every beat with the beats done and all beats.

    Raises:
        UsageError: options that do not exist or do not go together.
        RenderError: the scene failed, or the file could not be written. Nothing half written is left behind.
    """
    path = Path(path)
    options = Options.of(
        quality, format_of(path, format), fps=fps, theme=theme, transparent=transparent, codec=codec
    )
    make(story, path, options, progress)
    return path


def make(
    story: Story, path: Path, options: Options, progress: Callable[[int, int], None] | None = None
) -> tuple[Path, ...]:
    """Render a story to ``path`` and return the files that were written: the video and its captions."""
    if options.format == "png":
        return tuple(draw(story, {story.beats[-1].name: path}, options))
    captioned = options.format in VIDEOS
    with ExitStack() as drafts:
        times = film(story, drafts.enter_context(draft(path)), options, progress)
        if captioned:
            captions = drafts.enter_context(draft(captions_of(path)))
            captions.write_text(write_cues(cues_of(times), options.frame_rate), encoding="utf-8")
    return (path, captions_of(path)) if captioned else (path,)


def film(
    story: Story, path: Path, options: Options, progress: Callable[[int, int], None] | None
) -> tuple[BeatTime, ...]:
    """Write the frames of a story to ``path``; what the swift engine cannot draw, the stock engine does."""
    with closing(sink_for(path, options)) as sink:
        with importing_manim():
            from convscenes.rendering.manim_backend.engine import leaf_through, record
            from convscenes.rendering.manim_backend.incremental import Unsuited

        try:
            play = leaf_through if options.format in FLIPBOOKS else record
            times = play(story, options, sink, progress)
            sink.finish([Chapter(time.beat.name, time.start, time.end) for time in times])
            return times
        except Unsuited as reason:
            warnings.warn(f"{story.name or story.kind}: drawn by the stock engine ({reason}).", stacklevel=2)
    return film(story, path, replace(options, engine="stock"), progress)


def sink_for(path: Path, options: Options) -> Sink:
    """Return what writes a video or a GIF to ``path``."""
    from convscenes.rendering.formats.writers import pixel_format_of  # PyAV takes a while to import
    from convscenes.rendering.relay import Film, converted

    width, height = options.quality.width, options.quality.height
    return converted(partial(Film, path, options), pixel_format_of(options), width, height)


def cues_of(times: Sequence[BeatTime]) -> list[Cue]:
    """Return the captions of beats."""
    return [Cue(time.start, time.end, time.beat.plain_caption) for time in times]


def captions_of(path: Path) -> Path:
    """Return where the captions of a video are."""
    return path.with_suffix(".vtt")
