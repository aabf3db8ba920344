"""What a command costs: wall time, processor time, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds, processor seconds, and megabytes at the worst moment."""

    wall: float
    cpu: float
    memory: float


def cost_of(*command: str) -> Cost:
    """Run a Python module to its end and return what it cost; shared memory is counted once.

    Like anybody's, its bytecode is compiled once and kept, whatever this machine's settings say.
    """
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment)
    most, used = 0.0, {}
    while process.poll() is None:
        members = family(process.pid)
        most = max(most, sum(map(proportional, members)))
        used |= {pid: seconds for pid in members if (seconds := processor_seconds(pid))}
        time.sleep(0.02)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(wall, sum(used.values()), most)


def family(pid: int) -> list[int]:
    """Return a process and all that come from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(member for child in children for member in family(int(child)))]


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far; a server's grandchildren nobody waits for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def proportional(pid: int) -> float:
    """Return the memory of a process in megabytes, its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
