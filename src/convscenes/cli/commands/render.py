"""``convscenes render``: videos, animated pictures and last frames of specs; only what is not up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from convscenes.cli.batch import Batch
from convscenes.cli.given import DASH, Given, beat_names
from convscenes.cli.options import (
    ASPECT,
    FRAME,
    JOBS,
    LANGUAGE,
    OUTPUT,
    QUALITIES,
    QUIET,
    QUIZ,
    SCHEDULER,
    SET,
    SPECS,
    TEXT_SCALE,
    THEME,
    Utf8Path,
    asking,
    in_language,
)
from convscenes.cli.report import make_all, print_dry_run, runner_for, warn_of_dark
from convscenes.cli.targets import (
    FLIPBOOKS,
    STEPS,
    VIDEOS,
    check_not_taken,
    format_for,
    name_with,
    places,
    single_file,
)
from convscenes.cli.watching import changes
from convscenes.errors import SpecError, UsageError
from convscenes.rendering import options as choices
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import Audio, VideoRequest

if TYPE_CHECKING:
    from convscenes.rendering.requests.specs import Spec


@click.command()
@SPECS
@SET
@LANGUAGE
@QUIZ
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
    help="Default: the suffix of -o, or mp4. A flipbook shows each beat, steps show each step.",
)
@click.option("--codec", type=click.Choice(choices.CODECS), default="h264", help="Of an mp4. Default: h264.")
@click.option("--transparent", is_flag=True, help=f"No background: {', '.join(choices.CLEAR)}.")
@click.option(
    "--engine",
    type=click.Choice(choices.ENGINES),
    default="incremental",
    help="Default: incremental, which draws only what changes; stock is Manim's own way.",
)
@click.option(
    "--beat",
    metavar="NAME",
    shell_complete=beat_names,
    help="Only this beat (first, last, or its name): SPEC.NAME.mp4.",
)
@click.option(
    "--from", "first", metavar="NAME", shell_complete=beat_names, help="From this beat on: SPEC.FROM-TO.mp4."
)
@click.option("--to", "last", metavar="NAME", shell_complete=beat_names, help="Up to and with this beat.")
@click.option(
    "--caption-display",
    type=click.Choice(choices.CAPTION_DISPLAYS),
    help="Captions in the picture, as a track that viewers switch on, or both. Default: that of the spec.",
)
@click.option("--clips", is_flag=True, help="Each beat as a video of its own: media/videos/SPEC/01-BEAT.mp4.")
@click.option("--constant-frame-rate", is_flag=True, help="Encode every frame of a hold, for editing tools.")
@click.option(
    "--audio",
    type=Utf8Path(),
    metavar="SOUND",
    help="A voice for the video: beats hold until the next cue. Without it, videos are silent.",
)
@click.option(
    "--cues",
    type=Utf8Path(),
    metavar="FILE",
    help="When beats begin in the sound, a line each: stamp-2: 1:02.5. Default: SOUND.cues beside it.",
)
@click.option(
    "--force", is_flag=True, help="Render what is up to date as well, and over what another spec made."
)
@click.option("--dry-run", is_flag=True, help="Only print what would be rendered.")
@click.option("--watch", is_flag=True, help="Go on, and render every spec again that changes, until Ctrl-C.")
@OUTPUT
@THEME
@ASPECT
@TEXT_SCALE
@FRAME
@JOBS
@SCHEDULER
@QUIET
@click.pass_context
def render_command(
    ctx: click.Context,
    specs: Given,
    settings: tuple[str, ...],
    language: str | None,
    quiz: bool,
    quality: str | None,
    fps: int | None,
    format: str | None,
    codec: str,
    transparent: bool,
    engine: str,
    beat: str | None,
    first: str | None,
    last: str | None,
    caption_display: str | None,
    clips: bool,
    constant_frame_rate: bool,
    audio: Path | None,
    cues: Path | None,
    force: bool,
    dry_run: bool,
    watch: bool,
    output: Path | None,
    theme: str | None,
    aspect: str | None,
    text_scale: float | None,
    frame: str | None,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Render specs and playlists: media/videos/SPEC.mp4 with captions beside it, unless -o says otherwise.

    Flip books go to media/flipbooks, steps to media/steps. What is made with --set or --language has that in
    its name: media/videos/SPEC.stride-2.mp4.
    """
    settings = asking(in_language(language, settings), quiz=quiz)
    format = format_for(output, format, choices.FORMATS, "mp4")
    name = QUALITIES[quality] if quality else None if format in choices.ANIMATIONS else "medium"
    options = Options.of(
        name,
        format,
        fps=fps,
        theme=theme,
        transparent=transparent,
        engine=engine,
        constant_frame_rate=constant_frame_rate,
        codec=codec,
        caption_display=caption_display,
        aspect=aspect,
        text_scale=text_scale,
        frame=frame,
    )

    selection = Selection.of(beat, first, last, clips=clips, format=format)
    voice = voice_of(specs, audio, cues)
    check_streams(specs, output, several=clips or dry_run or watch, watch=watch)
    runner = runner_for(jobs, scheduler)
    quiet = quiet or output == DASH

    with single_file(output, choices.suffix_of(format)) as single:

        def places() -> dict[Path, Path]:
            return targets(specs, single, output, format, settings)

        def make(wanted: Mapping[Path, Path]) -> Batch:
            batch, requests = Batch(), []
            early = transparent or selection.some or specs.stdin is not None
            read = specs.read() if early else None
            for spec, path in wanted.items():
                with batch.part():
                    chosen = selection.within(read.changed(spec, settings)) if read else selection
                    request = replace(
                        chosen.request(spec, path, options, settings, single=single is not None), audio=voice
                    )
                    if not (force or single or dry_run):
                        check_not_taken(request)
                    requests.append(request)
            if read:
                warn_of_dark(requests, read, options)
            if dry_run:
                print_dry_run(requests, batch, specs.read(), quiet=quiet, force=force)
            else:
                make_all(
                    requests,
                    batch,
                    runner,
                    read,
                    done="rendered",
                    quiet=quiet,
                    force=force,
                    keep=output != DASH,
                )
            if not quiet:
                click.echo(batch.summary())
            return batch

        def watched() -> set[Path]:
            return {file for spec in places() for file in sources(spec, settings, voice)}

        rounds = changes(watched) if watch else iter(())
        batch = make(places())
        for changed in rounds:
            make(touched(places(), settings, voice, changed))
    ctx.exit(batch.exit_code)


