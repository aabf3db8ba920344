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

    Prints every problem on a line of its own, with its file, line and field; and a note for every map whose
    numerals will not be readable.
    """
    from convscenes.rendering.manim_backend.legibility import (
        illegible_maps,  # here, because it takes a second
    )

    batch, read, named = Batch(), specs.read(), specs.files
    for file in read.with_parts(named):
        with batch.part():
            given = read.changed(file, settings if file in named else ())
            if not given.check():
                numerals, crowded = illegible_maps(given.story)
                given.refuse_labels(crowded)
                for label in dict.fromkeys(one.label for one in numerals):
                    click.echo(f"{file}: note: numerals of {label} will not be readable.")
            batch.counts["fine"] += 1
    click.echo(batch.summary())
    ctx.exit(batch.exit_code)
