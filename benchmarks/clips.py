"""Rendering after a changed caption, and estimates for more processors than this machine has."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapreplace
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.engine import SCENES, SPECS
from benchmarks.watching import cost_of
from convscenes.rendering.options import Options
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.stories import load_story

START = 0.55
"""Seconds until a worker draws: Python, Manim, the story."""
Row = dict[str, Any]
Costs = list[float]


def main() -> list[Row]:
    """Print a line for each measurement, and return the rows."""
    rows: list[Row] = []
    for what, value, unit in (*captions(), *processors()):
        print(f"{what:<62}{value:>8.2f} {unit}", flush=True)
        rows.append({"what": what, "value": value, "unit": unit})
    return rows


def captions() -> Iterator[tuple[str, float, str]]:
    """Measure a render from the shell after one caption changed, for each beat of the headline scenes."""
    for name in SPECS:
        with tempfile.TemporaryDirectory() as folder:
            command = ("benchmarks.captioned", str(SCENES / f"{name}.yaml"), folder)
            whole = cost_of(*command).wall
            count = len(load_story(SCENES / f"{name}.yaml").beats)
            again = [cost_of(*command, str(number)).wall for number in range(count)]
        share = statistics.median(again) / whole
        yield f"{name}, 1080p60: one caption changed, median share", share, ""


def processors() -> Iterator[tuple[str, float, str]]:
    """Compute how long the headline scenes take with more processors, from the cost of each beat here."""
    scenes = [costs_of(SCENES / f"{name}.yaml") for name in SPECS]
    two = makespan(scenes, 2)
    for workers in (4, 8):
        yield f"four scenes as one batch, {workers} workers against two", two / makespan(scenes, workers), "×"
        one = [makespan([scene], 2) / makespan([scene], workers) for scene in scenes]
        yield f"one scene alone, {workers} workers against two", statistics.median(one), "×"


def costs_of(spec: Path) -> tuple[Costs, Costs]:
    """Return the seconds that drawing, and that skipping, each beat of a scene takes, at 1080p60."""
    from convscenes.rendering.manim_backend.performance import Performance

    story, options = load_story(spec), Options.of("high")
    packed, folder = PackedStory.of(story), tempfile.mkdtemp()
    draw, skip = [], []
    skipping = Performance(story, replace(options, engine="incremental"))
    for number in range(len(story.beats)):
        start = perf_counter()
        Clip(packed, options, number, Path(folder, f"{number}.mp4")).make(lambda *_: None)
        drawn = perf_counter()
        skipping.skip_to(number + 1)
        draw.append(drawn - start)
        skip.append(perf_counter() - drawn)
    shutil.rmtree(folder)
    return draw, skip


def makespan(scenes: Sequence[tuple[Costs, Costs]], workers: int) -> float:
    """Return the seconds until all is drawn, if beats are given out in order to whoever is free first.

    A worker that goes on to a later beat skips those between; for another scene it begins from its first.
    """
    free: list[tuple[float, int, int, int]] = [(START, worker, -1, 0) for worker in range(workers)]
    end = 0.0
    for scene, (draw, skip) in enumerate(scenes):
        for beat, cost in enumerate(draw):
            time, worker, last_scene, at = free[0]
            skipped = sum(skip[at if last_scene == scene else 0 : beat])
            heapreplace(free, (time + skipped + cost, worker, scene, beat + 1))
            end = max(end, time + skipped + cost)
    return end
