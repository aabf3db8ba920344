"""A batch of specs: it goes on past a bad one, says every problem once, and ends with one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from convscenes.cli.program import RENDER_FAILED, WRONG_SPEC
from convscenes.errors import Problem, RenderError, SpecError, UsageError


class Batch:
    """Counts how the parts of a batch ended, and words what went wrong on stderr.

    >>> batch = Batch()
    >>> with batch.part():
    ...     pass
    >>> batch.summary("checked"), batch.exit_code
    ('1 spec checked.', 0)
    """

    def __init__(self) -> None:
        self.fine = self.wrong = self.failed = 0
        self.said: set[Problem] = set()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Take one part: what is wrong with it or fails is worded and counted, and the batch goes on."""
        try:
            yield
        except SpecError as error:
            self.wrong += 1
            for problem in error.problems:
                if problem not in self.said:
                    click.echo(problem, err=True)
            self.said.update(error.problems)
        except UsageError as error:
            self.wrong += 1
            click.echo(f"Error: {error}", err=True)
        except RenderError as error:
            self.failed += 1
            click.echo(f"Error: {error}", err=True)
        else:
            self.fine += 1

    def summary(self, done: str) -> str:
        """Return how the batch ended, in one line."""
        counts = [f"{number(self.fine)} {done}"]
        counts += [f"{self.wrong} wrong"] * bool(self.wrong) + [f"{self.failed} failed"] * bool(self.failed)
        return ", ".join(counts) + "."

    @property
    def exit_code(self) -> int:
        """0 where all is fine; a failed render outweighs a wrong spec."""
        return RENDER_FAILED if self.failed else WRONG_SPEC if self.wrong else 0


def number(specs: int) -> str:
    """Return a number of specs in words.

    >>> number(1), number(2)
    ('1 spec', '2 specs')
    """
    return f"{specs} spec" if specs == 1 else f"{specs} specs"
