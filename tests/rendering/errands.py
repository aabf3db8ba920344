"""Small requests for the tests of jobs, in a module of their own: a worker process imports it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from convscenes.errors import Problem, RenderError, SpecError, UsageError
from convscenes.rendering.requests.atomic import draft
from convscenes.rendering.requests.request import Made

ERRORS = {
    "spec": SpecError([Problem("a.yaml", 3, 9, "stride", "must be at least 1, got 0.")]),
    "render": RenderError("the scene failed"),
    "usage": UsageError("no such beat"),
    "bug": ZeroDivisionError("division by zero"),
}


@dataclass(frozen=True)
class Errand:
    """Writes its name and its process to a file, in three steps, or fails in the way it is told."""

    name: str
    wrong: str = ""

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        assert progress is not None
        if self.wrong:
            raise ERRORS[self.wrong]
        path = Path(f"{self.name}.txt")
        for done in range(1, 4):
            progress(done, 3)
        path.write_text(f"{self.name} {os.getpid()}")
        return Made((path,), fresh=False)


@dataclass(frozen=True)
class Endless:
    """Writes its process to a file that it never ends."""

    name: str

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        with draft(Path("out", self.name)) as part:
            part.write_text(str(os.getpid()))
            while True:
                time.sleep(0.05)


@dataclass(frozen=True)
class Deadly:
    """Ends its process, as a machine that is out of memory does."""

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        os._exit(9)


@dataclass(frozen=True)
class Witness:
    """Writes whether a module was imported before it was its turn."""

    module: str

    def fulfil(self, progress: Callable[[int, int], None] | None = None) -> Made:
        path = Path(self.module)
        path.write_text(str(self.module in sys.modules))
        return Made((path,), fresh=False)
