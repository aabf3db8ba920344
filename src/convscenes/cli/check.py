"""``convscenes check``: validate specs and playlists, draw nothing."""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.arguments import SPECS, spec_files
from convscenes.cli.batch import Batch
from convscenes.stories import load_story


@click.command()
@SPECS
@click.pass_context
def check_command(ctx: click.Context, specs: tuple[Path, ...]) -> None:
    """Validate specs: every problem on one line, with its file, line and field."""
    batch = Batch()
    for file in spec_files(specs):
        with batch.part():
            load_story(file)
    click.echo(batch.summary("fine"))
    ctx.exit(batch.exit_code)
