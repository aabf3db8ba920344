"""``convscenes doctor``: what is installed, what is missing, and the command that installs it."""

from __future__ import annotations

import click

from convscenes.cli.app import RENDER_FAILED
from convscenes.cli.health import Finding, findings

SIGNS = {
    "fine": click.style("✓", fg="green"),
    "missing": click.style("✗", fg="red"),
    "optional": click.style("–", fg="yellow"),
}


@click.command()
@click.pass_context
def doctor_command(ctx: click.Context) -> None:
    """Say what rendering needs, what is missing, and how to install it; exit code 1 if something is."""
    found = tuple(findings())
    for finding in found:
        click.echo(line(finding))
    missing = [finding for finding in found if finding.state == "missing"]
    if missing:
        click.echo(f"{len(missing)} missing: rendering will not work until each is installed.")
        ctx.exit(RENDER_FAILED)
    click.echo("Ready to render.")


def line(finding: Finding) -> str:
    """Return a finding as one line, with the command that mends it below."""
    head = f"{SIGNS[finding.state]} {finding.what}: {finding.detail}"
    return head if finding.state == "fine" or not finding.remedy else f"{head}\n    {finding.remedy}"
