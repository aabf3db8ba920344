"""``convscenes steps``: the stories of a spec or a playlist as tables in the terminal, or as JSON."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import TextIO

import click

from convscenes.cli.given import DASH, Given, beat_names
from convscenes.cli.options import LANGUAGE, SET, SPEC, Utf8Path, in_language
from convscenes.rendering.atomic import write_text
from convscenes.spec.checking import check_all
from convscenes.stories import Beat, Story
from convscenes.stories._base.story_data import story_data

Shown = tuple[Story, list[Beat]]
"""A story, and those of its beats that are wanted."""


@click.command()
@SPEC
@SET
@LANGUAGE
@click.option(
    "--beat",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=beat_names,
    help="A beat to print (first, last, or its name); may be repeated. Default: all.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: beats, captions, arrays, every step.")
@click.option("-o", "--output", type=Utf8Path(), default=DASH, help="A file. Default: standard output.")
def steps_command(
    spec: Given,
    settings: tuple[str, ...],
    language: str | None,
    names: tuple[str, ...],
    as_json: bool,
    output: Path,
) -> None:
    """Print every intermediate step of SPEC, or of each spec of a playlist: in JSON, a list of them.

    The beats come one below the other; a cell that is still empty is a dot.
    """
    read, settings = spec.read(), in_language(language, settings)
    files = read.stories_among(spec.paths)
    check_all(files, lambda file: read.changed(file, settings).story)
    found = {file: wanted(read.changed(file, settings).story, names) for file in files}
    playlist = files != spec.paths
    text = sys.stdout if output == DASH else StringIO()
    if as_json:
        print_json(found, text, listed=playlist)
    else:
        print_tables(found, text, headed=playlist)
    if isinstance(text, StringIO):
        write_text(output, text.getvalue())


def wanted(story: Story, names: tuple[str, ...]) -> Shown:
    """Return a story with its beats of these names, in its order; without names, with all.

    Raises:
        UsageError: an unknown beat.
    """
    named = [story.beat(name) for name in names]
    return story, [beat for beat in story.beats if not named or beat in named]


def print_json(found: dict[Path, Shown], file: TextIO, *, listed: bool) -> None:
    """Print a story as JSON, or a list of stories."""
    data = [story_data(*shown) for shown in found.values()]
    click.echo(json.dumps(data if listed else data[0], ensure_ascii=False, allow_nan=False), file=file)


def print_tables(found: dict[Path, Shown], file: TextIO, *, headed: bool) -> None:
    """Print the table of every story, where ``headed`` below the path of its spec."""
    from rich.console import Console  # here, because JSON and `--help` need no tables

    from convscenes.cli.story_table import story_table

    console = Console(file=file, highlight=False, markup=False)
    for path, shown in found.items():
        if headed:
            console.print(f"{path}\n", soft_wrap=True)
        console.print(story_table(*shown))
