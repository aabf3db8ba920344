"""``convscenes check``: validates specs and playlists, without drawing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from convscenes.cli.batch import Batch
from convscenes.cli.given import Given
from convscenes.cli.options import SET, SPECS

if TYPE_CHECKING:
    from convscenes.rendering.requests.specs import Spec


@click.command()
@SPECS
@SET
@click.pass_context
def check_command(ctx: click.Context, specs: Given, settings: tuple[str, ...]) -> None:
    """Validate specs, without drawing.

    Prints every problem on a line of its own, with its file, line and field; and a note for every map whose
    numerals will not be readable.
    """
    from convscenes.scenes._base.roominess import is_roomy  # here, because it takes a while

    batch, read, named = Batch(), specs.read(), specs.files
    for file in read.with_parts(named):
        with batch.part():
            given = read.changed(file, settings if file in named else ())
            if not given.own_playlist and not is_roomy(given.unworded):
                warn_of_illegible(file, given)
            batch.counts["fine"] += 1
    click.echo(batch.summary())
    ctx.exit(batch.exit_code)


def warn_of_illegible(file: Path, given: Spec) -> None:
    """Print a note for every map whose numerals will not be readable; raises SpecError for labels."""
    from convscenes.rendering.manim_backend.legibility import (
        illegible_maps,  # here, because it takes a second
    )

    numerals, crowded = illegible_maps(given.story)
    given.refuse_labels(crowded)
    for label in dict.fromkeys(one.label for one in numerals):
        click.echo(f"{file}: note: numerals of {label} will not be readable.")
