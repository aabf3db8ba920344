"""The wording is held by a transcript of every kind and language, read by a person when it was made."""

from __future__ import annotations

import pytest

from convscenes.stories import kinds
from convscenes.words import languages
from convscenes.words.languages import COMMON
from tests.words.transcripts import transcript_path, transcripts


@pytest.mark.parametrize("kind", [*kinds(), COMMON])
@pytest.mark.parametrize("tag", languages())
def test_what_is_said_is_what_was_read(tag: str, kind: str) -> None:
    """After a change, `python -m tests.words` writes them: read the difference before it is committed."""
    assert transcripts(tag)[kind] == transcript_path(tag, kind).read_text(encoding="utf-8")
