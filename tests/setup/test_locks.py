"""The locks: packages by hash, without addresses; what is added to those of `make test`, at its versions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / ".setup"
REQUIREMENTS = sorted(SETUP.rglob("requirements*.txt"))


def versions(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in [*REQUIREMENTS, SETUP / "hosts" / "package-lock.json"]:
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
    for lock in REQUIREMENTS:
        text = lock.read_text(encoding="utf-8")
        assert (
            len(re.findall(r"^[a-z0-9-]+==.*\\\n    --hash=sha256:", text, re.MULTILINE))
            == len(versions(lock))
            > 0
        )
    packages = json.loads((SETUP / "hosts" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {"node_modules/axe-core", "node_modules/vnu-jar", "node_modules/webvtt-parser"} <= packages.keys()
    assert all("integrity" in package for path, package in packages.items() if path)


@pytest.mark.parametrize(
    ("first", "second"), [("", "hosts"), ("", "docs"), ("hosts", "docs")], ids=lambda name: name or "test"
)
def test_what_is_added_changes_no_version(first: str, second: str) -> None:
    ours, added = (versions(SETUP / folder / "requirements.txt") for folder in (first, second))
    shared = ours.keys() & added.keys()
    assert len(shared) > 3
    assert {name: added[name] for name in shared} == {name: ours[name] for name in shared}
