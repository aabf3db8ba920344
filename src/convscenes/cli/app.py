"""The program ``convscenes``: its commands, and the exit code of each kind of error."""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
import warnings
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from convscenes.cli.streams import make_printable
from convscenes.errors import ConvscenesError, RenderError, SpecError
from convscenes.rendering.jobs.signals import INTERRUPTED

RENDER_FAILED, WRONG_SPEC = 1, 2
"""Exit codes; 0 is success, 130 interrupted, and click's own usage errors are 2 as well."""

COMMANDS = {
    "render": "render",
    "figure": "figure",
    "publish": "publish",
    "regenerate": "regenerate",
    "check": "check",
    "steps": "steps",
    "sizes": "sizes",
    "kinds": "kinds",
    "new": "kinds",
    "schema": "schema",
    "clean": "clean",
    "doctor": "doctor",
}
"""Every command and its module, imported on demand: `doctor` works where packages are missing."""

# Without a last garbage collection, the process ends faster.
atexit.register(gc.freeze)


class Program(click.Group):
    """The commands, in the order in which they are needed. Errors end in a message without traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return the command ``name``."""
        if name not in COMMANDS:
            return None
        command = getattr(
            importlib.import_module(f"convscenes.cli.commands.{COMMANDS[name]}"), f"{name}_command"
        )
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command of the arguments; turn errors into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except SpecError as error:
            click.echo(error, err=True)
            ctx.exit(WRONG_SPEC)
        except ConvscenesError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(RENDER_FAILED if isinstance(error, RenderError) else WRONG_SPEC)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            raise  # the reader has closed the pipe: click ends the program without a message
        except OSError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(RENDER_FAILED)


def installed_version() -> str:
    """Return the version of the installed package."""
    try:
        return version("convscenes")
    except PackageNotFoundError:
        return "of a checkout that is not installed"


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(installed_version(), prog_name="convscenes")
def main() -> None:
    """Animations and figures of convolution and transposed convolution, from YAML specs."""


def run() -> None:
    """Run the program with the arguments of this process."""
    make_printable(sys.stdout)
    make_printable(sys.stderr)
    warnings.showwarning = lambda message, *_: print(f"Warning: {message}", file=sys.stderr)
    main(prog_name="convscenes")
