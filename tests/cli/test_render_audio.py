"""``convscenes render --audio``: which files it takes, what it prints, which mistakes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convscenes.cli import main
from tests.rendering.sounds import beeps_in, write_beeps

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\npace: 4\n"
CUES = "maps: 0\nlift-1: 0:04\noverlap: 12\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two specs and a voice."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SCATTER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SCATTER, encoding="utf-8")
    write_beeps(tmp_path / "voice.wav", 16.0, [0.0, 4.0, 12.0])
    (tmp_path / "voice.cues").write_text(CUES, encoding="utf-8")
    return tmp_path


def render(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["render", *arguments])


def test_a_dry_run_names_what_the_video_is_made_of() -> None:
    result = render("a.yaml", "--audio", "voice.wav", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"would render  {Path('media/videos/a.mp4')}",
        f"would render  {Path('media/videos/a.vtt')}",
        "from          voice.wav",
        "from          voice.cues",
        "1 spec: 1 would render.",
    ]
    assert not Path("media").exists()


def test_a_dry_run_finds_what_is_wrong() -> None:
    Path("voice.cues").write_text("maps: 0\nlift-2: 4\noverlap: 16\n", encoding="utf-8")
    result = render("a.yaml", "--audio", "voice.wav", "--dry-run")
    assert (result.exit_code, result.stdout) == (2, "1 spec: 1 wrong.\n")
    assert result.stderr.splitlines() == [
        'voice.cues:2:1: "lift-2": no such beat. Did you mean "lift-1"?',
        "voice.cues:3:10: overlap: must be before the end of the sound, 16, got 16.",
    ]


def test_a_voice_is_in_the_video() -> None:
    command = [sys.executable, "-m", "convscenes", "render", "a.yaml", "-ql", "--audio", "voice.wav"]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2))
    assert first.stdout.endswith("1 spec: 1 rendered.\n")
    assert second.stdout.endswith("1 spec: 1 up to date.\n")
    assert (first.stderr, second.stderr) == ("", "")
    assert beeps_in(Path("media/videos/a.mp4")) == pytest.approx([0, 4, 12], abs=0.002)
    captions = Path("media/videos/a.vtt").read_text(encoding="utf-8")
    for begins in ("\n00:00:00.000 --> 00:00:04.000", "\n00:00:04.000 --> ", " --> 00:00:16.000"):
        assert begins in captions


def test_beats_that_are_late_are_told_on_one_line(folder: Path) -> None:
    (folder / "near.cues").write_text("lift-1: 0.1\nmultiply-1: 0.2\n", encoding="utf-8")
    command = [sys.executable, "-m", "convscenes", "render", "a.yaml", "-ql", "--audio", "voice.wav"]
    done = subprocess.run([*command, "--cues", "near.cues"], capture_output=True, text=True, check=True)
    assert done.stderr.startswith("Warning: near.cues: 2 beats begin late, most of all multiply-1, by 0.")
    assert done.stderr.count("\n") == 1


def test_a_change_of_the_voice_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    def rounds(files: Callable[[], set[Path]]) -> Iterator[tuple[Path, ...]]:
        assert {file.name for file in files()} == {"a.yaml", "voice.wav", "voice.cues"}
        Path("voice.cues").write_text("lift-1: 5\n", encoding="utf-8")
        yield (Path("voice.cues"),)
        raise KeyboardInterrupt

    monkeypatch.setattr("convscenes.cli.commands.render.changes", rounds)
    result = render("a.yaml", "--audio", "voice.wav", "--watch", "-ql")
    assert result.stdout.splitlines()[2::3] == ["1 spec: 1 rendered."] * 2
    assert "\n00:00:05.000 --> " in Path("media/videos/a.vtt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.yaml", "b.yaml"], "Error: --audio is for one video, not for 2."),
        (["."], "Error: --audio is for one video, not for 2."),
        (["a.yaml", "--format", "gif"], "Error: audio: mp4, webm, mov have sound, not gif."),
        (["a.yaml", "-o", "a.webp"], "Error: audio: mp4, webm, mov have sound, not webp."),
        (["a.yaml", "--format", "flipbook"], "Error: audio: mp4, webm, mov have sound, not flipbook."),
        (["a.yaml", "--clips"], "Error: audio: is for a whole video, neither for clips nor for some of its"),
        (["a.yaml", "--beat", "maps"], "Error: audio: is for a whole video, neither for clips nor for some"),
        (["a.yaml", "--to", "lift-1"], "Error: audio: is for a whole video, neither for clips nor for some"),
        (["a.yaml", "--constant-frame-rate"], "Error: audio: holds follow the sound, which they cannot at"),
        (
            ["a.yaml", "--cues", "none.cues"],
            "Error: none.cues: no such file. It says when beats begin, as in",
        ),
    ],
)
def test_what_has_no_voice_is_refused(arguments: list[str], message: str) -> None:
    result = render(*arguments, "--audio", "voice.wav")
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert not Path("media").exists()


def test_cues_without_a_sound_are_refused() -> None:
    result = render("a.yaml", "--cues", "voice.cues")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: cues: they say when beats begin in a sound. Name that, too, as audio.\n",
    )
