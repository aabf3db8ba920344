"""Files of numbers: .npz and .csv beside .npy, and files that promise more than they hold."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from convscenes.spec import Matrix, Weights
from convscenes.spec.matrix import Kernels

MATRIX: TypeAdapter[Any] = TypeAdapter(Matrix)
KERNELS: TypeAdapter[Any] = TypeAdapter(Kernels)
WEIGHTS: TypeAdapter[Any] = TypeAdapter(Weights)


def matrix(folder: Path, file: str, adapter: TypeAdapter[Any] = MATRIX, **fields: str) -> Any:
    return adapter.validate_python({"file": file, **fields}, context={"folder": folder})


def refused(folder: Path, file: str, message: str, **fields: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        matrix(folder, file, **fields)


def test_the_only_array_of_a_file_needs_no_name(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", kernel=np.array([[1, 2], [3, 4]], np.int16))
    assert matrix(tmp_path, "w.npz").tolist() == [[1, 2], [3, 4]]
    assert matrix(tmp_path, "w.npz", name="kernel").dtype == np.int64


def test_one_of_several_arrays_is_named(tmp_path: Path) -> None:
    arrays: dict[str, Any] = {"conv1": np.array([[0.5, 1]]), "conv2": np.ones((2, 3, 1, 4))}
    np.savez_compressed(tmp_path / "w.npz", **arrays)
    assert matrix(tmp_path, "w.npz", name="conv1").tolist() == [[0.5, 1]]
    assert matrix(tmp_path, "w.npz", KERNELS, name="conv2").shape == (2, 3, 1, 4)
    refused(tmp_path, "w.npz", '"w.npz" has several arrays: conv1, conv2. Add "name: conv1".')
    refused(tmp_path, "w.npz", 'no such array in "w.npz": "conv3". Did you mean', name="conv3")
    refused(tmp_path, "w.npz", '"bias". There are: conv1, conv2.', name="bias")


def test_arrays_are_kept_as_they_were_saved(tmp_path: Path) -> None:
    made = np.arange(6).reshape(2, 3)
    for name, array in (
        ("rows", made),
        ("columns", np.asfortranarray(made)),
        ("swapped", made.astype(">i4")),
    ):
        np.savez(tmp_path / f"{name}.npz", array)
        np.save(tmp_path / f"{name}.npy", array)
        assert matrix(tmp_path, f"{name}.npz").tolist() == [[0, 1, 2], [3, 4, 5]]
        assert matrix(tmp_path, f"{name}.npy").tolist() == [[0, 1, 2], [3, 4, 5]]


def test_only_npz_files_have_names(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.ones((2, 2)))
    refused(tmp_path, "w.npy", '"w.npy" is no .npz file: its array has no name. Remove it.', name="a")


@pytest.mark.parametrize(
    ("content", "expected", "dtype"),
    [
        ("1,2,3\n4,-5,6\n", [[1, 2, 3], [4, -5, 6]], np.int64),
        ("1, 2.5\r\n3e2,4\r\n", [[1, 2.5], [300, 4]], np.float64),
        ("\ufeff1;2\n3;4", [[1, 2], [3, 4]], np.int64),
        ("1\t2\n\n3\t4\n\n", [[1, 2], [3, 4]], np.int64),
        ('"1","2"\n', [[1, 2]], np.int64),
        ("7\n8\n", [[7], [8]], np.int64),
    ],
)
def test_rows_of_a_csv_file(content: str, expected: Any, dtype: type, tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(content.encode())
    read = matrix(tmp_path, "w.csv")
    assert (read.tolist(), read.dtype) == (expected, dtype)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"height,width\n1,2\n", 'line 1 of "w.csv": must be a number, got "height".'),
        (b"1,2\n3\n", 'line 2 of "w.csv" has 1 cells, the first has 2.'),
        (b"1,2\n\n3,\n", 'line 3 of "w.csv": must be a number, got "".'),
        (b"1,5;2\n", 'line 1 of "w.csv": must be a number, got "1,5". Write decimals with a point.'),
        (b"1,true\n", 'must be a number, got "true".'),
        (b"1,.nan\n", 'must be a number, got ".nan".'),
        (b"1,1e999\n", 'must be a number, got "1e999".'),
        (b"1,1e300\n", "either side of 0, got 1e+300."),
        (b"1," + b"9" * 31, 'line 1 of "w.csv": 31 digits are too many: the limit for a number is 30.'),
        (b"\n \n", "empty. Give rows of numbers."),
        (b"", "empty. Give rows of numbers."),
        (b"1,\xff\n", 'not UTF-8: "w.csv". Save it with UTF-8 encoding.'),
        (b'"' + b"1" * 140_000, 'not a .csv file of numbers: "w.csv".'),
        (b"1,2\n" * 131_073, "too many cells: the limit for a map is 262,144."),
        (b"1" * 4_194_305, "4,194,305 bytes are too many: the limit for an array file is 4,194,304."),
    ],
)
def test_csv_files_that_are_no_matrices(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(content)
    refused(tmp_path, "w.csv", message)


def header(descr: str, shape: str) -> bytes:
    """Return the header of a .npy file, which promises what it likes."""
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


@pytest.mark.parametrize("suffix", ["npy", "npz"])
@pytest.mark.parametrize(
    ("descr", "shape", "message"),
    [
        ("'|V0'", "(9999999999999,)", "must hold numbers, got |V0."),
        ("'<U0'", "(99999999999, 4)", "must hold numbers, got <U0."),
        ("'|S0'", "(2, 2)", "must hold numbers, got |S0."),
        ("[('a', '<f8')]", "(2, 2)", "must hold numbers, got named fields."),
        ("'<f8'", "(9999999999999,)", "not a .np"),
        ("'<f8'", "(99999999999999999999999,)", "not a .np"),
        ("'<f8'", "(-3, 5)", "not a .np"),
        ("'|O'", "(2, 2)", "must hold numbers, got object."),
        ("'rubbish'", "(2, 2)", "not a .np"),
        ("'<f8'", "'rubbish'", "not a .np"),
    ],
)
def test_a_header_that_promises_anything_is_refused_at_once(
    descr: str, shape: str, message: str, suffix: str, tmp_path: Path
) -> None:
    content = header(descr, shape) + bytes(32)
    if suffix == "npy":
        (tmp_path / "w.npy").write_bytes(content)
    else:
        with zipfile.ZipFile(tmp_path / "w.npz", "w") as packed:
            packed.writestr("a.npy", content)
    refused(tmp_path, f"w.{suffix}", message)


def test_floats_of_any_width_are_numbers(tmp_path: Path) -> None:
    for dtype in (np.float16, np.float32, np.longdouble):
        np.save(tmp_path / "w.npy", np.array([[0.5, -2]], dtype))
        assert matrix(tmp_path, "w.npy").tolist() == [[0.5, -2]]


def test_an_empty_or_broken_archive_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "none.npz")
    refused(tmp_path, "none.npz", '"none.npz" is empty.')
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04 and no more")
    refused(tmp_path, "broken.npz", 'not a .npz file of numbers: "broken.npz".')


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300, -100.5])
def test_weights_are_finite(value: float, tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", first=np.ones(3), second=np.array([0.5, value]))
    wrong = '"second" must hold finite numbers, at most 100 either side of 0.'
    with pytest.raises(ValidationError, match=re.escape(wrong)):
        WEIGHTS.validate_python("w.npz", context={"folder": tmp_path})
