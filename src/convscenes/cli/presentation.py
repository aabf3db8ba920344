"""The option ``--theme``; it imports `rendering`, which the other options do not need."""

import click

from convscenes.rendering.options import THEMES

THEME = click.option("--theme", type=click.Choice(THEMES), help="Default: the theme in the spec.")
