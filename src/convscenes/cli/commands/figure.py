"""``convscenes figure``: figures of beats, without rendering the video."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.given import DASH, Given, beat_names
from convscenes.cli.options import (
    ASPECT,
    FRAME,
    JOBS,
    LANGUAGE,
    OUTPUT,
    QUALITIES,
    QUIET,
    SCHEDULER,
    SET,
    SPECS,
    TEXT_SCALE,
    THEME,
    in_language,
)
from convscenes.cli.report import make_all, runner_for, warn_of_dark
from convscenes.cli.targets import (
    FIGURES,
    SHEETS,
    check_not_taken,
    format_for,
    name_with,
    only_one,
    places,
    single_file,
)
from convscenes.errors import UsageError
from convscenes.rendering.options import PICTURES, Options
from convscenes.rendering.requests.request import FigureRequest, Request, SingleRequest
from convscenes.stories import Story

DRAWN = "drawn"


@click.command()
@SPECS
@SET
@LANGUAGE
@click.option(
    "--beat",
    "beats",
    multiple=True,
    metavar="NAME",
    shell_complete=beat_names,
    help="A beat to draw (first, last, or its name); may be repeated. Default: last.",
)
@click.option("--all", "every", is_flag=True, help="Draw every beat; -o FILE.pdf has a page for each.")
@click.option("--sheet", is_flag=True, help="All beats on one contact sheet: media/sheets/SPEC.svg.")
@click.option("--numbered", is_flag=True, help="File names begin with the number of the beat: 01-maps.svg.")
@click.option("--format", type=click.Choice(PICTURES), help="Default: the suffix of -o, or svg.")
@click.option(
    "-q",
    "--quality",
    type=click.Choice(list(QUALITIES)),
    help="The size of a PNG: -ql 480p, -qm 720p, -qh 1080p (default), -qk 2160p.",
)
@click.option("--transparent", is_flag=True, help="Without a background.")
@click.option(
    "--force", is_flag=True, help="Draw what is up to date as well, and over figures of another spec."
)
@OUTPUT
@THEME
@ASPECT
@TEXT_SCALE
@FRAME
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def figure_command(
    ctx: click.Context,
    specs: Given,
    settings: tuple[str, ...],
    language: str | None,
    beats: tuple[str, ...],
    every: bool,
    sheet: bool,
    numbered: bool,
    format: str | None,
    quality: str | None,
    transparent: bool,
    force: bool,
    output: Path | None,
    theme: str | None,
    aspect: str | None,
    text_scale: float | None,
    frame: str | None,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Draw figures of the beats of specs.

    They go to media/figures/SPEC/BEAT.svg, unless -o names another place; a PDF that -o names has a page for
    each beat. Where specs lie in several folders, these are mirrored: media/figures/FOLDER/SPEC/BEAT.svg.
    What is made with --set or --language has that in its name: media/figures/SPEC.stride-2/BEAT.svg.
    """
    if beats and every:
        raise UsageError("--all and --beat exclude each other.")
    settings = in_language(language, settings)
    format = format_for(output, format, PICTURES, "svg")
    if quality and format != "png":
        raise UsageError(f"-q{quality} is the size of a PNG; {format.upper()} fits any size.")
    options = Options.of(
        quality and QUALITIES[quality],
        "png",
        theme=theme,
        transparent=transparent,
        aspect=aspect,
        text_scale=text_scale,
        frame=frame,
    )
    runner, batch, read = runner_for(jobs, scheduler), Batch(), specs.read()
    files = read.stories_among(specs.files)
    selection = Selection(beats, every or (sheet and not beats), sheet, numbered, format)
    folder, end = (SHEETS, f".{format}") if sheet else (FIGURES, "")
    with single_file(output, f".{format}") as single:
        targets = places(files, single, output, folder, name_with(settings, end), specs.paths)
        requests = []
        for file, target in targets.items():
            with batch.part():
                story = read.changed(file, settings).story
                if single:
                    selection.check_single(story, output)
                request = selection.request(file, target, story, options, settings, single=single is not None)
                if not (force or single):
                    check_not_taken(request)
                requests.append(request)
        warn_of_dark(requests, read, options)
        quiet = quiet or output == DASH
        make_all(requests, batch, runner, read, done=DRAWN, quiet=quiet, force=force, keep=output != DASH)
    if not quiet:
        click.echo(batch.summary())
    ctx.exit(batch.exit_code)


@dataclass(frozen=True)
class Selection:
    """The beats to draw, by default the last, and how: a figure of each, or a sheet of all."""

    beats: tuple[str, ...]
    every: bool
    sheet: bool
    numbered: bool
    format: str

    def names(self, story: Story) -> tuple[str, ...] | None:
        """Return the names of the beats, None for all; raises UsageError for an unknown one."""
        return None if self.every else tuple(story.beat(name).name for name in self.beats or ("last",))

    def check_single(self, story: Story, output: Path | None) -> None:
        """Raise UsageError where the beats do not fit a single file."""
        if not (self.sheet or self.format == "pdf"):
            several = set(self.names(story) or story.beats)
            only_one(several, output, "a folder, or a PDF, which has pages; or add --sheet")

    def request(
        self,
        spec: Path,
        path: Path,
        story: Story,
        options: Options,
        settings: tuple[str, ...],
        *,
        single: bool,
    ) -> Request:
        """Return the request for the beats: in the file ``path`` if it is a ``single`` one or a sheet."""
        names = self.names(story)
        if single or self.sheet:
            return SingleRequest(spec, path, options, names, self.sheet, settings=settings)
        return FigureRequest(spec, path, options, self.format, names, self.numbered, settings=settings)
