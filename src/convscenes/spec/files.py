"""Files that a spec names: paths relative to its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from convscenes.errors import did_you_mean_file
from convscenes.spec.faults import Fault, quoted, shown


def beside(name: Any, info: ValidationInfo) -> Path:
    """Return the path of a file that a spec names, relative to ``info.context["folder"]``, the spec's folder.

    Raises Fault if it cannot be read, or if the path is absolute: the spec would work on one machine only.
    Where the folder is None, the spec is given in Python, and its paths are like all others there.
    """
    if not isinstance(name, str):
        raise Fault(f"must be a file, got {shown(name)}.")
    folder: Path | None = info.context["folder"] if info.context else None
    if folder and (PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor):
        raise Fault(f"must be a path that begins at the spec's folder, got {quoted(name)}.")
    path = Path(folder or "", name)
    if wrong := _unreadable(path):
        raise Fault(f"{wrong}: {quoted(name)}. {_hint(path, folder)}".rstrip())
    return path


def _unreadable(path: Path) -> str:
    """Return why a file cannot be read, "" if it can."""
    try:
        if path.is_file():
            with path.open("rb"):
                return ""
        if path.exists():
            return "a folder and not a file" if path.is_dir() else "not a regular file"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except ValueError:  # no name of a file
        pass
    return "no such file"


def _hint(path: Path, folder: Path | None) -> str:
    """Return the hint for a file that cannot be read: the nearest name, or where its path begins."""
    try:
        if path.exists():
            return ""
        near = [file.name for file in path.parent.iterdir()]
    except (OSError, ValueError):
        near = []
    begins = "Its path begins at the spec's folder." if folder else ""
    return did_you_mean_file(path.name, near) or begins


Beside = Annotated[Path, PlainValidator(beside), WithJsonSchema({"type": "string", "format": "path"})]
"""A file that exists, its path relative to the spec's folder."""
