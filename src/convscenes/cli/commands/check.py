"""``convscenes check``: validates specs and playlists, without drawing."""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.options import SPECS, spec_files
from convscenes.rendering.requests.specs import Specs


@click.command()
@SPECS
@click.pass_context
def check_command(ctx: click.Context, specs: tuple[Path, ...]) -> None:
    """Validate specs, without drawing.

    Prints every problem on a line of its own, with its file, line and field.
    """
    batch = Batch()
    read = Specs()
    for file in read.with_parts(spec_files(specs)):
        with batch.part():
            read[file].check()
            batch.counts["fine"] += 1
    click.echo(batch.summary())
    ctx.exit(batch.exit_code)
