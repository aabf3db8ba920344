"""A story, a spec or a playlist as one publication: a page, slides, a notebook or a document."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from convscenes.errors import one_of
from convscenes.publish.formats import FORMATS, Choices, format_of
from convscenes.publish.publication import story_publication
from convscenes.publish.request import PublishRequest
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.schedule import Event, make
from convscenes.rendering.requests.specs import Specs
from convscenes.stories import Story


def publish(
    story: Story | Path,
    path: str | PathLike[str],
    to: str | None = None,
    *,
    quality: str | None = None,
    theme: str | None = None,
    aspect: str | None = None,
    text_scale: float | None = None,
    choices: Choices,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Publish a story, or the spec or playlist at a path, to ``path``: a file, or a folder of files.

    ``to`` is the name of a format; without it, the suffix of the file sets it. ``quality``, that of clips, is
    medium unless given. ``progress`` is called after every beat with the beats done and all beats.

    Raises:
        SpecError: the spec, or a part of the playlist, is wrong.
        UsageError: options or choices that do not exist or do not go together.
        RenderError: the scene failed, or the file could not be written. No incomplete file is left.
    """
    path = Path(path)
    format = FORMATS[one_of(to, list(FORMATS), "to")] if to else format_of(path)
    if not format.is_folder(choices):
        format.check_suffix(path)
    options = Options.of(quality or "medium", theme=theme, aspect=aspect, text_scale=text_scale)

    def report(event: Event) -> None:
        if progress is not None and event.of:
            progress(event.done, event.of)

    spec = Path(story.name or story.kind) if isinstance(story, Story) else story
    request = PublishRequest.of(spec, path, format.name, options, choices)
    make(story_publication(request, story) if isinstance(story, Story) else plan_of(request, Specs()), report)
    return path
