"""``convscenes check``: validates specs and playlists, without drawing."""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.documents import check_file, with_parts
from convscenes.cli.options import SPECS, spec_files


@click.command()
@SPECS
@click.pass_context
def check_command(ctx: click.Context, specs: tuple[Path, ...]) -> None:
    """Validate specs, without drawing.

    Prints every problem on a line of its own, with its file, line and field.
    """
    batch = Batch()
    for file in with_parts(spec_files(specs)):
        with batch.part():
            check_file(file)
            batch.counts["fine"] += 1
    click.echo(batch.summary())
    ctx.exit(batch.exit_code)
