"""Finding the kinds: each module or package of ``stories`` without a leading underscore is one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from itertools import chain
from pathlib import Path
from types import ModuleType

from convscenes.errors import did_you_mean, nearest

FOLDER = Path(__file__).parent.parent
PACKAGE = __name__.rsplit(".", 2)[0]


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds, sorted, without importing any.

    >>> "scatter" in kinds()
    True
    """
    names = (m.name for m in pkgutil.iter_modules([str(FOLDER)]))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


def kind_module(kind: str) -> ModuleType:
    """Import and return the story module of ``kind``.

    It has ``Fields``, a pydantic model, and ``build_story(fields) -> Story``.
    """
    return importlib.import_module(f"{PACKAGE}.{kind.replace('-', '_')}")


def kind_hint(word: str) -> str:
    """Return the hint for a word that names no kind: which are meant, "" where that cannot be told.

    >>> kind_hint("deconvolution")
    'Did you mean "scatter" or "zero-insertion"? Try: convscenes kinds'
    >>> kind_hint("scater"), kind_hint("deconvolutoin") == kind_hint("Deconvolution2d")
    ('Did you mean "scatter"?', True)
    """
    synonyms = {kind: kind_module(kind).Fields.synonyms for kind in kinds()}
    known = set(chain.from_iterable(synonyms.values()))
    said = re.sub(r"[123]d|[^a-z]", "", word.lower())
    if said not in known:
        if hint := did_you_mean(word, synonyms):
            return hint
        said = nearest(said, sorted(known))
    meant = [kind for kind, words in synonyms.items() if said in words]
    if len(meant) > 1:
        others = ", ".join(f'"{kind}"' for kind in meant[:-1])
        return f'Did you mean {others} or "{meant[-1]}"? Try: convscenes kinds'
    return f'Did you mean "{meant[0]}"? {summary(meant[0])}' if meant else ""


def summary(kind: str) -> str:
    """Return what a kind shows, in one line: the first line of its story's docstring."""
    return (kind_module(kind).__doc__ or "").strip().splitlines()[0]
