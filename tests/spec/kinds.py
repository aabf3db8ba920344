"""Two kinds to check specs against, and the steps from a path to checked fields."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from convscenes.errors import did_you_mean
from convscenes.spec import (
    ChannelConvolutionFields,
    Fields,
    Playlist,
    TransposedChannelFields,
    check,
    is_playlist,
    kind_of,
    read,
)


class Slide(ChannelConvolutionFields):
    kind: Literal["slide"]


class Scatter(TransposedChannelFields):
    kind: Literal["scatter"]


KINDS: dict[str, type[Fields]] = {"scatter": Scatter, "slide": Slide}


def load(path: str | Path) -> Fields | Playlist:
    document = read(path)
    if is_playlist(document):
        return check(document, Playlist)
    return check(document, KINDS[kind_of(document, KINDS, lambda word: did_you_mean(word, KINDS))])
