"""Small jobs for tests, in a module of their own: a worker process imports it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from convscenes.errors import Problem, RenderError, SpecError, UsageError
from convscenes.rendering.atomic import atomic_write
from convscenes.rendering.jobs.job import Progress


class Alone:
    """A job of a group of its own."""

    @property
    def group(self) -> object:
        return self


ERRORS = {
    "spec": SpecError([Problem("a.yaml", 3, 9, "stride", "must be at least 1, got 0.")]),
    "render": RenderError("the scene failed"),
    "usage": UsageError("no such beat"),
    "bug": ZeroDivisionError("division by zero"),
}


@dataclass(frozen=True)
class Errand(Alone):
    """Writes its name and its process to a file, in three steps, or fails in the way that ``wrong`` names."""

    name: str
    wrong: str = ""
    group_name: str = ""

    @property
    def group(self) -> object:
        return self.group_name or self

    @property
    def files(self) -> tuple[Path, ...]:
        return (Path(f"{self.name}.txt"),)

    def make(self, progress: Progress) -> Mapping[Path, str]:
        if self.wrong:
            raise ERRORS[self.wrong]
        (path,) = self.files
        for done in range(1, 4):
            progress(done, 3)
        path.write_text(f"{self.name} {os.getpid()}")
        return {path: "digest"}


@dataclass(frozen=True)
class Endless(Alone):
    """Writes its process id to a file and never ends."""

    name: str

    fonts = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return (Path("out", self.name),)

    def moved(self, folder: Path) -> Endless:
        return self

    def make(self, progress: Progress) -> Mapping[Path, str]:
        with atomic_write(Path("out", self.name)) as new:
            new.path.write_text(str(os.getpid()))
            while True:
                time.sleep(0.05)


@dataclass(frozen=True)
class Deadly(Alone):
    """Kills its process, as happens when memory is exhausted."""

    def make(self, progress: Progress) -> Mapping[Path, str]:
        os._exit(9)


@dataclass(frozen=True)
class Witness(Alone):
    """Writes whether a module was imported before this job ran."""

    module: str

    def make(self, progress: Progress) -> Mapping[Path, str]:
        path = Path(self.module)
        path.write_text(str(self.module in sys.modules))
        return {path: "digest"}
