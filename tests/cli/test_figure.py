"""``convscenes figure``: which beats, which files, which mistakes. Pictures are for the tests of drawing."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from convscenes.cli import main
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.tasks.collection import Collection
from convscenes.rendering.tasks.stills import Stills

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs and a playlist of them."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(SCATTER, encoding="utf-8")
    (tmp_path / "both.yaml").write_text("playlist: [a.yaml, b.yaml]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Collect what would be drawn; make empty files instead."""
    calls: list[dict[str, str]] = []

    def make(stills: Stills, _progress: object) -> dict[Path, str]:
        calls.append({figure.beat: figure.path.as_posix() for figure in stills.figures})
        for path in stills.files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return {path: digest_of(path) for path in stills.files}

    def make_collection(collection: Collection, _progress: object) -> dict[Path, str]:
        calls.append({" ".join(collection.beats): f"{collection.path.as_posix()} {collection.sheet}"})
        collection.path.parent.mkdir(parents=True, exist_ok=True)
        collection.path.touch()
        return {collection.path: digest_of(collection.path)}

    monkeypatch.setattr(Stills, "make", make)
    monkeypatch.setattr(Collection, "make", make_collection)
    return calls


def figure(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["figure", *arguments])


def test_the_last_beat_goes_to_the_figures_folder(drawn: list[dict[str, str]]) -> None:
    result = figure("a.yaml")
    assert drawn == [{"overlap": "media/figures/a/overlap.svg"}]
    assert result.stdout.splitlines() == [
        f"drawn         {Path('media/figures/a/overlap.svg')}",
        "1 spec: 1 drawn.",
    ]


def test_named_beats_come_in_the_storys_order(drawn: list[dict[str, str]]) -> None:
    figure("a.yaml", "--beat", "overlap", "--beat", "maps", "--format", "pdf", "-o", "out")
    assert list(drawn[0].items()) == [("maps", "out/a/maps.pdf"), ("overlap", "out/a/overlap.pdf")]


def test_the_ends_need_no_names(drawn: list[dict[str, str]]) -> None:
    figure("a.yaml", "--beat", "first", "--beat", "last")
    assert drawn == [{"maps": "media/figures/a/maps.svg", "overlap": "media/figures/a/overlap.svg"}]
    assert figure("a.yaml", "--beat", "last", "-o", "end.png").exit_code == 0
    assert drawn[1] == {"overlap": "end.png"}


def test_all_beats_of_all_specs_each_spec_once(drawn: list[dict[str, str]]) -> None:
    result = figure(".", "--all")
    assert [set(map(str, call)) >= {"maps", "lift-1", "overlap"} for call in drawn] == [True, True]
    assert result.stdout.endswith("2 specs: 2 drawn.\n")


@pytest.mark.usefixtures("drawn")
def test_quiet_says_nothing() -> None:
    assert figure(".", "--quiet").output == ""


def test_what_is_up_to_date_is_left_alone_unless_forced(drawn: list[dict[str, str]]) -> None:
    figure(".")
    assert figure(".").stdout.endswith("2 specs: 2 up to date.\n")
    assert len(drawn) == 2
    figure("a.yaml", "--force")
    assert len(drawn) == 3


def test_a_file_name_sets_the_format(drawn: list[dict[str, str]]) -> None:
    assert figure("a.yaml", "-o", "last.png").exit_code == 0
    assert drawn == [{"overlap": "last.png"}]


BEATS = "maps lift-1 multiply-1 land-1 stamp-2 overlap"


def test_a_pdf_holds_many_beats(drawn: list[dict[str, str]]) -> None:
    assert figure("a.yaml", "--all", "-o", "all.pdf").exit_code == 0
    assert figure("a.yaml", "--beat", "overlap", "--beat", "maps", "-o", "two.pdf").exit_code == 0
    assert figure("a.yaml", "--beat", "maps", "--beat", "maps", "-o", "one.pdf").exit_code == 0
    assert drawn == [{BEATS: "all.pdf False"}, {"maps overlap": "two.pdf False"}, {"maps": "one.pdf"}]
    assert figure("a.yaml", "--all", "-o", "all.pdf").stdout.endswith("1 spec: 1 up to date.\n")


