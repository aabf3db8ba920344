"""Make ``.venv``: headers, virtual environment, locked packages, this project. Every target runs it first.

With the argument ``hosts`` it adds what ``make hosts`` needs: programs, and locked packages of pip and npm;
with ``docs`` the locked packages of pip that build the site.
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
# Within the environment: both come and go together. The lock adds packages to those above, and changes none.
HOSTS = VENV / "hosts"
HOSTS_LOCKS = [
    SETUP / "hosts" / name for name in ("requirements.txt", "package.json", "package-lock.json", ".npmrc")
]
DOCS_LOCK = SETUP / "docs" / "requirements.txt"


def main() -> None:
    """Bring the virtual environment up to date, one process at a time."""
    with alone():
        if sys.argv[1:] == ["hosts"]:
            hosts()
        elif sys.argv[1:] == ["docs"]:
            docs()
        else:
            environment()


def environment() -> None:
    """Make the environment, or finish it."""
    if stamped() == stamp():
        return
    machine.make_ready(machine.needs())
    made_by = stamped().splitlines()[:1]
    STAMP.unlink(missing_ok=True)
    if made_by != stamp().splitlines()[:1]:
        create()
    install()
    STAMP.write_text(stamp())
    print("set-up: done", flush=True)


def hosts() -> None:
    """Add the programs and packages of ``make hosts`` to a complete environment."""
    machine.make_ready(machine.host_needs())
    complete = HOSTS / ".complete"
    if complete.is_file() and complete.read_text() == digest(HOSTS_LOCKS):
        return
    if HOSTS.exists():
        shutil.rmtree(HOSTS)
    print("set-up: installing packages for make hosts (half a minute)", flush=True)
    lock, *npm = HOSTS_LOCKS
    pip("--require-hashes", "--requirement", str(lock))
    HOSTS.mkdir()
    for path in npm:
        shutil.copy(path, HOSTS)
    run(str(VENV / "bin" / "npm"), "ci", "--silent", "--prefix", str(HOSTS))
    complete.write_text(digest(HOSTS_LOCKS))
    print("set-up: done", flush=True)


def docs() -> None:
    """Add the packages of ``make docs`` to a complete environment."""
    complete = VENV / ".docs-complete"
    if complete.is_file() and complete.read_text() == digest([DOCS_LOCK]):
        return
    print("set-up: installing packages for make docs", flush=True)
    pip("--require-hashes", "--requirement", str(DOCS_LOCK))
    complete.write_text(digest([DOCS_LOCK]))
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
    place = f"Python {sys.version.split()[0]} of {sys.base_prefix} in {VENV}"
    return f"{place}\n{digest([*LOCKS, ROOT / 'pyproject.toml'])}\n"


def digest(paths: list[Path]) -> str:
    """Return what tells whether one of these files has changed."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


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
