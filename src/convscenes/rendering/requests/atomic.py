"""Files that are whole or not there: written beside their name, then renamed."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from convscenes.errors import RenderError


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; it becomes ``path`` at the end, and is removed on any error.

    A file that is there already with the same content stays, its time stamp included: nobody need look again.

    Raises:
        RenderError: the folder or the file cannot be written.
    """
    part = path.with_name(f".{path.stem}.part-{os.getpid()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch()  # what cannot be written shall fail before anything is drawn
        yield part
        if not (path.is_file() and filecmp.cmp(part, path, shallow=False)):
            part.replace(path)
    except OSError as error:
        raise RenderError(f"{path} could not be written: {_reason(path, error)}.") from error
    finally:
        with suppress(OSError):  # why it cannot be written has been told
            part.unlink()


def _reason(path: Path, error: OSError) -> str:
    """Return why a file cannot be written; "File exists" would say little of a folder that is a file."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        blocking = next(parent for parent in path.parents if parent.exists())
        return f"{blocking} is not a folder"
    return error.strerror or str(error)
