"""Checks of the requirements of rendering on this machine, without importing Manim."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from convscenes.rendering.manim_backend.contract import MANIM, SERIES
from convscenes.rendering.toolchain import installed

PIP = f"{sys.executable} -m pip install"
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
PICTURES = {"webp": "webp, flipbook, steps", "avif": "avif"}
"""Optional features of Pillow, and the formats that need them."""
PACKAGES = ("numpy", "scipy", "pydantic", "PyYAML", "pillow", "rich")


@dataclass(frozen=True)
class Finding:
    """A requirement: its name, whether it is met, and the command that installs it."""

    what: str
    state: Literal["fine", "missing", "optional"]
    detail: str
    remedy: str = ""


def required(what: str, found: str, lacking: str, remedy: str) -> Finding:
    """Return the finding of a requirement: met, with detail ``found``, or else missing, with ``lacking``."""
    return Finding(what, "fine", found) if found else Finding(what, "missing", lacking, remedy)


def findings() -> Iterator[Finding]:
    """Yield a finding for every requirement, each after those that it depends on."""
    yield python()
    yield headers()
    yield manim()
    for name in ("pycairo", "ManimPango", "typst", "av", *PACKAGES):
        yield required(name, installed(name), "not installed", f"{PIP} {name}")
    yield fonts()
    yield from encoders()
    yield from pictures()
    yield clips()


def python() -> Finding:
    """Return whether this Python is new enough."""
    this = f"{platform.python_version()} at {sys.executable}"
    return required(
        "Python", this if sys.version_info >= (3, 11) else "", this, "Install Python 3.11 or newer."
    )


def headers() -> Finding:
    """Return whether the system headers are installed; only building pycairo and manimpango needs them."""
    what, tool = "System headers", shutil.which("pkg-config")
    wanted = [tool or "pkg-config", "--exists", "cairo", "pangocairo"]
    if tool and subprocess.run(wanted, check=False, capture_output=True).returncode == 0:
        return Finding(what, "fine", "cairo and pango")
    if installed("pycairo") and installed("ManimPango"):
        detail = "not found; needed only to build pycairo and manimpango again"
        return Finding(what, "optional", detail, headers_command())
    detail = "cairo and pango, which pycairo and manimpango are built with"
    return Finding(what, "missing", detail, headers_command())


def headers_command() -> str:
    """Return the command that installs the headers with this machine's package manager, for this user."""
    for manager, command in HEADERS.items():
        if shutil.which(manager):
            needs_root = manager != "brew" and os.geteuid() != 0
            return f"sudo {command}" if needs_root and shutil.which("sudo") else command
    return "Install the headers of cairo and pango."


def manim() -> Finding:
    """Return whether Manim is installed, in a version that rendering is written for."""
    found = installed("manim")
    lacking = f"{found} is installed, >=0.22,<0.23 is needed" if found else "not installed"
    return required("Manim", found if found.startswith(SERIES) else "", lacking, f"{PIP} '{MANIM}'")


def fonts() -> Finding:
    """Return whether Typst has its embedded fonts, with which text is the same on every machine."""
    try:
        import typst

        families = typst.Fonts(include_system_fonts=False).families()
        lacking = ", ".join(font for font in FONTS if font not in families)
    except ImportError:
        lacking = "typst cannot be imported"
    found = "" if lacking else ", ".join(FONTS)
    return required("Typst fonts", found, lacking, f"{PIP} --force-reinstall --no-deps typst")


def encoders() -> Iterator[Finding]:
    """Yield a finding for the encoder of each video format."""
    remedy = f"{PIP} --force-reinstall --only-binary av av"
    try:
        from av.codec import Codec
        from av.codec.codec import UnknownCodecError
    except ImportError:
        yield Finding("Encoders", "missing", "av cannot be imported", remedy)
        return
    for name, use in ENCODERS.items():
        there = use
        try:
            Codec(name, "w")
        except UnknownCodecError:
            there = ""
        yield required(f"Encoder {name}", there, f"no {use} without it", remedy)


def pictures() -> Iterator[Finding]:
    """Yield a finding for each feature that Pillow needs for animated pictures, if Pillow is installed."""
    remedy = f"{PIP} --force-reinstall --only-binary pillow pillow"
    with suppress(ImportError):
        from PIL import features

        for name, use in PICTURES.items():
            there = features.check(name)
            yield required(f"Encoder {name}", use if there else "", f"no {use} without it", remedy)


def clips() -> Finding:
    """Return the size of the store of clips in this folder."""
    from convscenes.rendering.requests import store

    size = f"{store.size() / 1e6:.1f} MB of at most {store.LIMIT / 1e9:.1f} GB"
    where = f"{size} in {store.CLIPS.as_posix()} (convscenes clean removes them)"
    return Finding("Kept clips", "fine", where)
