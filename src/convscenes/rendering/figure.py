"""Figures: beats as SVG, PDF or PNG, without rendering the video."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.rendering.manim_backend.imports import importing_manim
from convscenes.rendering.options import Options
from convscenes.rendering.requests.atomic import draft
from convscenes.spec.faults import one_of
from convscenes.stories import Beat, Story

if TYPE_CHECKING:
    from convscenes.scenes.stage.spec_scene import SpecScene

FORMATS = ("svg", "pdf", "png")


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
    """Draw what a story shows at the end of beats (all, unless named), one file each, in the story's order.

    The files are ``folder/<beat>.<format>``; the folder is ``media/figures/<spec's name>`` by default.
    SVG and PDF are vectors, the same bytes in every run; a PNG has the size of ``quality``, else 1920 × 1080.

    Raises:
        UsageError: an unknown beat, format, quality or theme.
        RenderError: the scene failed, or a file could not be written.
    """
    options = Options.of(quality, "png", theme=theme, transparent=transparent)
    folder = Path("media", "figures", story.name or story.kind) if folder is None else Path(folder)
    return draw(story, paths_for(story, beats, one_of(format, FORMATS, "format"), folder), options)


def paths_for(story: Story, beats: Iterable[str] | None, format: str, folder: Path) -> dict[str, Path]:
    """Return the file of every wanted beat; raises UsageError for a beat that the story does not have."""
    names = [beat.name for beat in story.beats]
    wanted = names if beats is None else {story.beat(name).name for name in beats}
    return {name: folder / f"{name}.{format}" for name in names if name in wanted}


def draw(story: Story, paths: Mapping[str, Path], options: Options) -> list[Path]:
    """Write the figure of each beat to its path, in one pass through the scene."""
    with importing_manim():
        from convscenes.rendering.manim_backend.engine import visit

    with ExitStack() as drafts:

        def write_beat(scene: SpecScene, beat: Beat) -> None:
            part = drafts.enter_context(draft(paths[beat.name]))
            write(scene, beat, part, options)

        if paths:
            visit(story, options, paths, write_beat)
    return list(paths.values())


def write(scene: SpecScene, beat: Beat, path: Path, options: Options) -> None:
    """Write what ``scene`` shows now to ``path``; the suffix sets the format."""
    if path.suffix == ".png":
        from convscenes.rendering.frames.pictures import save_png
        from convscenes.rendering.manim_backend.recording import still

        save_png(still(scene, transparent=options.transparent), path)
        return
    from convscenes.rendering.vector.svg import svg_of

    title = f"{scene.story.title}: {beat.name}"
    svg = svg_of(scene, beat, title, transparent=options.transparent)
    if path.suffix == ".svg":
        path.write_text(svg, encoding="utf-8")
        return
    from convscenes.rendering.vector.pdf import pdf_of

    path.write_bytes(pdf_of(svg, title, beat.description))
