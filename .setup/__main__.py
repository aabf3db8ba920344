"""Make ``.venv``: headers, virtual environment, locked packages, this project. Every target runs it first.

It uses the standard library only, and the Python that runs it. Done already, it returns at once; interrupted,
the next run finishes it: the stamp that says so is removed first and written last.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import machine

SETUP = Path(__file__).resolve().parent
ROOT = SETUP.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".complete"
# In this order: the first brings pip itself and all build backends, so that nothing unpinned is built with.
LOCKS = [SETUP / "requirements-build.txt", SETUP / "requirements.txt"]


def main() -> None:
    """Bring the virtual environment up to date, one process at a time."""
    with alone():
        if stamped() == stamp():
            return
        machine.make_ready()
        made_by = stamped().splitlines()[:1]
        STAMP.unlink(missing_ok=True)
        if made_by != stamp().splitlines()[:1]:
            create()
        install()
        STAMP.write_text(stamp())
        print("set-up: done", flush=True)


@contextmanager
def alone() -> Iterator[None]:
    """Hold a lock that the system drops with the process, however it ends."""
    handle = os.open(SETUP, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("set-up: waiting for another one to finish", flush=True)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


def stamp() -> str:
    """Return what a complete environment is made of: one line for interpreter and place, one for packages."""
    inputs = b"".join(path.read_bytes() for path in [*LOCKS, ROOT / "pyproject.toml"])
    place = f"Python {sys.version.split()[0]} of {sys.base_prefix} in {VENV}"
    return f"{place}\n{hashlib.sha256(inputs).hexdigest()}\n"


def stamped() -> str:
    """Return the stamp of the environment that is there, or nothing if there is none or it is unfinished."""
    return STAMP.read_text() if STAMP.is_file() else ""


def create() -> None:
    """Make an empty environment in place of whatever is there."""
    print(f"set-up: making .venv with Python {sys.version.split()[0]}", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    run(getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(VENV))


def install() -> None:
    """Install the locked packages, each checked by its hash, then the project itself, editable."""
    print("set-up: installing packages (a minute or two)", flush=True)
    for lock in LOCKS:
        pip("--require-hashes", "--requirement", str(lock))
    pip("--no-deps", "--editable", str(ROOT))


def pip(*arguments: str) -> None:
    """Run the environment's pip; what has no wheel is built with the environment's own build backends."""
    install = "-m pip install -qq --no-input --no-build-isolation".split()
    run(str(VENV / "bin" / "python"), *install, *arguments)


def run(*command: str) -> None:
    """Run a command with the environment's programs first on PATH (meson, ninja); stop if it fails."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if subprocess.run(command, env={**os.environ, "PATH": path}, check=False).returncode:
        raise SystemExit("set-up: stopped, see above. The next make starts over where that is needed.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit("\nset-up: interrupted; the next make finishes it.") from None
