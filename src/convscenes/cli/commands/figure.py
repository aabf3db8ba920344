"""``convscenes figure``: figures of beats, without rendering the video."""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.given import DASH, Given
from convscenes.cli.options import JOBS, OUTPUT, QUALITIES, QUIET, SCHEDULER, SET, SPECS, THEME
from convscenes.cli.report import make_all, runner_for, warn_of_dark
from convscenes.cli.targets import (
    FIGURES,
    SHEETS,
    check_not_taken,
    format_for,
    in_folder,
    name_with,
    only_one,
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
@click.option(
    "--beat",
    "beats",
    multiple=True,
    metavar="NAME",
    help="A beat to draw; may be repeated. Default: the last beat.",
)
@click.option("--all", "every", is_flag=True, help="Draw every beat.")
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
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def figure_command(
    ctx: click.Context,
    specs: Given,
    settings: tuple[str, ...],
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
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Draw figures of the beats of specs.

    They go to media/figures/SPEC/BEAT.svg, unless -o names another place; a PDF that -o names has a page for
    each beat. Where specs lie in several folders, these are mirrored: media/figures/FOLDER/SPEC/BEAT.svg.
    What is made with --set has that in its name: media/figures/SPEC.stride-2/BEAT.svg.
    """
    if beats and every:
        raise UsageError("--all and --beat exclude each other.")
    format = format_for(output, format, PICTURES, "svg")
    if quality and format != "png":
        raise UsageError(f"-q{quality} is the size of a PNG; {format.upper()} fits any size.")
    options = Options.of(quality and QUALITIES[quality], "png", theme=theme, transparent=transparent)
    runner, batch, read = runner_for(jobs, scheduler), Batch(), specs.read()
    files = read.stories_among(specs.files)
    requests: list[Request] = []
    with single_file(output, f".{format}") as single:
        if single and output:
            only_one(files, output)
            targets = dict.fromkeys(files, single)
        elif sheet:
            targets = in_folder(files, output or SHEETS, name_with(settings, f".{format}"), specs.paths)
        else:
            targets = in_folder(files, output or FIGURES, name_with(settings), specs.paths)
        for file, target in targets.items():
            with batch.part():
                story = read.changed(file, settings).story
                wanted = wanted_beats(story, beats, every=every or (sheet and not beats))
                request: Request
                if single or sheet:
                    if output and format != "pdf" and not sheet:
                        only_one(
                            wanted or story.beats,
                            output,
                            "a folder, or a PDF, which has pages; or add --sheet",
                        )
                    request = SingleRequest(file, target, options, wanted, sheet, settings=settings)
                else:
                    request = FigureRequest(
                        file, target, options, format, wanted, numbered, settings=settings
                    )
                if not (force or single):
                    check_not_taken(request)
                requests.append(request)
        warn_of_dark(requests, read, options)
        quiet = quiet or output == DASH
        keep = output != DASH
        make_all(requests, batch, runner, read, done=DRAWN, quiet=quiet, force=force, keep=keep)
    if not quiet:
        click.echo(batch.summary())
    ctx.exit(batch.exit_code)


def wanted_beats(story: Story, beats: tuple[str, ...], *, every: bool) -> tuple[str, ...] | None:
    """Return the names of the beats to draw, by default that of the last; None for all."""
    return None if every else tuple(dict.fromkeys(beats)) or (story.beats[-1].name,)
