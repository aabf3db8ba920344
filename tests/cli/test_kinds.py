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
from convscenes.spec import Playlist, read
from convscenes.stories import kinds, load_story
from convscenes.stories._base.kinds import kind_module, summary


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


def test_no_summary_counts_what_a_spec_decides() -> None:
    numbers = re.compile(r"\b(two|three|five|six|eight|nine|ten|\d+)\b")
    assert [kind for kind in kinds() if numbers.search(summary(kind))] == []
    assert summary("kernel-slide").endswith("the products in each window add up to one output value.")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("conv", ["kernel-slide"]),
        ("Convolution", ["kernel-slide"]),
        ("conv2d", ["kernel-slide"]),
        ("Conv1D", ["kernel-slide"]),
        ("convolutoin", ["kernel-slide"]),
        ("cross-correlation", ["kernel-slide"]),
        ("convtranspose", ["scatter"]),
        ("ConvTranspose2d", ["scatter"]),
        ("Conv2DTranspose", ["scatter"]),
        ("transposed", ["scatter"]),
        ("transposed_convolution", ["scatter"]),
        ("deconv", ["scatter", "zero-insertion"]),
        ("Deconvolution", ["scatter", "zero-insertion"]),
        ("upsample", ["upsampling"]),
        ("up-scale", ["upsampling"]),
        ("maxpool", ["pooling"]),
        ("MaxPool2d", ["pooling"]),
        ("pool", ["pooling"]),
        ("im2col", ["matrix-unroll"]),
        ("matmul", ["matrix-multiply"]),
        ("matrix", ["matrix-multiply", "matrix-show", "matrix-transpose", "matrix-unroll"]),
        ("image", ["matrix-show"]),
        ("scater", ["scatter"]),
        ("kernel_slide", ["kernel-slide"]),
        ("qwertz", []),
    ],
)
def test_words_that_people_write_for_a_kind(word: str, meant: list[str], folder: Path) -> None:
    (folder / "a.yaml").write_text(f"kind: {word}\ninput: [[1]]\n", encoding="utf-8")
    answers = run("check", "a.yaml"), run("new", word), run("schema", word)
    for result in answers:
        assert result.exit_code == 2
        assert re.findall(r'"([\w-]+)"', result.stderr)[1:] == meant
    assert answers[0].stderr.startswith(
        f'a.yaml:1:7: kind: must be one of {", ".join(kinds())}, got "{word}".'
    )
    if len(meant) == 1 and word != "scater" and word != "kernel_slide":
        assert summary(meant[0]) in answers[0].stderr


@pytest.mark.parametrize("kind", kinds())
def test_synonyms_are_letters_and_no_names(kind: str) -> None:
    synonyms = kind_module(kind).Fields.synonyms
    assert synonyms == tuple(dict.fromkeys(re.sub("[^a-z]", "", word) for word in synonyms))
    assert not set(synonyms) & set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_a_starter_spec_passes(kind: str, folder: Path) -> None:
    *_, last = run("new", kind).stdout.splitlines()
    assert last == f"{kind}.yaml: written. Change it, then: convscenes render {kind}.yaml"
    assert load_story(folder / f"{kind}.yaml").kind == kind
    assert run("check", f"{kind}.yaml").exit_code == 0


@pytest.mark.parametrize("kind", kinds())
def test_a_starter_shows_every_field(kind: str, folder: Path) -> None:
    run("new", kind)
    file = folder / f"{kind}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^# (\w+: \S.*[^.])$", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    model = kind_module(kind).Fields
    assert read(file).data.keys() == model.model_fields.keys() - model.refused
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


def test_a_starter_explains_what_to_expect_of_it(folder: Path) -> None:
    run("new", "kernel-slide")
    text = (folder / "kernel-slide.yaml").read_text(encoding="utf-8")
    assert (
        "# The result; the spec is wrong if the core's is another. Of the spec above, it is:\n"
        "# expect: [[84, 84], [87, 60]]\n"
    ) in text
    (folder / "kernel-slide.yaml").write_text(
        text.replace("# expect: [[84", "expect: [[85"), encoding="utf-8"
    )
    assert "expect: the core gives 84 in row 1, column 1, not 85." in run("check", "kernel-slide.yaml").stderr


