"""Two kinds to check specs against, and the steps from a path to checked fields."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

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
    return check(document, Playlist if is_playlist(document) else KINDS[kind_of(document, KINDS)])
