"""Publications: the plan of one, and the talk that its clips and stills are put together to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from convscenes.publish.request import PublishRequest
from convscenes.publish.talk import Clip, Section, Slide, Talk
from convscenes.rendering.atomic import atomic_write, scratch_folder
from convscenes.rendering.options import QUALITIES, Options
from convscenes.rendering.requests import store
from convscenes.rendering.requests.fingerprint import clip_keys, serialized
from convscenes.rendering.requests.joining import finish
from convscenes.rendering.requests.plan import ClipPlan, Part, clips_of, language_of, plan_of, playlist_parts
from convscenes.rendering.requests.records import Digests
from convscenes.rendering.requests.specs import Spec, Specs
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Figure, Stills
from convscenes.spec.markup import readable
from convscenes.stories import Story, alt_text
from convscenes.stories._base.loading import CARD
from convscenes.stories._base.quiz import QUESTION

VECTOR = QUALITIES["high"]
"""The quality of vectors, which are the same in all."""


@dataclass(frozen=True)
class Stand:
    """A part of a talk: its beats, their names in the talk, and the job that draws their stills."""

    part: Part
    names: tuple[str, ...]
    stills: Stills


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


@plan_of.register
def _(request: PublishRequest, specs: Specs) -> Publication:
    spec = specs.changed(request.spec, request.settings)
    if playlist := spec.playlist:
        parts = playlist_parts(request.options, playlist, specs)
        title, description = playlist.title or request.spec.stem, playlist.description
    else:
        bare = spec.story.presentation.bare  # a talk has a page of one size
        options = replace(request.options, frame="full") if bare else request.options
        parts = [Part(spec.story, spec.packed, options, 0, len(spec.story.beats))]
        title, description = spec.story.title, spec.story.description
    return publication_of(request, parts, spec.sources, readable(title), description, text_of(spec))


def publication_of(
    request: PublishRequest,
    parts: Sequence[Part],
    sources: Digests,
    title: str,
    description: str,
    text: str,
) -> Publication:
    """Return the plan to publish these parts."""
    first = parts[0]
    presented = first.options.presentation(first.story)
    quality = first.options.resolved(first.story).quality
    stands = tuple(stands_of(parts, request.format.picture))
    jobs = clips_of(parts) if request.format.moves(request.choices) else ()
    talk = Talk(
        request.path.stem,
        title,
        description,
        language_of(parts),
        presented.theme,
        presented.captioned,
        (quality.width, quality.height),
        (),
        text,
    )
    return Publication(
        request, sources, (*jobs, *(stand.stills for stand in stands)), tuple(parts), stands, talk
    )


def text_of(spec: Spec) -> str:
    """Return the text of a spec's file, "" where it cannot be read any more."""
    try:
        return spec.path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def stands_of(parts: Sequence[Part], format: str) -> Iterator[Stand]:
    """Yield the parts with the names that their beats have in the talk.

    Of a single part, these are its own; of several, they begin with the name of the part.
    """
    taken: dict[str, int] = {}
    for part in parts:
        stem = part.story.name or part.story.kind
        taken[stem] = taken.get(stem, 0) + 1
        prefix = "" if len(parts) == 1 else f"{stem}{'' if taken[stem] == 1 else f'-{taken[stem]}'}-"
        beats = part.story.beats[part.first : part.end]
        options = replace(part.options, quality=VECTOR) if format == "svg" else part.options
        keys = still_keys(part.story, options)[part.first : part.end]
        figures = tuple(
            Figure(beat.name, store.place_of(key, f".{format}"))
            for beat, key in zip(beats, keys, strict=True)
        )
        stills = Stills(part.packed, options, figures, kept=True)
        yield Stand(part, tuple(f"{prefix}{beat.name}" for beat in beats), stills)


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
    talk = replace(plan.talk, sections=tuple(section_of(stand, moves=moves) for stand in plan.stands))
    with ExitStack() as stack:
        new_files = []
        for name, content in request.format.files(talk, request.choices):
            path = request.file(name)
            new = stack.enter_context(atomic_write(path))
            new.path.write_bytes(content)
            new_files.append((path, new))
    return {path: new.digest for path, new in new_files}


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
    return Section(story.plain_title, story.description, slides, story.kind == CARD)


def clip_of(part: Part, number: int) -> Clip:
    """Return the clip of a part's beat as an MP4 of its own."""
    from convscenes.rendering.formats.concatenation import concatenate  # PyAV takes a while to import

    with scratch_folder() as scratch:
        own = scratch / "clip.mp4"
        (frames,) = concatenate([part.clips[number].path], own, part.options)
        return Clip(own.read_bytes(), frames / part.options.frame_rate)


def story_publication(request: PublishRequest, story: Story) -> Publication:
    """Return the plan to publish a story that has no file."""
    part = Part(story, PackedStory.of(story), request.options, 0, len(story.beats))
    return publication_of(request, [part], {}, story.plain_title, story.description, "")
