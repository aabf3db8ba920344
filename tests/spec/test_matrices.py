"""Matrices: every way to give one, and what cannot be one."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image
from pydantic import TypeAdapter, ValidationError, create_model

from convscenes.errors import SpecError
from convscenes.spec import Document, Input, Kernel, Matrix, Position, check
from convscenes.spec.limits import MAP_VALUE
from convscenes.spec.matrix import InputStack, Kernels
from convscenes.spec.strict import Strict

ANY: TypeAdapter[Any] = TypeAdapter(Matrix)
INPUT: TypeAdapter[Any] = TypeAdapter(Input)
KERNEL: TypeAdapter[Any] = TypeAdapter(Kernel)

INPUTS: TypeAdapter[Any] = TypeAdapter(InputStack)
KERNELS: TypeAdapter[Any] = TypeAdapter(Kernels)


def matrix(value: Any, folder: Path = Path()) -> Any:
    return ANY.validate_python(value, context={"folder": folder})


@pytest.mark.parametrize(
    ("value", "expected", "dtype"),
    [
        ([[1, 2, 3], [4, 5, 6]], [[1, 2, 3], [4, 5, 6]], np.int64),
        ([[1, 2.5]], [[1.0, 2.5]], np.float64),
        ([1, -2, 3], [1, -2, 3], np.int64),
        ([7], [7], np.int64),
        ({"ones": [2, 3]}, [[1, 1, 1], [1, 1, 1]], np.int64),
        ({"ones": [2]}, [1, 1], np.int64),
        ({"range": [2, 3]}, [[0, 1, 2], [3, 4, 5]], np.int64),
        ({"range": [4], "start": -1}, [-1, 0, 1, 2], np.int64),
    ],
)
def test_matrices_that_need_no_file(value: Any, expected: list[Any], dtype: type) -> None:
    result = matrix(value)
    assert result.tolist() == expected
    assert result.dtype == dtype


def test_a_matrix_is_read_only() -> None:
    for value in ([[1, 2]], {"ones": [2, 2]}, np.ones((2, 2))):
        with pytest.raises(ValueError, match="read-only"):
            matrix(value)[0, 0] = 9


def test_an_array_is_copied_before_it_is_frozen() -> None:
    given = np.array([[1, 2]])
    assert matrix(given).flags.writeable is False
    assert given.flags.writeable is True


@given(
    hnp.arrays(
        np.int64, hnp.array_shapes(min_dims=1, max_dims=2, max_side=6), elements=st.integers(-999, 999)
    )
)
def test_rows_become_the_array_they_write(array: Any) -> None:
    assert np.array_equal(matrix(array.tolist()), array)


def test_random_numbers_are_these_in_every_version() -> None:
    # Drawn once and kept: a spec must show the same numbers in ten years.
    drawn = matrix({"random": {"shape": [2, 5], "low": 1, "high": 8, "seed": 7}})
    assert drawn.tolist() == [[8, 5, 2, 7, 4], [4, 8, 8, 5, 2]]


def test_random_numbers_need_no_more_than_a_shape() -> None:
    few = matrix({"random": {"shape": [3, 5]}})
    assert few.tolist() == matrix({"random": {"shape": [3, 5], "low": 0, "high": 9, "seed": 0}}).tolist()
    assert np.unique(matrix({"random": {"shape": [40, 40]}})).tolist() == list(range(10))
    normal = {"random": {"shape": [3, 5], "normal": [0, 1]}}
    assert matrix(normal).tolist() == matrix({"random": {**normal["random"], "seed": 0}}).tolist()


def test_random_numbers_keep_their_bounds() -> None:
    drawn = matrix({"random": {"shape": [40, 40], "low": -1, "high": 1, "seed": 0}})
    assert set(drawn.ravel().tolist()) == {-1, 0, 1}
    assert matrix({"random": {"shape": [2], "low": 3, "high": 3, "seed": 0}}).tolist() == [3, 3]


def test_normal_numbers_are_these_on_every_processor() -> None:
    # Drawn once and kept, as above: numbers of hundredths of the deviation from the mean.
    drawn = matrix({"random": {"shape": [2, 4], "normal": [0, 1], "seed": 7}})
    assert drawn.tolist() == [[1.69, -0.47, 0.03, 0.41], [-0.79, 0.0, 0.0, -1.75]]
    shifted = matrix({"random": {"shape": [2, 4], "normal": [10, 0.1], "seed": 7}})
    assert shifted.tolist() == [[10.169, 9.953, 10.003, 10.041], [9.921, 10.0, 10.0, 9.825]]


def test_normal_numbers_have_their_mean_and_deviation() -> None:
    drawn = matrix({"random": {"shape": [100, 100], "normal": [-3, 0.5], "seed": 1}})
    assert abs(drawn.mean() + 3) < 0.02
    assert abs(drawn.std() - 0.5) < 0.02
    within = np.count_nonzero(np.abs(drawn + 3) < 0.5) / drawn.size
    assert abs(within - 0.683) < 0.02, "two thirds within one deviation"


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"normal": [0]}, "random.normal: must have at least 2 items, got 1."),
        ({"normal": 1}, "random.normal: must be a list, got 1."),
        ({"normal": [0, 0]}, "random.normal: must be more than 0, got 0."),
        ({"normal": [0, -1.5]}, "random.normal: must be more than 0, got -1.5."),
        ({"normal": [0, "wide"]}, 'random.normal: must be a number, got "wide".'),
        ({"normal": [2e6, 1]}, "random.normal: must be at most 1000000, got 2000000.0."),
        ({"normal": [0, 1], "low": 1}, "random.low: unknown field. Known are: shape, normal, seed."),
        ({"norml": [0, 1]}, "random.norml: unknown field."),
    ],
)
def test_normal_numbers_that_cannot_be_drawn(numbers: Any, message: str) -> None:
    given = {"random": {"shape": [2, 2], "seed": 1, **numbers}}
    document = Document(Path("a.yaml"), {"a": given}, {(): Position((1, 1), (1, 1))})
    with pytest.raises(SpecError, match=re.escape(f"a.{message}")):
        check(document, create_model("Model", __base__=Strict, a=(Matrix, ...)))


@pytest.mark.parametrize("numbers", [{"low": -3, "high": 3}, {"normal": [0, 1]}])
def test_random_numbers_have_channels_too(numbers: Any) -> None:
    def drawn(*shape: int) -> Any:
        return KERNELS.validate_python({"random": {"shape": list(shape), "seed": 5, **numbers}})

    assert drawn(2, 3, 4, 5).shape == (2, 3, 4, 5)
    assert np.array_equal(drawn(3, 4, 5), drawn(4, 15).reshape(3, 4, 5))
    assert INPUTS.validate_python({"ones": [3, 2, 2]}, context={}).shape == (3, 2, 2)
    assert KERNELS.validate_python({"range": [1, 2, 1, 2]}, context={}).tolist() == [[[[0, 1]], [[2, 3]]]]
    with pytest.raises(ValidationError, match="at most 4 items"):
        drawn(1, 2, 3, 4, 5)


def test_picture_cells_are_means_of_what_they_cover(tmp_path: Path) -> None:
    grey = np.array([[0, 100, 255, 255], [100, 200, 255, 255]], dtype=np.uint8)
    Image.fromarray(grey).save(tmp_path / "grey.png")
    assert matrix({"image": "grey.png", "size": [2, 4]}, tmp_path).tolist() == grey.tolist()
    assert matrix({"image": "grey.png", "size": [1, 2]}, tmp_path).tolist() == [[100, 255]]


def test_picture_colours_become_grey_and_glass_becomes_white(tmp_path: Path) -> None:
    Image.new("RGB", (2, 3), (255, 0, 0)).save(tmp_path / "red.png")
    Image.new("RGBA", (2, 3), (0, 0, 0, 0)).save(tmp_path / "glass.png")
    assert matrix({"image": "red.png", "size": [3, 2]}, tmp_path).tolist() == [[76, 76]] * 3  # 0.299 × 255
    assert matrix({"image": "glass.png", "size": [1, 1]}, tmp_path).tolist() == [[255]]


def test_files_lie_beside_the_spec_or_above(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    np.save(tmp_path / "weights.npy", np.array([[1, 2, 3]], dtype=np.int8))
    loaded = matrix({"file": "../weights.npy"}, tmp_path / "scenes")
    assert loaded.tolist() == [[1, 2, 3]]
    assert loaded.dtype == np.int64


def test_array_files_keep_their_decimals(tmp_path: Path) -> None:
    np.save(tmp_path / "weights.npy", np.array([0.5, -0.25], dtype=np.float32))
    assert matrix({"file": "weights.npy"}, tmp_path).tolist() == [0.5, -0.25]


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.array(3), "must have one or two axes, got 0."),
        (np.ones((2, 1, 3)), "must have one or two axes, got 3."),
        (np.ones((0, 3)), "empty. Give rows of numbers."),
        (np.array([True]), "must hold numbers, got bool."),
        (np.array([1j]), "must hold numbers, got complex128."),
        (np.array(["a"]), "must hold numbers, got <U1."),
        (np.array([np.nan]), "must hold finite numbers, got .nan or .inf."),
        (np.array([2**64 - 1], dtype=np.uint64), f"must be at most {MAP_VALUE:,} either side of 0"),
        (np.array([object()], dtype=object), "must hold numbers, got object."),
        (np.ones((513, 512), dtype=np.int8), "262,656 cells are too many: the limit for a map is 262,144."),
    ],
)
def test_array_files_that_are_no_matrices(tmp_path: Path, array: Any, message: str) -> None:
    np.save(tmp_path / "weights.npy", array, allow_pickle=True)
    with pytest.raises(ValidationError, match=re.escape(message)):
        matrix({"file": "weights.npy"}, tmp_path)


def test_a_header_that_promises_too_much_allocates_nothing(tmp_path: Path) -> None:
    np.save(tmp_path / "weights.npy", np.ones((2, 2)))
    honest, greedy = b"(2, 2), }      ", b"(99999999,), } "
    content = (tmp_path / "weights.npy").read_bytes()
    assert honest in content
    (tmp_path / "weights.npy").write_bytes(content.replace(honest, greedy))
    with pytest.raises(ValidationError, match=r"not a \.npy, \.npz or \.csv file"):
        matrix({"file": "weights.npy"}, tmp_path)


def test_broken_pictures_are_refused(tmp_path: Path) -> None:
    Image.new("L", (64, 64)).save(tmp_path / "whole.png")
    (tmp_path / "half.png").write_bytes((tmp_path / "whole.png").read_bytes()[:60])
    with pytest.raises(ValidationError, match=r'not a picture: "half\.png"'):
        matrix({"image": "half.png", "size": [8, 8]}, tmp_path)


def test_deep_pictures_are_refused(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 4), 40_000, dtype=np.uint16)).save(tmp_path / "deep.png")
    with pytest.raises(ValidationError, match=r"more than 8 bits a pixel\. Save it with 8\."):
        matrix({"image": "deep.png", "size": [2, 2]}, tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "a folder and not a file"),
        (".", "a folder and not a file"),
        ("pipe", 'not a regular file: "pipe"'),
        ("a\0b", "no such file"),
        ("C:\\a.png", "must be a path that begins at the spec's folder"),
        ("\\\\host\\a.png", "must be a path that begins at the spec's folder"),
        ("/a.png", "must be a path that begins at the spec's folder"),
        ("ü" * 200, "cannot be read (File name too long)"),
    ],
)
def test_names_that_are_no_files_are_refused(tmp_path: Path, name: str, message: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ValidationError, match=re.escape(message)):
        matrix({"image": name, "size": [2, 2]}, tmp_path)


@pytest.mark.parametrize("given", [{"file": "w.npy"}, {"image": "w.npy", "size": [2, 2]}])
def test_a_file_that_may_not_be_read_is_refused(
    given: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.save(tmp_path / "w.npy", np.ones((3, 3)))
    real = Path.open

    def opened(path: Path, *args: Any, **kwargs: Any) -> IO[Any]:
        if path.name == "w.npy":  # by its mode, the superuser may read everything
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(ValidationError, match=r'cannot be read \(Permission denied\): "w\.npy"\. \['):
        matrix(given, tmp_path)


def test_an_input_of_128_by_128_is_fine() -> None:
    assert INPUT.validate_python({"ones": [128, 128]}).shape == (128, 128)


def test_a_kernel_has_at_most_32_cells_a_side() -> None:
    assert KERNEL.validate_python({"ones": [32, 32]}).shape == (32, 32)
    with pytest.raises(
        ValidationError, match="33 cells are too many: the limit for a side of the kernel is 32"
    ):
        KERNEL.validate_python({"ones": [2, 33]})


def test_results_may_be_larger_numbers_than_inputs() -> None:
    assert matrix([[1_000_001]]).tolist() == [[1_000_001]]
    with pytest.raises(ValidationError, match="must be at most 1,000,000 either side of 0, got 1000001"):
        INPUT.validate_python([[1_000_001]])


@given(
    hnp.arrays(np.int64, hnp.array_shapes(min_dims=1, max_dims=4, max_side=3), elements=st.integers(-99, 99))
)
def test_lists_of_matrices_become_the_array_they_write(array: Any) -> None:
    assert np.array_equal(KERNELS.validate_python(array.tolist(), context={}), array)


def test_channels_may_be_given_in_different_ways(tmp_path: Path) -> None:
    np.save(tmp_path / "third.npy", np.array([[0.5, 1], [2, 3]]))
    parts = [[[1, 2], [3, 4]], {"range": [2, 2]}, {"file": "third.npy"}]
    stack = INPUTS.validate_python(parts, context={"folder": tmp_path})
    assert stack.tolist() == [[[1, 2], [3, 4]], [[0, 1], [2, 3]], [[0.5, 1], [2, 3]]]
    assert not stack.flags.writeable


def test_a_kernel_of_channels_is_measured_by_its_sides() -> None:
    assert KERNELS.validate_python(np.ones((40, 2, 3, 32)), context={}).shape == (40, 2, 3, 32)
    with pytest.raises(ValidationError, match=r"33 cells are too many: the limit for a side of the kernel"):
        KERNELS.validate_python(np.ones((1, 1, 2, 33)), context={})


def test_what_has_one_channel_refuses_more() -> None:
    for adapter in (ANY, INPUT, KERNEL):
        with pytest.raises(ValidationError, match=r"got 3\. What is shown here has one channel\."):
            adapter.validate_python([[[1, 2]], [[3, 4]]], context={})
    with pytest.raises(ValidationError, match="one to three axes, got 4"):
        INPUTS.validate_python(np.ones((2, 1, 1, 1)), context={})
