"""The folders that convscenes writes to, in the folder where it runs."""

from __future__ import annotations

from pathlib import Path

CACHE = Path(".convscenes")
"""Clips, records of outputs, and scratch files. It may be removed at any time."""
MEDIA = Path("media")
"""The outputs of specs, unless another place is named."""
