"""Jobs, their outcomes, progress reports, and the base of what runs them."""

from __future__ import annotations

import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Self

from convscenes.errors import ConvscenesError, RenderError
from convscenes.rendering.jobs.signals import interrupts_on_signals
from convscenes.spec.typesetting import Fonts

Progress = Callable[[int, int], None]
"""Called with the number of steps done and of all steps."""


class Job(ABC):
    """A unit of work that makes files, in any process or on any machine: it can be pickled."""

    @property
    @abstractmethod
    def files(self) -> tuple[Path, ...]:
        """The files that it makes."""

    @property
    def kept(self) -> bool:
        """Whether its files are in the store, where they may be already."""
        return False

    @property
    def fonts(self) -> Fonts:
        """The fonts of specs that it draws with."""
        return ()

    @property
    def group(self) -> Hashable:
        """A key shared by jobs that one worker should do in sequence; by default, the job alone.

        When one fails, those of its group that have not begun are cancelled.
        """
        return self

    @abstractmethod
    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Make the files and return their digests."""

    @abstractmethod
    def moved(self, folder: Path) -> Self:
        """Return the same job with its files in another folder, in the same order."""


@dataclass(frozen=True)
class Outcome:
    """How a job ended: with the digests of its files, or an error.

    One that was ``cancelled`` never began, because another of its group failed.
    """

    digests: Mapping[Path, str]
    error: ConvscenesError | None = None
    cancelled: bool = False

    @classmethod
    def failed(cls, error: ConvscenesError) -> Self:
        """Return the outcome of a job that failed."""
        return cls({}, error)


CANCELLED = Outcome({}, cancelled=True)

ProgressReport = tuple[int, int, int]
"""The number of a job, its number of steps done, and of all steps."""
OnProgress = Callable[[int, int, int], None]
Ended = Generator[tuple[int, Outcome]]
"""The number of each job and how it ended, in the order in which they end."""


class Runner(ABC):
    """Runs jobs: in this process, in others, or on a cluster."""

    def prepare(self) -> None:  # noqa: B027  most have nothing to prepare
        """Start what takes a while and can be done before the jobs are known."""

    def working(self) -> AbstractContextManager[None]:
        """Return a context for writing files, in which ending signals raise KeyboardInterrupt."""
        return interrupts_on_signals()

    @abstractmethod
    def run(self, jobs: Sequence[Job], on_progress: OnProgress) -> Ended:
        """Run jobs, report their steps in this process and thread, and yield how each ended."""


def portions(jobs: Sequence[Job], workers: int) -> list[tuple[int, ...]]:
    """Return the numbers of jobs in portions, each for one worker, in the order to submit them.

    Consecutive jobs of one group are one portion, so that only one worker sets up their scene. The last
    groups, as many as there are workers, are split into single jobs, so that all workers are busy until the
    end.
    """
    groups = [tuple(row) for _, row in groupby(range(len(jobs)), key=lambda number: jobs[number].group)]
    whole = max(0, len(groups) - workers)
    return groups[:whole] + [(number,) for row in groups[whole:] for number in row]


def attempt(job: Job, progress: Progress) -> Outcome:
    """Run a job and return how it ended; KeyboardInterrupt is not caught."""
    try:
        return Outcome(job.make(progress))
    except ConvscenesError as error:
        return Outcome.failed(error)
    except OSError as error:
        return Outcome.failed(RenderError(f"a file could not be read or written: {error}."))
    except Exception:
        return Outcome.failed(RenderError(f"unexpected, please report it:\n{traceback.format_exc()}"))
