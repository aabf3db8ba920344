"""What every test shares: how hypothesis looks for examples."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadline anywhere: how long an example takes says more about the machine than about the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
