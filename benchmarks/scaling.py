"""Scaling: static cells, whole commands, jobs and workers."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from manim import Scene, tempconfig

from benchmarks.engine import SCENES, SPECS
from benchmarks.watching import cost_of
from convscenes.colours.theme import THEMES
from convscenes.look.cells import Cells
from convscenes.look.layout import Place, Rect
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import Outline
from convscenes.rendering.frames.boxes import Box
from convscenes.rendering.frames.pictures import Picture
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.manim_backend.incremental import IncrementalRenderer

STEPS = """kind: kernel-slide
input: {{random: {{shape: [8, 8], low: 1, high: 9, seed: 1}}}}
kernel: [[1, 2, 4], [1, 1, 3], [1, 2, 4]]
outputs: [{gif}, svg]
"""
Row = dict[str, Any]


def main() -> list[Row]:
    """Print a line for each measurement, and return the rows."""
    rows: list[Row] = []
    for what, value, unit in (*grids(), *commands()):
        print(f"{what:<62}{value:>8.2f} {unit}", flush=True)
        rows.append({"what": what, "value": value, "unit": unit})
    return rows


def grids() -> Iterator[tuple[str, float, str]]:
    """Measure the cost of a static grid while a window moves over it, and of making one."""
    few, many = (min(frame_seconds(side) for _ in range(3)) for side in (8, 64))
    yield "a frame over 4,096 still cells against one over 64", many / few, "×"
    start = perf_counter()
    for _ in range(10):
        grid_of(64)
    yield "a 64×64 grid, made", (perf_counter() - start) * 100, "ms"


class Nowhere(Frames):
    """Discards frames: to keep them would cost more than to draw them."""

    def write(self, picture: Picture, repeat: int, changed: Sequence[Box] | None = None) -> None:
        """Keep nothing."""


def grid_of(side: int) -> MatrixGrid:
    """Return a grid of random values that fills the frame, in colours alone."""
    values = np.random.default_rng(side).integers(0, 256, (side, side))
    return MatrixGrid(Cells.at(values, Place(0, 0, min(6 / side, 0.2), side, side)), THEMES["dark"], "input")


def frame_seconds(side: int) -> float:
    """Return how long a frame takes in which a window moves over a grid."""
    with tempfile.TemporaryDirectory() as folder, tempconfig(quiet(folder)):
        renderer = IncrementalRenderer()
        scene = Scene(renderer=renderer)  # type: ignore[arg-type]
        window = Outline(Rect(-2, 0, 0.6, 0.6), colour=THEMES["dark"].ink)
        scene.add(grid_of(side), window)
        with renderer.drawing(Nowhere()):
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
    """Measure whole commands on copies of the headline specs."""
    with elsewhere():
        cost_of("convscenes", "regenerate", "--quiet")
        unchanged = cost_of("convscenes", "regenerate", "--quiet")
        yield "an unchanged folder, regenerated", unchanged.wall, "s"
        figures = cost_of("convscenes", "figure", "scenes/07-scatter.yaml", "--all", "--force", "--quiet")
        yield "eight figures of a scene", figures.wall, "s"
        low_quality = (
            "convscenes",
            "render",
            "scenes/07-scatter.yaml",
            "-ql",
            "-o",
            "a.mp4",
            "--quiet",
            "--force",
        )
        best = min(cost_of(*low_quality).wall for _ in range(3))
        yield "a scene at 480p15, from the shell, best of three", best, "s"
    with elsewhere() as folder:
        for spec in folder.iterdir():
            spec.unlink()
        for gif, what in (("flipbook", "a flip book of 36 steps"), ("gif", "a film of them as GIF")):
            Path(folder, f"{gif}.yaml").write_text(STEPS.format(gif=gif), encoding="utf-8")
            best = min(cost_of("convscenes", "regenerate", "--quiet", "--force").wall for _ in range(3))
            yield f"{what}, and a figure of each", best, "s"
            Path(folder, f"{gif}.yaml").unlink()
    with elsewhere() as folder:
        for spec in sorted(folder.iterdir()):
            # In the other theme, or they would be the same clips.
            again = spec.read_text(encoding="utf-8") + "theme: light\n"
            Path(folder, f"again-{spec.name}").write_text(again, encoding="utf-8")
        yield "eight specs with two jobs against one", doubling("--jobs", "1", "2"), "× faster"
        with workers(1) as one, workers(2) as two:
            yield (
                "eight specs with two Dask workers against one",
                doubling("--scheduler", one, two),
                "× faster",
            )


def doubling(option: str, one: str, two: str) -> float:
    """Return how much faster eight specs are rendered with ``two`` than with ``one`` as the ``option``.

    Both are tried twice, in turn; the better of each counts.
    """
    command = ("convscenes", "render", "scenes", "-ql", "--force", "--quiet", option)
    rounds = [[cost_of(*command, value).wall for value in (one, two)] for _ in range(2)]
    slow, fast = map(min, zip(*rounds, strict=True))
    return slow / fast


@contextmanager
def workers(count: int) -> Iterator[str]:
    """Yield the address of a local Dask cluster with ``count`` workers."""
    from distributed import LocalCluster

    logging.getLogger("distributed").setLevel(logging.WARNING)
    with LocalCluster(
        processes=True, n_workers=count, threads_per_worker=1, dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


@contextmanager
def elsewhere() -> Iterator[Path]:
    """Within the block, work in a folder that has only ``scenes`` with the headline specs; yield that."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        specs = Path(folder, "scenes")
        specs.mkdir()
        for name in SPECS:
            shutil.copy(SCENES / f"{name}.yaml", specs)
        os.chdir(folder)
        try:
            yield specs
        finally:
            os.chdir(here)
