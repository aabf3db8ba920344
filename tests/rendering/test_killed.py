"""A process that is killed leaves new files and scratch folders; the next command removes them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from convscenes.rendering.atomic import HOST
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import Request, VideoRequest
from convscenes.rendering.requests.schedule import fulfil
from tests.pretence import pretend

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"
SPEC = Path("a.yaml")


@pytest.fixture(autouse=True)
def spec(workplace: Path) -> None:  # noqa: ARG001  it is written there
    SPEC.write_text(SCATTER, encoding="utf-8")


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def hidden() -> list[str]:
    """Return all new files and scratch folders."""
    found = (path for path in Path().rglob("*") if re.match(r"\.(?!convscenes)|scratch", path.name))
    return sorted(path.as_posix() for path in found)


def left_by(process: int) -> list[str]:
    """Leave all files that a killed process may leave."""
    files = [
        f".convscenes/clips/.0f0f.part-{HOST}-{process}.mp4",
        f".convscenes/records/.0f0f.part-{HOST}-{process}.json",
        f"out/.a.part-{HOST}-{process}.mp4",
        f"out/.a.part-{HOST}-{process}.vtt",
    ]
    folder = f".convscenes/scratch-{HOST}-{process}"
    for name in [*files, f"{folder}/half.mp4"]:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    return sorted([*files, folder])


def work(request: Request) -> None:
    (result,) = fulfil([request], Here(), lambda _: None)
    assert result.error is None


@pytest.mark.parametrize("format", ["mp4", "gif", "png"])
def test_a_command_begins_by_removing_what_dead_processes_left(
    format: str, gone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    theirs, ours = left_by(gone), left_by(os.getppid())
    assert hidden() == sorted([*theirs, *ours])
    work(VideoRequest(SPEC, Path(f"out/a.{format}"), Options.of("small", format)))
    assert hidden() == ours, "the process that started this one is still there"


def test_other_folders_are_left_alone(gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch)
    left_by(gone)
    work(VideoRequest(SPEC, Path("elsewhere/a.mp4"), Options.of("small")))
    assert hidden() == [f"out/.a.part-{HOST}-{gone}.{suffix}" for suffix in ("mp4", "vtt")]


def test_what_is_up_to_date_sweeps_nothing(gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to do, and so nothing to wait for."""
    pretend(monkeypatch)
    request = VideoRequest(SPEC, Path("out/a.mp4"), Options.of("small"))
    work(request)
    theirs = left_by(gone)
    work(request)
    assert hidden() == theirs


def on_one_processor() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in three"])
def test_after_a_render_that_was_killed_the_next_leaves_nothing(jobs: list[str]) -> None:
    command = [sys.executable, "-m", "convscenes", "render", "a.yaml"]
    with subprocess.Popen(
        [*command, "-qk", *jobs],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        preexec_fn=on_one_processor,
    ) as process:
        while process.poll() is None and not hidden():
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert hidden(), "it was drawing"
    assert not Path("media").exists()
    ended = subprocess.run([*command, "-ql"], check=True, capture_output=True, text=True)
    assert ended.stdout.endswith("1 spec: 1 rendered.\n")
    assert hidden() == []
    assert sorted(path.name for path in Path("media/videos").iterdir()) == ["a.mp4", "a.vtt"]
