"""Zip archives whose bytes depend on their contents alone."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def archive_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the archive of files, each a name and its content; all are as old as zip can say: of 1980.

    >>> with ZipFile(BytesIO(archive_of([("a.txt", b"one")]))) as archive:
    ...     archive.read("a.txt"), archive.getinfo("a.txt").date_time[0]
    (b'one', 1980)
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files:
            file = ZipInfo(name)
            file.compress_type, file.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(file, content)
    return buffer.getvalue()


def undated(archive: bytes) -> bytes:
    """Return an archive with the same files, without their times.

    >>> buffer = BytesIO()
    >>> with ZipFile(buffer, "w") as archive:
    ...     archive.writestr(ZipInfo("a.txt", (2026, 1, 2, 3, 4, 5)), "one")
    >>> undated(buffer.getvalue()) == archive_of([("a.txt", b"one")])
    True
    """
    with ZipFile(BytesIO(archive)) as dated:
        return archive_of((name, dated.read(name)) for name in dated.namelist())
