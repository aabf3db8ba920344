"""One shipped spec for every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.spec import is_playlist, read

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.fixture(scope="session")
def shipped_of() -> dict[str, Path]:
    documents = [(path, read(path)) for path in sorted(SCENES.rglob("*.yaml"))]
    return {d.data["kind"]: path for path, d in reversed(documents) if not is_playlist(d)}
