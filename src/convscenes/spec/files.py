"""Files that a spec names: paths relative to its folder, size limits, pictures and arrays."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from convscenes.errors import did_you_mean_file
from convscenes.spec.faults import Fault, quoted, shown
from convscenes.spec.limits import ARRAY_BYTES, PICTURE_BYTES, PICTURE_PIXELS


def beside(name: Any, info: ValidationInfo) -> Path:
    """Return the path of a file that a spec names, relative to ``info.context["folder"]``, the spec's folder.

    Raises Fault if it cannot be read, or if the path is absolute: the spec would work on one machine only.
    """
    if not isinstance(name, str):
        raise Fault(f"must be a file, got {shown(name)}.")
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        raise Fault(f"must be a path that begins at the spec's folder, got {quoted(name)}.")
    path = Path(info.context["folder"] if info.context else "", name)
    if wrong := _unreadable(path):
        raise Fault(f"{wrong}: {quoted(name)}. {_hint(path)}".rstrip())
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


def _hint(path: Path) -> str:
    """Return the hint for a file that cannot be read: the nearest name, or where its path begins."""
    try:
        if path.exists():
            return ""
        near = [file.name for file in path.parent.iterdir()]
    except (OSError, ValueError):
        near = []
    return did_you_mean_file(path.name, near) or "Its path begins at the spec's folder."


Beside = Annotated[Path, PlainValidator(beside), WithJsonSchema({"type": "string", "format": "path"})]
"""A file that exists, its path relative to the spec's folder."""


def picture(path: Path, size: tuple[int, ...]) -> NDArray[np.int64]:
    """Return a picture's grey values (height, width), 0 … 255, each the mean of the pixels it covers.

    Transparent parts are white. Raises Fault where the file is no picture, too large, or of 16 bits.
    """
    from PIL import Image, ImageOps  # here, because most specs have no picture

    if broken := PICTURE_BYTES.broken_by(path.stat().st_size):
        raise Fault(broken, ("image",))
    try:
        with Image.open(path) as file:
            if broken := PICTURE_PIXELS.broken_by(file.width * file.height):
                raise Fault(broken, ("image",))
            if file.mode.startswith(("I", "F")):
                raise Fault("has more than 8 bits a pixel. Save it with 8.", ("image",))
            upright = ImageOps.exif_transpose(file).convert("RGBA")
    except Fault:
        raise
    except Exception:  # a broken picture may raise anything, by its format
        raise Fault(f"not a picture: {quoted(path.name)}.", ("image",)) from None
    paper = Image.new("RGBA", upright.size, "white")
    grey = Image.alpha_composite(paper, upright).convert("L")
    return np.asarray(grey.resize((size[1], size[0]), Image.Resampling.BOX)).astype(np.int64)


def array_file(path: Path) -> NDArray[Any]:
    """Return the array of a .npy file; pickled objects are never loaded. Raises Fault for any other file."""
    if broken := ARRAY_BYTES.broken_by(path.stat().st_size):
        raise Fault(broken, ("file",))
    try:
        # Mapped, so that a header of a larger array than the file has is an error and not an allocation.
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except Exception:  # a broken header may raise anything
        array = None
    if not isinstance(array, np.ndarray):
        raise Fault(f"not a .npy file of numbers: {quoted(path.name)}.", ("file",))
    return np.array(array)


def array_files(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a .npz file by name; pickled objects are never loaded.

    Raises Fault for any other file, and where the arrays exceed the limit for array files once unpacked.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            if broken := ARRAY_BYTES.broken_by(sum(part.file_size for part in packed.infolist())):
                raise Fault(broken)
        with np.load(path, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except Fault:
        raise
    except Exception:  # a broken header may raise anything
        raise Fault(f"not a .npz file of numbers: {quoted(path.name)}.") from None


def _weights(name: Any, info: ValidationInfo) -> dict[str, NDArray[Any]]:
    return array_files(beside(name, info))


Weights = Annotated[
    dict[str, NDArray[Any]], PlainValidator(_weights), WithJsonSchema({"type": "string", "format": "path"})
]
"""The arrays of a .npz file, its path relative to the spec's folder."""
