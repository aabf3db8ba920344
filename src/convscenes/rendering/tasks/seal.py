"""The seal of a clip: a digest of all that comes before it, in an element at its end that players skip."""

from __future__ import annotations

from hashlib import file_digest, sha256
from pathlib import Path

DIGEST = sha256().digest_size
"""Bytes of the digest, a seal's last."""
CHUNK = 1 << 20
"""Bytes that are read at once."""


def seal(clip: Path) -> None:
    """Append the seal to a clip: by it, damage is noticed when the clip is used again."""
    with clip.open("ab+") as file:
        file.write(head_of(clip.suffix))
        file.seek(0)
        file.write(file_digest(file, "sha256").digest())


def head_of(suffix: str) -> bytes:
    r"""Return how a seal begins: a Void element (RFC 8794, 11.3.2) in a WebM, else a box of free space.

    Free space is that of ISO/IEC 14496-12, 8.1.2.

    >>> head_of(".webm").hex(), head_of(".mp4")
    ('eca0', b'\x00\x00\x00(free')
    """
    return bytes((0xEC, 0x80 | DIGEST)) if suffix == ".webm" else (8 + DIGEST).to_bytes(4) + b"free"


def is_intact(clip: Path) -> bool:
    """Return whether a clip ends in its seal, and all before it is as it was sealed."""
    total, last = sha256(), b""
    with clip.open("rb") as file:
        while chunk := file.read(CHUNK):
            last += chunk
            total.update(last[:-DIGEST])
            last = last[-DIGEST:]
    return last == total.digest()
