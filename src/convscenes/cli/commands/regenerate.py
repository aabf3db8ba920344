"""``convscenes regenerate``: everything that the specs ask for, only what changed.

Imports here determine the time of a run with nothing to do: neither NumPy nor pydantic, nor YAML.
"""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.given import spec_files
from convscenes.cli.options import JOBS, QUALITIES, QUIET, SCHEDULER, Utf8Path
from convscenes.errors import UsageError
from convscenes.rendering.media.manifest import MANIFEST
from convscenes.rendering.requests import records
from convscenes.rendering.toolchain import toolchain


@click.command()
@click.argument("folder", default=Path("scenes"), type=Utf8Path(), metavar="[DIR]")
@click.option(
    "-q",
    "--quality",
    type=click.Choice(list(QUALITIES)),
    help="Of videos: -ql 480p15, -qm 720p30 (default), -qh 1080p60, -qk 2160p60.",
)
@click.option("--check", is_flag=True, help="Draw all figures elsewhere, and fail if media/ has others.")
@click.option(
    "--all", "every", is_flag=True, help="With --check: videos, animated pictures and stills as well."
)
@click.option("--dry-run", is_flag=True, help="Only print what would be made and removed.")
@click.option("--force", is_flag=True, help="Make what is up to date as well.")
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def regenerate_command(
    ctx: click.Context,
    folder: Path,
    quality: str | None,
    check: bool,
    every: bool,
    dry_run: bool,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Bring media/ up to date with the specs in DIR (default: scenes).

    Makes what each spec asks for in its outputs, if it would change, and media/gallery.md, which shows it;
    removes what no spec makes any more: files that media/manifest.json lists and that are still as they were
    made, nothing else.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder. Name the folder with the specs.")
    if every and not check:
        raise UsageError("--all is for --check; without it, everything is made.")
    if check and (dry_run or force):
        raise UsageError("--check changes nothing: it goes with neither --dry-run nor --force.")
    specs = spec_files([folder])
    recipe = {"specs": [spec.as_posix() for spec in specs], "quality": quality, **toolchain()}
    if not (check or force) and (files := records.up_to_date(MANIFEST, recipe)):
        if not quiet:
            made = len(files) - len((MANIFEST, "the gallery"))
            click.echo(f"{made} files: {made} up to date.")
        return

    from convscenes.cli import regenerating  # here, because it takes half a second
    from convscenes.cli.report import runner_for
    from convscenes.publish.request import request_for
    from convscenes.rendering.media.update import Scope

    scope = Scope(folder, specs, QUALITIES[quality] if quality else None, request_for)
    if check:
        ctx.exit(regenerating.check(scope, runner_for(jobs, scheduler), every=every, quiet=quiet))
    if dry_run:
        ctx.exit(regenerating.dry_run(scope, force=force, quiet=quiet))
    ctx.exit(regenerating.update(scope, runner_for(jobs, scheduler), recipe, force=force, quiet=quiet))
