"""``convscenes kinds`` lists the kinds of scene; ``convscenes new`` writes a starter spec."""

from __future__ import annotations

from pathlib import Path

import click

from convscenes.cli.options import Kind, Utf8Path
from convscenes.cli.starter import PLAYLIST, starter_files
from convscenes.errors import UsageError
from convscenes.rendering.extraction import spec_in
from convscenes.stories import kinds
from convscenes.stories._base.kinds import summary


@click.command()
def kinds_command() -> None:
    """List the kinds of scene with a description of each."""
    names = kinds()
    wide = max(map(len, names))
    for name in names:
        click.echo(f"{name:{wide}}  {summary(name)}")


@click.command()
@click.argument("kind", type=Kind([*kinds(), PLAYLIST]), required=False)
@click.argument("path", type=Utf8Path(), required=False)
@click.option(
    "--from",
    "made",
    type=Utf8Path(),
    metavar="FILE",
    help="In place of KIND: print the spec that a figure or a video was made of.",
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def new_command(kind: str | None, path: Path | None, made: Path | None, force: bool) -> None:
    """Write a starter spec of KIND, and the files that it names, to PATH.

    PATH is a file or a folder, by default KIND.yaml. The kind playlist is a playlist of the specs in the
    folder, or of two new ones where it has none.

    Figures (svg, pdf, png) and videos (mp4, webm, mov) hold the text of their spec: --from prints it.
    """
    if made:
        if kind:
            raise UsageError(f"new {kind} --from {made}: a kind or a file, not both.")
        click.echo(spec_in(made), nl=False)
        return
    if not kind:
        raise click.MissingParameter(param_hint="'KIND'", param_type="argument")
    target = path or Path(f"{kind}.yaml")
    if target.is_dir():
        target /= f"{kind}.yaml"
    files = starter_files(kind, target)
    for existing in (file for file in files if file.exists() and not force):
        raise UsageError(f"{existing}: exists already. Overwrite it with --force.")
    for file, content in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise UsageError(f"{file}: cannot be written: {error.strerror}.") from None
        more = f" Change it, then: convscenes render {target}" if file == target else ""
        click.echo(f"{file}: written.{more}")
