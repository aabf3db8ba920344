"""``convscenes doctor``: what is installed, what is missing, and the commands that install it."""

from __future__ import annotations

import click

from convscenes.cli.app import RENDER_FAILED
from convscenes.cli.health import Finding, findings

SYMBOLS = {
    "fine": click.style("✓", fg="green"),
    "missing": click.style("✗", fg="red"),
    "optional": click.style("–", fg="yellow"),
}


@click.command()
@click.pass_context
def doctor_command(ctx: click.Context) -> None:
    """Show what is installed and what is missing.

    Prints the command that installs what is missing; the exit code is then 1.
    """
    found = tuple(findings())
    for finding in found:
        click.echo(line(finding))
    missing = [finding for finding in found if finding.state == "missing"]
    if missing:
        click.echo(f"{len(missing)} missing: rendering will not work until each is installed.")
        ctx.exit(RENDER_FAILED)
    click.echo("Ready to render.")


def line(finding: Finding) -> str:
    """Return a finding as one line; below it the command that installs what is missing."""
    head = f"{SYMBOLS[finding.state]} {finding.what}: {finding.detail}"
    return head if finding.state == "fine" or not finding.remedy else f"{head}\n    {finding.remedy}"
