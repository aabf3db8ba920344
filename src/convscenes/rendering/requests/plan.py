"""Plans: a request resolved to its stories, their sources, the files to make, and the jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import chain
from pathlib import Path
from typing import Any, Self

from convscenes.errors import UsageError
from convscenes.rendering.formats.webvtt import captions_of
from convscenes.rendering.jobs.job import Job
from convscenes.rendering.options import STEPS, VIDEOS, Options, suffix_of
from convscenes.rendering.requests.audio import Voice
from convscenes.rendering.requests.part import Part, clips_of
from convscenes.rendering.requests.records import Digests
from convscenes.rendering.requests.request import FigureRequest, Request, SingleRequest, VideoRequest
from convscenes.rendering.requests.specs import Spec, Specs
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.collection import Collection
from convscenes.rendering.tasks.film import Film
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Figure, Stills
from convscenes.spec import Card, Playlist
from convscenes.stories import Beat, Presentation, Story
from convscenes.stories._base.handover import Entry, handovers
from convscenes.stories._base.loading import CARD, card_story
from convscenes.words import ENGLISH

OF_PARTS = ("theme", "pace", "caption_display", "text_scale")
"""How a playlist says that its parts are shown, each of which may set it for itself."""


@dataclass(frozen=True)
class Plan:
    """A request, its sources with digests taken before anything is made, and its jobs.

    Jobs are all drawing for it, whether or not their results exist already.
    """

    request: Request
    sources: Digests
    jobs: tuple[Job, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that will be made."""
        return tuple(file for job in self.jobs for file in job.files)


@dataclass(frozen=True)
class ClipPlan(Plan):
    """A plan that clips are made for: those of the beats of its parts."""

    parts: tuple[Part, ...]

    @property
    def clips(self) -> tuple[Clip, ...]:
        """The clips, in order."""
        return clips_of(self.parts)

    def with_stock_engine(self, story: PackedStory) -> Self:
        """Return the plan with all clips of a story drawn by the stock engine."""
        parts = tuple(
            replace(part, options=replace(part.options, engine="stock")) if part.packed == story else part
            for part in self.parts
        )
        others = (job for job in self.jobs if not isinstance(job, Clip))
        return replace(self, jobs=(*clips_of(parts), *others), parts=parts)


@dataclass(frozen=True)
class JoinedPlan(ClipPlan):
    """A video joined from clips, or each clip as a video of its own; ``source`` is the text of its spec.

    A video may have a ``voice``.
    """

    request: VideoRequest
    source: str
    voice: Voice | None = None

    @classmethod
    def of(cls, request: VideoRequest, sources: Digests, parts: Sequence[Part], source: str) -> Self:
        """Return the plan for a video of these parts; raises as ``Voice.read``."""
        voice = Voice.read(request.audio, list(chain(*names_of(parts)))) if request.audio else None
        heard = voice.sources if voice else {}
        return cls(request, {**sources, **heard}, clips_of(parts), tuple(parts), source, voice)

    @property
    def files(self) -> tuple[Path, ...]:
        """The video and its captions, or those of every clip."""
        videos = self.clip_files if self.request.clips else (self.request.path,)
        return tuple(file for video in videos for file in (video, captions_of(video)))

    @property
    def clip_files(self) -> tuple[Path, ...]:
        """The path of each clip's own video."""
        (part,) = self.parts
        beats = part.story.beats[part.first : part.end]
        suffix = suffix_of(part.options.format)
        return tuple(
            self.request.path / f"{number:02}-{beat.name}{suffix}"
            for number, beat in enumerate(beats, part.first + 1)
        )


@singledispatch
def plan_of(request: Request, _: Specs) -> Plan:
    """Resolve a request with specs, read before or now.

    Raises:
        SpecError: the spec, or a part of the playlist, is wrong.
        UsageError: an unknown beat; beats of a playlist; a playlist as anything but a video.
    """
    raise TypeError(f"no plan for a {type(request).__name__}")


