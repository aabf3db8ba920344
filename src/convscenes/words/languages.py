"""Finding the languages: each folder of ``words`` is one, named by its tag."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
ENGLISH = "en"
"""The language in which everything is worded; what another one lacks is said in it."""
COMMON = "common"
"""The file of the words that kinds share."""


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of all languages, sorted.

    >>> languages()
    ('de', 'en')
    """
    return tuple(sorted(file.parent.name for file in FOLDER.glob(f"*/{COMMON}.ftl")))