def check_streams(specs: Given, output: Path | None, *, several: bool, watch: bool) -> None:
    """Raise UsageError where standard output would get ``several`` results, or standard input be watched."""
    if output == DASH and several:
        raise UsageError("-o - is one result: it goes with neither --clips, --dry-run nor --watch.")
    if specs.stdin is not None and watch:
        raise UsageError("--watch watches files: standard input is none.")


def voice_of(specs: Given, audio: Path | None, cues: Path | None) -> Audio | None:
    """Return the sound that is named, and its cues; raises UsageError for several specs."""
    voice = Audio.of(audio, cues)
    if voice and len(specs.files) > 1:
        raise UsageError(f"--audio is for one video, not for {len(specs.files)}.")
    return voice


@dataclass(frozen=True)
class Selection:
    """The beats to render, all or some, and whether each becomes a video of its own."""

    first: str | None
    last: str | None
    clips: bool

    @classmethod
    def of(
        cls,
        beat: str | None = None,
        first: str | None = None,
        last: str | None = None,
        *,
        clips: bool = False,
        format: str = "mp4",
    ) -> Selection:
        """Return the selection of the options; raises UsageError where they exclude each other."""
        if beat and (first or last):
            raise UsageError("--beat is one beat: it goes with neither --from nor --to.")
        if clips and format not in choices.VIDEOS:
            raise UsageError(f"--clips makes videos ({', '.join(choices.VIDEOS)}), not {format}.")
        return cls(beat or first, beat or last, clips)

    @property
    def some(self) -> bool:
        """Whether it may leave beats out."""
        return bool(self.first or self.last)

    def within(self, spec: Spec) -> Selection:
        """Return the selection with the names of its first and last beat; a playlist has no beats.

        Raises:
            SpecError: the spec is wrong.
            UsageError: it has no such beat.
        """
        if not self.some or spec.parts:
            return self
        first, last = (spec.story.beat(name).name for name in (self.first or "first", self.last or "last"))
        return replace(self, first=first, last=last)

    def request(
        self,
        spec: Path,
        path: Path,
        options: Options,
        settings: tuple[str, ...] = (),
        *,
        single: bool = False,
    ) -> VideoRequest:
        """Return the request for these beats of a spec: in the file ``path`` if it is a ``single`` one.

        Otherwise some beats are beside the whole video, never in its place.

        >>> few = Selection.of("lift-1")
        >>> few.request(Path("a.yaml"), Path("videos/a.mp4"), Options.of()).path.as_posix()
        'videos/a.lift-1.mp4'
        """
        if self.clips:
            path = path.with_suffix("")
        elif self.some and not single:
            words = "-".join(dict.fromkeys(filter(None, [self.first, self.last])))
            path = path.with_name(f"{path.stem}.{words}{path.suffix}")
        return VideoRequest(spec, path, options, self.first, self.last, self.clips, settings=settings)


def targets(
    specs: Given, single: Path | None, output: Path | None, format: str, settings: Iterable[str]
) -> dict[Path, Path]:
    """Return the output path of every spec; a playlist that is not to be a video is replaced by its parts."""
    files = specs.files if format in choices.VIDEOS else specs.read().stories_among(specs.files)
    folders = {**dict.fromkeys(choices.FLIPBOOKS, FLIPBOOKS), **dict.fromkeys(choices.STEPS, STEPS)}
    folder = folders.get(format, VIDEOS)
    return places(files, single, output, folder, name_with(settings, choices.suffix_of(format)), specs.paths)


def touched(
    places: Mapping[Path, Path], settings: tuple[str, ...], audio: Audio | None, changed: Iterable[Path]
) -> dict[Path, Path]:
    """Return the specs, with their places, that a change of files concerns."""
    return {
        spec: path for spec, path in places.items() if not sources(spec, settings, audio).isdisjoint(changed)
    }


def sources(spec: Path, settings: tuple[str, ...], audio: Audio | None = None) -> set[Path]:
    """Return a spec's file, if it can be read every file that it names, and those of its sound."""
    from convscenes.rendering.requests.specs import Specs

    heard = {audio.sound, audio.cues} if audio else set()
    try:
        return {*Specs().changed(spec, settings).sources, *heard}
    except (SpecError, UsageError):
        return {spec, *heard}