@plan_of.register
def _(request: FigureRequest, specs: Specs) -> Plan:
    spec = specs.changed(request.spec, request.settings)
    figures = figures_of(spec.story, request.beats, request.format, request.folder, numbers=request.numbers)
    return Plan(request, spec.sources, (Stills(spec.packed, request.options, figures),))


@plan_of.register
def _(request: SingleRequest, specs: Specs) -> Plan:
    spec = specs.changed(request.spec, request.settings)
    return Plan(request, spec.sources, (single_job(request, spec.story, spec.packed),))


@plan_of.register
def _(request: VideoRequest, specs: Specs) -> Plan:
    spec = specs.changed(request.spec, request.settings)
    if spec.playlist:
        return JoinedPlan.of(request, spec.sources, video_parts(request, spec), spec.document.text)
    return story_plan(request, spec.story, spec.packed, spec.sources)


def single_job(request: SingleRequest, story: Story, packed: PackedStory) -> Job:
    """Return the job that draws beats into one file; raises UsageError for an unknown beat."""
    wanted = figures_of(story, request.beats, request.path.suffix, request.path.parent)
    if request.sheet or len(wanted) > 1:
        beats = tuple(figure.beat for figure in wanted)
        return Collection(packed, request.options, beats, request.path, request.sheet)
    return Stills(packed, request.options, (replace(wanted[0], path=request.path),))


def story_plan(request: VideoRequest, story: Story, packed: PackedStory, sources: Digests) -> Plan:
    """Return the plan for one story; raises UsageError for beats that it does not have."""
    first, end = story.span(request.first, request.last)
    if request.joined:
        return JoinedPlan.of(
            request, sources, [Part(story, packed, request.options, first, end)], story.source
        )
    job: Job
    if request.paged:
        pages = paged(story.beats[first:end], request.options)
        job = Stills(packed, request.options, (), request.path, tuple(beat.name for beat in pages))
    elif request.options.format == "png":
        job = Stills(packed, request.options, (Figure(story.beats[end - 1].name, request.path),))
    else:
        job = Film(packed, request.options, first, end, request.path)
    return Plan(request, sources, (job,))


def paged(beats: Sequence[Beat], options: Options) -> Sequence[Beat]:
    """Return the beats that are pages: all, or of ``steps`` those that show any, if there are such."""
    stepping = [beat for beat in beats if beat.steps] if options.format in STEPS else []
    return stepping or beats


def video_parts(request: VideoRequest, spec: Spec) -> list[Part]:
    """Return the parts of a playlist that becomes a video; raises UsageError where it cannot."""
    if not request.joined:
        raise UsageError(
            f"a playlist becomes {', '.join(VIDEOS)}, not {request.options.format}: {request.spec}."
        )
    if request.clips or request.first or request.last:
        raise UsageError(f"{request.spec} is a playlist: take clips and beats of one of its specs.")
    return playlist_parts(request.options, spec)


def playlist_parts(given: Options, spec: Spec) -> list[Part]:
    """Return the parts of a playlist, each with what it begins with; the ``given`` options override all.

    Raises UsageError where one video cannot be made of them.
    """
    playlist = spec.playlist
    assert playlist is not None, f"{spec.path} is no playlist"
    found = enumerate(playlist.playlist)
    specs = {number: spec.part(number) for number, one in found if not isinstance(one, Card)}
    whole = options_of_all(given, playlist, [*specs.values()])
    parts = []
    for number, one in enumerate(playlist.playlist):
        if isinstance(one, Card):
            story = card_story(one, playlist.language or ENGLISH, playlist.fonts)
            options = options_of(whole, playlist, story)
            parts.append(Part(story, PackedStory.of(story), options, 0, len(story.beats)))
        else:
            story = specs[number].story
            options = options_of(whole, playlist, story, one.set)
            parts.append(Part(story, specs[number].packed, options, *story.span(one.first, one.last)))
    entries = [
        Entry(
            replace(part.story, presentation=part.options.presentation(part.story)),
            isinstance(one, Card),
            one.handover,
            part.first,
            part.end,
        )
        for part, one in zip(parts, playlist.playlist, strict=True)
    ]
    return [replace(part, before=before) for part, before in zip(parts, handovers(entries), strict=True)]


