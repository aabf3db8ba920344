"""Every table of ratios, printed and saved as JSON: ``make bench``."""

from __future__ import annotations

import json
import platform
from pathlib import Path

from benchmarks import core, engine, scaling

RESULTS = Path(__file__).with_name("results.json")
TABLES = {"engine": engine.main, "scaling": scaling.main, "core": core.main}

if __name__ == "__main__":
    tables = {name: measure() for name, measure in TABLES.items()}
    machine = {
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    RESULTS.write_text(json.dumps({"machine": machine, "tables": tables}, indent=2) + "\n")
    print(f"Saved as {RESULTS}")
