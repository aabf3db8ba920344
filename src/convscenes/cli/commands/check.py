"""``convscenes check``: validates specs and playlists, without drawing."""

from __future__ import annotations

import click

from convscenes.cli.batch import Batch
from convscenes.cli.given import Given
from convscenes.cli.options import SET, SPECS


@click.command()
@SPECS
@SET
@click.pass_context
def check_command(ctx: click.Context, specs: Given, settings: tuple[str, ...]) -> None:
    """Validate specs, without drawing.

    Prints every problem on a line of its own, with its file, line and field.
    """
    batch, read, named = Batch(), specs.read(), specs.files
    for file in read.with_parts(named):
        with batch.part():
            read.changed(file, settings if file in named else ()).check()
            batch.counts["fine"] += 1
    click.echo(batch.summary())
    ctx.exit(batch.exit_code)
