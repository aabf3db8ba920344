"""What every test shares: how hypothesis looks for examples, and every kind's specs."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import settings

from convscenes.spec import is_playlist, read
from convscenes.stories import Story, kinds, load_story
from convscenes.stories._base.kinds import kind_module

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program has it; for all that tests start

# No deadline anywhere: how long an example takes depends on the machine more than on the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

TESTS = Path(__file__).parent
SHIPPED = tuple(p for p in sorted((TESTS.parent / "scenes").rglob("*.yaml")) if not is_playlist(read(p)))
SHAPES = tuple(sorted((TESTS / "shapes").glob("*.yaml")))
OWN_SHAPES = tuple(sorted((TESTS / "shapes").glob("*/*.yaml")))
"""Shapes of kinds with other fields, each in the folder of its kind."""
OPERATIONS = tuple(
    kind
    for kind in kinds()
    if {"input", "kernel", "stride"} <= kind_module(kind).Fields.model_fields.keys()
    and "steps" not in kind_module(kind).Fields.refused
)
"""The kinds that go through one operation step by step, for any of the shapes."""


def pytest_configure() -> None:
    """Handle Ctrl-C: a runner started in the background ignores it, and so would every process it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that need more than ``make setup`` installs, unless ``-m`` names their mark."""
    left_out = {"host", "extern"} - set(re.findall(r"\w+", config.option.markexpr))
    outside = {item.nodeid for item in items if left_out & {mark.name for mark in item.iter_markers()}}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in outside])
    items[:] = [item for item in items if item.nodeid not in outside]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test with a ``shipped`` spec each of them, one with a ``shaped`` story every kind × shape."""
    if "shipped" in metafunc.fixturenames:
        metafunc.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
    if "shaped" in metafunc.fixturenames:
        pairs = [(kind, shape) for kind in OPERATIONS for shape in SHAPES]
        pairs += [(shape.parent.name, shape) for shape in OWN_SHAPES]
        metafunc.parametrize(
            "shaped", pairs, indirect=True, ids=[f"{kind}-{shape.stem}" for kind, shape in pairs]
        )


@pytest.fixture(autouse=True)
def one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send no jobs to other processes, unless a test asks for it: patches stay in this one."""
    monkeypatch.setattr("convscenes.rendering.jobs.processes.processors", lambda: 1)


def story_of(folder: Path, kind: str, **fields: object) -> Story:
    """Return the story of fields, without those its kind does not have; ``folder`` gets the spec."""
    known = kind_module(kind).Fields.model_fields
    path = folder / f"{kind}.yaml"
    path.write_text(
        yaml.safe_dump({"kind": kind, **{k: v for k, v in fields.items() if k in known}}), encoding="utf-8"
    )
    return load_story(path)


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Story]:
    """Return ``story_of`` for a folder of the test's own."""
    return partial(story_of, tmp_path)


@pytest.fixture
def shaped(request: pytest.FixtureRequest) -> Story:
    """Return the story of a kind for one of its shapes in ``tests/shapes``."""
    return shaped_story(*request.param)


@cache
def shaped_story(kind: str, shape: Path) -> Story:
    """Return the story of a kind for a shape: made once, for it cannot be changed."""
    with TemporaryDirectory() as folder:
        return story_of(Path(folder), kind, **yaml.safe_load(shape.read_text(encoding="utf-8")))


shipped_story = cache(load_story)
"""The story of a shipped spec: made once, for it cannot be changed."""
