"""What a terminal shows while something is made, and what anything else gets to see."""

import io
import re
import sys
from pathlib import Path

import pytest

from convscenes.cli.report import display, say
from convscenes.rendering.jobs.processes import Event, Outcome
from convscenes.rendering.options import Options
from convscenes.rendering.requests.request import Made, VideoRequest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, quiet: bool = False) -> str:
    """Make a video of eight beats; a line is printed when three are done."""
    request = VideoRequest(Path("a.yaml"), Path("a.mp4"), Options.of("low"))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setenv("TERM", "xterm")
        with display(quiet) as show:
            show(Event(request))
            show(Event(request, 3, 8))
            if not quiet:
                say("rendered", [Path("a.mp4")])
            show(Event(request, outcome=Outcome(Made((), fresh=False))))
    return stream.getvalue()


def test_a_terminal_has_a_bar_below_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = re.sub(r"\x1b\[\d*(;\d+)*m", "", shown(Terminal(), monkeypatch))
    assert re.search(r"a +━+.* 3/8 beats", text)
    assert re.search(r"\x1b\[2Krendered      a\.mp4\n", text)


def test_anything_else_has_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == "rendered      a.mp4\n"


def test_quiet_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), monkeypatch, quiet=True) == ""
