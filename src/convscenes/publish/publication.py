"""Publications: the plan of one, and the talk that its clips and stills are put together to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convscenes.publish.request import PublishRequest
from convscenes.publish.talk import Clip, Section, Slide, Talk, Video
from convscenes.rendering.atomic import atomic_write, scratch_folder
from convscenes.rendering.embedding import embedded
from convscenes.rendering.formats.webvtt import captions_of
from convscenes.rendering.options import QUALITIES, Options
from convscenes.rendering.requests import store
from convscenes.rendering.requests.fingerprint import clip_keys, serialized
from convscenes.rendering.requests.joining import finish, write_video
from convscenes.rendering.requests.part import Part, clips_of
from convscenes.rendering.requests.plan import (
    ClipPlan,
    chapters_of,
    language_of,
    names_of,
    plan_of,
    playlist_parts,
    shown,
)
from convscenes.rendering.requests.records import Digests
from convscenes.rendering.requests.specs import Specs, names_file
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Figure, Stills
from convscenes.spec import Card, Document, read
from convscenes.spec.markup import readable
from convscenes.stories import Story, alt_text
from convscenes.stories._base.loading import CARD
from convscenes.stories._base.quiz import QUESTION

VECTOR = QUALITIES["high"]
"""The quality of vectors, which are the same in all."""


@dataclass(frozen=True)
class Stand:
    """A part of a talk: its beats, their names in the talk, the job that draws their stills, and its spec."""

    part: Part
    names: tuple[str, ...]
    stills: Stills
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Publication(ClipPlan):
    """The plan of a publication. Without motion, its clips are not among its jobs."""

    request: PublishRequest
    stands: tuple[Stand, ...]
    talk: Talk
    """The talk without slides."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, or the folder: what is in it is known when it is made."""
        return (self.request.path,)

    @property
    def advice(self) -> str:
        """One line of advice where it has more clips than its program plays, else nothing."""
        request, clips = self.request, len(self.clips)
        most = request.format.most_clips
        if most is None or clips <= most or not request.format.moves(request.choices):
            return ""
        return (
            f"{request.output}: {clips} clips; PowerPoint may stop playing after some {most}. "
            "--stills makes slides of pictures."
        )


@plan_of.register
def _(request: PublishRequest, specs: Specs) -> Publication:
    spec = specs.changed(request.spec, request.settings)
    if playlist := spec.playlist:
        parts = playlist_parts(request.options, spec)
        read = [
            None if isinstance(part, Card) else spec.part(number)
            for number, part in enumerate(playlist.playlist)
        ]
        title, description = playlist.title or request.spec.stem, playlist.description
    else:
        options = framed(request.options, spec.story)
        parts = [Part(spec.story, spec.packed, options, 0, len(spec.story.beats))]
        read, title, description = [spec], spec.story.title, spec.story.description
    talk = talk_of(request, parts, readable(title), description, spec.document.text)
    fields = [{} if each is None else fields_from(each.document, request.file("").parent) for each in read]
    return publication_of(request, parts, spec.sources, talk, fields)


def fields_from(document: Document, folder: Path) -> Mapping[str, Any]:
    """Return the fields of a spec, with the paths of existing files as they are from ``folder``."""
    there = document.folder or Path()

    def moved(value: Any) -> Any:
        match value:
            case str() if names_file(there, value):
                return Path(os.path.relpath(there / value, folder)).as_posix()
            case dict():
                return {name: moved(each) for name, each in value.items()}
            case list():
                return [moved(each) for each in value]
        return value

    return {name: moved(value) for name, value in document.data.items()}


def talk_of(request: PublishRequest, parts: Sequence[Part], title: str, description: str, spec: str) -> Talk:
    """Return the talk of these parts, without its sections."""
    first = parts[0]
    presented = first.options.presentation(first.story)
    quality = first.options.resolved(first.story).quality
    return Talk(
        request.path.stem,
        title,
        description,
        language_of(parts),
        presented.theme,
        presented.captioned,
        (quality.width, quality.height),
        (),
        spec,
        fonts=tuple(dict.fromkeys(font for part in parts for font in part.packed.fonts)),
    )


def publication_of(
    request: PublishRequest,
    parts: Sequence[Part],
    sources: Digests,
    talk: Talk,
    fields: Sequence[Mapping[str, Any]],
) -> Publication:
    """Return the plan to publish these parts, of specs with these fields, as a talk."""
    stands = tuple(stands_of(parts, fields, request.format.picture))
    clips = clips_of(parts) if request.format.moves(request.choices) else ()
    jobs = (*clips, *(stand.stills for stand in stands))
    return Publication(request, sources, jobs, tuple(parts), stands, talk)


