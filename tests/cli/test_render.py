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
from convscenes.errors import RenderError
from convscenes.rendering.options import QUALITIES, Options
from convscenes.stories import Story

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"
DRAW = "convscenes.rendering.requests.request.make"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(SCATTER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Options]]:
    """Collect what would be drawn; write one word instead of a video."""
    calls: list[tuple[str, Options]] = []

    def draw(
        _story: Story, path: Path, options: Options, _progress: Callable[[int, int], None]
    ) -> tuple[Path]:
        calls.append((path.as_posix(), options))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("video", encoding="utf-8")
        return (path,)

    monkeypatch.setattr(DRAW, draw)
    return calls


def render(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["render", *arguments])


def test_videos_go_beside_each_other_and_are_named(drawn: list[tuple[str, Options]]) -> None:
    result = render(".")
    assert [path for path, _ in drawn] == ["media/videos/a.mp4", "media/videos/b.mp4"]
    assert result.stdout.splitlines() == [
        f"rendered      {Path('media/videos/a.mp4')}",
        f"rendered      {Path('media/videos/b.mp4')}",
        "2 specs: 2 rendered.",
    ]


def test_what_is_up_to_date_is_left_alone_unless_forced(
    folder: Path, drawn: list[tuple[str, Options]]
) -> None:
    render(".")
    (folder / "b.yaml").write_text(SCATTER + "stride: 2\n", encoding="utf-8")
    result = render(".")
    assert [path for path, _ in drawn[2:]] == ["media/videos/b.mp4"]
    assert result.stdout.endswith("2 specs: 1 up to date, 1 rendered.\n")
    render(".", "--force")
    assert len(drawn) == 5


def test_a_dry_run_draws_nothing(drawn: list[tuple[str, Options]], folder: Path) -> None:
    render("a.yaml")
    (folder / "c.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    result = render(".", "--dry-run")
    assert len(drawn) == 1
    assert result.stdout.splitlines() == [
        f"up to date    {Path('media/videos/a.mp4')}",
        f"would render  {Path('media/videos/b.mp4')}",
        "3 specs: 1 up to date, 1 would render, 1 wrong.",
    ]
    assert (result.exit_code, result.stderr) == (2, "c.yaml:4:9: stride: must be at least 1, got 0.\n")


@pytest.mark.parametrize("arguments", [["--dry-run"], [], ["--jobs", "2"]])
def test_a_playlist_with_wrong_parts_names_them_all_and_draws_nothing(
    arguments: list[str], drawn: list[tuple[str, Options]], folder: Path
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
def test_quality(
    arguments: list[str], size: tuple[int, int], fps: int, drawn: list[tuple[str, Options]]
) -> None:
    assert render("a.yaml", *arguments).exit_code == 0
    ((_, options),) = drawn
    assert ((options.quality.width, options.quality.height), options.frame_rate) == (size, fps)


def test_a_flip_book_is_a_webp_of_its_own_or_a_gif(drawn: list[tuple[str, Options]]) -> None:
    assert render("a.yaml", "b.yaml", "--format", "flipbook").exit_code == 0
    assert render("a.yaml", "--format", "flipbook", "-o", "steps.gif").exit_code == 0
    assert [(path, options.format) for path, options in drawn] == [
        ("media/flipbooks/a.webp", "flipbook"),
        ("media/flipbooks/b.webp", "flipbook"),
        ("steps.gif", "flipbook-gif"),
    ]


@pytest.mark.parametrize("name", ["talk.webm", "last.png", "a.GIF"])
def test_a_file_name_sets_the_format(name: str, drawn: list[tuple[str, Options]]) -> None:
    assert render("a.yaml", "-o", name).exit_code == 0
    assert [(path, options.format) for path, options in drawn] == [(name, name.lower().split(".")[1])]


def test_theme_and_ground(drawn: list[tuple[str, Options]]) -> None:
    render("a.yaml", "--theme", "light", "--transparent", "--format", "mov", "-o", "out")
    assert [(path, o.theme, o.transparent) for path, o in drawn] == [("out/a.mov", "light", True)]


def test_a_playlist_as_gifs_is_its_parts(folder: Path, drawn: list[tuple[str, Options]]) -> None:
    (folder / "both.yaml").write_text("playlist: [{card: Both}, a.yaml, b.yaml]\n", encoding="utf-8")
    assert render(".", "--format", "gif", "--quiet").output == ""
    assert [path for path, _ in drawn] == ["media/videos/a.gif", "media/videos/b.gif"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.yaml", "b.yaml", "-o", "both.mp4"], "Error: both.mp4: one file cannot hold 2 results."),
        (["a.yaml", "-o", "a.avi"], 'Error: the suffix of a.avi: no "avi".'),
        (["a.yaml", "-o", "a.mp4", "--format", "gif"], "Error: a.mp4 does not end in .gif"),
        (["a.yaml", "--transparent"], "Error: mp4 cannot be transparent"),
        (["a.yaml", "--fps", "0"], "Error: fps: must be 1 to 120"),
        (["a.yaml", "-qx"], "Error: Invalid value for '-q'"),
        (["a.yaml", "--jobs", "0"], "Error: Invalid value for '--jobs'"),
        ([], "Error: Missing argument 'SPEC...'"),
    ],
)
def test_a_request_that_makes_no_sense(
    arguments: list[str], said: str, drawn: list[tuple[str, Options]]
) -> None:
    result = render(*arguments)
    assert (result.exit_code, drawn) == (2, [])
    assert said in result.stderr


def test_a_batch_goes_on_past_a_failed_render(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(story: Story, path: Path, *_: object) -> tuple[Path]:
        if story.name == "a":
            raise RenderError("a, beat maps: it broke")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        return (path,)

    monkeypatch.setattr(DRAW, draw)
    result = render(".")
    assert (result.exit_code, result.stderr) == (1, "Error: a, beat maps: it broke\n")
    assert result.stdout.endswith("2 specs: 1 rendered, 1 failed.\n")


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*_: object) -> tuple[Path]:
        raise KeyboardInterrupt

    monkeypatch.setattr(DRAW, draw)
    result = render(".")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrupted.\n")


def test_watching_renders_what_a_change_touches(
    folder: Path, drawn: list[tuple[str, Options]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.yaml").write_text(SCATTER.replace("[[2, 3]]", "{file: x.npy}"), encoding="utf-8")

    def rounds(files: Callable[[], set[Path]]) -> Iterator[tuple[Path, ...]]:
        assert {file.name for file in files()} == {"a.yaml", "b.yaml"}
        (folder / "a.yaml").write_text(SCATTER + "stride: 2\n", encoding="utf-8")
        yield (Path("a.yaml"),)
        raise KeyboardInterrupt

    monkeypatch.setattr("convscenes.cli.commands.render.changes", rounds)
    result = render(".", "--watch")
    assert [path for path, _ in drawn] == ["media/videos/a.mp4", "media/videos/a.mp4"]
    assert result.stdout.splitlines()[1::2] == ["2 specs: 1 rendered, 1 wrong.", "1 spec: 1 rendered."]
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
        videos = folder / "media" / "videos"
        while process.poll() is None and not any(videos.glob(".*")):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (130, "Interrupted.\n")
    assert list(videos.iterdir()) == []


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
