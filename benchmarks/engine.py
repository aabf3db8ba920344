"""The swift engine against stock Manim on the four headline scenes, 1080p60: ratios of one run."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import av
import numpy as np

from benchmarks.watching import Cost, cost_of
from convscenes.rendering.engine import record
from convscenes.rendering.planes import Planes, plane_of
from convscenes.rendering.quality import Options
from convscenes.rendering.sinks import Frames
from convscenes.stories import load_story

SCENES = Path(__file__).parents[1] / "scenes"
SPECS = ("02-kernel-slide", "04-matrix-unroll", "06-matrix-transpose", "07-scatter")
HEADINGS = ("wall", "wall, our x264", "CPU", "memory MB", "bytes", "moving", "pixel", "PSNR dB")
Row = dict[str, Any]


def main() -> list[Row]:
    """Print one line a scene, and one for all together; return them."""
    print(f"{'scene, 1080p60':<22}" + "".join(f"{heading:>16}" for heading in HEADINGS))
    rows, sums = [], {name: [0.0, 0.0, 0.0] for name in ("swift", "stock", "same")}
    for name in SPECS:
        row, costs = measure(SCENES / f"{name}.yaml")
        rows.append(row)
        show(row)
        for engine, (cost, size) in costs.items():
            sums[engine] = [a + b for a, b in zip(sums[engine], (cost.wall, cost.cpu, size), strict=True)]
    swift, stock, same = sums["swift"], sums["stock"], sums["same"]
    whole: Row = {"scene": "together"}
    whole["wall"], whole["wall, our x264"] = stock[0] / swift[0], same[0] / swift[0]
    whole["CPU"], whole["bytes"] = stock[1] / swift[1], swift[2] / stock[2]
    show(whole)
    return [*rows, whole]


def show(row: Row) -> None:
    """Print a row; what is not measured for it stays empty."""
    cells = (f"{row[heading]:>16.2f}" if heading in row else " " * 16 for heading in HEADINGS)
    print(f"{row['scene']:<22}" + "".join(cells), flush=True)


def measure(spec: Path) -> tuple[Row, dict[str, tuple[Cost, int]]]:
    """Render one spec three ways; ratios above 1 say how much faster or smaller the swift engine is."""
    with tempfile.TemporaryDirectory() as folder:
        costs = {}
        for name, engine in (("swift", "swift"), ("stock", "stock"), ("same", "{}")):
            video = Path(folder, f"{name}.mp4")
            cost = cost_of("benchmarks.one", engine, str(spec), str(video))
            costs[name] = (cost, video.stat().st_size)
        row = {"scene": spec.stem, **pictures(spec), "PSNR dB": quality(spec, Path(folder, "swift.mp4"))}
    (swift, small), (stock, large), (same, _) = costs.values()
    row |= {"wall": stock.wall / swift.wall, "wall, our x264": same.wall / swift.wall}
    row |= {"CPU": stock.cpu / swift.cpu, "memory MB": swift.memory, "bytes": small / large}
    return row, costs


def pictures(spec: Path) -> Row:
    """Return the share of frames in which something moves, and how far a pixel is from stock's at most."""
    story, largest, moving, frames = load_story(spec), 0, 0, 0
    swift, stock = Frames(), Frames()
    record(story, Options.of("high", fps=3), swift)
    record(story, Options.of("high", fps=3, engine="stock"), stock)
    for one, other in zip(swift.pictures, stock.pictures, strict=True):
        largest = max(largest, int(np.abs(one.astype(np.int16) - other).max()))
    for before, after in zip(swift.pictures, swift.pictures[1:], strict=False):
        moving, frames = moving + (before is not after), frames + 1
    return {"moving": moving / frames, "pixel": float(largest)}


def quality(spec: Path, video: Path) -> float:
    """Return the luma PSNR of the last frames of the beats, in dB."""
    story, pictures = load_story(spec), Frames()
    times = record(story, Options.of("high", fps=1), pictures)
    del times
    planes, errors = Planes(1920, 1080, "yuv420p"), []
    with av.open(str(video)) as container:
        *_, last = container.decode(video=0)
        planes.update(pictures.pictures[-1], [_whole()])
        errors.append(np.mean((plane_of(last, 0).astype(int) - plane_of(planes.frame, 0)) ** 2))
    return float(10 * np.log10(255**2 / max(np.mean(errors), 1e-9)))


def _whole() -> Any:
    from convscenes.rendering.damage import Box

    return Box(0, 0, 1920, 1080)
