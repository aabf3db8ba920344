"""A batch of specs: errors do not stop it, each is printed once, and one line sums it up."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from convscenes.cli.app import RENDER_FAILED, WRONG_SPEC
from convscenes.errors import RenderError, SpecError, UsageError

WRONG, FAILED = "wrong", "failed"


class Batch:
    """Counts how the parts of a batch ended, and prints errors on stderr.

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
        self.printed: set[str] = set()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Within the block, do one part: an error is printed and counted, and the batch goes on."""
        try:
            yield
        except SpecError as error:
            self._print_errors(WRONG, *map(str, error.problems))
        except UsageError as error:
            self._print_errors(WRONG, f"Error: {error}")
        except RenderError as error:
            self._print_errors(FAILED, f"Error: {error}")

    def _print_errors(self, ended: str, *problems: str) -> None:
        self.counts[ended] += 1
        for problem in problems:
            if problem not in self.printed:
                print_error(problem)
        self.printed.update(problems)

    def summary(self) -> str:
        """Return one line of counts, errors last."""
        total = self.counts.total()
        words = sorted(self.counts, key=lambda word: word in (WRONG, FAILED))
        ends = ", ".join(f"{self.counts[word]} {word}" for word in words)
        return f"{total} {self.noun}{'' if total == 1 else 's'}: {ends}."

    @property
    def exit_code(self) -> int:
        """0 without errors; a failed render overrides a wrong spec."""
        return RENDER_FAILED if self.counts[FAILED] else WRONG_SPEC if self.counts[WRONG] else 0


def print_error(words: object) -> None:
    """Print on stderr; not with click, which would write into the lines of rich's progress bars."""
    print(words, file=sys.stderr)