def test_a_starter_playlist_comes_with_specs(folder: Path) -> None:
    assert run("new", "playlist").stdout.splitlines() == [
        "kernel-slide.yaml: written.",
        "scatter.yaml: written.",
        "playlist.yaml: written. Change it, then: convscenes render playlist.yaml",
    ]
    assert run("check", ".").stdout == "3 specs: 3 fine.\n"
    playlist = folder / "playlist.yaml"
    text = playlist.read_text(encoding="utf-8")
    playlist.write_text(re.sub(r"^# (\w+: \S.*[^.])$", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    assert read(playlist).data.keys() == Playlist.model_fields.keys()
    assert run("check", "playlist.yaml").exit_code == 0


def test_a_starter_playlist_lists_the_specs_of_its_folder(folder: Path) -> None:
    (folder / "week 1").mkdir()
    run("new", "scatter", "week 1/b.yaml")
    run("new", "kernel-slide", "week 1/- a.yaml")
    (folder / "week 1" / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    assert run("new", "playlist", "week 1").exit_code == 0
    names = [
        part for part in read(folder / "week 1" / "playlist.yaml").data["playlist"] if "card" not in part
    ]
    assert names == ["- a.yaml", "b.yaml"]
    assert run("check", "week 1/playlist.yaml").exit_code == 0
    assert run("new", "playlist", "week 1").stderr.endswith("exists already. Overwrite it with --force.\n")


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("convscenes new ker", ["kernel-slide"]),
        ("convscenes new pl", ["playlist"]),
        ("convscenes schema out", ["output-size"]),
        ("convscenes re", ["render", "regenerate"]),
        ("convscenes figure --form", ["--format"]),
        ("convscenes render --theme ", ["dark", "light"]),
        ("convscenes figure a.yaml --beat l", ["lift-1", "land-1"]),
        ("convscenes render a.yaml --from stamp", ["stamp-2"]),
        ("convscenes render none.yaml --beat l", []),
        ("convscenes figure - --beat l", []),
    ],
)
def test_the_tab_key_completes(line: str, answers: list[str], folder: Path) -> None:
    (folder / "a.yaml").write_text("kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n", encoding="utf-8")
    program, *words = line.split(" ")
    shell = {"COMP_WORDS": line, "COMP_CWORD": str(len(words)), "_CONVSCENES_COMPLETE": "bash_complete"}
    result = CliRunner().invoke(main, [], env=shell, prog_name=program)
    assert [answer.removeprefix("plain,") for answer in result.stdout.split()] == answers


@pytest.mark.parametrize("command", ["new", "schema"])
def test_an_unknown_kind_is_bad_usage(command: str) -> None:
    result = run(command, "scater")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        'Error: kind: no "scater". Did you mean "scatter"? There are: arithmetic, '
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


def test_new_from_a_figure_prints_its_spec() -> None:
    text = "kind: scatter\ninput: [[2, 3]]  # two\nkernel: [[1, 4]]\n"
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert run("figure", "a.yaml", "--beat", "last", "-o", "a.svg").exit_code == 0
    assert run("new", "--from", "a.svg").stdout == text
    assert run("figure", "a.yaml", "--set", "stride=2", "--beat", "last", "-o", "b.svg").exit_code == 0
    assert run("new", "--from", "b.svg").stdout.endswith("kernel:\n  - [1, 4]\nstride: 2\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'KIND'."),
        (["scatter", "--from", "a.svg"], "new scatter --from a.svg: a kind or a file, not both."),
        (["--from", "a.svg"], "a.svg: cannot be read: No such file or directory."),
    ],
)
def test_new_takes_a_kind_or_a_file(arguments: list[str], message: str) -> None:
    result = run("new", *arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].removeprefix("Error: ") == message
