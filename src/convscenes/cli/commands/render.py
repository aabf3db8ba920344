"""``convscenes render``: videos, animated pictures and last frames of specs; only what is not up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from convscenes.cli.batch import Batch
from convscenes.cli.documents import check_whole, sources, stories_among
from convscenes.cli.options import JOBS, OUTPUT, QUALITIES, QUIET, SCHEDULER, SPECS, spec_files
from convscenes.cli.presentation import THEME
from convscenes.cli.report import FRESH, make_all, runner, say
from convscenes.cli.targets import FLIPBOOKS, VIDEOS, format_for, in_folder, is_file_name, only_one
from convscenes.cli.watching import changes
from convscenes.rendering import options as choices
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import VideoRequest


@click.command()
@SPECS
@click.option(
    "-q",
    "--quality",
    type=click.Choice(list(QUALITIES)),
    help="-ql 480p15, -qm 720p30 (default), -qh 1080p60, -qk 2160p60. Default of WebP, AVIF, GIF: 640×360.",
)
@click.option("--fps", type=int, metavar="N", help="Frames a second.")
@click.option(
    "--format",
    type=click.Choice(choices.FORMATS),
    help="Default: mp4, or what the suffix of -o says. A flipbook is a WebP with one picture for each beat.",
)
@click.option("--codec", type=click.Choice(choices.CODECS), default="h264", help="Of an mp4. Default: h264.")
@click.option("--transparent", is_flag=True, help=f"No background: {', '.join(choices.CLEAR)}.")
@click.option(
    "--engine",
    type=click.Choice(choices.ENGINES),
    default="swift",
    help="Default: swift, which draws only what changes; stock is Manim's own way.",
)
@click.option("--constant-frame-rate", is_flag=True, help="Encode every frame of a hold, for editing tools.")
@click.option("--force", is_flag=True, help="Render what is up to date as well.")
@click.option("--dry-run", is_flag=True, help="Only say what would be rendered.")
@click.option("--watch", is_flag=True, help="Go on, and render again whatever spec changes, until Ctrl-C.")
@OUTPUT
@THEME
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def render_command(
    ctx: click.Context,
    specs: tuple[Path, ...],
    quality: str | None,
    fps: int | None,
    format: str | None,
    codec: str,
    transparent: bool,
    engine: str,
    constant_frame_rate: bool,
    force: bool,
    dry_run: bool,
    watch: bool,
    output: Path | None,
    theme: str | None,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Render specs and playlists: media/videos/SPEC.mp4 with captions beside it, unless -o says otherwise.

    Flip books go to media/flipbooks.
    """
    format = format_for(output, format, choices.FORMATS, "mp4")
    name = QUALITIES[quality] if quality else None if format in choices.ANIMATIONS else "medium"
    options = Options.of(
        name,
        format,
        fps=fps,
        theme=theme,
        transparent=transparent,
        engine=engine,
        constant=constant_frame_rate,
        codec=codec,
    )

    run = runner(jobs, scheduler)

    def requests() -> list[VideoRequest]:
        return [VideoRequest(*each, options) for each in targets(specs, output, format).items()]

    def make(wanted: Iterable[VideoRequest]) -> Batch:
        batch = Batch()
        if dry_run:
            foresee(wanted, batch, quiet=quiet, force=force)
        else:
            make_all(wanted, batch, run, done="rendered", quiet=quiet, force=force)
        if not quiet:
            click.echo(batch.summary())
        return batch

    def watched() -> set[Path]:
        return {file for request in requests() for file in sources(request.spec)}

    rounds = changes(watched) if watch else iter(())
    batch = make(requests())
    for changed in rounds:
        make(request for request in requests() if not sources(request.spec).isdisjoint(changed))
    ctx.exit(batch.exit_code)


def targets(specs: Iterable[Path], output: Path | None, format: str) -> dict[Path, Path]:
    """Return where every spec's video goes. A playlist that shall be no video is replaced by its parts."""
    files = spec_files(specs)
    if format not in choices.VIDEOS:
        files = stories_among(files)
    if output is not None and is_file_name(output):
        only_one(files, output)
        return dict.fromkeys(files, output)
    folder = FLIPBOOKS if format in choices.FLIPBOOKS else VIDEOS
    return in_folder(files, folder if output is None else output, choices.suffix_of(format))


def foresee(requests: Iterable[VideoRequest], batch: Batch, *, quiet: bool, force: bool) -> None:
    """Say what ``requests`` would do, and do nothing."""
    for request in requests:
        with batch.part():
            check_whole(request.spec)
            files = () if force else request.up_to_date()
            ended = FRESH if files else "would render"
            batch.counts[ended] += 1
            if not quiet:
                say(ended, files or [request.output])
