"""Finishing a plan: clips of the store are joined into a video with captions and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import singledispatch
from itertools import accumulate
from pathlib import Path

from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.embedding import embedded
from convscenes.rendering.formats.webvtt import Cue, captions_of, write_cues
from convscenes.rendering.jobs.signals import deferred_signals
from convscenes.rendering.options import Options
from convscenes.rendering.requests.audio import Voice
from convscenes.rendering.requests.plan import JoinedPlan, Plan, chapters_of, language_of, shown
from convscenes.rendering.requests.records import Digests
from convscenes.stories import Beat, Presentation


def load_joining() -> None:
    """Import the module that joins clips, because PyAV takes a while."""
    with deferred_signals():
        import convscenes.rendering.formats.concatenation  # noqa: F401


@singledispatch
def finish(_: Plan, made: Digests) -> Digests:
    """Write the files of a plan that no job writes; return the digests of all files, ``made`` those of jobs.

    Raises:
        RenderError: a file could not be written.
        UnreadableClip: a file in the store is missing or damaged.
    """
    return made


@finish.register
def join(plan: JoinedPlan, _: Digests) -> Digests:
    """Write the video of a plan, or the video of each clip, and captions."""
    beats, options, language = shown(plan.parts), plan.parts[0].options, language_of(plan.parts)
    clips, spec = [clip.path for clip in plan.clips], embedded(plan.source)
    if not plan.request.clips:
        chapters = chapters_of(plan.parts)
        longer = [frames for part in plan.parts for frames in part.longer]
        return write_video(
            plan.request.path, clips, beats, options, language, chapters, spec, longer, plan.voice
        )
    digests: dict[Path, str] = {}
    for path, clip, beat in zip(plan.clip_files, clips, beats, strict=True):
        digests |= write_video(path, [clip], [beat], options, language, [], spec)
    return digests


def write_video(
    path: Path,
    clips: Sequence[Path],
    beats: Sequence[tuple[Beat, Presentation]],
    options: Options,
    language: str,
    chapters: Sequence[tuple[str, int]],
    spec: str,
    longer: Sequence[int] = (),
    voice: Voice | None = None,
) -> Digests:
    """Write one video, joined from the clips of beats, with the text of their spec in it, and its captions.

    Captions are always beside it; in it, too, where they are to be a track. Beats are held for so many frames
    ``longer``, or they follow the ``voice``, if there is one.
    """
    from convscenes.rendering.formats.concatenation import concatenate, measured  # PyAV takes a while

    captions = captions_of(path)
    with ExitStack() as new_files:
        video = new_files.enter_context(atomic_write(path))
        text = new_files.enter_context(atomic_write(captions))
        tracked = [b.plain_caption if how.caption_display != "picture" else "" for b, how in beats]
        pauses = [beat.pause for beat, _ in beats]
        fps, lengths, sound = options.frame_rate, [], None
        if voice:
            lengths, sound = voice.lengths([measured(clip, fps) for clip in clips], fps), voice.audio.sound
        elif any(longer):
            lengths = [measured(clip, fps).usual + more for clip, more in zip(clips, longer, strict=True)]
        frames = concatenate(
            clips, video.path, options, chapters, tracked, pauses, language, spec, lengths, sound
        )
        ends = list(accumulate(frames))
        cues = [
            Cue(end - many, end, beat.plain_caption, above=how.captioned)
            for many, end, (beat, how) in zip(frames, ends, beats, strict=True)
        ]
        text.path.write_text(write_cues(cues, fps, language), encoding="utf-8", newline="\n")
    return {path: video.digest, captions: text.digest}
