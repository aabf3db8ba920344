"""``convscenes render``: which files, what is up to date, which mistakes. Drawing has tests of its own."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result

from convscenes.cli import main
from convscenes.rendering.jobs.job import Job
from convscenes.rendering.options import QUALITIES, Options
from convscenes.rendering.tasks.clip import Clip
from tests.pretence import pretend, words_of

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SCATTER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SCATTER + "title: The second\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Write words for pictures; return what was drawn so far."""
    return pretend(monkeypatch)


def stories(drawn: list[Job]) -> list[str]:
    """Return the names of the stories of which something was drawn, in order."""
    return list(dict.fromkeys(re.split(r"[:.]", words_of(job))[0] for job in drawn))


def options_of(drawn: list[Job]) -> Options:
    """Return the options with which everything was drawn."""
    (options,) = {job.options for job in drawn}
    return options


def made(folder: str = ".") -> list[str]:
    """Return the files in a folder and below that are no specs."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".yaml")
    return [path.as_posix() for path in paths if ".convscenes" not in path.parts]


def render(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["render", *arguments])


def clean() -> Result:
    return CliRunner().invoke(main, ["clean"])


def test_videos_go_beside_each_other_and_are_named(drawn: list[Job]) -> None:
    result = render(".")
    assert stories(drawn) == ["a", "b"]
    assert result.stdout.splitlines() == [
        f"rendered      {Path('media/videos/a.mp4')}",
        f"rendered      {Path('media/videos/a.vtt')}",
        f"rendered      {Path('media/videos/b.mp4')}",
        f"rendered      {Path('media/videos/b.vtt')}",
        "2 specs: 2 rendered.",
    ]
    assert made() == [f"media/videos/{name}" for name in ("a.mp4", "a.vtt", "b.mp4", "b.vtt")]


def test_what_is_up_to_date_is_left_alone_unless_forced(folder: Path, drawn: list[Job]) -> None:
    render(".")
    (folder / "b.yaml").write_text(SCATTER + "stride: 2\n", encoding="utf-8")
    result = render(".")
    assert stories(drawn[12:]) == ["b"]
    assert result.stdout.endswith("2 specs: 1 up to date, 1 rendered.\n")
    del drawn[:]
    render(".", "--force")
    assert stories(drawn) == ["a", "b"]


def test_a_dry_run_draws_nothing(drawn: list[Job], folder: Path) -> None:
    render("a.yaml")
    (folder / "c.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    result = render(".", "--dry-run")
    assert stories(drawn) == ["a"]
    assert result.stdout.splitlines() == [
        f"up to date    {Path('media/videos/a.mp4')}",
        f"up to date    {Path('media/videos/a.vtt')}",
        f"would render  {Path('media/videos/b.mp4')}",
        f"would render  {Path('media/videos/b.vtt')}",
        "3 specs: 1 up to date, 1 would render, 1 wrong.",
    ]
    assert (result.exit_code, result.stderr) == (2, "c.yaml:4:9: stride: must be at least 1, got 0.\n")


@pytest.mark.parametrize("arguments", [["--dry-run"], [], ["--jobs", "2"]])
def test_a_playlist_with_wrong_parts_names_them_all_and_draws_nothing(
    arguments: list[str], drawn: list[Job], folder: Path
) -> None:
    (folder / "b.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    (folder / "c.yaml").write_text(SCATTER + "padding: -1\npace: 0\n", encoding="utf-8")
    (folder / "lecture.yaml").write_text("playlist: [a.yaml, b.yaml, {card: C}, c.yaml]\n", encoding="utf-8")
    result = render("lecture.yaml", *arguments)
    assert (result.exit_code, result.stdout, drawn) == (2, "1 spec: 1 wrong.\n", [])
    fields = [line.split(":")[0] + line.split(":")[3] for line in result.stderr.splitlines()]
    assert fields == ["b.yaml stride", "c.yaml padding", "c.yaml pace"]


@pytest.mark.parametrize(
    ("arguments", "size", "fps"),
    [
        ([], (1280, 720), 30),
        (["-ql"], (854, 480), 15),
        (["-qh"], (1920, 1080), 60),
        (["-qk"], (3840, 2160), 60),
        (["--format", "gif"], (640, 360), QUALITIES["small"].fps),
        (["--format", "flipbook"], (640, 360), QUALITIES["small"].fps),
        (["--format", "webp"], (640, 360), QUALITIES["small"].fps),
        (["-qh", "--format", "avif"], (1920, 1080), 30),
        (["-qm", "--format", "gif"], (1280, 720), 15),
        (["--fps", "24"], (1280, 720), 24),
    ],
)
def test_quality(arguments: list[str], size: tuple[int, int], fps: int, drawn: list[Job]) -> None:
    assert render("a.yaml", *arguments).exit_code == 0
    options = options_of(drawn)
    assert ((options.quality.width, options.quality.height), options.frame_rate) == (size, fps)


def test_a_flip_book_is_a_webp_of_its_own_or_a_gif(drawn: list[Job]) -> None:
    assert render("a.yaml", "b.yaml", "--format", "flipbook").exit_code == 0
    assert options_of(drawn).format == "flipbook"
    assert render("a.yaml", "--format", "flipbook", "-o", "steps.gif").exit_code == 0
    assert made() == ["media/flipbooks/a.webp", "media/flipbooks/b.webp", "steps.gif"]
    assert drawn[-1].options.format == "flipbook-gif"


def test_steps_are_a_webp_a_gif_or_an_avif(drawn: list[Job]) -> None:
    assert render("a.yaml", "--format", "steps").exit_code == 0
    assert drawn[-1].pages == ("lift-1", "multiply-1", "land-1", "stamp-2")  # others show no step
    for name in ("a.gif", "a.avif"):
        assert render("a.yaml", "--format", "steps", "-o", name).exit_code == 0
    assert [job.options.format for job in drawn] == ["steps", "steps-gif", "steps-avif"]
    assert made() == ["a.avif", "a.gif", "media/steps/a.webp"]


@pytest.mark.parametrize("name", ["talk.webm", "last.png", "a.GIF"])
def test_a_file_name_sets_the_format(name: str, drawn: list[Job]) -> None:
    assert render("a.yaml", "-o", name).exit_code == 0
    assert [path for path in made() if not path.endswith(".vtt")] == [name]
    assert options_of(drawn).format == name.lower().split(".")[1]


def test_theme_and_ground(drawn: list[Job]) -> None:
    render("a.yaml", "--theme", "light", "--transparent", "--format", "mov", "-o", "out")
    assert made() == ["out/a.mov", "out/a.vtt"]
    options = options_of(drawn)
    assert (options.format, options.theme, options.transparent) == ("mov", "light", True)


def test_a_playlist_as_gifs_is_its_parts(folder: Path, drawn: list[Job]) -> None:
    (folder / "both.yaml").write_text("playlist: [{card: Both}, a.yaml, b.yaml]\n", encoding="utf-8")
    assert render(".", "--format", "gif", "--quiet").output == ""
    assert made() == ["media/videos/a.gif", "media/videos/b.gif"]
    assert stories(drawn) == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.yaml", "b.yaml", "-o", "both.mp4"], "Error: both.mp4: one file cannot hold 2 results."),
        (["a.yaml", "-o", "a.svg"], "Error: a.svg: convscenes figure makes that."),
        (["a.yaml", "-o", "a.avi"], 'Error: the suffix of a.avi: no "avi".'),
        (["a.yaml", "-o", "a.mp4", "--format", "gif"], "Error: a.mp4 does not end in .gif"),
        (["a.yaml", "--transparent"], "Error: mp4 cannot be transparent"),
        (["a.yaml", "--beat", "lift"], 'Error: beat of a: no "lift". Did you mean "lift-1"?'),
        (["a.yaml", "--from", "land-1", "--to", "maps"], "Error: maps comes before land-1 in a."),
        (["a.yaml", "--beat", "maps", "--from", "maps"], "Error: --beat is one beat"),
        (["a.yaml", "--beat", "maps", "--to", "maps"], "Error: --beat is one beat"),
        (["a.yaml", "--clips", "--format", "gif"], "Error: --clips makes videos (mp4, webm, mov), not gif."),
        (["a.yaml", "--clips", "-o", "a.png"], "Error: --clips makes videos (mp4, webm, mov), not png."),
        (["a.yaml", "--fps", "0"], "Error: fps: must be 1 to 120"),
        (["a.yaml", "-qx"], "Error: Invalid value for '-q'"),
        (["a.yaml", "--jobs", "0"], "Error: Invalid value for '--jobs'"),
        ([], "Error: Missing argument 'SPEC...'"),
    ],
)
def test_a_request_that_makes_no_sense(arguments: list[str], message: str, drawn: list[Job]) -> None:
    result = render(*arguments)
    assert (result.exit_code, drawn) == (2, [])
    assert message in result.stderr


def test_a_batch_goes_on_past_a_failed_render(folder: Path, drawn: list[Job]) -> None:
    (folder / "a.yaml").write_text(SCATTER + "title: broken\n", encoding="utf-8")
    result = render(".")
    assert (result.exit_code, result.stderr) == (1, "Error: a, beat maps: it broke\n")
    assert result.stdout.endswith("2 specs: 1 rendered, 1 failed.\n")
    assert made() == ["media/videos/b.mp4", "media/videos/b.vtt"]
    assert stories(drawn) == ["a", "b"]


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*_: object) -> dict[Path, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Clip, "make", make)
    result = render(".")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrupted.\n")
    assert made() == []


def beats(drawn: list[Job]) -> list[str]:
    """Return the beats drawn since the last call."""
    names = [words_of(job).removeprefix("a: ") for job in drawn]
    del drawn[:]
    return names


@pytest.mark.parametrize(
    ("arguments", "name", "shown"),
    [
        (["--beat", "land-1"], "a.land-1", ["land-1"]),
        (["--from", "land-1", "--to", "land-1"], "a.land-1", ["land-1"]),
        (["--from", "lift-1", "--to", "land-1"], "a.lift-1-land-1", ["lift-1", "multiply-1", "land-1"]),
        (["--from", "stamp-2"], "a.stamp-2-overlap", ["stamp-2", "overlap"]),
        (["--to", "lift-1"], "a.maps-lift-1", ["maps", "lift-1"]),
        (["--beat", "last"], "a.overlap", ["overlap"]),
        (["--from", "first", "--to", "lift-1"], "a.maps-lift-1", ["maps", "lift-1"]),
    ],
)
def test_some_beats_go_beside_the_whole_video_and_never_touch_it(
    arguments: list[str], name: str, shown: list[str], drawn: list[Job]
) -> None:
    assert render("a.yaml", *arguments).stdout.splitlines() == [
        f"rendered      media/videos/{name}.mp4",
        f"rendered      media/videos/{name}.vtt",
        "1 spec: 1 rendered.",
    ]
    assert beats(drawn) == shown
    assert made() == [f"media/videos/{name}.mp4", f"media/videos/{name}.vtt"]
    render("a.yaml")
    assert beats(drawn) == [beat for beat in BEATS if beat not in shown]
    whole = Path("media/videos/a.mp4")
    text, time = whole.read_text(encoding="utf-8"), whole.stat().st_mtime_ns
    render("a.yaml", "--force", *arguments)
    assert beats(drawn) == shown
    assert (whole.read_text(encoding="utf-8"), whole.stat().st_mtime_ns) == (text, time)
    assert "1 up to date" in render("a.yaml").stdout
    assert "1 up to date" in render("a.yaml", *arguments).stdout
    assert beats(drawn) == []


def test_some_beats_of_other_formats_and_to_another_place(drawn: list[Job]) -> None:
    assert render("a.yaml", "--beat", "land-1", "-o", "talk/clip.webm").exit_code == 0
    assert render("a.yaml", "--to", "maps", "--format", "gif", "-o", "talk").exit_code == 0
    assert render("a.yaml", "--beat", "maps", "--format", "png", "-o", "talk").exit_code == 0
    assert made() == [f"talk/{name}" for name in ("a.maps.gif", "a.maps.png", "clip.vtt", "clip.webm")]
    assert len(drawn) == 3


@pytest.mark.parametrize(
    "arguments", [["--beat", "land-1"], ["--from", "stamp-2"], ["--to", "first"], ["--beat", "last"]]
)
def test_a_file_that_is_named_is_the_file_that_is_made(arguments: list[str], drawn: list[Job]) -> None:
    result = render("a.yaml", *arguments, "-o", "a-sum-1.png")
    assert result.stdout.splitlines() == ["rendered      a-sum-1.png", "1 spec: 1 rendered."]
    assert made() == ["a-sum-1.png"]
    assert render("a.yaml", *arguments, "-o", "a-sum-1.png").stdout.endswith("1 up to date.\n")
    assert render("a.yaml", "-o", "a-sum-1.png").stdout.endswith("1 rendered.\n"), "the last frame of all"
    assert drawn


def test_unknown_beats_do_not_stop_a_batch(folder: Path, drawn: list[Job]) -> None:
    (folder / "b.yaml").write_text(SCATTER.replace("[[2, 3]]", "[[2]]"), encoding="utf-8")
    result = render(".", "--beat", "stamp-2")
    assert (result.exit_code, made()) == (2, ["media/videos/a.stamp-2.mp4", "media/videos/a.stamp-2.vtt"])
    assert result.stderr.startswith('Error: beat of b: no "stamp-2".')
    assert result.stdout.endswith("2 specs: 1 rendered, 1 wrong.\n")
    assert drawn


def test_each_clip_is_a_video_of_its_own_with_captions(drawn: list[Job]) -> None:
    result = render("a.yaml", "--clips")
    names = [f"media/videos/a/{number:02}-{beat}" for number, beat in enumerate(BEATS, 1)]
    files = [f"{name}.{suffix}" for name in names for suffix in ("mp4", "vtt")]
    assert made() == files
    assert result.stdout.splitlines() == [*(f"rendered      {file}" for file in files), "1 spec: 1 rendered."]
    assert beats(drawn) == list(BEATS)
    assert render("a.yaml", "--clips").stdout.endswith("1 spec: 1 up to date.\n")
    render("a.yaml")
    assert beats(drawn) == [], "the video is joined from the same clips"
    assert set(made()) == {*files, "media/videos/a.mp4", "media/videos/a.vtt"}


def test_clips_of_many_specs_go_to_folders_of_their_own(folder: Path, drawn: list[Job]) -> None:
    (folder / "b.yaml").write_text(SCATTER, encoding="utf-8")
    assert render(".", "--clips", "--to", "lift-1", "--format", "mov", "-o", "talk").exit_code == 0
    assert [path for path in made() if path.endswith(".mov")] == [
        f"talk/{spec}/{name}.mov" for spec in "ab" for name in ("01-maps", "02-lift-1")
    ]
    assert len(drawn) == 2, "both have the same story"


def test_clips_of_beats_that_are_no_more_go_unless_somebody_changed_them(
    folder: Path, drawn: list[Job]
) -> None:
    render("a.yaml", "--clips")
    (folder / "media/videos/a/06-overlap.vtt").write_text("by hand", encoding="utf-8")
    (folder / "media/videos/a/holiday.mp4").write_text("mine", encoding="utf-8")
    (folder / "a.yaml").write_text(SCATTER.replace("[[2, 3]]", "[[2]]"), encoding="utf-8")
    render("a.yaml", "--clips", "--beat", "maps")
    assert Path("media/videos/a/06-overlap.mp4").exists(), "one clip is no reason to remove others"
    render("a.yaml", "--clips")
    names = ("01-maps", "02-lift-1", "03-multiply-1", "04-land-1", "05-overlap")
    assert made() == sorted(
        f"media/videos/a/{name}"
        for name in [*(f"{n}.{s}" for n in names for s in ("mp4", "vtt")), "06-overlap.vtt", "holiday.mp4"]
    )
    assert drawn


def test_a_dry_run_names_clips(drawn: list[Job]) -> None:
    result = render("a.yaml", "--clips", "--beat", "overlap", "--dry-run")
    assert result.stdout.splitlines() == [
        "would render  media/videos/a/06-overlap.mp4",
        "would render  media/videos/a/06-overlap.vtt",
        "1 spec: 1 would render.",
    ]
    assert (drawn, made()) == ([], [])


@pytest.mark.parametrize("option", [["--clips"], ["--beat", "maps"], ["--from", "maps"], ["--to", "maps"]])
def test_a_playlist_has_no_beats_of_its_own(option: list[str], folder: Path, drawn: list[Job]) -> None:
    (folder / "both.yaml").write_text("playlist: [a.yaml, b.yaml]\n", encoding="utf-8")
    result = render("both.yaml", *option)
    assert (result.exit_code, drawn) == (2, [])
    assert result.stderr == "Error: both.yaml is a playlist: take clips and beats of one of its specs.\n"


def test_cleaning_removes_clips_and_nothing_else(drawn: list[Job]) -> None:
    render("a.yaml")
    before = made()
    assert clean().stdout == "0.0 MB removed from .convscenes/clips.\n"
    assert not list(Path(".convscenes/clips").glob("*"))
    assert made() == before
    assert render("a.yaml").stdout.endswith("1 spec: 1 up to date.\n")
    assert len(drawn) == 6
    Path("media/videos/a.mp4").unlink()
    render("a.yaml")
    assert len(drawn) == 12


def test_cleaning_says_how_much_it_removed() -> None:
    assert clean().stdout == "0.0 MB removed from .convscenes/clips.\n"
    Path(".convscenes/clips").mkdir(parents=True)
    Path(".convscenes/clips/a.mp4").write_bytes(bytes(1_250_000))
    Path(".convscenes/clips/b.mp4").write_bytes(bytes(1_000_000))
    assert clean().stdout == "2.2 MB removed from .convscenes/clips.\n"
    assert clean().stdout == "0.0 MB removed from .convscenes/clips.\n"


def test_cleaning_takes_what_is_no_store_away(drawn: list[Job]) -> None:
    Path(".convscenes").mkdir()
    Path(".convscenes/clips").write_text("what is this?", encoding="utf-8")
    result = render("a.yaml")
    assert (result.exit_code, made()) == (1, [])
    assert re.fullmatch(
        r"Error: \.convscenes/clips/\w{32}\.mp4 could not be written: \.convscenes/clips is not a folder\.\n",
        result.stderr,
    )
    assert clean().exit_code == 0
    assert render("a.yaml").exit_code == 0
    assert drawn


def test_a_cache_that_is_a_file_is_told_before_anything_is_drawn(drawn: list[Job]) -> None:
    Path(".convscenes").write_text("what is this?", encoding="utf-8")
    result = render("a.yaml")
    assert (result.exit_code, drawn, made("media")) == (2, [], [])
    assert result.stderr.startswith("Error: .convscenes/records cannot be written: ")
    assert result.stderr.count("\n") == 1


def test_watching_renders_what_a_change_touches(
    folder: Path, drawn: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.yaml").write_text(SCATTER.replace("[[2, 3]]", "{file: x.npy}"), encoding="utf-8")

    def rounds(files: Callable[[], set[Path]]) -> Iterator[tuple[Path, ...]]:
        assert {file.name for file in files()} == {"a.yaml", "b.yaml"}
        (folder / "a.yaml").write_text(SCATTER + "stride: 2\n", encoding="utf-8")
        yield (Path("a.yaml"),)
        raise KeyboardInterrupt

    monkeypatch.setattr("convscenes.cli.commands.render.changes", rounds)
    result = render(".", "--watch")
    assert stories(drawn) == ["a"]
    assert result.stdout.splitlines()[2::3] == ["2 specs: 1 rendered, 1 wrong.", "1 spec: 1 rendered."]
    assert result.exit_code == 130


@pytest.mark.slow
def test_a_video_is_rendered_once_without_what_draws_the_second_time(folder: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "convscenes", "render", "a.yaml", "-ql"]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2))
    video = Path("media/videos/a.mp4")
    assert first.stdout.splitlines() == [
        f"rendered      {video}",
        f"rendered      {video.with_suffix('.vtt')}",
        "1 spec: 1 rendered.",
    ]
    assert (folder / video).stat().st_size > 1000
    assert second.stdout == first.stdout.replace("rendered  ", "up to date").replace(
        "1 rendered", "1 up to date"
    )
    assert re.search(r"\| +manim\n", first.stderr)
    assert re.search(r"\| +pydantic\n", second.stderr)
    assert not re.search(r"\| +(manim|av|cairo|PIL|rich|typst|scipy)\n", second.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing_half_written(jobs: str, folder: Path) -> None:
    command = [sys.executable, "-m", "convscenes", "render", ".", "-qh", "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        clips = folder / ".convscenes" / "clips"
        while process.poll() is None and not any(clips.glob(".*")):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, output = process.communicate()
    assert (process.returncode, output) == (130, "Interrupted.\n")
    assert not (folder / "media").exists()
    assert not list(clips.glob(".*"))


@pytest.mark.slow
def test_engines_and_frame_rates_are_chosen(folder: Path) -> None:
    held, constant, stock = (
        ["-o", "held.mp4"],
        ["-o", "constant.mp4", "--constant-frame-rate"],
        ["-o", "stock.mp4", "--engine", "stock"],
    )
    for options in (held, constant, stock):
        command = [sys.executable, "-m", "convscenes", "render", "a.yaml", "-ql", "--fps", "5", *options]
        subprocess.run(command, check=True, capture_output=True)
    counts = {}
    for name in ("held", "constant", "stock"):
        with av.open(str(folder / f"{name}.mp4")) as container:
            counts[name] = sum(1 for _ in container.decode(video=0))
    assert counts["constant"] > counts["held"] == counts["stock"]


def test_a_dark_theme_without_a_background_is_told(folder: Path, drawn: list[Job]) -> None:
    (folder / "b.yaml").write_text(SCATTER + "theme: dark\n", encoding="utf-8")
    (folder / "all.yaml").write_text("playlist: [a.yaml, b.yaml]\n", encoding="utf-8")
    (folder / "light.yaml").write_text("theme: light\nplaylist: [a.yaml, b.yaml]\n", encoding="utf-8")
    told = (
        "b.yaml: its theme is dark, hard to see on white without a background; "
        "--theme light is for white pages.\n"
    )
    assert render("all.yaml", "--format", "webm", "--transparent").stderr == told
    assert render("b.yaml", "--format", "png", "--transparent").stderr == told
    for arguments in (["light.yaml"], ["a.yaml"], ["all.yaml", "--theme", "dark"]):
        assert render(*arguments, "--format", "webm", "--transparent").stderr == "", arguments
    assert drawn
