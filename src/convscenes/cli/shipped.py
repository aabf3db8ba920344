"""The specs that are installed with convscenes: their folder, and the example of each kind."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from convscenes.errors import SpecError, UsageError
from convscenes.rendering.requests.specs import Specs
from convscenes.spec import read


def shipped_scenes() -> Path:
    """Return the folder of the shipped specs, in the checkout or else in the installed package.

    Raises:
        UsageError: neither exists.
    """
    checkout = Path(__file__).parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "scenes"
    for file in installed_files():
        if file.parent.parts[-2:] == ("convscenes", "scenes") and file.suffix == ".yaml":
            return file.parent
    raise UsageError("The shipped specs are missing: install convscenes again.")


def installed_files() -> list[Path]:
    """Return every file of the installed package, from its metadata."""
    try:
        return [Path(str(file.locate())).resolve() for file in files("convscenes") or ()]
    except PackageNotFoundError:
        return []


def example(kind: str) -> Path:
    """Return the first shipped spec of ``kind``.

    Raises:
        UsageError: no spec has this kind.
    """
    for path in sorted(shipped_scenes().rglob("*.yaml")):
        if kind_in(path) == kind:
            return path
    raise UsageError(f"{kind}: no shipped spec shows this kind.")


def files_beside(spec: Path) -> dict[Path, Path]:
    """Return the files that a spec names, by their paths relative to its folder."""
    return {file.relative_to(spec.parent): file for file in Specs()[spec].sources if file != spec}


def kind_in(path: Path) -> object:
    """Return the kind of a spec, None if it has none or cannot be read."""
    try:
        return read(path).data.get("kind")
    except SpecError:
        return None