def test_a_sheet_holds_all_beats(drawn: list[dict[str, str]]) -> None:
    assert figure("a.yaml", "--sheet", "-o", "sheet.png", "-ql").exit_code == 0
    assert figure(".", "--sheet", "--format", "pdf").exit_code == 0
    assert figure("a.yaml", "--sheet", "--beat", "maps", "--beat", "overlap").exit_code == 0
    assert drawn == [
        {BEATS: "sheet.png True"},
        {BEATS: "media/sheets/a.pdf True"},
        {BEATS: "media/sheets/b.pdf True"},
        {"maps overlap": "media/sheets/a.svg True"},
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.yaml", "--beat", "map"], 'Error: beat of a: no "map". Did you mean "maps"?'),
        (["a.yaml", "--all", "--beat", "maps"], "Error: --all and --beat exclude each other."),
        (
            ["a.yaml", "--all", "-o", "a.svg"],
            "Error: a.svg: one file cannot hold 6 results. "
            "Name a folder, or a PDF, which has pages; or add --sheet.",
        ),
        (["a.yaml", "b.yaml", "--all", "-o", "a.pdf"], "Error: a.pdf: one file cannot hold 2 results."),
        (["a.yaml", "--sheet", "--beat", "map"], 'Error: beat of a: no "map". Did you mean "maps"?'),
        (["a.yaml", "b.yaml", "-o", "a.svg"], "Error: a.svg: one file cannot hold 2 results."),
        (["a.yaml", "-o", "a.MP4"], "Error: a.MP4: convscenes render makes that."),
        (["a.yaml", "-o", "a.bmp"], 'Error: the suffix of a.bmp: no "bmp".'),
        (["a.yaml", "-o", "a.svg", "--format", "pdf"], "Error: a.svg does not end in .pdf"),
        (["a.yaml", "-qh"], "Error: -qh is the size of a PNG; SVG fits any size."),
        (["a.yaml", "-ql", "-o", "a.pdf"], "Error: -ql is the size of a PNG; PDF fits any size."),
        (["a.yaml", "-qx", "--format", "png"], "Error: Invalid value for '-q' / '--quality'"),
        (["a.yaml", "--theme", "pink"], 'Error: theme: no "pink". There are: dark, light, FILE.yaml.'),
    ],
)
def test_a_request_that_makes_no_sense(
    arguments: list[str], message: str, drawn: list[dict[str, str]]
) -> None:
    result = figure(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert drawn == []


def test_a_batch_goes_on_past_a_bad_spec(folder: Path, drawn: list[dict[str, str]]) -> None:
    (folder / "a.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    result = figure("a.yaml", "b.yaml")
    assert (result.exit_code, len(drawn)) == (2, 1)
    assert result.stderr == "a.yaml:4:9: stride: must be at least 1, got 0.\n"
    assert result.stdout.endswith("2 specs: 1 drawn, 1 wrong.\n")


def test_folders_are_mirrored(folder: Path, drawn: list[dict[str, str]]) -> None:
    for name in ("w1", "w2"):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(SCATTER, encoding="utf-8")
    assert figure("w1/a.yaml", "w2").exit_code == 0
    assert [call["overlap"] for call in drawn] == [
        "media/figures/w1/a/overlap.svg",
        "media/figures/w2/a/overlap.svg",
    ]


def test_figures_of_another_spec_are_overwritten_only_by_force(
    folder: Path, drawn: list[dict[str, str]]
) -> None:
    (folder / "w").mkdir()
    (folder / "w" / "a.yaml").write_text(SCATTER + "title: Another\n", encoding="utf-8")
    assert figure("a.yaml").exit_code == 0
    refused = figure("w/a.yaml", "w/../b.yaml", "--beat", "maps", "-o", "media/figures")
    assert (refused.exit_code, len(drawn)) == (0, 3), "mirrored, so that nothing is overwritten"
    refused = figure("w/a.yaml")
    assert (refused.exit_code, len(drawn)) == (2, 3)
    assert refused.stderr == (
        f"Error: {Path('media/figures/a/overlap.svg')} was made from a.yaml, not from {Path('w/a.yaml')}. "
        "Give another place with -o, or overwrite it with --force.\n"
    )
    assert figure("w/a.yaml", "-o", "elsewhere").exit_code == 0
    assert figure("w/a.yaml", "--force").exit_code == 0
    assert figure("w/a.yaml").stdout.endswith("1 spec: 1 up to date.\n"), "it is its own now"


@pytest.mark.parametrize("gone", ["a.yaml", "media/figures/a/overlap.svg"])
def test_what_is_gone_is_overwritten(gone: str, folder: Path, drawn: list[dict[str, str]]) -> None:
    (folder / "w").mkdir()
    (folder / "w" / "a.yaml").write_text(SCATTER, encoding="utf-8")
    assert figure("a.yaml").exit_code == 0
    (folder / gone).unlink()
    assert figure("w/a.yaml").exit_code == 0
    assert len(drawn) == 2


@pytest.mark.slow
def test_a_png_has_the_size_and_the_ground_that_were_asked_for(folder: Path) -> None:
    assert figure("a.yaml", "-ql", "--transparent", "-o", "clear.png").exit_code == 0
    assert figure("a.yaml", "--format", "png", "-ql", "-o", "out").exit_code == 0
    clear = Image.open(folder / "clear.png").convert("RGBA")
    solid = Image.open(folder / "out" / "a" / "overlap.png").convert("RGBA")
    assert clear.size == solid.size == (854, 480)
    assert (clear.getpixel((2, 2))[3], solid.getpixel((2, 2))[3]) == (0, 255)
    assert clear.getextrema()[3][1] == 255, "what is drawn is opaque"


DARK = "#0f1218"


def colours_of(file: Path) -> set[str]:
    return set(re.findall(r"#[0-9a-f]{6}", file.read_text(encoding="utf-8").lower()))


@pytest.mark.slow
def test_a_transparent_figure_is_light_unless_a_theme_is_chosen(folder: Path) -> None:
    (folder / "dark.yaml").write_text(SCATTER + "theme: dark\n", encoding="utf-8")
    for name, arguments in {
        "clear": ["a.yaml", "--transparent"],
        "clear-light": ["a.yaml", "--transparent", "--theme", "light"],
        "clear-dark": ["a.yaml", "--transparent", "--theme", "dark"],
        "own-dark": ["dark.yaml", "--transparent"],
        "solid": ["a.yaml"],
    }.items():
        assert figure(*arguments, "-o", f"{name}.svg").exit_code == 0
    clear, light, dark, own, solid = (
        colours_of(folder / f"{name}.svg")
        for name in ("clear", "clear-light", "clear-dark", "own-dark", "solid")
    )
    assert clear == light != dark == own == solid - {DARK}
    assert DARK in solid


@pytest.mark.usefixtures("drawn")
def test_a_dark_theme_without_a_background_is_told(folder: Path) -> None:
    (folder / "dark.yaml").write_text(SCATTER + "theme: dark\n", encoding="utf-8")
    told = figure("a.yaml", "dark.yaml", "--transparent")
    assert told.stderr == (
        "dark.yaml: its theme is dark, hard to see on white without a background; "
        "--theme light is for white pages.\n"
    )
    assert told.exit_code == 0
    for arguments in (
        ["dark.yaml"],
        ["dark.yaml", "--transparent", "--theme", "dark"],
        ["a.yaml", "--transparent"],
    ):
        assert figure(*arguments).stderr == "", arguments


@pytest.mark.slow
def test_a_figure_is_drawn_and_not_touched_again(folder: Path) -> None:
    assert figure("a.yaml").exit_code == 0
    file = folder / "media" / "figures" / "a" / "overlap.svg"
    made = file.stat().st_mtime_ns
    assert "<svg" in file.read_text(encoding="utf-8")
    assert figure("a.yaml").exit_code == 0
    assert file.stat().st_mtime_ns == made
