"""``convscenes steps``: the story of a spec as a table in the terminal, or as JSON."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import TextIO

import click

from convscenes.cli.given import DASH, Given
from convscenes.cli.options import LANGUAGE, SET, SPEC, Utf8Path, in_language
from convscenes.rendering.atomic import write_text
from convscenes.stories import Story
from convscenes.stories._base.story_data import story_data


@click.command()
@SPEC
@SET
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON: beats, captions, arrays, every step.")
@click.option("-o", "--output", type=Utf8Path(), default=DASH, help="A file. Default: standard output.")
def steps_command(
    spec: Given, settings: tuple[str, ...], language: str | None, as_json: bool, output: Path
) -> None:
    """Print every intermediate step of SPEC.

    The beats come one below the other; a cell that is still empty is a dot.
    """
    (path,) = spec.paths
    story = spec.read().changed(path, in_language(language, settings)).story
    if output == DASH:
        print_story(story, sys.stdout, as_json=as_json)
    else:
        text = StringIO()
        print_story(story, text, as_json=as_json)
        write_text(output, text.getvalue())


def print_story(story: Story, file: TextIO, *, as_json: bool) -> None:
    """Print a story as a table or as JSON."""
    if as_json:
        click.echo(json.dumps(story_data(story), ensure_ascii=False, allow_nan=False), file=file)
        return
    from rich.console import Console  # here, because JSON and `--help` need no tables

    from convscenes.cli.story_table import story_table

    Console(file=file, highlight=False, markup=False).print(story_table(story))
