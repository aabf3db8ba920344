"""The ``outputs:`` of specs as requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from convscenes.rendering.media.manifest import Digests, name_of
from convscenes.rendering.options import ANIMATIONS, FLIPBOOKS, VIDEOS, Options, suffix_of
from convscenes.rendering.places import MEDIA
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.requests.targets import mirrored
from convscenes.spec import Fault

FIGURES = ("svg", "pdf")
"""Formats of which every beat has a file of its own."""
FOLDERS = {
    **dict.fromkeys(ANIMATIONS, "animations"),
    **dict.fromkeys(FLIPBOOKS, "flipbooks"),
    "gif": "gifs",
    "png": "stills",
}
"""The folders in ``media`` of all formats but videos."""


@dataclass(frozen=True)
class Plan:
    """The sources of a spec, with digests taken before anything is made, and its requests."""

    spec: Path
    sources: Digests
    requests: tuple[Request, ...]

    @property
    def name(self) -> str:
        """The path of the spec in the manifest."""
        return name_of(self.spec)


def plan_for(spec: Path, quality: str | None, root: Path, read: Specs) -> Plan:
    """Return the plan of a spec or a playlist.

    ``quality`` is that of videos, by default medium. Subfolders of ``root``, the folder that is regenerated,
    are mirrored in ``media``.

    Raises:
        SpecError: the spec is wrong; a playlist asks for other outputs than videos.
    """
    found = read[spec]
    if playlist := found.playlist:
        outputs: Sequence[str] = playlist.outputs
        odd = [
            Fault(f"a playlist becomes {', '.join(VIDEOS)}, not {name}.", ("outputs", place))
            for place, name in enumerate(outputs)
            if name not in VIDEOS
        ]
        if odd:
            raise found.document.refusal(odd)
    else:
        outputs = found.story.outputs
    sources = {name_of(path): digest for path, digest in found.sources.items()}
    return Plan(spec, sources, tuple(request_for(spec, format, quality, root) for format in outputs))


def request_for(spec: Path, format: str, quality: str | None = None, root: Path | None = None) -> Request:
    """Return the request for one of a spec's outputs; folders below ``root`` are mirrored.

    Animated pictures have a size of their own; a still is the last frame, 1920 × 1080. None depends on
    ``quality``.

    >>> request = request_for(Path("scenes/07-scatter.yaml"), "webp")
    >>> request.output.as_posix()
    'media/animations/07-scatter.webp'
    >>> request_for(Path("scenes/week1/a.yaml"), "svg", root=Path("scenes")).output.as_posix()
    'media/figures/week1/a/*.svg'
    """
    root = spec.parent if root is None else root
    if format in FIGURES:
        folder = mirrored(spec, root, MEDIA / "figures")
        return FigureRequest(spec, folder, Options.of(format="png"), format)
    place = FOLDERS.get(format, "videos")
    options = Options.of(quality or "medium" if format in VIDEOS else None, format)
    return VideoRequest(spec, mirrored(spec, root, MEDIA / place, suffix_of(format)), options)
