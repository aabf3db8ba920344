"""The ``outputs:`` of specs as requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from convscenes.errors import UsageError
from convscenes.rendering.media.manifest import Digests, Entry, name_of
from convscenes.rendering.options import ANIMATIONS, FLIPBOOKS, STEPS, VIDEOS, Options, suffix_of
from convscenes.rendering.places import MEDIA
from convscenes.rendering.requests.request import FigureRequest, Request, SingleRequest, VideoRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.requests.targets import mirrored
from convscenes.spec import Fault
from convscenes.spec.fields import PUBLISHED, RENDERED

FIGURES = ("svg", "pdf")
"""Formats of which every beat has a file of its own."""
SINGLE = {"sheet": "sheets", "still": "stills"}
"""Formats of one vector file, all beats on a sheet or the last of them, and their folders in ``media``."""
FOLDERS = {
    **dict.fromkeys(ANIMATIONS, "animations"),
    **dict.fromkeys(FLIPBOOKS, "flipbooks"),
    **dict.fromkeys(STEPS, "steps"),
    "gif": "gifs",
    "png": "stills",
}
"""The folders in ``media`` of all formats but videos."""


Publish = Callable[[Path, str, str | None, Path], Request]
"""Returns the request to publish a spec in a format; the rest are the arguments of ``request_for``.

Raises UsageError where that format cannot be made.
"""


@dataclass(frozen=True)
class Plan:
    """The sources of a spec, with digests taken before anything is made, and its requests."""

    spec: Path
    sources: Digests
    rendered: tuple[Request, ...]
    published: tuple[Request, ...] = ()

    @property
    def name(self) -> str:
        """The path of the spec in the manifest."""
        return name_of(self.spec)

    @property
    def requests(self) -> tuple[Request, ...]:
        """All its requests."""
        return (*self.rendered, *self.published)

    def files(self, request: Request, planned: Iterable[Path], old: Entry | None) -> Iterable[Path]:
        """Return the files to expect of a request: those ``planned``, of a publication those of last time.

        Which these are is known only when it is made. They are the spec's files in the folder of its format.
        """
        if request not in self.published or old is None:
            return planned
        place = name_of(request.output.parent)
        made = [Path(name) for name in old.outputs if Path(name).is_relative_to(place)]
        return made or planned


def plan_for(spec: Path, quality: str | None, root: Path, read: Specs, publish: Publish) -> Plan:
    """Return the plan of a spec or a playlist.

    ``quality`` is that of videos, by default medium. Subfolders of ``root``, the folder that is regenerated,
    are mirrored in ``media``.

    Raises:
        SpecError: the spec is wrong; it asks for an output that cannot be made of it.
    """
    found = read[spec]
    playlist = found.playlist
    outputs = playlist.outputs if playlist else found.story.outputs
    own = VIDEOS if playlist else RENDERED
    rendered, published, faults = [], [], []
    for place, format in enumerate(outputs):
        try:
            if format in own:
                rendered.append(request_for(spec, format, quality, root))
            elif format in PUBLISHED:
                published.append(publish(spec, format, quality, root))
            else:
                raise UsageError(f"a playlist becomes {', '.join((*own, *PUBLISHED))}, not {format}.")
        except UsageError as error:
            faults.append(Fault(str(error), ("outputs", place)))
    if faults:
        raise found.document.refusal(faults)
    sources = {name_of(path): digest for path, digest in found.sources.items()}
    return Plan(spec, sources, tuple(rendered), tuple(published))


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
    if format in SINGLE:
        sheet = format == "sheet"
        path = mirrored(spec, root, MEDIA / SINGLE[format], ".svg")
        return SingleRequest(spec, path, Options.of(format="png"), None if sheet else ("last",), sheet)
    place = FOLDERS.get(format, "videos")
    options = Options.of(quality or "medium" if format in VIDEOS else None, format)
    return VideoRequest(spec, mirrored(spec, root, MEDIA / place, suffix_of(format)), options)
