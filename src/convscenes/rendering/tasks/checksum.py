"""The checksum of a file in the store: a SHA-256 of all bytes before it, in an element at the end.

Players of clips skip the element.
"""

from __future__ import annotations

from hashlib import file_digest, sha256
from pathlib import Path

DIGEST = sha256().digest_size
"""Bytes of the digest, the last of the file."""
CHUNK = 1 << 20
"""Bytes read at once."""


def append_checksum(clip: Path) -> None:
    """Append the checksum to a file, by which damage is noticed when it is used again."""
    with clip.open("ab+") as file:
        file.write(header_of(clip.suffix))
        file.seek(0)
        file.write(file_digest(file, "sha256").digest())


def header_of(suffix: str) -> bytes:
    r"""Return the element's header: of Void (RFC 8794, 11.3.2) in a WebM, else of a box of free space.

    Free space is that of ISO/IEC 14496-12, 8.1.2.

    >>> header_of(".webm").hex(), header_of(".mp4")
    ('eca0', b'\x00\x00\x00(free')
    """
    return bytes((0xEC, 0x80 | DIGEST)) if suffix == ".webm" else (8 + DIGEST).to_bytes(4) + b"free"


def content_of(file: Path) -> bytes:
    """Return a file without its checksum."""
    return file.read_bytes()[: -len(header_of(file.suffix)) - DIGEST]


def is_intact(clip: Path) -> bool:
    """Return whether a clip ends in the digest of all bytes before it."""
    total, last = sha256(), b""
    with clip.open("rb") as file:
        while chunk := file.read(CHUNK):
            last += chunk
            total.update(last[:-DIGEST])
            last = last[-DIGEST:]
    return last == total.digest()
