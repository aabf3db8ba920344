"""Arguments and options that several commands share. Quick to import, for runs with nothing to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from convscenes.cli.given import given
from convscenes.errors import UsageError, one_of
from convscenes.rendering import options as choices
from convscenes.words import languages

SPECS = click.argument(
    "specs",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="SPEC...",
    callback=given,
)
"""One or more specs; a folder stands for every ``*.yaml`` below it, ``-`` for standard input."""
SPEC = click.argument("spec", type=click.Path(path_type=Path), callback=given)
"""A spec, ``-`` for standard input."""
SET = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Override a field of the spec, or add one: --set stride=2; may be repeated.",
)


LANGUAGE = click.option(
    "--language",
    type=click.Choice(languages()),
    help="The language of captions, titles and labels. Default: that in the spec.",
)


def in_language(language: str | None, settings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the settings with the language, where one is given: it is a field as others are.

    >>> in_language("de", ("stride=2",)), in_language(None, ("stride=2",))
    (('stride=2', 'language=de'), ('stride=2',))
    """
    return (*settings, f"language={language}") if language else settings


QUIZ = click.option(
    "--quiz", is_flag=True, help="Ask first: the cells that the next step fills, outlined and empty."
)


def asking(settings: tuple[str, ...], *, quiz: bool) -> tuple[str, ...]:
    """Return the settings with questions, where they are wanted: they are a field as others are.

    >>> asking(("stride=2",), quiz=True)
    ('stride=2', 'quiz=true')
    """
    return (*settings, "quiz=true") if quiz else settings


class Utf8Path(click.Path):
    """A path to write to, which must be UTF-8 because records and manifest list it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; raises UsageError where it is not UTF-8."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            str(path).encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError(f"{path}: the path is not UTF-8. Choose another name.") from None
        return path


class Kind(click.Choice[str]):
    """The kind of a scene; a misspelt one is answered with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind; raises UsageError where there is none of this name."""
        if value in self.choices:
            return str(value)
        from convscenes.stories._base.kinds import kind_hint  # here, because it takes a while

        return one_of(value, self.choices, "kind", hint=kind_hint(value))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return a word: the names of all kinds fill lines."""
        return "KIND"


OUTPUT = click.option(
    "-o",
    "--output",
    type=Utf8Path(),
    metavar="PATH",
    help="A file for a single result (its suffix sets the format), a folder, or - for standard output.",
)
QUALITIES = {"l": "low", "m": "medium", "h": "high", "k": "k"}
"""The letters that may follow ``-q``, and the qualities that they name."""

JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Draw N clips at once, each on one processor. Default: as many as there are processors.",
)
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on a Dask cluster whose scheduler is at ADDRESS (tcp://HOST:8786).",
)


def themes(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the themes that complete what was ``begun``, else files."""
    names = [name for name in ("dark", "light") if name.startswith(begun)]
    return [CompletionItem(name) for name in names] or [CompletionItem(begun, type="file")]


THEME = click.option(
    "--theme",
    metavar="dark|light|FILE",
    shell_complete=themes,
    help="A FILE of colours is YAML. Default: the spec's; where that has none, dark; light if transparent.",
)
ASPECT = click.option(
    "--aspect",
    type=click.Choice(choices.ASPECTS),
    help="Width to height; the shorter side stays that of the quality. Default: that of the spec, or 16:9.",
)
TEXT_SCALE = click.option(
    "--text-scale",
    type=click.FloatRange(0.5, 1.25),
    metavar="N",
    help="Texts N times as large, 0.5 to 1.25, but for numerals in cells. Default: that of the spec, or 1.",
)
FRAME = click.option(
    "--frame",
    type=click.Choice(choices.FRAMES),
    help="bare is cropped to the maps, without title and caption. Default: that of the spec, or full.",
)
QUIET = click.option("--quiet", is_flag=True, help="Print only what goes wrong.")
