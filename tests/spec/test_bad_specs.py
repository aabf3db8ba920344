"""Bad specs beside their exact messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.errors import SpecError
from tests.spec.kinds import load

FOLDER = Path(__file__).parent / "bad"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_every_bad_spec_has_its_message() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
    assert len(NAMES) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_bad_spec_is_answered_exactly(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(SpecError, match=rf"^{name}\.yaml:\d+:\d+: ") as caught:
        load(f"{name}.yaml")
    assert f"{caught.value}\n" == Path(f"{name}.txt").read_text(encoding="utf-8")
