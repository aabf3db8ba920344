"""The text of a spec's file: small, UTF-8, indented with spaces."""

from __future__ import annotations

import re
from pathlib import Path

from convscenes.errors import Problem, SpecError, did_you_mean_file
from convscenes.spec import limits
from convscenes.spec.document import Mark
from convscenes.spec.syntax import mark_after

TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def load(path: Path, content: bytes | None = None) -> str:
    """Return the file's text, or that of ``content`` where it is given, without a byte order mark.

    Raises SpecError where it is missing, a folder, unreadable, too large or indented with tabs, or where its
    path or its content is not UTF-8.
    """
    content = _content(path) if content is None else content
    if broken := limits.FILE_BYTES.broken_by(len(content)):
        raise refusal(path, (1, 1), f"{broken} Give large matrices as files.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = mark_after(content[: error.start].decode("utf-8-sig"))
        raise refusal(path, mark, "not UTF-8. Save the file with UTF-8 encoding.") from None
    if tab := TAB_INDENT.search(text):
        raise refusal(path, mark_after(text[: tab.end() - 1]), "a tab cannot indent. Use spaces.")
    return text


def _content(path: Path) -> bytes:
    """Return the bytes of the file, at most one more than allowed."""
    if "\0" in str(path):
        raise refusal(path, (1, 1), "not the path of a file.")
    try:
        str(path).encode("utf-8")
        if path.is_dir():
            raise refusal(path, (1, 1), "a folder. Name a YAML file in it.")
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES.maximum + 1)
    except UnicodeEncodeError:
        raise refusal(path, (1, 1), "the path is not UTF-8. Rename the file or its folder.") from None
    except FileNotFoundError:
        hint = did_you_mean_file(path.name, [near.name for near in path.parent.glob("*.y*ml")])
        raise refusal(path, (1, 1), f"no such file. {hint}".rstrip()) from None
    except OSError as error:
        raise refusal(path, (1, 1), f"cannot be read: {error.strerror}.") from None


def refusal(path: Path, mark: Mark, message: str) -> SpecError:
    """Return the error for a file that cannot be read on from ``mark``."""
    return SpecError([Problem(str(path), *mark, "", message)])
