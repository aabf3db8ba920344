"""Two specs in a folder; drawing is pretended."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.rendering.jobs.job import Job
from tests.cli.regenerate.studio import SCATTER, A, B
from tests.pretence import pretend


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs: a video with figures, and a GIF."""
    monkeypatch.chdir(tmp_path)
    A.parent.mkdir()
    A.write_text(SCATTER, encoding="utf-8")
    B.write_text(SCATTER + "title: The second\noutputs: [gif]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Write text instead of pictures; return the list of jobs drawn so far."""
    return pretend(monkeypatch)