def stands_of(parts: Sequence[Part], fields: Sequence[Mapping[str, Any]], format: str) -> Iterator[Stand]:
    """Yield the parts with the names that their beats have in the talk."""
    for part, names, given in zip(parts, names_of(parts), fields, strict=True):
        beats = part.story.beats[part.first : part.end]
        options = replace(part.options, quality=VECTOR) if format == "svg" else part.options
        keys = still_keys(part.story, options)[part.first : part.end]
        figures = tuple(
            Figure(beat.name, store.place_of(key, f".{format}"))
            for beat, key in zip(beats, keys, strict=True)
        )
        stills = Stills(part.packed, options, figures, kept=True)
        yield Stand(part, names, stills, given)


def still_keys(story: Story, options: Options) -> tuple[str, ...]:
    """Return the key of each beat's still, by its clip's key and the texts that only stills have."""
    texts = story.name, story.plain_title, story.language
    own = (
        (key, *texts, beat.title, alt_text(story, beat))
        for key, beat in zip(clip_keys(story, options), story.beats, strict=True)
    )
    return tuple(hashlib.sha256(b"".join(serialized(each))).hexdigest()[:32] for each in own)


@finish.register
def publish(plan: Publication, _: Digests) -> Digests:
    """Write the files of a publication."""
    request = plan.request
    moves = request.format.moves(request.choices)
    sections = tuple(section_of(stand, moves=moves) for stand in plan.stands)
    talk = replace(plan.talk, sections=sections, video=video_of(plan) if request.format.whole else None)
    with ExitStack() as stack:
        new_files = []
        for name, content in request.format.files(talk, request.choices):
            path = request.file(name)
            new = stack.enter_context(atomic_write(path))
            new.path.write_bytes(content)
            new_files.append((path, new))
    return {path: new.digest for path, new in new_files}


def video_of(plan: Publication) -> Video:
    """Return the video of a publication, joined from its clips."""
    options, clips = plan.parts[0].options, [clip.path for clip in plan.clips]
    with scratch_folder() as scratch:
        path = scratch / "video.mp4"
        write_video(
            path,
            clips,
            shown(plan.parts),
            options,
            plan.talk.language,
            chapters_of(plan.parts),
            embedded(plan.talk.spec),
        )
        return Video(path.read_bytes(), captions_of(path).read_text(encoding="utf-8"))


def section_of(stand: Stand, *, moves: bool) -> Section:
    """Return the section of a part, with clips where it ``moves``."""
    part, story = stand.part, stand.part.story
    stills = [figure.path for figure in stand.stills.figures]
    slides = tuple(
        Slide(
            name,
            beat.title,
            beat.plain_caption,
            alt_text(story, beat),
            beat.note,
            beat.pause,
            store.content_of(still),
            clip_of(part, number) if moves else None,
            beat.act == QUESTION,
        )
        for number, (name, still, beat) in enumerate(
            zip(stand.names, stills, story.beats[part.first : part.end], strict=True)
        )
    )
    beats = tuple(beat.name for beat in story.beats[part.first : part.end])
    return Section(story.plain_title, story.description, slides, story.kind == CARD, beats, stand.fields)


def clip_of(part: Part, number: int) -> Clip:
    """Return the clip of a part's beat as an MP4 of its own."""
    from convscenes.rendering.formats.concatenation import concatenate  # PyAV takes a while to import

    with scratch_folder() as scratch:
        own = scratch / "clip.mp4"
        (frames,) = concatenate([part.clips[number].path], own, part.options)
        return Clip(own.read_bytes(), frames / part.options.frame_rate)


def framed(options: Options, story: Story) -> Options:
    """Return the options for a talk, whose pages have one size: a bare story is shown in its frame."""
    return replace(options, frame="full") if options.presentation(story).bare else options


def story_publication(request: PublishRequest, story: Story) -> Publication:
    """Return the plan to publish a story that has no file."""
    options = framed(request.options, story)
    part = Part(story, PackedStory.of(story), options, 0, len(story.beats))
    talk = talk_of(request, [part], story.plain_title, story.description, story.source)
    fields = read(Path(part.story.kind), story.source.encode()).data if story.source else {}
    return publication_of(request, [part], {}, talk, [fields])
