"""``convscenes clean``: empty the store of clips."""

from __future__ import annotations

import click

from convscenes.rendering.requests import store


@click.command()
def clean_command() -> None:
    """Remove all kept clips, from .convscenes in this folder; videos and figures stay."""
    click.echo(f"{store.clear() / 1e6:.1f} MB removed from {store.CLIPS.as_posix()}.")
