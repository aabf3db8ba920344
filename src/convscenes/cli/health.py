"""What rendering needs on this machine, found without importing Manim."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

PIP = f"{sys.executable} -m pip install"
MANIM = "manim[typst]>=0.22,<0.23"
MANIM_SERIES = "0.22."

HEADERS = {
    "apt-get": "apt-get install -y build-essential pkg-config python3-dev libcairo2-dev libpango1.0-dev",
    "dnf": "dnf install -y gcc pkgconf-pkg-config python3-devel cairo-devel pango-devel",
    "pacman": "pacman -S --needed base-devel pkgconf cairo pango",
    "brew": "brew install cairo pango pkg-config",
}
"""For each package manager, the command that installs the headers for building pycairo and manimpango."""

FONTS = ("New Computer Modern", "New Computer Modern Math")
ENCODERS = {
    "libx264": "mp4, mov",
    "libvpx-vp9": "webm",
    "prores_ks": "transparent mov",
    "libsvtav1": "mp4 with --codec av1",
}
PICTURES = {"webp": "webp, flipbook", "avif": "avif"}
"""What Pillow may have been built without, and what for."""
PACKAGES = ("numpy", "scipy", "pydantic", "PyYAML", "pillow", "rich")


@dataclass(frozen=True)
class Finding:
    """A requirement: its name, whether it is met, and the command that would install it."""

    what: str
    state: Literal["fine", "missing", "optional"]
    detail: str
    remedy: str = ""


def findings() -> Iterator[Finding]:
    """Yield a finding for every requirement, each after those that it depends on."""
    yield python()
    yield headers()
    yield manim()
    yield from map(package, ("pycairo", "ManimPango", "typst", "av", *PACKAGES))
    yield fonts()
    yield from encoders()
    yield from pictures()
    yield clips()


def python() -> Finding:
    """Return whether this Python is new enough."""
    state: Literal["fine", "missing"] = "fine" if sys.version_info >= (3, 11) else "missing"
    return Finding(
        "Python", state, f"{platform.python_version()} at {sys.executable}", "Install Python 3.11 or newer."
    )


def headers() -> Finding:
    """Return whether the system headers are installed; only building pycairo and manimpango needs them."""
    tool = shutil.which("pkg-config")
    wanted = [tool or "pkg-config", "--exists", "cairo", "pangocairo"]
    if tool and subprocess.run(wanted, check=False, capture_output=True).returncode == 0:
        return Finding("System headers", "fine", "cairo and pango")
    built = installed("pycairo") and installed("ManimPango")
    remedy = headers_command()
    if built:
        return Finding(
            "System headers",
            "optional",
            "not found; needed only to build pycairo and manimpango again",
            remedy,
        )
    return Finding(
        "System headers", "missing", "cairo and pango, which pycairo and manimpango are built with", remedy
    )


def headers_command() -> str:
    """Return the command that installs the headers with this machine's package manager, for this user."""
    for manager, command in HEADERS.items():
        if shutil.which(manager):
            needs_root = manager != "brew" and os.geteuid() != 0
            return f"sudo {command}" if needs_root and shutil.which("sudo") else command
    return "Install the headers of cairo and pango."


def manim() -> Finding:
    """Return whether Manim is installed, in a version that rendering is written for."""
    found, remedy = installed("manim"), f"{PIP} '{MANIM}'"
    if not found:
        return Finding("Manim", "missing", "not installed", remedy)
    if not found.startswith(MANIM_SERIES):
        return Finding("Manim", "missing", f"{found} is installed, >=0.22,<0.23 is needed", remedy)
    return Finding("Manim", "fine", found)


def package(name: str) -> Finding:
    """Return whether a Python package is installed."""
    found = installed(name)
    return (
        Finding(name, "fine", found) if found else Finding(name, "missing", "not installed", f"{PIP} {name}")
    )


def installed(name: str) -> str:
    """Return the version of a package, empty if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def fonts() -> Finding:
    """Return whether Typst's wheel has its fonts: with them, text is the same on every machine."""
    remedy = f"{PIP} --force-reinstall --no-deps typst"
    try:
        import typst
    except ImportError:
        return Finding("Typst fonts", "missing", "typst cannot be imported", remedy)
    families = typst.Fonts(include_system_fonts=False).families()
    lacking = [font for font in FONTS if font not in families]
    if lacking:
        return Finding("Typst fonts", "missing", ", ".join(lacking), remedy)
    return Finding("Typst fonts", "fine", ", ".join(FONTS))


def encoders() -> Iterator[Finding]:
    """Yield whether there is an encoder for each video format."""
    remedy = f"{PIP} --force-reinstall --only-binary av av"
    try:
        from av.codec import Codec
        from av.codec.codec import UnknownCodecError
    except ImportError:
        yield Finding("Encoders", "missing", "av cannot be imported", remedy)
        return
    for name, use in ENCODERS.items():
        try:
            Codec(name, "w")
        except UnknownCodecError:
            yield Finding(f"Encoder {name}", "missing", f"no {use} without it", remedy)
        else:
            yield Finding(f"Encoder {name}", "fine", use)


def pictures() -> Iterator[Finding]:
    """Look for what Pillow writes animated pictures with."""
    remedy = f"{PIP} --force-reinstall --only-binary pillow pillow"
    try:
        from PIL import features
    except ImportError:
        return  # Pillow has a line of its own
    for name, use in PICTURES.items():
        if features.check(name):
            yield Finding(f"Encoder {name}", "fine", use)
        else:
            yield Finding(f"Encoder {name}", "missing", f"no {use} without it", remedy)


def clips() -> Finding:
    """Measure the store of clips in this folder."""
    from convscenes.rendering.requests import store

    size = f"{store.size() / 1e6:.1f} MB of at most {store.LIMIT / 1e9:.1f} GB"
    return Finding(
        "Kept clips", "fine", f"{size} in {store.CLIPS.as_posix()} (convscenes clean removes them)"
    )
