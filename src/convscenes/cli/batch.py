"""A batch of specs: it goes on past a bad one, says every problem once, and ends with one line."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from convscenes.cli.app import RENDER_FAILED, WRONG_SPEC
from convscenes.errors import RenderError, SpecError, UsageError

WRONG, FAILED = "wrong", "failed"


class Batch:
    """Counts how the parts of a batch ended, and words what went wrong on stderr.

    >>> batch = Batch()
    >>> for name in ("a", "b"):
    ...     with batch.part():
    ...         batch.counts["fine"] += 1
    >>> batch.summary(), batch.exit_code
    ('2 specs: 2 fine.', 0)
    """

    def __init__(self, noun: str = "spec") -> None:
        self.noun = noun
        self.counts: Counter[str] = Counter()
        self.said: set[str] = set()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Take one part: what is wrong with it or fails is worded and counted, and the batch goes on."""
        try:
            yield
        except SpecError as error:
            self._complain(WRONG, *map(str, error.problems))
        except UsageError as error:
            self._complain(WRONG, f"Error: {error}")
        except RenderError as error:
            self._complain(FAILED, f"Error: {error}")

    def _complain(self, ended: str, *problems: str) -> None:
        self.counts[ended] += 1
        for problem in problems:
            if problem not in self.said:
                complain(problem)
        self.said.update(problems)

    def summary(self) -> str:
        """Return how the batch ended, in one line; what went wrong comes last."""
        total = self.counts.total()
        words = sorted(self.counts, key=lambda word: word in (WRONG, FAILED))
        ends = ", ".join(f"{self.counts[word]} {word}" for word in words)
        return f"{total} {self.noun}{'' if total == 1 else 's'}: {ends}."

    @property
    def exit_code(self) -> int:
        """0 where all is fine; a failed render outweighs a wrong spec."""
        return RENDER_FAILED if self.counts[FAILED] else WRONG_SPEC if self.counts[WRONG] else 0


def complain(words: object) -> None:
    """Print on stderr; not with click, which writes past rich's progress bars into their line."""
    print(words, file=sys.stderr)
