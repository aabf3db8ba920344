"""What a job is, how it ends, and the news of it on the way."""

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

Progress = Callable[[int, int], None]
"""Called with how many steps are done and how many there are."""


class Job(ABC):
    """Something that makes files, here or in another process or on another machine: it can be pickled."""

    @property
    @abstractmethod
    def files(self) -> tuple[Path, ...]:
        """The files that it makes."""

    @property
    def group(self) -> Hashable:
        """What it shares with jobs that one worker had best do one after the other; by default, nothing.

        Where one fails, those of its group that have not begun are called off.
        """
        return self

    @abstractmethod
    def make(self, progress: Progress) -> Mapping[Path, str]:
        """Make the files and return the digest of each, of what was written."""

    @abstractmethod
    def moved(self, folder: Path) -> Self:
        """Return the same job for another folder: as many files, in the same order."""


@dataclass(frozen=True)
class Outcome:
    """How a job ended: the digests of the files that it made, or why it made none.

    One that is ``called_off`` never began, because another of its group failed.
    """

    digests: Mapping[Path, str]
    error: ConvscenesError | None = None
    called_off: bool = False

    @classmethod
    def failed(cls, error: ConvscenesError) -> Self:
        """Return the outcome of a job that failed."""
        return cls({}, error)


CALLED_OFF = Outcome({}, called_off=True)

News = tuple[int, int, int]
"""The number of a job, how many of its steps are done, and how many there are."""
OnNews = Callable[[int, int, int], None]
Ended = Generator[tuple[int, Outcome]]
"""The number of each job and how it ended, in the order in which they end."""


class Runner(ABC):
    """Works on jobs: here, in processes, on a cluster."""

    def prepare(self) -> None:  # noqa: B027  most have nothing to prepare
        """Begin what takes a while and needs no jobs: there will be some."""

    def working(self) -> AbstractContextManager[None]:
        """Return the context in which files are written: every signal that ends the program interrupts it."""
        return interrupts_on_signals()

    @abstractmethod
    def run(self, jobs: Sequence[Job], on_news: OnNews) -> Ended:
        """Work on jobs, report their steps in this process and thread, and yield how each ended."""


def portions(jobs: Sequence[Job], workers: int) -> list[tuple[int, ...]]:
    """Return the numbers of jobs in portions to be given out in order, each to one worker.

    Jobs of one group in a row are one portion, so that only one worker begins with it. The last groups, as
    many as there are workers, are given out job by job, so that all workers are busy until the end.
    """
    groups = [tuple(row) for _, row in groupby(range(len(jobs)), key=lambda number: jobs[number].group)]
    whole = max(0, len(groups) - workers)
    return groups[:whole] + [(number,) for row in groups[whole:] for number in row]


def attempt(job: Job, progress: Progress) -> Outcome:
    """Work on a job and return how it ended; an interrupt is passed on."""
    try:
        return Outcome(job.make(progress))
    except ConvscenesError as error:
        return Outcome.failed(error)
    except OSError as error:
        return Outcome.failed(RenderError(f"a file could not be read or written: {error}."))
    except Exception:
        return Outcome.failed(RenderError(f"unexpected, please report it:\n{traceback.format_exc()}"))
