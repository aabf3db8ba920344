"""Every table of ratios, printed and saved as JSON: ``make bench``."""

from __future__ import annotations

import json
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from benchmarks import core, engine, scaling

RESULTS = Path(__file__).with_name("results.json")
TABLES = {"engine": engine.main, "scaling": scaling.main, "core": core.main}


def machine() -> dict[str, object]:
    """Return what kind of machine this is, and the versions that matter."""
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
    tables = {name: measure() for name, measure in TABLES.items()}
    RESULTS.write_text(json.dumps({"machine": machine(), "tables": tables}, indent=2) + "\n")
    print(f"Saved as {RESULTS}")
