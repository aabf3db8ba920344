"""StoryBuilder: what each map of a story shows so far, and the beats that record it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import ScatterStep
from convscenes.stories._base.grouping import Group
from convscenes.stories._base.maps import Map
from convscenes.stories._base.numbers import Numbers
from convscenes.stories._base.points import Laid, Pointed, Points
from convscenes.stories._base.story import Beat, Term
from convscenes.stories._base.values import same_values
from convscenes.words import Sentence, Words

NOTHING: Mapping[str, Any] = MappingProxyType({})


class StoryBuilder:
    """Collects beats; every beat records what all visible maps show when it ends.

    Sentences are formed with the ``words`` of its kind. ``values`` are all that maps ever show, or numbers
    laid on them, by their names: of those whose numbers stand in texts. ``numbers`` writes these.

    >>> builder = StoryBuilder([Map.output((1, 2))], Words(), output=[0.25, 7])
    >>> builder.show("output", np.ma.masked_all((1, 2)))
    >>> builder.beat("maps", Sentence("The output is empty."))
    >>> builder.shows["output"][0, 1] = 7
    >>> builder.beat("step", Sentence(f"A {builder.numbers.text(7.0, 'output')}."), name="step-1")
    >>> [(beat.caption, beat.shows["output"].tolist()) for beat in builder.beats]
    [('The output is empty.', [[None, None]]), ('A 7.', [[None, 7.0]])]
    """

    def __init__(self, maps: Sequence[Map], words: Words, **values: Any) -> None:
        self.maps = {m.name: m for m in maps}
        self.words = words
        self.numbers = Numbers.of(values, comma=words.comma)
        self.shows: dict[str, NDArray[Any]] = {}
        self.dashed: dict[str, NDArray[np.bool_]] = {}
        self.beats: list[Beat] = []

    def show(self, name: str, values: NDArray[Any], *, dashed: NDArray[np.bool_] | None = None) -> None:
        """Set what a map shows from now on, a copy that may be written to.

        Its cells ``dashed`` (H, W) are drawn as padding is, until it is hidden.
        """
        self.shows[name] = np.ma.copy(values) if np.ma.isMaskedArray(values) else np.array(values)
        if dashed is not None:
            self.dashed[name] = dashed

    def land(self, name: str, step: ScatterStep) -> None:
        """Write the values of a map after a scatter step; what lies beyond its border is cropped.

        >>> from convscenes.ops import scatter_steps
        >>> builder = StoryBuilder([Map("output", "output", "Output", (1, 2))], Words())
        >>> builder.show("output", np.zeros((1, 2), int))
        >>> builder.land("output", next(scatter_steps([[5]], [[1, 2, 4]], padding=((0, 0), (1, 0)))))
        >>> builder.shows["output"].tolist()
        [[10, 20]]
        """
        rows, cols = np.meshgrid(step.rows, step.cols, indexing="ij")
        self.shows[name][rows[step.inside], cols[step.inside]] = step.after[step.inside]

    def hide(self, *names: str) -> None:
        """Show these maps no more."""
        for name in names:
            del self.shows[name]
            self.dashed.pop(name, None)

    def whole(self, *names: str) -> Pointed:
        """Return points at all cells of some maps: these stay highlighted, without an outline."""
        return {name: (Points.whole(self.maps[name].shape),) for name in names}

    def sentence(self, message: str, /, **facts: Any) -> Sentence:
        """Return a sentence of the kind's words."""
        return self.words.say(message, **facts)

    def share(self, own: Sentence, message: str, group: Group, /, **facts: Any) -> Sentence:
        """Return the sentence that a group shares with others, with the title of its ``own``; else that."""
        if group.span is None:
            return own
        return replace(own, text=self.sentence(message, **group.shared_facts, **facts).text)

    def beat(
        self,
        act: str,
        sentence: Sentence,
        *,
        name: str = "",
        steps: Sequence[Any] = (),
        points: Mapping[str, Sequence[Points]] = NOTHING,
        laid: Mapping[str, Sequence[Laid]] = NOTHING,
        connects: Sequence[tuple[str, str]] = (),
        dashed: Mapping[str, NDArray[np.bool_]] = NOTHING,
        formula: Sequence[Term] = (),
        below: Mapping[str, Sequence[Term]] = NOTHING,
    ) -> None:
        """Record a beat, with what every map shows at present.

        The ``sentence`` is its caption and its title; its ``name`` is the act's unless given.
        """
        name = name or act
        self.beats.append(
            Beat(
                act,
                name,
                sentence.text,
                self._shown(),
                tuple(steps),
                tuple(formula),
                sentence.title,
                {one: tuple(path) for one, path in points.items()},
                {one: tuple(numbers) for one, numbers in laid.items()},
                tuple(connects),
                {**self.dashed, **dashed},
                {one: tuple(terms) for one, terms in below.items()},
            )
        )

    def _shown(self) -> dict[str, NDArray[Any]]:
        """Return what every map shows; arrays that have not changed are those of the last beat."""
        before: Mapping[str, NDArray[Any]] = self.beats[-1].shows if self.beats else {}
        return {
            name: before[name] if name in before and same_array(before[name], values) else values
            for name, values in self.shows.items()
        }


def same_array(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Return whether two arrays are of one type and show the same values in the same cells."""
    return one.dtype == other.dtype and type(one) is type(other) and same_values(one, other)


def empty(shape: Sequence[int], dtype: Any) -> np.ma.MaskedArray[Any, Any]:
    """Return a map of ``shape`` in which no cell has a value yet.

    >>> empty((1, 2), int).tolist()
    [[None, None]]
    """
    return np.ma.array(np.zeros(tuple(shape), dtype), mask=True)
