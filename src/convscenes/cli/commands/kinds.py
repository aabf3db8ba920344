"""``convscenes kinds`` lists the kinds of scene; ``convscenes new`` writes a starter spec."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from convscenes.cli.options import Kind, Utf8Path
from convscenes.cli.shipped import example, files_beside
from convscenes.cli.starter import starter
from convscenes.errors import UsageError
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
@click.argument("kind", type=Kind(kinds()))
@click.argument("path", type=Utf8Path(), required=False)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def new_command(kind: str, path: Path | None, force: bool) -> None:
    """Write a starter spec of KIND, and the files that it names, to PATH.

    PATH is a file or a folder, by default KIND.yaml.
    """
    target = path or Path(f"{kind}.yaml")
    if target.is_dir():
        target /= f"{kind}.yaml"
    text, beside = starter(kind), files_beside(example(kind))
    copies = {target.parent / name: file for name, file in beside.items()}
    for existing in (file for file in (target, *copies) if file.exists() and not force):
        raise UsageError(f"{existing}: exists already. Overwrite it with --force.")
    for written in (target, *copies):
        try:
            written.parent.mkdir(parents=True, exist_ok=True)
            if written == target:
                written.write_text(text, encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(copies[written], written)
        except OSError as error:
            raise UsageError(f"{written}: cannot be written: {error.strerror}.") from None
    for copy in copies:
        click.echo(f"{copy}: written.")
    click.echo(f"{target}: written. Change it, then: convscenes render {target}")
