"""The option for how it looks; it needs the room `rendering`, which the other options do without."""

import click

from convscenes.rendering.options import THEMES

THEME = click.option("--theme", type=click.Choice(THEMES), help="Default: what the spec says.")
