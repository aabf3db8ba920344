"""Tables of ratios, printed and saved as JSON: ``make bench``, or ``python -m benchmarks NAME…`` for some."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks import clips, core, engine, publishing, scaling

RESULTS = Path(__file__).with_name("results.json")
TABLES = {
    "engine": engine.main,
    "scaling": scaling.main,
    "clips": clips.main,
    "core": core.main,
    "publishing": publishing.main,
}


def machine() -> dict[str, object]:
    """Return the kind of this machine, and versions."""
    known = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.*)", known.read_text()) if known.exists() else None
    return {
        "processor": model[1] if model else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "manim": version("manim"),
    }


if __name__ == "__main__":
    saved = json.loads(RESULTS.read_text())["tables"] if RESULTS.exists() else {}
    tables = saved | {name: TABLES[name]() for name in sys.argv[1:] or TABLES}
    RESULTS.write_text(json.dumps({"machine": machine(), "tables": tables}, indent=2) + "\n")
    print(f"Saved as {RESULTS}")