def options_of_all(given: Options, playlist: Playlist, specs: Sequence[Spec]) -> Options:
    """Return the ``given`` options with what the parts of a playlist share; raises as ``playlist_parts``."""
    if given.frame == "bare":
        raise UsageError("a playlist is framed: its parts have one size, bare pictures each their own.")
    aspect = given.aspect or playlist.aspect
    if aspect is None and (common := common_aspect(specs)) != Presentation.aspect:
        aspect = common
    frame = "full" if any(spec.story.presentation.bare for spec in specs) else given.frame
    return replace(given, fps=given.fps or playlist.fps, aspect=aspect, frame=frame)


def options_of(whole: Options, playlist: Playlist, story: Story, own: Container[str] = ()) -> Options:
    """Return the options of a part of a playlist, which says how it is shown where options do not.

    What the part sets of its ``own`` is as its story has it.
    """
    shown: dict[str, Any] = {
        name: getattr(whole, name) or getattr(story.presentation if name in own else playlist, name)
        for name in OF_PARTS
    }
    return replace(whole, **shown)


def common_aspect(specs: Sequence[Spec]) -> str:
    """Return the aspect of the specs of a playlist and so of its cards; raises UsageError for several."""
    found = dict.fromkeys((spec.path.name, spec.story.presentation.aspect) for spec in specs)
    aspects = {aspect for _, aspect in found}
    if len(aspects) > 1:
        listed = ", ".join(f"{name} is {aspect}" for name, aspect in found)
        raise UsageError(f"one video has one aspect, but {listed}. Give the playlist an aspect.")
    return next(iter(aspects), Presentation.aspect)


def figures_of(
    story: Story, beats: Sequence[str] | None, format: str, folder: Path, *, numbers: bool = False
) -> tuple[Figure, ...]:
    """Return the figure of every wanted beat; raises UsageError for a beat that the story does not have."""
    names = [beat.name for beat in story.beats]
    wanted = names if beats is None else {story.beat(name).name for name in beats}
    return tuple(
        Figure(name, folder / f"{f'{number:02}-' if numbers else ''}{name}.{format}")
        for number, name in enumerate(names, 1)
        if name in wanted
    )


def chapters_of(parts: Sequence[Part]) -> list[tuple[str, int]]:
    """Return the chapters of a video: a title, and how many of the next clips it covers.

    Of one story, each beat is a chapter; of several, each part, joined with a title card before it.
    """
    if len(parts) == 1:
        (part,) = parts
        return [(beat.title, 1) for beat in part.story.beats[part.first : part.end]]
    chapters: list[tuple[str, int]] = []
    card_before = False
    for part in parts:
        clips, card = part.end - part.first, part.story.kind == CARD
        if chapters and card_before and not card:
            title, before = chapters[-1]
            chapters[-1] = (title, before + clips)
        else:
            chapters.append((part.story.plain_title, clips))
        card_before = card
    return chapters


def names_of(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    """Yield the names that the beats of each part have in the whole.

    Of a single part, these are its own; of several, they begin with the name of the part.
    """
    taken: Counter[str] = Counter()
    for part in parts:
        stem = part.story.name or part.story.kind
        taken[stem] += 1
        prefix = "" if len(parts) == 1 else f"{stem}{'' if taken[stem] == 1 else f'-{taken[stem]}'}-"
        yield tuple(f"{prefix}{beat.name}" for beat in part.story.beats[part.first : part.end])


def language_of(parts: Sequence[Part]) -> str:
    """Return the language of a video: that of its first part that is no title card, if there is one."""
    languages = [part.story.language for part in parts]
    spoken = [part.story.language for part in parts if part.story.kind != CARD]
    return (spoken or languages)[0]


def shown(parts: Sequence[Part]) -> list[tuple[Beat, Presentation]]:
    """Return the beats of all parts, in order, and how each is presented."""
    return [
        (beat, part.options.presentation(part.story))
        for part in parts
        for beat in part.story.beats[part.first : part.end]
    ]
