"""What a machine must have before pip runs: a compiler, headers. What is missing is installed, or named."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SERIES = f"{sys.version_info.major}.{sys.version_info.minor}"
INSTALL = {
    "apt": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed",
    "brew": "brew install",
}
# Not endlessly: a mirror that hangs, or another apt at work, ends in an error that says so.
APT_PATIENCE = "-o Acquire::Retries=3 -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=120".split()


@dataclass(frozen=True)
class Need:
    """Something the set-up needs, how to see that it is there, and which packages bring it."""

    name: str
    present: Callable[[], bool]
    apt: str = ""
    dnf: str = ""
    pacman: str = ""
    brew: str = ""


def make_ready(needs: Sequence[Need]) -> None:
    """Install what is missing with apt where that may be done; elsewhere stop with the command to type."""
    missing = [need for need in needs if not need.present()]
    if missing and shutil.which("apt-get") and may_install():
        install(packages(missing, "apt"))
        missing = [need for need in missing if not need.present()]
    if missing:
        manager = next((name for name, command in INSTALL.items() if shutil.which(command.split()[0])), None)
        raise SystemExit(advice(missing, manager))


def needs() -> list[Need]:
    """Return what this system needs. Linux builds ManimPango too, and off x86-64 glcontext: no wheels."""
    common = [
        Need("a C and C++ compiler", compiles, "build-essential", "gcc gcc-c++", "base-devel"),
        Need("pkg-config", lambda: knows(), "pkg-config", "pkgconf-pkg-config", "pkgconf", "pkgconf"),
        Need("cairo's headers", lambda: knows("cairo"), "libcairo2-dev", "cairo-devel", "cairo", "cairo"),
        Need(
            f"the headers of Python {SERIES}",
            lambda: Path(sysconfig.get_path("include"), "Python.h").is_file(),
            *(f"python{SERIES}-dev", f"python{SERIES}-devel", "python", f"python@{SERIES}"),
        ),
        Need(
            f"the venv module of Python {SERIES}",
            lambda: find_spec("ensurepip") is not None,
            *(f"python{SERIES}-venv", f"python{SERIES}", "python", f"python@{SERIES}"),
        ),
    ]
    pango = Need("pango's headers", lambda: knows("pangocairo"), "libpango1.0-dev", "pango-devel", "pango")
    opengl = Need(
        "OpenGL's headers",
        lambda: knows("gl", "egl"),
        *("libgl-dev libegl-dev", "mesa-libGL-devel mesa-libEGL-devel", "libglvnd"),
    )
    if platform.system() != "Linux":
        return common
    return [*common, pango] if platform.machine() == "x86_64" else [*common, pango, opengl]


def host_needs() -> list[Need]:
    """Return the programs that ``make hosts`` opens what we make in."""
    return [
        program("Chromium", "chromium", *["chromium"] * 4),
        program(
            "LibreOffice",
            "soffice",
            *("libreoffice-impress", "libreoffice-impress", "libreoffice-fresh", "libreoffice"),
        ),
        program("poppler", "pdftoppm", *("poppler-utils", "poppler-utils", "poppler", "poppler")),
        program(
            "Java",
            "java",
            *("default-jre-headless", "java-latest-openjdk-headless", "jre-openjdk-headless", "openjdk"),
        ),
    ]


def program(name: str, command: str, *packages: str) -> Need:
    """Return the need of a program that is there where its command is."""
    return Need(name, lambda: shutil.which(command) is not None, *packages)


def compiles() -> bool:
    """Return whether there is a compiler that finds the C library's headers (Debian's gcc alone does not)."""
    if not (shutil.which("cc") and shutil.which("c++")):
        return False
    return succeeds(["cc", "-x", "c", "-fsyntax-only", "-"], "#include <stdlib.h>\n")


def knows(*libraries: str) -> bool:
    """Return whether pkg-config is there and finds the development files of these libraries."""
    return succeeds(["pkg-config", "--exists" if libraries else "--version", *libraries])


def succeeds(command: Sequence[str], text: str = "") -> bool:
    """Return whether a command exists and ends well; what it prints is of no interest."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False).returncode == 0


def may_install() -> bool:
    """Return whether packages can be installed without asking for a password."""
    return os.geteuid() == 0 or succeeds(["sudo", "-n", "true"])


def install(names: Sequence[str]) -> None:
    """Install packages with apt, quietly; show what it said if it fails."""
    print(f"set-up: installing {' '.join(names)} with apt", flush=True)
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *APT_PATIENCE]
    # A failed update is no reason to stop: the lists that are there may do, and the installation tells.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    command = [*apt, "install", "-y", "--no-install-recommends", *names]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)


def advice(missing: Sequence[Need], manager: str | None) -> str:
    """Word what is missing and the command that brings it."""
    lines = ["set-up: this machine lacks " + ", ".join(need.name for need in missing) + "."]
    if manager is None:
        return "\n".join([*lines, "Install what is named above, then run make again."])
    rights = "sudo " if manager != "brew" and os.geteuid() and shutil.which("sudo") else ""
    command = f"{rights}{INSTALL[manager]} {' '.join(packages(missing, manager))}"
    if manager == "apt":
        command = f"{rights}apt-get update && {command}"
    who = "" if rights or manager == "brew" or not os.geteuid() else " as root"
    return "\n".join([*lines, f"Install it{who}, then run make again:", f"  {command}"])


def packages(missing: Sequence[Need], manager: str) -> list[str]:
    """Return the packages that bring what is missing, each once, in order."""
    return list(dict.fromkeys(" ".join(getattr(need, manager) for need in missing).split()))
