"""One render in a process of its own, to be measured: ``python -m benchmarks.one ENGINE SPEC VIDEO``."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from convscenes.rendering.quality import Options
from convscenes.stories import load_story


def main(engine: str, spec: Path, video: Path) -> None:
    """Render a spec at 1080p60: swiftly, or as ``manim -qh`` does, with its own encoder settings or ours."""
    if engine == "swift":
        from convscenes.rendering.video import make

        make(load_story(spec), video, Options.of("high"))
        return
    import manim

    from convscenes.rendering.encoding import CODECS
    from convscenes.scenes.stage.finding import scene_class

    with tempfile.TemporaryDirectory() as folder:
        settings = {"quality": "high_quality", "media_dir": folder, "disable_caching": True}
        with manim.tempconfig(settings | {"progress_bar": "none", "verbosity": "ERROR"}):
            if engine != "stock":
                manim.config.video_encoder_options = dict(CODECS["mp4"].settings) | json.loads(engine)
            story = load_story(spec)
            scene = scene_class(story.kind, story.staging)(story)
            scene.render()
            shutil.move(str(scene.renderer.file_writer.final_file_path), video)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
