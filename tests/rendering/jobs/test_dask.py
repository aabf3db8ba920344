"""The same requests on a Dask cluster: two workers on this machine, in a folder with nothing of ours."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster

from convscenes.cli import main
from convscenes.errors import RenderError, SpecError, UsageError
from convscenes.rendering.jobs import dask as cluster
from convscenes.rendering.jobs.processes import Event, Outcome
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests import records as cache
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import fulfil_all
from tests.conftest import OPERATIONS

SMALL = Options(Quality(160, 90, 10))
KIND = OPERATIONS[-1]
SPEC = f"kind: {KIND}\ninput: {{file: ../data/x.npy}}\nkernel: [[1, 2]]\npace: 4\n"
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
    """Two specs that read a file beside their folder, and a playlist of both with a card before them."""
    Path("lecture/data").mkdir(parents=True)
    A.parent.mkdir()
    np.save("lecture/data/x.npy", np.array([[2, 3, 5]]))
    for path in (A, B):
        path.write_text(SPEC + f"title: Part {path.stem}\n", encoding="utf-8")
    Path("lecture/all.yaml").write_text(
        "playlist: [{card: First}, specs/a.yaml, specs/b.yaml]\n", encoding="utf-8"
    )


def fulfil(address: str, *requests: Request) -> tuple[list[Outcome], list[Event]]:
    events: list[Event] = []
    return cluster.run(requests, address, events.append), events


@pytest.mark.slow
def test_files_come_back_as_they_would_be_made_here(address: str) -> None:
    there = FigureRequest(A, Path("there"), SMALL), VideoRequest(A, Path("there/a.mp4"), SMALL)
    outcomes, events = fulfil(address, *there)
    assert [outcome.error for outcome in outcomes] == [None, None]
    for request, outcome in zip(there, outcomes, strict=True):
        here = request.moved(Path("here"))
        made = here.fulfil()
        assert [file.name for file in outcome.made.files] == [file.name for file in made.files]
        for one, other in zip(outcome.made.files, made.files, strict=True):
            assert one.parent == Path("there")
            assert one.read_bytes() == other.read_bytes()
        told = [event.done for event in events if event.job == request]
        assert told[0] == 0
        assert max(told) >= 5
    assert list(Path("there").glob(".*")) == []
    assert all(outcome.made.fresh for outcome in fulfil(address, *there)[0])
    np.save("lecture/data/x.npy", np.array([[2, 3, 4]]))
    assert not any(request.up_to_date() for request in there)


@pytest.mark.slow
def test_a_playlist_is_joined_here_from_parts_made_there(address: str) -> None:
    wanted = VideoRequest(Path("lecture/all.yaml"), Path("out/all.mp4"), SMALL)
    run = lambda first, tell: cluster.run(first, address, tell)  # noqa: E731  as the command line has it
    (outcome,) = fulfil_all([wanted], run, lambda _: None)
    assert outcome.made.files == (Path("out/all.mp4"), Path("out/all.vtt"))
    assert wanted.up_to_date()
    assert len(list(cache.FOLDER.glob("parts/*.mp4"))) == 3


@pytest.mark.slow
def test_what_is_wrong_there_is_told_here_and_stops_no_other(address: str) -> None:
    B.write_text(SPEC + "stride: 0\n", encoding="utf-8")
    wrong, beat, fine = fulfil(
        address,
        FigureRequest(B, Path("b"), SMALL),
        FigureRequest(A, Path("a"), SMALL, beats=("nonsense",)),
        FigureRequest(A, Path("a"), SMALL, beats=("maps",)),
    )[0]
    assert isinstance(wrong.error, SpecError)
    assert str(wrong.error) == f"{B}:5:9: stride: must be at least 1, got 0."
    assert isinstance(beat.error, UsageError)
    assert 'beat of a: no "nonsense"' in str(beat.error)
    assert fine.made.files == (Path("a/maps.svg"),)


@pytest.mark.slow
def test_a_worker_with_other_versions_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    makers = cache.makers()
    other = {"code": "abc", "libraries": {**makers["libraries"], "typst": "9.9"}}
    monkeypatch.setattr(cache, "makers", lambda: other)
    (outcome,), _ = fulfil(address, FigureRequest(A, Path("a"), SMALL))
    assert isinstance(outcome.error, RenderError)
    typst = makers["libraries"]["typst"]
    assert f"has another convscenes, typst {typst} instead of 9.9. Install the same on all." in str(
        outcome.error
    )
    assert not Path("a").exists()


@pytest.mark.slow
def test_a_place_that_cannot_be_written_is_told(address: str) -> None:
    Path("a").write_text("a file", encoding="utf-8")
    (outcome,), _ = fulfil(address, FigureRequest(A, Path("a"), SMALL, beats=("maps",)))
    assert isinstance(outcome.error, RenderError)
    assert "could not be written" in str(outcome.error)


@pytest.mark.slow
def test_an_interrupt_calls_everything_off(address: str) -> None:
    def interrupt(event: Event) -> None:
        if event.done:
            raise KeyboardInterrupt("Ctrl-C")

    wanted = [VideoRequest(spec, Path(f"out/{spec.stem}.mp4"), Options.of("high")) for spec in (A, B)]
    with pytest.raises(KeyboardInterrupt, match="Ctrl-C"):
        cluster.run(wanted, address, interrupt)
    assert not Path("out").exists()
    assert not list(cache.FOLDER.glob("notes/*.json"))
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
@pytest.mark.usefixtures("workplace")
def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT", 0.5)
    with (
        LocalCluster(processes=False, n_workers=0, protocol="tcp://", dashboard_address=":0") as empty,
        pytest.raises(UsageError, match=r"the Dask scheduler at \S+ has no workers\."),
    ):
        fulfil(empty.scheduler_address, FigureRequest(A, Path("a"), SMALL))


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "tcp://", "tcp://127.0.0.1:port", ""]
)
def test_where_nobody_listens_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=f"no Dask scheduler answers at {address}: "):
        fulfil(address, FigureRequest(A, Path("a"), SMALL))


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        UsageError, match=r'needs Dask, .+ not installed: pip install "convscenes\[cluster\]"\.'
    ):
        fulfil("tcp://127.0.0.1:9", FigureRequest(A, Path("a"), SMALL))


def test_with_nothing_to_make_no_scheduler_is_asked() -> None:
    B.write_text("kind: [", encoding="utf-8")
    (outcome,), _ = fulfil("tcp://127.0.0.1:9", FigureRequest(B, Path("b"), SMALL))
    assert isinstance(outcome.error, SpecError)


def test_a_parcel_holds_what_is_needed_and_no_place_of_this_machine(workplace: Path) -> None:
    parcel = cluster.pack(VideoRequest(A.resolve(), workplace / "out" / "a.mp4", SMALL))
    assert set(parcel.sources) == {"below/a.yaml", "below/../data/x.npy"}
    assert parcel.sources["below/a.yaml"] == A.read_bytes()
    assert str(workplace) not in repr(replace(parcel, sources={}))


@pytest.mark.parametrize("text", ["/etc/hosts", "a.yaml"])
def test_a_title_that_is_a_path_takes_no_file_along(text: str) -> None:
    A.write_text(SPEC + f"title: {text}\n", encoding="utf-8")
    assert set(cluster.pack(FigureRequest(A, Path("a"), SMALL)).sources) == {
        "below/a.yaml",
        "below/../data/x.npy",
    }
