"""What does not grow, and what is shared: cells that stand still, figures, an unchanged folder, two jobs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from manim import Scene, tempconfig

from benchmarks.watching import cost_of
from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Rect
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.theme import THEMES
from convscenes.look.window import Window
from convscenes.rendering.sinks import Frames
from convscenes.rendering.swift.renderer import SwiftRecorder

SCENES = Path(__file__).parents[1] / "scenes"
Row = dict[str, Any]


def main() -> list[Row]:
    """Print one line a measurement, and return them."""
    rows: list[Row] = []
    for what, value, unit in (*grids(), *commands()):
        print(f"{what:<62}{value:>8.2f} {unit}", flush=True)
        rows.append({"what": what, "value": value, "unit": unit})
    return rows


def grids() -> Iterator[tuple[str, float, str]]:
    """Measure what a grid that stands still costs while a window moves over it, and in the making."""
    few, many = (min(frame_seconds(side) for _ in range(3)) for side in (8, 64))
    yield "a frame over 4,096 still cells against one over 64", many / few, "×"
    start = perf_counter()
    for _ in range(10):
        grid_of(64)
    yield "a 64×64 grid, made", (perf_counter() - start) * 100, "ms"


def grid_of(side: int) -> MatrixGrid:
    """Return a grid of random values that fills the frame, in colours alone."""
    values = np.random.default_rng(side).integers(0, 256, (side, side))
    return MatrixGrid(Cells.at(values, Place(0, 0, min(6 / side, 0.2), side, side)), THEMES["dark"], "input")


def frame_seconds(side: int) -> float:
    """Return how long a frame takes in which a window moves over a grid."""
    with tempfile.TemporaryDirectory() as folder, tempconfig(quiet(folder)):
        scene = Scene(renderer=SwiftRecorder(Frames()))  # type: ignore[arg-type]
        window = Window(Rect(-2, 0, 0.6, 0.6), THEMES["dark"].ink)
        scene.add(grid_of(side), window)
        scene.play(window.follow(Rect(2, 0, 0.6, 0.6)), run_time=0.1)
        start = perf_counter()
        scene.play(window.follow(Rect(-2, 0, 0.6, 0.6)), run_time=1)
        return (perf_counter() - start) / 60


def quiet(folder: str) -> dict[str, Any]:
    """Return Manim's settings for a run without files."""
    return {
        "quality": "high_quality",
        "media_dir": folder,
        "format": "none",
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }


def commands() -> Iterator[tuple[str, float, str]]:
    """Measure whole commands on copies of the shipped specs."""
    with elsewhere():
        cost_of("convscenes", "regenerate", "--quiet")
        unchanged = cost_of("convscenes", "regenerate", "--quiet")
        yield "an unchanged folder, regenerated", unchanged.wall, "s"
        figures = cost_of("convscenes", "figure", "scenes/07-scatter.yaml", "--all", "--force", "--quiet")
        yield "eight figures of a scene", figures.wall, "s"
        draft = cost_of("convscenes", "render", "scenes/07-scatter.yaml", "-ql", "-o", "a.mp4", "--quiet")
        yield "a scene at 480p15, from the shell, nothing cached", draft.wall, "s"
    with elsewhere():
        for number in range(2):
            for spec in Path("scenes").glob("0[0-9]-*.yaml"):
                shutil.copy(spec, f"scenes/{number}-copy-{spec.name}")
        specs = sorted(str(spec) for spec in Path("scenes").glob("*-copy-*.yaml"))
        one, two = (
            cost_of("convscenes", "render", *specs, "-ql", "--force", "--quiet", "--jobs", jobs)
            for jobs in "12"
        )
        yield "eight specs with two jobs against one", one.wall / two.wall, "× faster"


@contextmanager
def elsewhere() -> Iterator[None]:
    """Work in a folder that has the shipped specs and nothing else."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SCENES, Path(folder, "scenes"))
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)
