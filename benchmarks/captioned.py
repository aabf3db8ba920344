"""Renders a spec as the command does, with one caption changed: ``SPEC FOLDER [BEAT]``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from convscenes.rendering.jobs import processes
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import story_plan
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import make
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import load_story


def main(spec: Path, folder: str, *changed: str) -> None:
    """Render a spec at 1080p60 with all processors, from and to a folder."""
    os.chdir(folder)
    story = load_story(spec)
    beats = [
        replace(beat, caption="Quite another sentence.") if str(number) in changed else beat
        for number, beat in enumerate(story.beats)
    ]
    story = replace(story, beats=tuple(beats))
    request = VideoRequest(spec, Path("a.mp4"), Options.of("high"))
    plan = story_plan(request, story, PackedStory.of(story), {})
    make(plan, lambda _: None, processes.Processes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
