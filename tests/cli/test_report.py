"""Output on a terminal while files are made, and elsewhere."""

import io
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from convscenes.cli.batch import Batch
from convscenes.cli.report import display, print_files, reporting, runner_for
from convscenes.errors import Problem, RenderError, SpecError, UsageError
from convscenes.rendering.jobs.dask import Cluster
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.schedule import Event, Result

A, B = (VideoRequest(Path(f"{name}.yaml"), Path(f"{name}.mp4"), Options.of("low")) for name in "ab")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, quiet: bool = False) -> str:
    """Make a video of eight beats; a line is printed when three are done."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setenv("TERM", "xterm")
        with display(quiet) as show:
            show(Event(A))
            show(Event(A, 3, 8))
            if not quiet:
                print_files("rendered", [Path("a.mp4")])
            show(Event(A, result=Result({})))
    return stream.getvalue()


def test_a_terminal_has_a_bar_below_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = re.sub(r"\x1b\[\d*(;\d+)*m", "", shown(Terminal(), monkeypatch))
    assert re.search(r"a +━+.* 3/8 beats", text)
    assert re.search(r"\x1b\[2Krendered      a\.mp4\n", text)


def test_anything_else_has_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == "rendered      a.mp4\n"


def test_quiet_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), monkeypatch, quiet=True) == ""


def test_no_output_at_all_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        with display(quiet=False) as show:
            show(Event(A))


def test_a_request_that_is_up_to_date_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its result is its first event."""
    stream = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setenv("TERM", "xterm")
        with display(quiet=False) as show:
            show(Event(B, result=Result({}, fresh=True)))
            show(Event(A, 1, 8))
    lines = re.sub(r"\x1b\[\d*(;\d+)*m", "", stream.getvalue())
    assert "a ━" in lines
    assert "b ━" not in lines


def test_results_are_counted_and_files_reported(capsys: pytest.CaptureFixture[str]) -> None:
    batch, reported = Batch(), []
    results = [
        Result({Path("a.mp4"): "1", Path("a.vtt"): "2"}),
        Result({Path("b.mp4"): "3"}, fresh=True),
        Result({}, error=RenderError("it broke")),
        Result({}, error=SpecError([Problem("a.yaml", 3, 9, "stride", "is 0.")])),
        Result({}, error=UsageError("no such beat")),
    ]
    with reporting(batch, "rendered", quiet=True, report=lambda *report: reported.append(report)) as on_event:
        for result in results:
            on_event(Event(A, 1, 8))
            on_event(Event(A, result=result))
    assert batch.counts == Counter({"rendered": 1, "up to date": 1, "failed": 1, "wrong": 2})
    assert [(ended, list(map(str, files))) for ended, files in reported] == [
        ("rendered", ["a.mp4", "a.vtt"]),
        ("up to date", ["b.mp4"]),
    ]
    output = capsys.readouterr()
    assert output.err == "Error: it broke\na.yaml:3:9: stride: is 0.\nError: no such beat\n"
    assert output.out == ""
    assert batch.exit_code == 1


def test_files_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_files("up to date", [Path("a.mp4"), Path("b.mp4")])
    assert capsys.readouterr().out == "up to date    a.mp4\nup to date    b.mp4\n"


def test_jobs_and_a_cluster_exclude_each_other() -> None:
    assert runner_for(3, None).at_once == 3
    assert runner_for(None, None).at_once is None
    assert runner_for(None, "tcp://a:1") == Cluster("tcp://a:1")
    with pytest.raises(UsageError, match="--jobs and --scheduler exclude each other"):
        runner_for(2, "tcp://a:1")
