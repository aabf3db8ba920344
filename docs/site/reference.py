"""The command line from its help, and Python from its docstrings."""

from __future__ import annotations

import click

import convscenes
from convscenes import ops
from convscenes.cli.app import COMMANDS, main

COLUMNS = 80
"""How wide a help text is."""
COMMANDS_HEAD = """\
# Options of all commands

What `convscenes COMMAND --help` prints. [The command line](command-line.md) shows how commands are used.
"""
API_HEAD = """\
# Python, all names

Everything that `import convscenes` gives; [from Python](python.md) shows how it is used.
"""
STORY = ("Beat", "Map")
"""What a story is made of: it gives them, they are not made by hand."""


def commands() -> str:
    """Return the page of all commands, with their help."""
    program = click.Context(main, info_name="convscenes", terminal_width=COLUMNS, max_content_width=COLUMNS)
    parts = [COMMANDS_HEAD]
    for name in COMMANDS:
        command = main.get_command(program, name)
        assert command is not None, name
        context = click.Context(
            command, info_name=name, parent=program, terminal_width=COLUMNS, max_content_width=COLUMNS
        )
        parts.append(f"## convscenes {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def api() -> str:
    """Return the page of all public names, each with its docstring where Sphinx builds the page."""
    public = [name for name in convscenes.__all__ if name not in ("ops", "__version__")]
    stories = [name for name in public if name in ("load", "story", "render", "figure", "Story", "Figure")]
    errors = [name for name in public if name.endswith("Error") or name == "Problem"]
    return "\n".join(
        [
            API_HEAD,
            section("Stories and figures", "convscenes", stories),
            section("What a story holds", "convscenes.stories", STORY),
            section("Operations", "convscenes", [n for n in public if n not in (*stories, *errors)]),
            section(
                "More operations: convscenes.ops",
                "convscenes.ops",
                [n for n in ops.__all__ if n not in public],
            ),
            section("Errors", "convscenes", errors),
        ]
    )


def section(title: str, module: str, names: list[str] | tuple[str, ...]) -> str:
    """Return names of a module below a heading."""
    entries = "\n".join(
        f".. auto{'class' if name[0].isupper() else 'function'}:: {module}.{name}" for name in names
    )
    return f"## {title}\n\n```{{eval-rst}}\n{entries}\n```\n"
