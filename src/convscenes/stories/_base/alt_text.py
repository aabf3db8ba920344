"""What is seen at the end of a beat, in words: for people who do not see it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops.notation import Notation
from convscenes.stories._base.points import last, where
from convscenes.stories._base.story import Beat, Story

MAX_VALUES = 64
"""The most cells of a map whose alt text has every value."""


def alt_text(story: Story, beat: Beat) -> str:
    """Return the caption of a beat, and the values of all maps with the cells that are outlined.

    A story without maps is all captions so far.

    >>> from convscenes.stories._base.points import Points
    >>> from convscenes.stories._base.maps import Map
    >>> values, points = np.ma.array([[1 / 3, 7]], mask=[[False, True]]), {"output": (Points.cell((0, 0)),)}
    >>> beat = Beat("maps", "maps", "A *third*.", {"output": values}, points=points)
    >>> alt_text(Story("kind", "", "", (Map.output((1, 2), label="Output"),), (beat,)), beat)
    'A third. Output 1×2, rounded: 0.33 ·; row 1, column 1 outlined.'
    """
    if not story.maps:
        return " ".join(each.plain_caption for each in story.beats[: story.beats.index(beat) + 1])
    outlined, read = last(beat.points), [beat.plain_caption]
    for name, values in beat.shows.items():
        one, notation = story.map(name), story.notations[name]
        around = where(outlined[name], story.words, flat=one.flat) if name in outlined else ""
        outline = {"pointed": True, "where": around} if around else {"pointed": False}
        facts = {"label": one.words, "size": one.size, **_content(values, notation), **outline}
        read.append(story.words.word("alt-map", **facts))
    return " ".join(read)


def _content(values: NDArray[Any], notation: Notation) -> dict[str, Any]:
    """Return the facts on the values of a map, and whether they are rounded; of a large map on their range.

    >>> _content(np.full((9, 9), 2.5), Notation())["least"], _content(np.array([[1]]), Notation())["values"]
    ('2.5', '1')
    """
    if np.size(values) <= MAX_VALUES:
        rounded, power = "≈" in notation.mark, notation.mark.removeprefix("≈").strip()
        marks = {"rounded": rounded, "scaled": bool(power)} | ({"power": power} if power else {})
        return {"content": "values", "values": _values(values, notation), **marks}
    known = np.ma.compressed(np.ma.array(values))
    if not known.size:
        return {"rounded": False, "scaled": False, "content": "empty"}
    least, greatest = (
        Notation.of([end], comma=notation.comma).term(end) for end in (known.min(), known.max())
    )
    ends = {"least": least, "greatest": greatest}
    many = {"known": known.size, "all": np.size(values)}
    return {"rounded": False, "scaled": False, "content": "range", **many, **ends}


def _values(values: NDArray[Any], notation: Notation) -> str:
    """Return a map's values row by row, a dot for each empty cell; the maps of a stack follow each other.

    >>> _values(np.ma.array([[84, 84], [87, 0]], mask=[[0, 0], [0, 1]]), Notation())
    '84 84 / 87 ·'
    >>> _values(np.array([[[1, 2]], [[3, 4]]]), Notation())
    '1 2; 3 4'
    """
    if np.ndim(values) > 2:
        return "; ".join(_values(each, notation) for each in values)
    rows = np.ma.array(values).tolist()
    return " / ".join(" ".join("·" if v is None else notation.text(v) for v in row) for row in rows)
