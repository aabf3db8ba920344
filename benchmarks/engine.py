"""Convscenes against stock Manim on the four headline scenes, 1080p60: ratios of one run."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.drawing import record
from benchmarks.judging import Judge, encoding_seconds
from benchmarks.watching import Cost, cost_of
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.options import Options
from convscenes.stories import Story, load_story

SCENES = Path(__file__).parents[1] / "scenes"
SPECS = ("02-kernel-slide", "04-matrix-unroll", "06-matrix-transpose", "07-scatter")
WAYS = ("ours", "stock", "same")
"""Our engine; Manim's own; Manim's own with our encoder settings."""
HEADINGS = (
    *("wall", "wall, our x264", "encoding alone", "CPU", "memory MB"),
    *("bytes", "moving", "pixel", "PSNR dB", "stock's dB"),
)
Row = dict[str, Any]
Costs = dict[str, tuple[Cost, int]]


def main() -> list[Row]:
    """Print a line for each scene, and one for all together; return the rows."""
    print(f"{'scene, 1080p60':<22}" + "".join(f"{heading:>16}" for heading in HEADINGS))
    rows, all_costs = [], []
    for name in SPECS:
        row, costs = measure(SCENES / f"{name}.yaml")
        show(row)
        rows.append(row)
        all_costs.append(costs)
    together = {
        way: (
            Cost(*(sum(getattr(c[way][0], part) for c in all_costs) for part in ("wall", "cpu", "memory"))),
            sum(c[way][1] for c in all_costs),
        )
        for way in WAYS
    }
    whole = {"scene": "together"} | ratios(together)
    del whole["memory MB"]
    show(whole)
    return [*rows, whole]


def show(row: Row) -> None:
    """Print a row; values that are not measured stay empty."""
    cells = (f"{row[heading]:>16.2f}" if heading in row else " " * 16 for heading in HEADINGS)
    print(f"{row['scene']:<22}" + "".join(cells), flush=True)


def measure(spec: Path) -> tuple[Row, Costs]:
    """Render one spec in all ways."""
    with tempfile.TemporaryDirectory() as folder:
        videos = {way: Path(folder, f"{way}.mp4") for way in WAYS}
        costs: Costs = {}
        for way, video in videos.items():
            cost = cost_of("benchmarks.one", way, str(spec), str(video))
            costs[way] = (cost, video.stat().st_size)
        encoding = encoding_seconds(videos["ours"], Path(folder, "all.mp4"))
        story = load_story(spec)
        judge = Judge(videos["ours"], videos["stock"])
        record(story, Options.of("high"), judge)
    row: Row = {"scene": spec.stem, "moving": judge.moving, "pixel": pixel(story)}
    row["encoding alone"] = costs["ours"][0].wall / encoding
    row["PSNR dB"], row["stock's dB"] = judge.psnr
    return row | ratios(costs), costs


def ratios(costs: Costs) -> Row:
    """Return the cost of stock Manim as a multiple of ours, except for memory and bytes."""
    (ours, small), (stock, large), (same, _) = (costs[way] for way in WAYS)
    return {
        "wall": stock.wall / ours.wall,
        "wall, our x264": same.wall / ours.wall,
        "CPU": stock.cpu / ours.cpu,
        "memory MB": ours.memory,
        "bytes": small / large,
    }


def pixel(story: Story) -> float:
    """Return the largest difference of a pixel's colour from stock's, at three frames a second."""
    ours, stock = Frames(), Frames()
    record(story, Options.of("high", fps=3), ours)
    record(story, Options.of("high", fps=3, engine="stock"), stock)
    pairs = zip(ours.pictures, stock.pictures, strict=True)
    return float(max(np.abs(one.astype(np.int16) - other).max() for one, other in pairs))
