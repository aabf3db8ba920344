"""The maps of a story while it is told: what each shows so far, and the beats that record it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import ScatterStep
from convscenes.stories._base.story import Beat, Map, Term
from convscenes.stories._base.wording import read_aloud


class StoryBuilder:
    """Collects beats; every beat records what all visible maps show when it ends.

    >>> builder = StoryBuilder([Map("output", "output", "Output", (1, 2))])
    >>> builder.show("output", np.ma.masked_all((1, 2), int))
    >>> builder.beat("maps", "maps", "The output is empty.")
    >>> builder.shows["output"][0, 1] = 7
    >>> builder.beat("step", "step-1", "A seven.")
    >>> [beat.description for beat in builder.beats]
    ['The output is empty. Output 1×2: · ·.', 'A seven. Output 1×2: · 7.']
    """

    def __init__(self, maps: Sequence[Map]) -> None:
        self.maps = {m.name: m for m in maps}
        self.shows: dict[str, NDArray[Any]] = {}
        self.beats: list[Beat] = []

    def show(self, name: str, values: NDArray[Any]) -> None:
        """Bring a map in, or change all it shows; it may then be written to."""
        self.shows[name] = np.ma.copy(values) if np.ma.isMaskedArray(values) else np.array(values)

    def land(self, name: str, step: ScatterStep) -> None:
        """Write what a stamp leaves on a map; what lies beyond its border is cropped.

        >>> from convscenes.ops import scatter_steps
        >>> builder = StoryBuilder([Map("output", "output", "Output", (1, 2))])
        >>> builder.show("output", np.zeros((1, 2), int))
        >>> builder.land("output", next(scatter_steps([[5]], [[1, 2, 4]], padding=((0, 0), (1, 0)))))
        >>> builder.shows["output"].tolist()
        [[10, 20]]
        """
        rows, cols = np.meshgrid(step.rows, step.cols, indexing="ij")
        self.shows[name][rows[step.inside], cols[step.inside]] = step.after[step.inside]

    def hide(self, *names: str) -> None:
        """Take maps away."""
        for name in names:
            del self.shows[name]

    def beat(
        self, act: str, name: str, caption: str, *, steps: Sequence[Any] = (), formula: Sequence[Term] = ()
    ) -> None:
        """Record a beat: its words, its steps, and what every map shows by now.

        The description reads the maps aloud.
        """
        read = [f"{self.maps[n].words} {self.maps[n].size}: {read_aloud(v)}." for n, v in self.shows.items()]
        description = " ".join([caption.replace("*", ""), *read])
        self.beats.append(
            Beat(act, name, caption, description, dict(self.shows), tuple(steps), tuple(formula))
        )


def empty(shape: Sequence[int], dtype: Any) -> np.ma.MaskedArray[Any, Any]:
    """Return a map of ``shape`` in which no cell has a value yet.

    >>> empty((1, 2), int).tolist()
    [[None, None]]
    """
    return np.ma.array(np.zeros(tuple(shape), dtype), mask=True)
