"""The same jobs on a Dask cluster: two workers on this machine, in another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster

from convscenes.cli import main
from convscenes.errors import RenderError, SpecError, UsageError
from convscenes.rendering.jobs import dask, processes
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.places import CACHE
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import Event, Result, fulfil
from tests.conftest import OPERATIONS
from tests.font_files import font_file
from tests.rendering.errands import Endless

SMALL = Options(Quality(160, 90, 10))
KIND = OPERATIONS[-1]
SPEC = f"kind: {KIND}\ninput: {{file: ../data/x.npy}}\nkernel: [[1, 2]]\npace: 4\nfonts: [../data/han.ttf]\n"
A, B = Path("lecture/specs/a.yaml"), Path("lecture/specs/b.yaml")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, whose threads would be two each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        local = LocalCluster(processes=True, n_workers=2, threads_per_worker=2, dashboard_address=":0")
    with local:
        yield local.scheduler_address


@pytest.fixture(autouse=True)
def specs(workplace: Path) -> None:  # noqa: ARG001  the files are made there
    """Two specs that read files beside their folder, and a playlist of both with a card before them."""
    Path("lecture/data").mkdir(parents=True)
    A.parent.mkdir()
    np.save("lecture/data/x.npy", np.array([[2, 3, 5]]))
    Path("lecture/data/han.ttf").write_bytes(font_file("核"))
    for path in (A, B):
        path.write_text(SPEC + f"title: Part 核 {path.stem}\n", encoding="utf-8")
    Path("lecture/all.yaml").write_text(
        "playlist: [{card: First}, specs/a.yaml, specs/b.yaml]\n", encoding="utf-8"
    )


def make(address: str, *requests: Request) -> tuple[list[Result], list[Event]]:
    events: list[Event] = []
    return fulfil(requests, dask.Cluster(address), events.append), events


def make_here(requests: Sequence[Request]) -> list[Result]:
    return fulfil(requests, processes.Here(), lambda _: None, force=True)


@pytest.mark.slow
def test_files_come_back_as_they_would_be_made_here(address: str) -> None:
    there = FigureRequest(A, Path("there"), SMALL), VideoRequest(A, Path("there/a.mp4"), SMALL)
    results, events = make(address, *there)
    assert [result.error for result in results] == [None, None]
    here = make_here([request.moved(Path("here")) for request in there])
    for request, result, other in zip(there, results, here, strict=True):
        assert [file.name for file in result.files] == [file.name for file in other.files]
        assert list(result.files.values()) == list(other.files.values())
        for file, twin in zip(result.files, other.files, strict=True):
            assert file.parent == Path("there")
            assert file.read_bytes() == twin.read_bytes()
        done = [event.done for event in events if event.request == request]
        assert done[0] == 0
        assert max(done) >= 5
    assert list(Path("there").glob(".*")) == []
    assert all(result.fresh for result in make(address, *there)[0])
    np.save("lecture/data/x.npy", np.array([[2, 3, 4]]))
    assert not any(request.up_to_date() for request in there)


@pytest.mark.slow
def test_a_playlist_is_joined_here_from_clips_made_there(address: str) -> None:
    wanted = VideoRequest(Path("lecture/all.yaml"), Path("out/all.mp4"), SMALL)
    (result,), _ = make(address, wanted)
    assert tuple(result.files) == (Path("out/all.mp4"), Path("out/all.vtt"))
    assert wanted.up_to_date()
    assert len(list(CACHE.glob("clips/*.mp4"))) > 10
    whole = Path("out/all.mp4").read_bytes()
    make_here([wanted])
    assert Path("out/all.mp4").read_bytes() == whole


@pytest.mark.slow
def test_what_is_wrong_is_told_and_stops_no_other(address: str) -> None:
    B.write_text(SPEC + "stride: 0\n", encoding="utf-8")
    wrong, beat, fine = make(
        address,
        FigureRequest(B, Path("b"), SMALL),
        FigureRequest(A, Path("a"), SMALL, beats=("nonsense",)),
        FigureRequest(A, Path("a"), SMALL, beats=("maps",)),
    )[0]
    assert isinstance(wrong.error, SpecError)
    assert str(wrong.error) == f"{B}:6:9: stride: must be at least 1, got 0."
    assert isinstance(beat.error, UsageError)
    assert 'beat of a: no "nonsense"' in str(beat.error)
    assert tuple(fine.files) == (Path("a/maps.svg"),)


@pytest.mark.slow
def test_a_worker_with_other_versions_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = dask.toolchain()
    other = {"code": "abc", "libraries": {**ours["libraries"], "typst": "9.9"}}
    monkeypatch.setattr(dask, "toolchain", lambda: other)
    (result,), _ = make(address, FigureRequest(A, Path("a"), SMALL))
    assert isinstance(result.error, RenderError)
    typst = ours["libraries"]["typst"]
    expected = f"has another convscenes, typst {typst} instead of 9.9. Install the same on all."
    assert expected in str(result.error)
    assert not Path("a").exists()


@pytest.mark.slow
def test_a_place_that_cannot_be_written_is_told(address: str) -> None:
    Path("a").write_text("a file", encoding="utf-8")
    (result,), _ = make(address, FigureRequest(A, Path("a"), SMALL, beats=("maps",)))
    assert isinstance(result.error, RenderError)
    assert "could not be written" in str(result.error)


@pytest.mark.slow
def test_an_interrupt_calls_everything_off(address: str) -> None:
    def interrupt(event: Event) -> None:
        if event.done:
            raise KeyboardInterrupt("Ctrl-C")

    wanted = [VideoRequest(spec, Path(f"out/{spec.stem}.mp4"), Options.of("high")) for spec in (A, B)]
    with pytest.raises(KeyboardInterrupt, match="Ctrl-C"):
        fulfil(wanted, dask.Cluster(address), interrupt)
    assert not Path("out").exists()
    assert not list(CACHE.glob("records/*.json"))
    with Client(address, set_as_default=False) as client:
        while any(client.run(lambda dask_worker: list(dask_worker.state.tasks)).values()):
            time.sleep(0.1)


@pytest.mark.slow
def test_the_command_line_works_there(address: str) -> None:
    asked = CliRunner().invoke(main, ["figure", "lecture", "--all", "--scheduler", address])
    assert asked.exit_code == 0
    assert asked.stdout.endswith("2 specs: 2 drawn.\n")
    rendered = CliRunner().invoke(main, ["render", str(A), "-o", "a.png", "--scheduler", address])
    assert rendered.exit_code == 0
    assert "rendered      a.png" in rendered.stdout, rendered.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dead", "message"),
    [
        ("worker", r"the Dask scheduler at tcp://127\.0\.0\.1:\d+ has no workers any more\."),
        ("scheduler", r"the Dask scheduler at tcp://127\.0\.0\.1:\d+ went away\."),
    ],
)
def test_a_cluster_that_dies_is_given_up(dead: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "TIMEOUT", 5)
    dask_program = [sys.executable, "-m", "dask"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    scheduler = subprocess.Popen(
        [*dask_program, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert scheduler.stderr
    address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
    worker = subprocess.Popen(
        [*dask_program, "worker", address, "--no-nanny", "--no-dashboard"],
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:

        def kill(*_: int) -> None:
            (worker if dead == "worker" else scheduler).kill()

        with pytest.raises(RenderError, match=message):
            list(dask.Cluster(address).run([Endless("a")], kill))
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()
        scheduler.stderr.close()


@pytest.mark.slow
@pytest.mark.usefixtures("workplace")
def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "TIMEOUT", 0.5)
    with (
        LocalCluster(processes=False, n_workers=0, protocol="tcp://", dashboard_address=":0") as empty,
        pytest.raises(UsageError, match=r"the Dask scheduler at \S+ has no workers\."),
    ):
        make(empty.scheduler_address, FigureRequest(A, Path("a"), SMALL))


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "tcp://", "tcp://127.0.0.1:port", ""]
)
def test_where_nobody_listens_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=f"no Dask scheduler answers at {address}: "):
        make(address, FigureRequest(A, Path("a"), SMALL))


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        UsageError, match=r'needs Dask, .+ not installed: pip install "convscenes\[cluster\]"\.'
    ):
        make("tcp://127.0.0.1:9", FigureRequest(A, Path("a"), SMALL))


def test_with_nothing_to_make_no_scheduler_is_asked() -> None:
    B.write_text("kind: [", encoding="utf-8")
    (result,), _ = make("tcp://127.0.0.1:9", FigureRequest(B, Path("b"), SMALL))
    assert isinstance(result.error, SpecError)
