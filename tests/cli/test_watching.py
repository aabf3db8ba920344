"""What counts as a change of a watched file."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from convscenes.cli import watching


def looks(monkeypatch: pytest.MonkeyPatch, *between: Callable[[], object]) -> None:
    """Do one thing between two polls, instead of sleeping; then interrupt."""
    todo = iter(between)

    def sleep(_: float) -> None:
        try:
            next(todo)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(watching.time, "sleep", sleep)


def seen(files: Callable[[], list[Path]]) -> list[tuple[Path, ...]]:
    """Return all changes up to the interrupt."""
    found: list[tuple[Path, ...]] = []
    with suppress(KeyboardInterrupt):
        for change in watching.changes(files):
            found.append(change)  # noqa: PERF402  # the interrupt must not lose what came before it
    return found


def test_only_what_changed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    a.write_text("one", encoding="utf-8")
    looks(
        monkeypatch,
        lambda: None,
        lambda: a.write_text("longer", encoding="utf-8"),
        lambda: b.write_text("new", encoding="utf-8"),
        a.unlink,
    )
    assert seen(lambda: [a, b]) == [(a,), (b,), (a,)]


def test_what_changes_before_the_first_look_is_asked_for_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    rounds = watching.changes(lambda: [file])
    file.write_text("saved while the first video was rendered", encoding="utf-8")
    assert next(rounds) == (file,)


def test_a_spec_that_is_added_to_a_folder_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks(monkeypatch, (tmp_path / "new.yaml").touch)
    assert seen(lambda: sorted(tmp_path.glob("*.yaml"))) == [(tmp_path / "new.yaml",)]
