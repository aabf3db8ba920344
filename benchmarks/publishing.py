"""Publishing: sizes, and what a format costs with clips and stills kept, against rendering the video."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engine import SCENES
from benchmarks.watching import cost_of
from convscenes.publish.formats import FORMATS

SPECS = {
    "07-scatter.yaml": [*((name,) for name in FORMATS), ("html", "--stills"), ("pdf", "--handout")],
    "lecture.yaml": [("html", "--folder"), ("html", "--stills"), ("pdf",)],
}
"""What each spec is published as."""
Row = dict[str, object]


def main() -> list[Row]:
    """Print a line for each spec and format, and return the rows."""
    rows = []
    for row in measured():
        print(
            "{spec:<18}{to:<20}{MB:>8.2f} MB{gzipped:>8.2f} MB gzipped{share:>7.2f} ×".format(**row),
            flush=True,
        )
        rows.append(row)
    return rows


def measured() -> Iterator[Row]:
    """Yield sizes, and the time in that of rendering the video, 720p30, from nothing."""
    for name, formats in SPECS.items():
        with TemporaryDirectory() as folder, chdir(folder):
            spec = str(SCENES / name)
            video = cost_of("convscenes", "render", spec, "-o", "video.mp4", "--quiet").wall
            for to, *choices in formats:
                command = ("convscenes", "publish", spec, "--to", to, *choices, "-o", "made", "--quiet")
                cost_of(*command)  # draws what the store lacks
                shutil.rmtree("made")
                again = cost_of(*command).wall
                contents = [file.read_bytes() for file in Path("made").rglob("*") if file.is_file()]
                yield {
                    "spec": name,
                    "to": " ".join([to, *choices]),
                    "MB": sum(map(len, contents)) / 1e6,
                    "gzipped": sum(len(gzip.compress(content, 6)) for content in contents) / 1e6,
                    "share": again / video,
                }
                shutil.rmtree("made")
