"""What every spec asks for in its ``outputs:``, as requests; and what came of them, for the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from convscenes.errors import UsageError
from convscenes.rendering.jobs.processes import Outcome
from convscenes.rendering.media.manifest import MEDIA, Digests, Entry, digests_of, name_of
from convscenes.rendering.options import ANIMATIONS, FLIPBOOKS, VIDEOS, Options, suffix_of
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.sources import sources_of
from convscenes.rendering.requests.targets import mirrored
from convscenes.spec import Fault, Playlist, check, is_playlist, read
from convscenes.stories.telling.loading import load_fields

FIGURES = ("svg", "pdf")
"""Formats of which every beat has a file of its own."""
FOLDERS = {
    **dict.fromkeys(ANIMATIONS, "animations"),
    **dict.fromkeys(FLIPBOOKS, "flipbooks"),
    "gif": "gifs",
    "png": "stills",
}
"""The folders in ``media`` of what is no video."""


@dataclass(frozen=True)
class Plan:
    """What a spec is made from, with digests of before anything is made, and what it asks for."""

    spec: Path
    sources: Digests
    requests: tuple[Request, ...]

    @property
    def name(self) -> str:
        """What the manifest calls the spec."""
        return name_of(self.spec)


def plan_for(spec: Path, quality: str | None = None, root: Path | None = None) -> Plan:
    """Return what a spec or a playlist asks for.

    ``quality`` is that of videos, by default medium. Folders below ``root``, the folder that is regenerated,
    are mirrored in ``media``.

    Raises:
        SpecError: the spec is wrong; a playlist asks for what is no video.
    """
    document = read(spec)
    sources = digests_of(sources_of(document))
    if is_playlist(document):
        outputs = check(document, Playlist).outputs
        odd = [
            Fault(f"a playlist becomes {', '.join(VIDEOS)}, not {name}.", ("outputs", place))
            for place, name in enumerate(outputs)
            if name not in VIDEOS
        ]
        if odd:
            raise document.refusal(odd)
    else:
        outputs = load_fields(spec).outputs
    return Plan(spec, sources, tuple(request_for(spec, format, quality, root) for format in outputs))


def request_for(spec: Path, format: str, quality: str | None = None, root: Path | None = None) -> Request:
    """Return the request for one of a spec's outputs; folders below ``root`` are mirrored.

    Animated pictures have a size of their own; a still is the last frame, 1920 × 1080. None depends on
    ``quality``.

    >>> request = request_for(Path("scenes/07-scatter.yaml"), "webp")
    >>> request.place.as_posix(), request.name
    ('media/animations', '07-scatter.webp')
    >>> request_for(Path("scenes/week1/a.yaml"), "svg", root=Path("scenes")).place.as_posix()
    'media/figures/week1/a'
    """
    root = spec.parent if root is None else root
    if format in FIGURES:
        folder = mirrored(spec, root, MEDIA / "figures")
        return FigureRequest(spec, folder, Options.of(format="png"), format)
    place = FOLDERS.get(format, "videos")
    options = Options.of(quality or "medium" if format in VIDEOS else None, format)
    return VideoRequest(spec, mirrored(spec, root, MEDIA / place, suffix_of(format)), options)


def check_places(plans: Iterable[Plan]) -> None:
    """Check that no two specs would become the same file.

    >>> specs = Path("a/x.yaml"), Path("b/x.yaml")
    >>> check_places([Plan(spec, {}, (request_for(spec, "mp4"),)) for spec in specs])
    Traceback (most recent call last):
    convscenes.errors.UsageError: a/x.yaml and b/x.yaml would both become media/videos/x.mp4. Rename one.
    """
    specs: dict[Path, Path] = {}
    for plan in plans:
        for request in plan.requests:
            target = request.place / request.name
            other = specs.setdefault(target, plan.spec)
            if other != plan.spec:
                raise UsageError(
                    f"{other.as_posix()} and {plan.spec.as_posix()} would both become {target.as_posix()}. "
                    "Rename one."
                )


def entry_of(plan: Plan, outcomes: Mapping[Request, Outcome], old: Entry | None) -> Entry:
    """Return what the manifest says of a spec; where something failed, what was made before is there yet."""
    made = [outcomes[request].made for request in plan.requests]
    outputs = digests_of(file for each in made if each for file in each.files)
    if all(made) or old is None:
        return Entry(plan.sources, outputs)
    return Entry(old.sources, {**old.outputs, **outputs})
