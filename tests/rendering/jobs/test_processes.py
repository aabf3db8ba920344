"""Many jobs: in order or at once, whatever fails; an interrupt leaves no process and no file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from convscenes.errors import RenderError, SpecError, UsageError
from convscenes.rendering.jobs import job, processes
from convscenes.rendering.jobs.job import Job, Outcome, ProgressReport
from convscenes.rendering.jobs.processes import result_of
from tests.rendering.errands import Deadly, Errand, Witness

JOBS = [None, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
"""How many at once. Tests have one processor: by default, all is done in this process."""


def run(
    jobs: Sequence[Job], at_once: int | None = None, reports: list[ProgressReport] | None = None
) -> list[Outcome]:
    """Work on jobs; return how each ended, in their order, each exactly once."""
    heard = [] if reports is None else reports
    ended = list(processes.Processes(at_once).run(jobs, lambda *one: heard.append(one)))
    assert sorted(number for number, _ in ended) == list(range(len(jobs)))
    return [outcome for _, outcome in sorted(ended, key=lambda pair: pair[0])]


@pytest.mark.parametrize("jobs", JOBS)
def test_each_job_is_done_once_and_its_steps_are_reported(jobs: int | None) -> None:
    errands = [Errand(name) for name in "abcde"]
    reports: list[ProgressReport] = []
    outcomes = run(errands, jobs, reports)
    assert [outcome.digests for outcome in outcomes] == [{Path(f"{name}.txt"): "digest"} for name in "abcde"]
    workers = {Path(f"{name}.txt").read_text().split()[1] for name in "abcde"}
    assert len(workers) <= (jobs or 1)
    assert (str(os.getpid()) in workers) == (jobs is None)
    for number in range(5):
        assert [one[1:] for one in reports if one[0] == number] == [(0, 0), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("jobs", JOBS)
def test_a_failure_stops_no_other(jobs: int | None) -> None:
    errands = [
        Errand("spec", "spec"),
        Errand("a"),
        Errand("r", "render"),
        Errand("u", "usage"),
        Errand("bug", "bug"),
        Errand("z"),
    ]
    spec, a, render, usage, bug, z = run(errands, jobs)
    assert a.digests
    assert z.digests
    assert a.error is None
    assert isinstance(spec.error, SpecError)
    assert str(spec.error) == "a.yaml:3:9: stride: must be at least 1, got 0."
    assert spec.error.problems[0].line == 3
    assert (type(render.error), str(render.error)) == (RenderError, "the scene failed")
    assert (type(usage.error), str(usage.error)) == (UsageError, "no such beat")
    assert isinstance(bug.error, RenderError)
    assert "unexpected, please report it:" in str(bug.error)
    assert "ZeroDivisionError: division by zero" in str(bug.error)


@pytest.mark.parametrize("jobs", JOBS)
def test_a_failure_calls_off_what_has_not_begun_of_its_group(jobs: int | None) -> None:
    group = [Errand("a", group_name="x"), Errand("b", "render", "x"), Errand("c", group_name="x")]
    outcomes = run([*group, Errand("d"), Errand("e")], jobs)
    assert [outcome.cancelled for outcome in outcomes] == [False, False, True, False, False]
    assert [outcome.error is None for outcome in outcomes] == [True, False, True, True, True]
    assert [name for name in "abcde" if Path(f"{name}.txt").exists()] == ["a", "d", "e"]


@pytest.mark.parametrize("jobs", JOBS[:2])
def test_what_was_given_out_apart_is_called_off_too(jobs: int | None) -> None:
    wrong, other = Errand("a", "render", "x"), Errand("c", group_name="x")
    outcomes = run([wrong, Errand("b"), other], jobs)
    assert [outcome.cancelled for outcome in outcomes] == [False, False, True]
    assert [name for name in "abc" if Path(f"{name}.txt").exists()] == ["b"]


@pytest.mark.slow
def test_a_process_that_dies_is_told() -> None:
    outcomes = run([Deadly(), Deadly()], 2)
    assert [str(o.error) for o in outcomes] == [
        "the process that worked on it was ended from outside, twice; out of memory?"
    ] * 2


@pytest.mark.slow
def test_a_process_that_dies_takes_no_other_along() -> None:
    jobs = [Errand("a"), Errand("b"), Deadly(), *(Errand(name) for name in "cdef")]
    outcomes = run(jobs, 2)
    assert [outcome.error is None for outcome in outcomes] == [job != Deadly() for job in jobs]
    assert [Path(f"{name}.txt").exists() for name in "abcdef"] == [True] * 6


def test_an_executor_that_fails_is_told() -> None:
    future: Future[Outcome] = Future()
    future.set_exception(ModuleNotFoundError("No module named 'convscenes'"))
    outcome = result_of(future)
    assert str(outcome.error) == "could not be worked on: ModuleNotFoundError: No module named 'convscenes'"
    cancelled: Future[Outcome] = Future()
    cancelled.cancel()
    assert "CancelledError" in str(result_of(cancelled).error)


@pytest.mark.slow
def test_several_take_all_processors_and_one_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    pools: list[int] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, workers: int, *args: Any, **kwargs: Any) -> None:
            pools.append(workers)
            super().__init__(workers, *args, **kwargs)

    monkeypatch.setattr("convscenes.rendering.jobs.processes.ProcessPoolExecutor", Counted)
    monkeypatch.setattr("convscenes.rendering.jobs.processes.processors", lambda: 3)
    run([Errand("alone")])
    assert Path("alone.txt").read_text().split()[1] == str(os.getpid())
    assert pools == []
    run([Errand(name) for name in "abcd"])
    assert pools == [3]
    assert str(os.getpid()) not in {Path(f"{name}.txt").read_text().split()[1] for name in "abcd"}


@pytest.mark.slow
def test_on_linux_a_process_has_manim_before_its_job_begins() -> None:
    (outcome,) = run([Witness("manim")], 1)
    assert outcome.digests
    assert Path("manim").read_text() == str(sys.platform == "linux")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["random", "manim"])
def test_what_lies_in_the_working_folder_is_not_imported(name: str) -> None:
    Path(f"{name}.py").write_text("open('ran', 'w').close()\nraise RuntimeError('not yours')\n")
    program = (
        "import sys; sys.path = [p for p in sys.path if p]\n"
        "from convscenes.rendering.jobs.processes import Processes\n"
        "from tests.rendering.errands import Errand\n"
        "if __name__ == '__main__':\n"
        "    print([str(o.error) for _, o in Processes(2).run([Errand(n) for n in 'ab'], lambda *_: None)])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "['None', 'None']\n", done.stderr
    assert not Path("ran").exists()


@pytest.mark.slow
def test_a_setting_of_manims_that_is_wrong_is_told_by_each_job() -> None:
    Path("manim.cfg").write_text("[CLI]\npixel_width = no\n")
    outcomes = run([Witness("json"), Errand("a")], 2)
    assert [outcome.error for outcome in outcomes] == [None, None]


def test_nothing_to_do() -> None:
    assert run([], 4) == []


def test_jobs_are_at_least_one() -> None:
    with pytest.raises(UsageError, match=r"jobs: must be at least 1, got 0\."):
        processes.Processes(0)


@pytest.mark.slow
def test_workers_leave_with_a_parent_that_is_killed() -> None:
    program = (
        "from convscenes.rendering.jobs.processes import Processes\n"
        "from tests.rendering.errands import Endless\n"
        "list(Processes(2).run([Endless(name) for name in 'ab'], lambda *_: None))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE)
    while len(list(Path().glob("out/.*.part-*"))) < 2:
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.communicate()  # ends when nobody has its stderr any more
    assert list(Path("out").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("everyone", [True, False], ids=["from the terminal", "by a program"])
def test_an_interrupt_stops_all_and_leaves_nothing(jobs: int, everyone: bool) -> None:
    program = (
        "from convscenes.rendering.jobs.processes import Processes\n"
        "from tests.rendering.errands import Endless\n"
        f"list(Processes({jobs}).run([Endless(name) for name in 'abcdef'], lambda *_: None))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=environment, start_new_session=True, stderr=subprocess.PIPE
    )
    workers: list[int] = []
    while len(workers) < jobs:
        assert process.poll() is None
        time.sleep(0.05)
        workers = [int(text) for path in Path().glob("out/.*.part-*") if (text := path.read_text())]
    (os.killpg if everyone else os.kill)(process.pid, signal.SIGINT)
    _, output = process.communicate()
    assert output.decode().rstrip().endswith("KeyboardInterrupt")
    assert list(Path("out").iterdir()) == []
    for worker in workers:
        with pytest.raises(ProcessLookupError, match="No such process"):
            os.kill(worker, 0)


@dataclass(frozen=True)
class Member:
    """A job of a group."""

    group: str


@pytest.mark.parametrize(
    ("groups", "workers", "portions"),
    [
        ("aaabbb", 2, [(0,), (1,), (2,), (3,), (4,), (5,)]),
        ("aabbcd", 2, [(0, 1), (2, 3), (4,), (5,)]),
        ("aabbcc", 1, [(0, 1), (2, 3), (4,), (5,)]),
        ("aba", 1, [(0,), (1,), (2,)]),
        ("", 3, []),
    ],
)
def test_jobs_of_a_group_are_given_to_one_worker_but_for_the_last(
    groups: str, workers: int, portions: list[tuple[int, ...]]
) -> None:
    assert job.portions([Member(group) for group in groups], workers) == portions


@pytest.mark.slow
def test_a_portion_is_worked_on_by_one_process() -> None:
    jobs = [Errand(name, group_name=group) for name, group in zip("abcdef", "xxxyyz", strict=True)]
    assert all(outcome.digests for outcome in run(jobs, 2))
    workers = [Path(f"{name}.txt").read_text().split()[1] for name in "abc"]
    assert len(set(workers)) == 1
