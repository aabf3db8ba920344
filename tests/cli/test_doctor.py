"""The findings of ``doctor``, on a machine that has everything and on one that lacks something."""

import pytest
from click.testing import CliRunner

from convscenes.cli import health, main


def test_every_part_has_a_line() -> None:
    output = CliRunner().invoke(main, ["doctor"]).output
    for what in ("Python", "System headers", "Manim", "pycairo", "typst", "Typst fonts", "Encoder libx264"):
        assert f" {what}: " in output


@pytest.mark.parametrize(
    ("lacking", "message"),
    [("manim", "✗ Manim: not installed\n    "), ("typst", "✗ typst: not installed\n    ")],
)
def test_a_missing_package_fails_with_the_command_that_installs_it(
    lacking: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = health.installed
    monkeypatch.setattr(health, "installed", lambda name: "" if name == lacking else real(name))
    result = CliRunner().invoke(main, ["doctor"])
    assert message in result.output
    assert "-m pip install" in result.output
    assert "1 missing: rendering will not work" in result.output
    assert result.exit_code == 1


def test_another_manim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "installed", lambda _: "0.23.1")
    finding = health.manim()
    assert (finding.state, finding.detail) == ("missing", "0.23.1 is installed, >=0.22,<0.23 is needed")
    assert "'manim[typst]>=0.22,<0.23'" in finding.remedy


@pytest.mark.parametrize(("built", "state"), [("1.0", "optional"), ("", "missing")])
def test_headers_matter_only_until_the_packages_are_built(
    built: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "installed", lambda _: built)
    monkeypatch.setattr(health.shutil, "which", lambda tool: "found" if tool == "brew" else None)
    finding = health.headers()
    assert (finding.state, finding.remedy) == (state, "brew install cairo pango pkg-config")


@pytest.mark.parametrize(
    ("user", "tools", "begins"),
    [
        (0, {"apt-get", "sudo"}, "apt-get install"),
        (1000, {"apt-get", "sudo"}, "sudo apt-get install"),
        (1000, {"dnf"}, "dnf install"),
        (1000, set(), "Install the headers of cairo and pango."),
    ],
)
def test_the_command_is_for_this_machine_and_user(
    user: int, tools: set[str], begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health.os, "geteuid", lambda: user)
    monkeypatch.setattr(health.shutil, "which", lambda tool: tool if tool in tools else None)
    assert health.headers_command().startswith(begins)


def test_a_font_that_is_not_in_the_wheel_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "FONTS", ("New Computer Modern", "Comic Papyrus"))
    finding = health.fonts()
    assert (finding.state, finding.detail) == ("missing", "Comic Papyrus")


def test_an_encoder_that_av_lacks_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ENCODERS", {"libx264": "mp4", "libnothing": "webm"})
    assert [finding.state for finding in health.encoders()] == ["fine", "missing"]
