"""Two runs for different folders into one ``media``: nothing that either made is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from convscenes.publish.request import request_for
from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.media import manifest as manifests
from convscenes.rendering.media import update as updating
from convscenes.rendering.media.manifest import Entries
from convscenes.rendering.media.update import Report, Scope
from tests.cli.regenerate.studio import GALLERY, SCATTER, digest, edit, manifest, regenerate

TALKS = Path("talks")
FIRST, SECOND = {"scenes/a.yaml", "scenes/b.yaml"}, {"talks/c.yaml", "talks/d.yaml"}


@pytest.fixture(autouse=True)
def talks(folder: Path) -> None:  # noqa: ARG001  they are written there
    """Two specs in another folder."""
    TALKS.mkdir()
    for name in "cd":
        (TALKS / f"{name}.yaml").write_text(SCATTER + "outputs: [svg, mp4]\n", encoding="utf-8")


def update(folder: Path) -> Report:
    scope = Scope(folder, tuple(sorted(folder.glob("*.yaml"))), None, request_for)
    return updating.update(
        scope, Here(), lambda _: None, pytest.fail, recipe={"folder": str(folder)}, force=False
    )


def once(action: Callable[[], object]) -> Callable[[], object]:
    """Return a function that does something when it is called first, and nothing later."""
    left = [action]
    return lambda: left.pop()() if left else None


def listed() -> None:
    """Check that the manifest lists what is there, and the gallery shows it."""
    listed = manifest()
    assert set(listed) == FIRST | SECOND
    outputs = {path: digest_ for entry in listed.values() for path, digest_ in entry["to"].items()}
    assert outputs == {path: digest(path) for path in outputs}
    assert len(outputs) == 8 + 1 + 2 * 8
    shown = GALLERY.read_text(encoding="utf-8")
    assert all(f"## {name}\n" in shown for name in "acd")


def test_a_run_that_ends_while_another_draws_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    real = updating.fulfil
    meanwhile = once(lambda: update(TALKS))

    def fulfil(*arguments: object, **more: object) -> object:
        results = real(*arguments, **more)
        meanwhile()
        return results

    monkeypatch.setattr(updating, "fulfil", fulfil)
    report = update(Path("scenes"))
    assert report.removed == ()
    listed()


def test_a_run_waits_while_another_writes_the_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[threading.Thread] = []
    real = manifests.left_over

    def begin() -> None:
        others.append(threading.Thread(target=update, args=(TALKS,)))
        others[0].start()
        others[0].join(1)  # it would be over, but for the lock

    meanwhile = once(begin)

    def left_over(old: Entries, new: Entries) -> dict[Path, str]:
        meanwhile()  # the manifest was read, and is not written yet
        return real(old, new)

    monkeypatch.setattr(manifests, "left_over", left_over)
    update(Path("scenes"))
    others[0].join()
    listed()


def test_what_was_changed_meanwhile_is_no_loss() -> None:
    for folder in ("scenes", "talks", "scenes"):
        assert regenerate(folder).exit_code == 0
    listed()
    assert regenerate("scenes").stdout == "9 files: 9 up to date.\n"


def test_what_another_run_made_of_a_spec_s_output_is_not_recorded_as_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The digest is of what was written, not of what is there a moment later."""
    real = updating.fulfil
    meanwhile = once(lambda: edit("media/gifs/b.gif"))

    def fulfil(*arguments: object, **more: object) -> object:
        results = real(*arguments, **more)
        meanwhile()
        return results

    monkeypatch.setattr(updating, "fulfil", fulfil)
    assert regenerate().exit_code == 0
    assert manifest()["scenes/b.yaml"]["to"]["media/gifs/b.gif"] != digest("media/gifs/b.gif")
    assert regenerate("--check").stdout.startswith("differs       media/gifs/b.gif\n")
    assert regenerate().stdout == "9 files: 8 up to date, 1 as before.\n"
    assert regenerate("--check").exit_code == 0
