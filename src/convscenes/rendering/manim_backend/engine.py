"""Running a scene under our settings, not the user's manim.cfg: to record it, or to look at some beats."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.exceptions import EndSceneEarlyException

from convscenes.errors import ConvscenesError, RenderError
from convscenes.rendering.frames.sinks import Sink
from convscenes.rendering.manim_backend.incremental import Stills, SwiftRecorder, Unsuited
from convscenes.rendering.manim_backend.recording import Leaper, Recorder, still
from convscenes.rendering.options import Options
from convscenes.rendering.requests.records import FOLDER
from convscenes.scenes.stage.finding import scene_class
from convscenes.scenes.stage.spec_scene import BeatTime, SpecScene
from convscenes.stories import Beat, Story

Progress = Callable[[int, int], None]
"""Called after every beat with how many are done and how many there are."""


def record(
    story: Story, options: Options, sink: Sink, progress: Progress | None = None
) -> tuple[BeatTime, ...]:
    """Play a story, hand every frame to ``sink``, and return when each beat was on screen.

    Raises:
        RenderError: the scene failed; the message names the beat.
        Unsuited: the scene shows what the swift engine does not draw; some frames may have come already.
    """

    def count(_: Beat) -> None:
        sink.cut()
        if progress is not None:
            progress(len(scene.times), len(story.beats))

    with settings(options):
        swift = options.engine == "swift" and not options.transparent
        renderer = SwiftRecorder(sink) if swift else Recorder(sink, transparent=options.transparent)
        scene = scene_of(story, options, renderer)
        scene.at_beat_end = count
        run(scene)
    return tuple(scene.times)


def leaf_through(
    story: Story, options: Options, sink: Sink, progress: Progress | None = None
) -> tuple[BeatTime, ...]:
    """Hand only the last frame of each beat to ``sink``, and return when each is on screen: to be read.

    Raises:
        RenderError: the scene failed; the message names the beat.
        Unsuited: the scene shows what the swift engine does not draw; some frames may have come already.
    """
    times: list[BeatTime] = []
    stills = Stills() if options.engine == "swift" else None

    def look(scene: SpecScene, beat: Beat) -> None:
        picture, changed = stills.take(scene) if stills else (still(scene, transparent=False), None)
        start = times[-1].end if times else 0
        times.append(BeatTime(beat, start, start + scene.frames_for(scene.breath(beat, scene.frames))))
        sink.cut()
        sink.write(picture, times[-1].end - start, changed)
        if progress is not None:
            progress(len(times), len(story.beats))

    visit(story, options, [beat.name for beat in story.beats], look)
    return tuple(times)


def visit(
    story: Story, options: Options, beats: Collection[str], look: Callable[[SpecScene, Beat], None]
) -> None:
    """Go through a story without drawing it, call ``look`` where one of ``beats`` ends, stop after the last.

    Raises:
        RenderError: the scene failed; the message names the beat.
    """
    waiting = set(beats)

    def stop(beat: Beat) -> None:
        if beat.name in waiting:
            look(scene, beat)
            waiting.remove(beat.name)
        if not waiting:
            raise EndSceneEarlyException

    with settings(options):
        scene = scene_of(story, options, Leaper())
        scene.at_beat_end = stop
        run(scene)


def scene_of(story: Story, options: Options, renderer: CairoRenderer) -> SpecScene:
    """Return the scene that moves ``story``, ready to run."""
    scene = scene_class(story.kind, story.staging)
    return scene(story, presentation=options.presentation(story), renderer=renderer)


def run(scene: SpecScene) -> None:
    """Render a scene; whatever goes wrong in it is told with its story and beat."""
    try:
        scene.render()
    except (ConvscenesError, Unsuited):
        raise
    except Exception as error:
        story, ended = scene.story, len(scene.times)
        beat = story.beats[min(ended, len(story.beats) - 1)].name
        name = story.name or story.kind
        raise RenderError(f"{name}, beat {beat}: {type(error).__name__}: {error}") from error


@contextmanager
def settings(options: Options) -> Iterator[None]:
    """Configure Manim for one run, quietly, with a scratch folder of its own that is removed at the end."""
    scratch = FOLDER / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        with tempconfig(
            {
                "pixel_width": options.quality.width,
                "pixel_height": options.quality.height,
                "frame_width": 128 / 9,
                "frame_height": 8.0,
                "frame_rate": options.frame_rate,
                "background_opacity": 1.0,
                "media_dir": str(folder),
                "format": "none",
                "disable_caching": True,
                "progress_bar": "none",
                "verbosity": "ERROR",
                "from_animation_number": 0,
                "upto_animation_number": -1,
            }
        ):
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
