"""Text that several stories use: shapes, cells, counts."""

from __future__ import annotations

from collections.abc import Sequence

ODD_EVEN = ("odd", "even")
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def times(shape: Sequence[int]) -> str:
    """Return a shape in words.

    >>> times((4, 16))
    '4×16'
    """
    return "×".join(map(str, shape))


def cell(index: Sequence[int]) -> str:
    """Return the row and column of a cell in words, counted from 1; of 1-D data, its number.

    >>> cell((1, 0)), cell((3,))
    ('row 2, column 1', 'cell 4')
    """
    if len(index) == 1:
        return f"cell {index[0] + 1}"
    row, column = (number + 1 for number in index)
    return f"row {row}, column {column}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun; small numbers in words.

    >>> counted(9, "product"), counted(1, "row"), counted(16, "value")
    ('nine products', 'one row', '16 values')
    """
    word = NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)
    return f"{word} {noun if count == 1 else plural or noun + 's'}"


def apart(stride: Sequence[int]) -> str:
    """Return the distance of stamps or windows in words.

    >>> apart((2, 2)), apart((3,)), apart((1, 2))
    ('two cells', 'three cells', 'one row and two columns')
    """
    if len(set(stride)) == 1:
        return counted(stride[0], "cell")
    rows, cols = stride
    return f"{counted(rows, 'row')} and {counted(cols, 'column')}"


def moved(index: Sequence[int], stride: Sequence[int], shape: Sequence[int]) -> str:
    """Return in words how the window or stamp moves to that of a cell, row by row in a map of ``shape``.

    >>> moved((0, 2), (1, 2), (3, 3)), moved((1, 0), (1, 2), (3, 3)), moved((1, 0), (1, 2), (3, 1))
    ('two columns to the right', 'back to the left and one row down', 'one row down')
    >>> moved((2,), (3,), (4,))
    'three cells to the right'
    """
    if len(index) == 1:
        return f"{counted(stride[0], 'cell')} to the right"
    rows, cols = stride
    if index[1]:
        return f"{counted(cols, 'column')} to the right"
    return f"{'back to the left and ' if shape[1] > 1 else ''}{counted(rows, 'row')} down"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["1"]), listed(["1", "2", "4"])
    ('1', '1, 2 and 4')
    """
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def numbered(count: int, noun: str) -> str:
    """Return a count with its noun, in digits: where letters stand for numbers.

    >>> numbered(1, "cell"), numbered(4, "cell")
    ('1 cell', '4 cells')
    """
    return f"{count} {noun if count == 1 else noun + 's'}"


def capitalised(text: str) -> str:
    """Return ``text`` with its first letter in upper case, the rest as it is.

    >>> capitalised("nine products of C")
    'Nine products of C'
    """
    return text[:1].upper() + text[1:]


def bracketed(number: str, *, first: bool = False) -> str:
    """Return a number as a term of a sum or product; a negative one in brackets, unless it is the ``first``.

    >>> bracketed("−3"), bracketed("−3", first=True)
    ('(−3)', '−3')
    """
    return f"({number})" if number.startswith("−") and not first else number


def percent(share: float) -> str:
    """Return a share in per cent; below one, with a decimal.

    >>> percent(0.324), percent(0.003), percent(1.0)
    ('32 %', '0.3 %', '100 %')
    """
    return f"{100 * share:.{int(share < 0.01)}f} %"


def axis_words(name: str, numbers: Sequence[int], trivial: int | None = None) -> str:
    """Return a parameter as text, one number where all axes have the same; empty where it is ``trivial``.

    >>> axis_words("stride", (2, 2)), axis_words("stride", (1, 2)), axis_words("stride", (1, 1), 1)
    ('stride 2', 'stride 1×2', '')
    """
    if all(number == trivial for number in numbers):
        return ""
    return f"{name} {numbers[0] if len(set(numbers)) == 1 else times(numbers)}"
