"""``convscenes publish``: pages, slides, notebooks and documents of specs; only what is not up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from convscenes.cli.batch import Batch, print_error
from convscenes.cli.given import DASH, Given
from convscenes.cli.options import (
    ASPECT,
    JOBS,
    LANGUAGE,
    OUTPUT,
    QUALITIES,
    QUIET,
    QUIZ,
    SCHEDULER,
    SET,
    SPECS,
    THEME,
    asking,
    in_language,
)
from convscenes.cli.report import make_all, print_dry_run, print_files, runner_for
from convscenes.cli.targets import check_not_taken, is_file_name, name_with, places, single_file
from convscenes.errors import ConvscenesError, UsageError
from convscenes.publish.formats import FORMATS, Choices, Format, format_of
from convscenes.publish.request import PublishRequest
from convscenes.rendering.options import Options
from convscenes.rendering.places import MEDIA

if TYPE_CHECKING:
    from convscenes.rendering.requests.specs import Specs

FEW = 2
"""The most files that are printed one by one."""


@click.command()
@SPECS
@SET
@LANGUAGE
@QUIZ
@ASPECT
@click.option(
    "--to",
    "names",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="What to make; may be repeated. Default: what the suffix of -o says, or html.",
)
@click.option("--folder", is_flag=True, help="A folder with media beside the page, not one file.")
@click.option("--stills", is_flag=True, help="Pictures of the beats' ends in place of clips.")
@click.option(
    "--handout", is_flag=True, help="A PDF for paper: six pictures to a page, light unless --theme is given."
)
@click.option(
    "-q",
    "--quality",
    type=click.Choice(list(QUALITIES)),
    help="The size of clips: -ql 480p15, -qm 720p30 (default), -qh 1080p60, -qk 2160p60.",
)
@click.option(
    "--force", is_flag=True, help="Make what is up to date as well, and over what another spec made."
)
@click.option("--dry-run", is_flag=True, help="Only print what would be made.")
@OUTPUT
@THEME
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def publish_command(
    ctx: click.Context,
    specs: Given,
    settings: tuple[str, ...],
    language: str | None,
    quiz: bool,
    aspect: str | None,
    names: tuple[str, ...],
    folder: bool,
    stills: bool,
    handout: bool,
    quality: str | None,
    force: bool,
    dry_run: bool,
    output: Path | None,
    theme: str | None,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Publish specs and playlists, each as a whole: media/FORMAT/SPEC, unless -o says otherwise."""
    formats = tuple(FORMATS[name] for name in dict.fromkeys(names)) or (
        format_of(output) if output and is_file_name(output) else FORMATS["html"],
    )
    settings = asking(in_language(language, settings), quiz=quiz)
    options = Options.of(QUALITIES[quality or "m"], theme=theme, aspect=aspect)
    choices = Choices(folder=folder, stills=stills, handout=handout)
    check_place(formats, choices, output)
    runner, batch, read = runner_for(jobs, scheduler), Batch(), specs.read()
    quiet = quiet or output == DASH
    import convscenes.publish.publication  # noqa: F401  here, because it takes a while

    with single_file(output, formats[0].suffix) as single:
        requests: list[PublishRequest] = []
        several = len(formats) > 1
        for format in formats:
            place = (output or MEDIA) / format.name if several or not output else output
            end = name_with(settings, "" if format.is_folder(choices) else format.suffix)
            for spec, path in places(specs.files, single, place, place, end, specs.paths).items():
                with batch.part():
                    request = PublishRequest.of(spec, path, format.name, options, choices, settings=settings)
                    if not (force or single or dry_run):
                        check_not_taken(request)
                    requests.append(request)
        advise(requests, read)
        if dry_run:
            print_dry_run(requests, batch, read, quiet=quiet, force=force)
        else:
            make_all(
                requests,
                batch,
                runner,
                read,
                done="published",
                report=print_main,
                quiet=quiet,
                force=force,
                keep=output != DASH,
            )
    if not quiet:
        click.echo(batch.summary())
    ctx.exit(batch.exit_code)


def print_main(ended: str, files: Iterable[Path]) -> None:
    """Print a line for each file; of a folder's many, one for the last, which opens the others."""
    files = tuple(files)
    print_files(ended, files if len(files) <= FEW else files[-1:])


def advise(requests: Iterable[PublishRequest], read: Specs) -> None:
    """Print a line for each publication to make that has more clips than its program plays."""
    from convscenes.publish.publication import Publication
    from convscenes.rendering.requests.plan import plan_of

    for request in requests:
        if request.format.most_clips and not request.up_to_date():
            with suppress(ConvscenesError):  # reported when it is made
                plan = plan_of(request, read)
                if isinstance(plan, Publication) and plan.advice:
                    print_error(plan.advice)


def check_place(formats: Sequence[Format], choices: Choices, output: Path | None) -> None:
    """Raise UsageError where a format does not know a choice, or does not fit what ``-o`` names."""
    for format in formats:
        format.check(choices)
        single = output == DASH or is_file_name(output)
        if single and format.is_folder(choices):
            raise UsageError(f"{output}: {format.name} becomes a folder of files. Name a folder.")
        if single and output and output != DASH:
            format.check_suffix(output)
    if len(formats) > 1 and (output == DASH or is_file_name(output)):
        raise UsageError(f"{output}: one file cannot hold {len(formats)} formats. Name a folder.")
