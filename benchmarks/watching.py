"""The cost of a command: wall time, processor time, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds, processor seconds, and peak megabytes."""

    wall: float
    cpu: float
    memory: float


def cost_of(*command: str) -> Cost:
    """Run a Python module to its end and return what it cost; shared memory is counted once.

    Bytecode is written, as usual, also where this machine's environment forbids it.
    """
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment)
    peak, used = 0.0, {}
    while process.poll() is None:
        members = family(process.pid)
        peak = max(peak, sum(map(proportional, members)))
        used |= {pid: seconds for pid in members if (seconds := processor_seconds(pid))}
        time.sleep(0.02)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(wall, sum(used.values()), peak)


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(member for child in children for member in family(int(child)))]


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process so far; its parent's would miss children not waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def proportional(pid: int) -> float:
    """Return the proportional set size of a process in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
