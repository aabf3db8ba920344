"""``convscenes kinds``, ``new`` and ``schema``: listing, starter specs, JSON Schema."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from convscenes.cli import main
from convscenes.cli.shipped import example, shipped_scenes
from convscenes.spec import read
from convscenes.stories import kinds, load_story
from convscenes.stories._base.kinds import kind_module


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_every_kind_has_a_line_with_a_summary() -> None:
    lines = run("kinds").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(kinds())
    assert all(re.match(r"\S+ +\w.+\.$", line) for line in lines)


@pytest.mark.parametrize("kind", kinds())
def test_a_starter_spec_passes(kind: str, folder: Path) -> None:
    *_, last = run("new", kind).stdout.splitlines()
    assert last == f"{kind}.yaml: written. Change it, then: convscenes render {kind}.yaml"
    assert load_story(folder / f"{kind}.yaml").kind == kind
    assert run("check", f"{kind}.yaml").exit_code == 0


@pytest.mark.parametrize("kind", kinds())
def test_a_starter_shows_every_field_that_has_a_default(kind: str, folder: Path) -> None:
    run("new", kind)
    file = folder / f"{kind}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^# (\w+: \S.*[^.])$", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    model = kind_module(kind).Fields
    fields = {name: field for name, field in model.model_fields.items() if name not in model.refused}
    shown = {name for name, field in fields.items() if field.is_required() or field.default is not None}
    assert shown <= read(file).data.keys()
    assert load_story(file).beats[-1].name == load_story(example(kind)).beats[-1].name


def test_a_starter_goes_where_it_is_told(folder: Path) -> None:
    (folder / "specs").mkdir()
    run("new", "scatter", "specs")
    run("new", "scatter", "new/mine.yaml")
    assert (folder / "specs" / "scatter.yaml").is_file()
    assert (folder / "new" / "mine.yaml").is_file()


def test_a_starter_overwrites_only_when_forced(folder: Path) -> None:
    mine = folder / "scatter.yaml"
    mine.write_text("mine", encoding="utf-8")
    refused = run("new", "scatter")
    assert (refused.exit_code, mine.read_text(encoding="utf-8")) == (2, "mine")
    assert refused.stderr == "Error: scatter.yaml: exists already. Overwrite it with --force.\n"
    assert run("new", "scatter", "--force").exit_code == 0
    assert load_story(mine).kind == "scatter"


def test_a_starter_brings_the_files_that_it_names(folder: Path) -> None:
    lines = run("new", "segmentation", "specs/mine.yaml").stdout.splitlines()
    assert lines == [
        "specs/segmentation/weights.npz: written.",
        "specs/mine.yaml: written. Change it, then: convscenes render specs/mine.yaml",
    ]
    assert load_story(folder / "specs" / "mine.yaml").kind == "segmentation"
    weights = folder / "specs" / "segmentation" / "weights.npz"
    weights.write_bytes(b"mine")
    refused = run("new", "segmentation", "specs/other.yaml")
    assert (refused.exit_code, weights.read_bytes()) == (2, b"mine")
    assert refused.stderr.startswith("Error: specs/segmentation/weights.npz: exists already.")
    assert not (folder / "specs" / "other.yaml").exists()


@pytest.mark.parametrize("command", ["new", "schema"])
def test_an_unknown_kind_is_bad_usage(command: str) -> None:
    result = run(command, "scater")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        'Error: kind: no "scater". Did you mean "scatter"? There are: checkerboard, '
    )


@cache
def validator(*arguments: str) -> Draft202012Validator:
    schema = json.loads(run("schema", *arguments).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(shipped_scenes().rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_document_meets_the_schema(path: Path) -> None:
    validator().validate(read(path).data)


@pytest.mark.parametrize("kind", kinds())
def test_the_schema_of_a_kind_knows_its_kind_only(kind: str) -> None:
    starter = read(example(kind)).data
    validator(kind).validate(starter)
    assert not validator(kind).is_valid({**starter, "kind": "another"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "scater"},
        {"stride": 0},
        {"stride": [1, 2, 3]},
        {"strid": 1},
        {"theme": "pink"},
        {"padding": -1},
    ],
    ids=str,
)
def test_the_schema_refuses_what_check_refuses(wrong: dict[str, object]) -> None:
    spec = {"kind": "scatter", "input": [[2, 3]], "kernel": [[1, 2, 4]]}
    validator().validate(spec)
    assert not validator().is_valid({**spec, **wrong})
