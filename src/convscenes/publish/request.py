"""The publication of a spec or a playlist as a request: its clips and stills are jobs, as those of videos."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from convscenes.publish.formats import FORMATS, Choices, Format
from convscenes.rendering.options import QUALITIES, Options
from convscenes.rendering.places import MEDIA
from convscenes.rendering.requests.request import Request, recipe_of
from convscenes.rendering.requests.targets import mirrored


@dataclass(frozen=True)
class PublishRequest(Request):
    """A spec or a playlist in the format ``to``: the file ``path``, or the folder."""

    path: Path
    to: str
    options: Options
    choices: Choices

    @classmethod
    def of(
        cls,
        spec: Path,
        path: Path,
        to: str,
        options: Options,
        choices: Choices,
        *,
        settings: tuple[str, ...] = (),
    ) -> PublishRequest:
        """Return the request, its options as the format needs them; raises UsageError for a wrong choice.

        Without motion, pictures are those of 1080p.
        """
        format = FORMATS[to]
        format.check(choices)
        quality = options.quality if format.moves(choices) else QUALITIES["high"]
        theme = options.theme or ("light" if choices.handout else None)
        options = replace(
            options, quality=quality, theme=theme, constant_frame_rate=format.constant_frame_rate
        )
        return cls(spec, path, to, options, choices, settings=settings)

    @property
    def format(self) -> Format:
        """Its format."""
        return FORMATS[self.to]

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return self.format.is_folder(self.choices)

    def file(self, name: str) -> Path:
        """Return the path of one of its files: itself, beside it, or in its folder.

        >>> page = PublishRequest(Path("a.yaml"), Path("a.pdf"), "pdf", Options.of(), Choices())
        >>> [page.file(name).as_posix() for name in ("", ".tex")]
        ['a.pdf', 'a.tex']
        """
        if self.is_folder:
            return self.path / name
        return self.path.with_suffix(name) if name else self.path

    @property
    def output(self) -> Path:
        """The path of the file, or one that represents the folder's files."""
        return self.path / "*" if self.is_folder else self.path

    @property
    def recipe(self) -> dict[str, Any]:
        """What the files depend on, except the contents of sources."""
        return {**recipe_of(self, self.options, None), "to": self.to, "choices": asdict(self.choices)}

    @property
    def numbered(self) -> bool:
        """Whether files left over from before are removed: those of its folder."""
        return self.is_folder

    def moved(self, folder: Path) -> PublishRequest:
        """Return the same request for another folder."""
        return replace(self, path=folder / self.path.name)


def request_for(spec: Path, format: str, quality: str | None, root: Path) -> PublishRequest:
    """Return the request for a publication among a spec's outputs; folders below ``root`` are mirrored.

    Raises:
        UsageError: its extra is not installed.

    >>> request = request_for(Path("scenes/week1/a.yaml"), "html", None, Path("scenes"))
    >>> request.output.as_posix()
    'media/html/week1/a.html'
    """
    import convscenes.publish.publication  # noqa: F401  plans it; here, because it takes a while

    path = mirrored(spec, root, MEDIA / format, FORMATS[format].suffix)
    return PublishRequest.of(spec, path, format, Options.of(quality or "medium"), Choices())
