"""Away from the checkout: the wheel, the hook of pre-commit and the GitHub Action do what they say."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "convscenes"
SPEC = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 4]]\noutputs: [svg]\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the locked back end."""
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@dataclass(frozen=True)
class Environment:
    """The programs of an environment, which run in a folder."""

    programs: Path
    folder: Path

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command with the programs of the environment first, and without the network's packages."""
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
        return subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={**clean, **offline, "PATH": path, **more},
        )


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel and, but for convscenes, the packages of this one; in an empty folder."""
    place = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    site = next(place.glob("lib/python*/site-packages"))
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    made = Environment(place / "bin", tmp_path_factory.mktemp("folder"))
    done = made.run("python", "-m", "pip", "install", "--quiet", wheel)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def course(elsewhere: Environment, tmp_path: Path) -> Environment:
    """The environment in the folder of a course, with a spec and its figures."""
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "a.yaml").write_text(SPEC, encoding="utf-8")
    course = replace(elsewhere, folder=tmp_path)
    assert course.run("convscenes", "regenerate").returncode == 0
    return course


def files_in(package: Path) -> list[Path]:
    """Return the files of a package, relative to it."""
    files = sorted(path.relative_to(package) for path in package.rglob("*") if path.is_file())
    return [path for path in files if "__pycache__" not in path.parts]


def unlicensed(package: Path, notice: str) -> list[str]:
    """Return the folders of others' files that lack a licence, or that a notice does not name."""
    folders = {path.parent for path in files_in(package) if path.parent.name == "vendor"}
    return [
        folder.as_posix()
        for folder in sorted(folders)
        if not (
            (package / folder / "LICENSE").is_file() and f"src/convscenes/{folder.as_posix()}: " in notice
        )
    ]


def test_the_wheel_has_all_files_and_licences(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {f"convscenes/{path.as_posix()}" for path in files_in(PACKAGE)} <= names
    (data,) = {name.partition("/")[0] for name in names if ".data/" in name}
    scenes = f"{data}/data/share/convscenes/scenes"
    assert {f"{scenes}/{path.as_posix()}" for path in files_in(ROOT / "scenes")} <= names
    info = data.replace(".data", ".dist-info")
    assert {f"{info}/licenses/{name}" for name in ("LICENSE", "NOTICE")} <= names
    assert not [name for name in names if "__pycache__" in name]


def test_files_of_others_have_their_licence_beside_them(tmp_path: Path) -> None:
    assert unlicensed(PACKAGE, (ROOT / "NOTICE").read_text(encoding="utf-8")) == []
    (folder := tmp_path / "publish" / "vendor").mkdir(parents=True)
    (folder / "slides.js").write_text("", encoding="utf-8")
    named = "src/convscenes/publish/vendor: slides.js, MIT licence"
    assert unlicensed(tmp_path, named) == ["publish/vendor"]
    (folder / "LICENSE").write_text("", encoding="utf-8")
    assert unlicensed(tmp_path, "nothing") == ["publish/vendor"]
    assert unlicensed(tmp_path, named) == []


def test_the_citation_is_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    for name in ("version", "license", "keywords"):
        assert citation[name] == project[name]
    assert citation["title"] == project["name"]


@pytest.mark.slow
def test_the_wheel_renders_outside_of_the_checkout(elsewhere: Environment) -> None:
    where = elsewhere.run("python", "-c", "import convscenes; print(convscenes.__file__)").stdout
    assert Path(where).is_relative_to(elsewhere.programs.parent)
    for command in (
        "new scatter a.yaml",
        "check a.yaml",
        "render a.yaml -ql --language de -o a.mp4",
        "figure a.yaml --beat last -o a.svg",
        "figure a.yaml --all -o a.pdf",
        "publish a.yaml --to html -ql -o a.html",
        "publish a.yaml --to revealjs --stills -o deck",
        "new playlist all.yaml",
    ):
        done = elsewhere.run("convscenes", *command.split())
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert "Stempel" in (elsewhere.folder / "a.vtt").read_text(encoding="utf-8")
    spec = (elsewhere.folder / "a.yaml").read_text(encoding="utf-8")
    assert elsewhere.run("convscenes", "new", "--from", "a.mp4").stdout.endswith("language: de\n")
    assert elsewhere.run("convscenes", "new", "--from", "a.svg").stdout == spec


def broken(course: Environment) -> None:
    """Change a figure by hand."""
    figure = next((course.folder / "media" / "figures" / "a").glob("*.svg"))
    figure.write_text(figure.read_text(encoding="utf-8").replace("Input", "Inputs"), encoding="utf-8")


@pytest.mark.slow
def test_the_hook_fails_where_a_figure_is_other(course: Environment) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert course.run(*hook["entry"].split()).returncode == 0
    broken(course)
    done = course.run(*hook["entry"].split())
    assert done.returncode == 1
    assert "media/figures/a/" in done.stdout + done.stderr


@pytest.mark.slow
def test_the_action_installs_itself_and_fails_where_a_figure_is_other(
    course: Environment, tmp_path: Path
) -> None:
    place = ROOT / "integrations" / "github-action"
    action = yaml.safe_load((place / "action.yml").read_text(encoding="utf-8"))
    install, compare = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert {step["shell"] for step in (install, compare)} == {"bash"}
    (shim := tmp_path / "shim" / "sudo").parent.mkdir()
    shim.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    programs = {"PATH": f"{shim.parent}{os.pathsep}{course.programs}{os.pathsep}{os.environ['PATH']}"}
    course.run("python", "-m", "pip", "uninstall", "--yes", "--quiet", "convscenes")
    done = course.run(
        "bash", "-eo", "pipefail", "-c", install["run"], GITHUB_ACTION_PATH=str(place), **programs
    )
    assert done.returncode == 0, done.stderr
    assert "apt-get install -y --no-install-recommends libcairo2-dev" in done.stdout
    assert compare["env"] == {"FOLDER": "${{ inputs.folder }}"}
    given = {"FOLDER": action["inputs"]["folder"]["default"], **programs}
    assert course.run("bash", "-eo", "pipefail", "-c", compare["run"], **given).returncode == 0
    broken(course)
    assert course.run("bash", "-eo", "pipefail", "-c", compare["run"], **given).returncode == 1
