"""A story as one file: a video with captions, an animated picture, a flip book, or a still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from convscenes.rendering.options import Options, format_of
from convscenes.rendering.requests.plan import story_plan
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import Event, make
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import Story


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

    ``quality`` is low, medium, high (1080p60), k or small (640 × 360, an animated picture's); ``codec``,
    of an mp4, is h264 or av1. Captions are written beside a video, as ``.vtt``. Clips of beats are kept
    in ``.convscenes``, so that only changed beats are drawn the next time. ``progress`` is called
    after every beat with the beats done and all beats.

    Raises:
        UsageError: options that do not exist or do not go together.
        RenderError: the scene failed, or the file could not be written. No incomplete file is left.
    """
    path = Path(path)
    options = Options.of(
        quality, format_of(path, format), fps=fps, theme=theme, transparent=transparent, codec=codec
    )

    def report(event: Event) -> None:
        if progress is not None and event.of:
            progress(event.done, event.of)

    make(story_plan(VideoRequest(Path(story.name), path, options), story, PackedStory.of(story), {}), report)
    return path
