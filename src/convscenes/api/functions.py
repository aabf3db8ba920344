"""What stories do, as functions that take specs wherever they take stories."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from convscenes import stories
from convscenes.api.figures import Figure
from convscenes.api.stories import AnyPath, Beats, Spec, Story, load


def render(
    spec: Story | Spec,
    path: AnyPath,
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
    audio: AnyPath | None = None,
    cues: AnyPath | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Render a story, a spec, or a playlist at a path, to ``path``, as ``Story.render`` does.

    >>> render("lecture.yaml", "lecture.mpg")
    Traceback (most recent call last):
    convscenes.errors.UsageError: the suffix of lecture.mpg: no "mpg". \
There are: mp4, webm, mov, webp, avif, gif, png.
    """
    from convscenes.rendering import video  # here, because steps and numbers need none of it

    return video.render(
        Path(spec) if isinstance(spec, str | PathLike) else _story_of(spec),
        path,
        quality=quality,
        format=format,
        fps=fps,
        theme=theme,
        aspect=aspect,
        text_scale=text_scale,
        frame=frame,
        transparent=transparent,
        codec=codec,
        audio=audio,
        cues=cues,
        progress=progress,
    )


def publish(
    spec: Story | Spec,
    path: AnyPath,
    to: str | None = None,
    *,
    quality: str | None = None,
    theme: str | None = None,
    aspect: str | None = None,
    text_scale: float | None = None,
    folder: bool = False,
    stills: bool = False,
    handout: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Publish a story, a spec, or a playlist at a path, to ``path``, as ``Story.publish`` does.

    >>> publish("lecture.yaml", "lecture.pptx", handout=True)
    Traceback (most recent call last):
    convscenes.errors.UsageError: pptx knows no --handout.
    """
    from convscenes.publish import publishing  # here, because steps and numbers need none of it
    from convscenes.publish.formats import Choices

    return publishing.publish(
        Path(spec) if isinstance(spec, str | PathLike) else _story_of(spec),
        path,
        to,
        quality=quality,
        theme=theme,
        aspect=aspect,
        text_scale=text_scale,
        choices=Choices(folder=folder, stills=stills, handout=handout),
        progress=progress,
    )


def figure(
    spec: Story | Spec,
    beats: Beats | None = None,
    *,
    theme: str | None = None,
    aspect: str | None = None,
    text_scale: float | None = None,
    frame: str | None = None,
    transparent: bool = False,
    quality: str | None = None,
) -> Figure:
    """Return a figure of beats of a story or a spec, as ``Story.figure`` does.

    >>> figure({"kind": "scatter", "input": [[2, 3]], "kernel": [[1, 4]]}, "overlap")
    <Figure of scatter: overlap>
    """
    return Story(_story_of(spec)).figure(
        beats,
        theme=theme,
        aspect=aspect,
        text_scale=text_scale,
        frame=frame,
        transparent=transparent,
        quality=quality,
    )


def _story_of(spec: Story | Spec) -> stories.Story:
    """Return the data of a story, or of a spec's."""
    return (spec if isinstance(spec, Story) else load(spec))._story
