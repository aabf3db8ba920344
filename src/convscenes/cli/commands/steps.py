"""``convscenes steps``: the story of a spec as a table in the terminal, or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from convscenes.cli.story_data import story_data
from convscenes.stories import load_story


@click.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: beats, captions, arrays, every step.")
def steps_command(spec: Path, as_json: bool) -> None:
    """Print every intermediate step of SPEC.

    The beats come one below the other; a cell that is still empty is a dot.
    """
    story = load_story(spec)
    if as_json:
        click.echo(json.dumps(story_data(story), ensure_ascii=False, allow_nan=False))
    else:
        from rich.console import Console  # here, because JSON and `--help` need no tables

        from convscenes.cli.story_table import story_table

        Console(highlight=False, markup=False).print(story_table(story))
