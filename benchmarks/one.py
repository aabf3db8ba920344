"""One render in a process of its own, to be measured: ``python -m benchmarks.one WAY SPEC VIDEO``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from convscenes.rendering.formats.codecs import X264
from convscenes.stories import load_story


def main(way: str, spec: Path, video: Path) -> None:
    """Make a video at 1080p60, in one of ``engine.WAYS``."""
    if way == "ours":
        from convscenes.cli import main as convscenes

        os.chdir(video.parent)  # its clips are kept there, and nowhere else
        convscenes(["render", str(spec), "-qh", "-o", str(video), "--force", "--quiet"])
    else:
        stock(spec, video, X264 if way == "same" else {})


def stock(spec: Path, video: Path, settings: Mapping[str, str]) -> None:
    """Render a spec as ``manim -qh`` does, with these settings of the encoder."""
    import manim

    from convscenes.scenes._base.finding import scene_class

    with tempfile.TemporaryDirectory() as folder:
        options = {"quality": "high_quality", "media_dir": folder, "disable_caching": True}
        with manim.tempconfig(options | {"progress_bar": "none", "verbosity": "ERROR"}):
            if settings:
                manim.config.video_encoder_options = dict(settings)
            story = load_story(spec)
            scene = scene_class(story.kind, story.staging)(story)
            scene.render()
            shutil.move(str(scene.renderer.file_writer.final_file_path), video)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
