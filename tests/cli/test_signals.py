"""A signal ends the program with one line, at whatever moment it comes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from convscenes.rendering.jobs.signals import ENDS

SCENES = Path(__file__).parents[2] / "scenes"
PROGRAM = """
import signal, sys
for number in {ends}:
    signal.signal(number, signal.SIG_DFL)
print("ready", flush=True)
from convscenes.__main__ import main
main()
"""
"""What comes before the first line of our code is Python's: here it ends without a traceback, too."""

COMMANDS = (
    ["--help"],
    ["kinds"],
    ["check", str(SCENES)],
    ["steps", str(SCENES / "07-scatter.yaml"), "--json"],
    ["schema"],
    ["render", str(SCENES), "--dry-run"],
    ["figure", "a.yaml", "--all"],
    ["regenerate", str(SCENES), "--dry-run"],
)
LONGEST = 0.5
"""Seconds until the latest signal: most commands have ended by then."""


def started(arguments: list[str], folder: Path) -> subprocess.Popen[str]:
    """Start the program, and wait until Python itself has started."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(ends=[int(number) for number in ENDS]), *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_no_moment_is_too_early(arguments: list[str], tmp_path: Path) -> None:
    end_at_a_moment(arguments, ENDS[COMMANDS.index(arguments) % len(ENDS)], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_no_moment_is_too_early_for_any_signal(
    arguments: list[str], number: signal.Signals, tmp_path: Path
) -> None:
    for _ in range(4):
        end_at_a_moment(arguments, number, tmp_path)


def end_at_a_moment(arguments: list[str], number: signal.Signals, folder: Path) -> None:
    """Run a command, and send it a signal at a random moment."""
    (folder / "a.yaml").write_text("kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2]]\n", encoding="utf-8")
    delay = random.uniform(0, LONGEST)
    with started(arguments, folder) as process:
        time.sleep(delay)
        process.send_signal(number)
        _, output = process.communicate()
    context = (number.name, delay, output)
    assert (process.returncode, output) in {(130, "Interrupted.\n"), (-number, ""), (0, "")}, context
    assert not list(folder.rglob(".*.part-*")), context


def test_what_is_ignored_stays_ignored() -> None:
    program = PROGRAM.replace("SIG_DFL", "SIG_IGN").format(ends=[int(number) for number in ENDS])
    sent = f"{program[: program.index('from')]}import os, threading\n"
    sent += "threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGHUP)).start()\n"
    done = subprocess.run(
        [sys.executable, "-c", sent + program[program.index("from") :], "check", str(SCENES)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("fine.\n")


def test_a_signal_that_comes_at_once_ends_the_program() -> None:
    program = f"""
from convscenes.rendering.jobs.signals import exit_on_signals
import signal
exit_on_signals()
try:
    signal.raise_signal({int(signal.SIGTERM)})
finally:
    print("no exception")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Interrupted.\n")
