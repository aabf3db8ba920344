"""A story or a playlist as one file: a video with captions, an animated picture, a flip book, or a still."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from convscenes.rendering.options import Options, format_of
from convscenes.rendering.requests.plan import plan_of, story_plan
from convscenes.rendering.requests.request import Audio, VideoRequest
from convscenes.rendering.requests.schedule import Event, make
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import Story


def render(
    story: Story | Path,
    path: str | PathLike[str],
    *,
    quality: str | None = None,
    format: str | None = None,
    fps: int | None = None,
    theme: str | None = None,
    aspect: str | None = None,
    text_scale: float | None = None,
    frame: str | None = None,
    transparent: bool = False,
    codec: str = "h264",
    audio: str | PathLike[str] | None = None,
    cues: str | PathLike[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Render a story, or the spec or playlist at a path, to ``path``; its suffix sets the format.

    That is mp4, webm, mov, webp, avif, gif or png, the last frame; a ``format`` of flipbook makes a WebP of
    one picture for each beat. A playlist is a video.

    ``quality`` is low, medium, high, k or small (640 × 360, an animated picture's), or the height: 480p,
    720p, 1080p, 2160p or 360p; ``codec``, of an mp4, is h264 or av1; ``aspect`` 16:9, 4:3, 1:1 or
    9:16; ``text_scale`` 0.5 to 1.25; ``frame`` full or bare. Captions are written beside a video, as
    ``.vtt``. Clips of beats are kept in ``.convscenes``, so that only changed beats are drawn the next time.
    The sound in ``audio`` becomes a video's, whose beats begin at the times in ``cues``, a file beside it
    unless that is named. ``progress`` is called after every beat with the beats done and all beats.

    Raises:
        SpecError: the spec, a part of the playlist, or the file of cues is wrong.
        UsageError: options that do not exist or do not go together.
        RenderError: the scene failed, or the file could not be written. No incomplete file is left.
    """
    path = Path(path)
    options = Options.of(
        quality,
        format_of(path, format),
        fps=fps,
        theme=theme,
        aspect=aspect,
        text_scale=text_scale,
        frame=frame,
        transparent=transparent,
        codec=codec,
    )

    voice = Audio.of(Path(audio) if audio else None, Path(cues) if cues else None)

    def report(event: Event) -> None:
        if progress is not None and event.of:
            progress(event.done, event.of)

    if isinstance(story, Story):
        request = VideoRequest(Path(story.name or story.kind), path, options, audio=voice)
        plan = story_plan(request, story, PackedStory.of(story), {})
    else:
        plan = plan_of(VideoRequest(story, path, options, audio=voice), Specs())
    make(plan, report)
    return path
