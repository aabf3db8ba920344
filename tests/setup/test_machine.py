"""What the set-up prints and installs on machines that lack something, simulated on this one."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SERIES = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up's module on a bare x86-64 Linux: a compiler, but no headers and no rights."""
    path = Path(__file__).resolve().parents[2] / ".setup" / "machine.py"
    spec = spec_from_file_location("setup_machine", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "setup_machine", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.platform, "system", lambda: "Linux")
    monkeypatch.setattr(module.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(module, "compiles", lambda: True)
    monkeypatch.setattr(module, "succeeds", lambda *_: False)
    monkeypatch.setattr(module.sysconfig, "get_path", lambda _: "/nowhere")
    return module


def programs(machine: ModuleType, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Patch which programs are on PATH."""
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/bin/{name}" if name in names else None)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y "
            f"pkg-config libcairo2-dev python{SERIES}-dev libpango1.0-dev",
        ),
        ("dnf", f"sudo dnf install -y pkgconf-pkg-config cairo-devel python{SERIES}-devel pango-devel"),
        ("pacman", "sudo pacman -S --needed pkgconf cairo python pango"),
    ],
)
def test_command_to_type(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    programs(machine, monkeypatch, manager, "sudo")
    with pytest.raises(SystemExit, match="lacks pkg-config, cairo's headers") as stop:
        machine.make_ready(machine.needs())
    assert str(stop.value).splitlines()[1:] == ["Install it, then run make again:", f"  {command}"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y "
            "chromium libreoffice-impress poppler-utils default-jre-headless",
        ),
        ("brew", "brew install chromium libreoffice poppler openjdk"),
    ],
)
def test_command_for_the_programs_of_make_hosts(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    programs(machine, monkeypatch, manager, "sudo")
    with pytest.raises(SystemExit, match=r"lacks Chromium, LibreOffice, poppler, Java\.") as stop:
        machine.make_ready(machine.host_needs())
    assert str(stop.value).splitlines()[-1] == f"  {command}"


def test_macos_needs_no_pango(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.platform, "system", lambda: "Darwin")
    programs(machine, monkeypatch, "brew", "sudo")
    with pytest.raises(SystemExit, match=rf"\n  brew install pkgconf cairo python@{SERIES}$"):
        machine.make_ready(machine.needs())


def test_arm_builds_against_opengl(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.platform, "machine", lambda: "aarch64")
    programs(machine, monkeypatch, "dnf", "sudo")
    with pytest.raises(SystemExit, match=r"pango-devel mesa-libGL-devel mesa-libEGL-devel$"):
        machine.make_ready(machine.needs())


def test_without_sudo_the_command_is_for_root(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(machine, monkeypatch, "apt-get")
    with pytest.raises(SystemExit, match=r"Install it as root, then .*:\n  apt-get update && apt-get "):
        machine.make_ready(machine.needs())


def test_unknown_package_manager(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(machine, monkeypatch)
    with pytest.raises(SystemExit, match=r"pango's headers\.\nInstall what is named above, .*\.$"):
        machine.make_ready(machine.needs())


def test_root_installs_what_is_missing_and_no_more(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    programs(machine, monkeypatch, "apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine, "install", installed.extend)
    present = machine.Need("pkg-config", lambda: True, "pkg-config")
    cairo = machine.Need("cairo's headers", lambda: "libcairo2-dev" in installed, "libcairo2-dev")
    monkeypatch.setattr(machine, "needs", lambda: [present, cairo])
    machine.make_ready(machine.needs())
    assert installed == ["libcairo2-dev"]


def test_failed_installation_ends_with_the_command(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(machine, monkeypatch, "apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine, "install", lambda _: None)
    with pytest.raises(SystemExit, match=r"\n  apt-get update && apt-get install -y pkg-config "):
        machine.make_ready(machine.needs())
