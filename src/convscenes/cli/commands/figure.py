"""``convscenes figure``: figures of beats, without rendering the video."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.options import JOBS, OUTPUT, QUALITIES, QUIET, SCHEDULER, SPECS, THEME, spec_files
from convscenes.cli.report import make_all, print_files, runner_for
from convscenes.cli.targets import FIGURES, check_not_taken, format_for, in_folder, is_file_name, only_one
from convscenes.errors import UsageError
from convscenes.rendering.options import PICTURES, Options
from convscenes.rendering.requests.plan import figures_of
from convscenes.rendering.requests.request import FigureRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.stills import Stills

DRAWN = "drawn"


@click.command()
@SPECS
@click.option(
    "--beat",
    "beats",
    multiple=True,
    metavar="NAME",
    help="A beat to draw; may be repeated. Default: the last beat.",
)
@click.option("--all", "every", is_flag=True, help="Draw every beat.")
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
    specs: tuple[Path, ...],
    beats: tuple[str, ...],
    every: bool,
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

    They go to media/figures/SPEC/BEAT.svg, unless -o names another place. Where specs lie in several folders,
    these are mirrored: media/figures/FOLDER/SPEC/BEAT.svg.
    """
    if beats and every:
        raise UsageError("--all and --beat exclude each other.")
    runner = runner_for(jobs, scheduler)
    read = Specs()
    files = read.stories_among(spec_files(specs))
    single = output if is_file_name(output) else None
    format = format_for(output, format, PICTURES, "svg")
    folders = in_folder(files, FIGURES if single or output is None else output, "", specs)
    if quality and format != "png":
        raise UsageError(f"-q{quality} is the size of a PNG; {format.upper()} fits any size.")
    options = Options.of(quality and QUALITIES[quality], "png", theme=theme, transparent=transparent)
    batch, requests = Batch(), []
    for file, folder in folders.items():
        with batch.part():
            story = read[file].story
            wanted = None if every else beats or (story.beats[-1].name,)
            figures = figures_of(story, wanted, format, folder)
            if single:
                only_one([*files[1:], *figures], single)
                stills = Stills(read[file].packed, options, (replace(figures[0], path=single),))
                with runner.working():
                    stills.make(lambda *_: None)
                batch.counts[DRAWN] += 1
                if not quiet:
                    print_files(DRAWN, [single])
            else:
                request = FigureRequest(file, folder, options, format, wanted, numbered)
                if not force:
                    check_not_taken(request)
                requests.append(request)
    make_all(requests, batch, runner, read, done=DRAWN, quiet=quiet, force=force)
    if not quiet:
        click.echo(batch.summary())
    ctx.exit(batch.exit_code)
