"""Files of numbers that a spec names: .npy, .npz and .csv. None of them is trusted."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from convscenes.errors import did_you_mean
from convscenes.spec import scalars
from convscenes.spec.faults import Fault, quoted
from convscenes.spec.files import beside
from convscenes.spec.limits import ARRAY_BYTES, MAP_CELLS, MAP_VALUE, WEIGHT_VALUE

Array = NDArray[Any]
HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
"""The readers of .npy headers, by version; version 3 is for named fields alone."""
LISTED = 8
"""The most names that a message lists."""


def array_file(path: Path, name: str = "") -> Array:
    """Return the array of a .npy or .csv file, or that of a .npz file with this name, or alone there.

    Pickled objects are never loaded. Raises Fault for any other file, and for a wrong name.
    """
    suffix = path.suffix.lower()
    if name and suffix != ".npz":
        raise Fault(f"{quoted(path.name)} is no .npz file: its array has no name. Remove it.", sibling="name")
    if suffix == ".npz":
        return _named(array_files(path), name, path)
    _check_size(path)
    if suffix == ".csv":
        return _table(path)
    try:
        return _array(path.read_bytes())
    except Fault:
        raise
    except Exception:  # a broken header may raise anything
        raise Fault(f"not a .npy, .npz or .csv file: {quoted(path.name)}.") from None


def array_files(path: Path) -> dict[str, Array]:
    """Return the arrays of a .npz file by name; pickled objects are never loaded.

    Raises Fault for any other file, and where the arrays exceed the limit for array files once unpacked.
    """
    _check_size(path)
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if broken := ARRAY_BYTES.broken_by(sum(part.file_size for part in parts)):
                raise Fault(broken)
            names = [part.filename.removesuffix(".npy") for part in parts]
            return {
                name: _array(packed.read(part), f"{quoted(name)} ")
                for name, part in zip(names, parts, strict=True)
            }
    except Fault:
        raise
    except Exception:  # a broken header may raise anything
        raise Fault(f"not a .npz file of numbers: {quoted(path.name)}.") from None


def _check_size(path: Path) -> None:
    if broken := ARRAY_BYTES.broken_by(path.stat().st_size):
        raise Fault(broken)


def _array(content: bytes, subject: str = "") -> Array:
    """Return the array of a .npy file, without memory of its own, whatever shape the header promises.

    The message for other contents than numbers begins with the subject.
    """
    stream = io.BytesIO(content)
    shape, by_columns, dtype = HEADERS[np.lib.format.read_magic(stream)](stream)
    if dtype.kind not in "biuf":
        raise Fault(f"{subject}must hold numbers, got {'named fields' if dtype.names else dtype}.")
    cells = np.frombuffer(content, dtype, math.prod(shape), stream.tell())
    return cells.reshape(shape, order="F" if by_columns else "C")


def _named(arrays: dict[str, Array], name: str, path: Path) -> Array:
    """Return the array with this name; without a name, the only one."""
    if name in arrays:
        return arrays[name]
    if not arrays:
        raise Fault(f"{quoted(path.name)} is empty.")
    if not name and len(arrays) == 1:
        return next(iter(arrays.values()))
    names = ", ".join(list(arrays)[:LISTED]) + (", …" if len(arrays) > LISTED else "")
    if not name:
        raise Fault(f'{quoted(path.name)} has several arrays: {names}. Add "name: {next(iter(arrays))}".')
    hint = did_you_mean(name, arrays) or f"There are: {names}."
    raise Fault(f"no such array in {quoted(path.name)}: {quoted(name)}. {hint}", sibling="name")


def _table(path: Path) -> Array:
    """Return the numbers of a .csv file, row by row; commas, semicolons or tabs are between them."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        rows = list(_rows(lines, quoted(path.name)))
    except UnicodeDecodeError:
        raise Fault(f"not UTF-8: {quoted(path.name)}. Save it with UTF-8 encoding.") from None
    except csv.Error:
        raise Fault(f"not a .csv file of numbers: {quoted(path.name)}.") from None
    decimal = any(isinstance(cell, float) for row in rows for cell in row)
    return np.array(rows, np.float64 if decimal else np.int64)


def _rows(lines: list[str], file: str) -> Iterator[list[int | float]]:
    between = next((sign for sign in ";\t" if any(sign in line for line in lines[:1])), ",")
    reader = csv.reader(lines, delimiter=between)
    width = cells = 0
    for words in filter(any, ([word.strip() for word in line] for line in reader)):
        where = f"line {reader.line_num} of {file}"
        width = width or len(words)
        if len(words) != width:
            raise Fault(f"{where} has {len(words)} cells, the first has {width}.")
        cells += width
        if cells > MAP_CELLS.maximum:
            raise Fault(MAP_CELLS.exceeded)
        yield [_number(word, where) for word in words]


def _number(word: str, where: str) -> int | float:
    """Return a cell's number; raises Fault for anything else."""
    try:
        value = scalars.resolve(word)
    except ValueError as error:
        raise Fault(f"{where}: {error}") from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        hint = " Write decimals with a point." if "," in word else ""
        raise Fault(f"{where}: must be a number, got {quoted(word)}.{hint}")
    if abs(value) > MAP_VALUE:
        raise Fault(f"{where}: must be at most {MAP_VALUE:,} either side of 0, got {value}.")
    return value


def _weights(name: Any, info: ValidationInfo) -> dict[str, Array]:
    """Return the arrays of a .npz file; raises Fault where one of them cannot be a network's."""
    arrays = array_files(beside(name, info))
    for each, array in arrays.items():
        if not (np.abs(array.astype(np.float64)) <= WEIGHT_VALUE).all():  # .nan is not, either
            raise Fault(f"{quoted(each)} must hold finite numbers, at most {WEIGHT_VALUE} either side of 0.")
    return arrays


Weights = Annotated[
    dict[str, Array], PlainValidator(_weights), WithJsonSchema({"type": "string", "format": "path"})
]
"""The arrays of a .npz file, its path relative to the spec's folder."""
