"""Atomic writes: a new file is written beside its target and renamed, so that no file is ever incomplete."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from convscenes.errors import RenderError
from convscenes.rendering.places import CACHE


def in_names(host: str) -> str:
    """Return a host name for file names: without hyphens, which separate it from a process id.

    >>> in_names("node-7")
    'node_7'
    """
    return re.sub(r"\W+", "_", host) or "host"


HOST = in_names(socket.gethostname())
OWNED = re.compile(rf"(?:\..*\.part|scratch)-{HOST}-(\d+)(?:[.-].*)?")
"""The name of a new file or scratch folder of this machine, with the id of its process."""


@dataclass
class NewFile:
    """A file that is being written; ``digest`` is set at the end."""

    path: Path
    digest: str = ""


@contextmanager
def atomic_write(path: Path) -> Iterator[NewFile]:
    """Yield a new file beside ``path`` to write to; it replaces ``path`` at the end; an error removes it.

    A ``path`` with the same content stays, with its time stamp. A folder in its place is an error.

    Raises:
        RenderError: the folder or the file cannot be written.
    """
    new = NewFile(path.with_name(f".{path.stem}.part-{HOST}-{os.getpid()}{path.suffix}"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.path.touch()  # fails, if it must, before anything is drawn
        yield new
        new.digest = digest_of(new.path)
        if not (path.is_file() and filecmp.cmp(new.path, path, shallow=False)):
            new.path.replace(path)
    except OSError as error:
        raise RenderError(f"{path} could not be written: {_reason(path, error)}.") from error
    finally:
        with suppress(OSError):
            new.path.unlink()


def write_text(path: Path, text: str) -> str:
    """Write a text to ``path``, as UTF-8 with Unix line ends; return the file's digest.

    Raises:
        RenderError: the folder or the file cannot be written.
    """
    with atomic_write(path) as new:
        new.path.write_text(text, encoding="utf-8", newline="\n")
    return new.digest


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a new folder in the cache, removed at the end.

    Raises:
        RenderError: it cannot be made.
    """
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"scratch-{HOST}-{os.getpid()}-", dir=CACHE))
    except OSError as error:
        raise RenderError(f"{CACHE} could not be written: {_reason(CACHE / 'scratch', error)}.") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the new files and scratch folders in ``folders`` whose process, on this machine, was killed."""
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            for path in folder.iterdir():
                found = OWNED.fullmatch(path.name)
                if found and not is_running(int(found[1])):
                    remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder with its contents; errors are ignored."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def is_running(process: int) -> bool:
    """Return whether a process of any user runs on this machine; True where that cannot be found out."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not is_zombie(process)


def is_zombie(process: int) -> bool:
    """Return whether a process is a zombie, as those stay in a container without an init."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] == ["Z"]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _reason(path: Path, error: OSError) -> str:
    """Return why a file cannot be written, in clearer words for a file in place of a folder."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        blocking = next(parent for parent in path.parents if parent.exists())
        if not blocking.is_dir():
            return f"{blocking} is not a folder"
    return error.strerror or str(error)
