"""The same numbers and figures on a processor of fewer instructions, and where sums are added in reverse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from numpy._core import _multiarray_umath

from convscenes.stories import Story, load_story
from tests.conftest import SHIPPED, TESTS
from tests.numbers import notations
from tests.numbers.decimals import DECIMALS
from tests.numbers.digests import figures_digest, story_digest
from tests.numbers.reversal import reversed_sums

EXTENSIONS = [name for name in _multiarray_umath.__cpu_dispatch__ if _multiarray_umath.__cpu_features__[name]]
"""Features of this processor that NumPy has special code for, which can be switched off."""
FLOATS = [path for path in SHIPPED if path.stem[:2] in ("12", "13", "15", "16")]
"""The shipped specs with long decimals in many maps."""


def elsewhere(module: str, *arguments: str | Path) -> list[str]:
    """Return the lines that a module prints on an older processor, whose ``exp`` and BLAS are others."""
    if not EXTENSIONS:
        pytest.skip("this processor has no more than NumPy asks for: there is none to compare it with")
    older = {"NPY_DISABLE_CPU_FEATURES": " ".join(EXTENSIONS), "OPENBLAS_CORETYPE": "Prescott"}
    command = [sys.executable, "-m", f"tests.numbers.{module}", *map(str, arguments)]
    done = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", cwd=TESTS.parent, env=os.environ | older
    )
    return done.stdout.splitlines()


def test_stories_are_the_same_on_an_older_processor(tmp_path: Path, build: Callable[..., Story]) -> None:
    specs = list(SHIPPED)
    for number, (kind, spec) in enumerate(DECIMALS):
        build(kind, **spec)
        specs.append(Path(shutil.move(tmp_path / f"{kind}.yaml", tmp_path / f"{number}.yaml")))
    here = [story_digest(load_story(spec)) for spec in specs]
    there = elsewhere("digests", "stories", *specs)
    assert [spec.stem for spec, one, other in zip(specs, here, there, strict=True) if one != other] == []


def test_numbers_are_written_the_same_on_an_older_processor() -> None:
    assert elsewhere("notations") == notations.lines()


@pytest.mark.slow
def test_figures_are_the_same_on_an_older_processor_and_in_reverse() -> None:
    here = [figures_digest(load_story(spec)) for spec in FLOATS]
    with reversed_sums():
        assert [figures_digest(load_story(spec)) for spec in FLOATS] == here
    assert elsewhere("digests", "figures", *FLOATS) == here


@pytest.mark.slow
def test_no_test_of_the_core_depends_on_the_order_of_adding() -> None:
    rooms = ["tests/ops", "src/convscenes/ops"]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow", "-p", "tests.numbers.reversal", *rooms]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=TESTS.parent)
    assert not done.returncode, done.stdout[-4000:]
