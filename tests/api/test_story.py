"""A story renders, draws and shows itself; functions take paths wherever they take stories."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import av
import pytest
from click.testing import CliRunner
from PIL import Image

import convscenes as cs
from convscenes.cli import main
from convscenes.spec.writing import written

SCENES = Path(__file__).parents[2] / "scenes"
SPEC = SCENES / "07-scatter.yaml"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def story() -> cs.Story:
    return cs.load(SPEC)


@pytest.fixture
def short() -> cs.Story:
    """A story of two beats."""
    return cs.story("title-card", title="Wozu? <&>", text="Ein Bild schrumpft.")


def test_its_words_and_numbers_are_at_hand(story: cs.Story) -> None:
    assert story.title == "One input value becomes nine output values"
    assert [one.name for one in story.maps] == ["input", "kernel", "output", "counts"]
    assert story.beat("stamp-2").formula_text == "7 = 4 + 3 × 1"
    assert story.description.startswith("A transposed convolution of a 2×2 input with a 3×3 kernel")
    with pytest.raises(cs.UsageError, match=r'beat of 07-scatter: no "stamp-5"\. Did you mean "stamp-4"\?'):
        story.beat("stamp-5")


def test_it_is_one_line(story: cs.Story, short: cs.Story) -> None:
    assert repr(story) == "<Story 07-scatter: One input value becomes nine output values, 8 beats>"
    assert repr(short) == "<Story title-card: Wozu? <&>, 2 beats>"
    assert repr(story.figure(["stamp-2", "maps"])) == "<Figure of 07-scatter: stamp-2, maps>"


def test_as_plain_data_it_is_what_steps_prints(story: cs.Story) -> None:
    printed = CliRunner().invoke(main, ["steps", str(SPEC), "--json"]).stdout
    assert json.loads(json.dumps(story.to_dict(), allow_nan=False)) == json.loads(printed)


@pytest.mark.parametrize("quality", ["480p", "low"])
def test_it_renders(short: cs.Story, quality: str) -> None:
    seen: list[tuple[int, int]] = []
    path = short.render("card.mp4", quality=quality, progress=lambda *each: seen.append(each))
    assert path == Path("card.mp4")
    with av.open(path) as video:
        assert (video.streams.video[0].width, video.streams.video[0].height) == (854, 480)
    assert "Ein Bild schrumpft." in Path("card.vtt").read_text(encoding="utf-8")
    assert seen[-1] == (2, 2)


def test_functions_take_stories_paths_and_fields(short: cs.Story) -> None:
    fields = {"kind": "title-card", "title": "Wozu? <&>", "text": "Ein Bild schrumpft."}
    Path("title-card.yaml").write_text(written(fields), encoding="utf-8")  # the spec is in the files
    specs = (short, Path("title-card.yaml"), "title-card.yaml", fields)
    for number, spec in enumerate(specs):
        assert cs.render(spec, f"{number}.png", quality="360p") == Path(f"{number}.png")
        assert cs.figure(spec).svg() == short.figure().svg()
    assert len({Path(f"{number}.png").read_bytes() for number in range(len(specs))}) == 1


def test_a_playlist_renders_by_its_path() -> None:
    cards = "playlist: [{card: Why}, {card: How}]\n"
    Path("talk.yaml").write_text(cards, encoding="utf-8")
    with av.open(cs.render("talk.yaml", "talk.mp4", quality="480p", fps=2)) as video:
        assert [chapter["metadata"]["title"] for chapter in video.chapters()] == ["Why", "How"]
    with pytest.raises(
        cs.SpecError, match=r"^playlist: has no story of its own\. It has no specs, only cards\.$"
    ):
        cs.load({"playlist": [{"card": "Why?"}]})


def test_a_figure_is_the_last_beat_unless_one_is_named(story: cs.Story) -> None:
    assert story.figure().beats == ("overlap",)
    assert story.figure("maps").beats == ("maps",)
    assert story.figure(story.beat("maps")).beats == ("maps",)
    assert story.figure(story.beats[:2]).beats == ("maps", "lift-1")
    assert story.figure(name for name in ["maps", "maps", "lift-1"]).beats == ("maps", "lift-1")


@pytest.mark.parametrize(
    ("beats", "message"),
    [
        ("overlpa", r'beat of 07-scatter: no "overlpa"\. Did you mean "overlap"\? There are: maps, .*'),
        (-1, r"beats: must be names of beats, got -1\."),
        (["maps", None], r"beats: must be names of beats, got nothing\."),
        ([], r"beats: none is named\."),
    ],
)
def test_what_is_no_beat_is_refused_at_once(story: cs.Story, beats: object, message: str) -> None:
    with pytest.raises(cs.UsageError, match=f"^{message}$"):
        story.figure(beats)  # type: ignore[arg-type]


def test_options_are_refused_at_once(story: cs.Story) -> None:
    with pytest.raises(cs.UsageError, match=r'^theme: no "drak"\. Did you mean "dark"\?'):
        story.figure(theme="drak")
    with pytest.raises(cs.UsageError, match=r'^quality: no "1080"\. Did you mean "1080p"\?'):
        story.figure(quality=1080)  # type: ignore[arg-type]
    with pytest.raises(cs.UsageError, match=r"^a\.svg does not end in \.pdf, the suffix of pdf\.$"):
        story.figure().save("a.svg", format="pdf")
    with pytest.raises(cs.UsageError, match=r'^format: no "jpg"\. There are: svg, pdf, png\.$'):
        story.figure().save("a", format="jpg")
    assert not list(Path().iterdir())


def test_a_figure_is_saved_as_a_file_or_a_folder(story: cs.Story) -> None:
    one, two = story.figure("maps", theme="light"), story.figure(["maps", "overlap"], quality="480p")
    assert one.save("maps.svg").read_text(encoding="utf-8") == one.svg()
    assert story.figure("maps").svg() == story.figure("maps", theme="dark").svg() != one.svg()
    assert '<rect width="1920"' in one.svg()
    assert '<rect width="1920"' not in story.figure("maps", transparent=True).svg()
    pages = two.save(Path("two.pdf")).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 2
    with Image.open(two.save("sheet.png")) as sheet:
        assert sheet.width == 854
    assert two.save("figures") == Path("figures")
    assert sorted(path.name for path in Path("figures").iterdir()) == ["maps.svg", "overlap.svg"]
    two.save("figures", format="png")
    with Image.open("figures/maps.png") as figure:
        assert figure.size == (854, 480)


def test_a_notebook_shows_a_figure(story: cs.Story) -> None:
    """One beat is its picture, several are a contact sheet; nothing is left in the folder."""
    for beats in (["stamp-2"], ["maps", "stamp-2"]):
        shown = story.figure(beats)._repr_mimebundle_(include=None, exclude=None)
        assert set(shown) == {"image/svg+xml", "text/plain"}
        assert shown["text/plain"] == repr(story.figure(beats))
        drawn = ET.fromstring(shown["image/svg+xml"])
        groups = {each.get("id", "") for each in drawn.iter(f"{SVG}g")}
        assert [beat.name for beat in story.beats if f"_07-scatter-{beat.name}-output" in groups] == beats
    assert not list(Path().iterdir())


def test_a_notebook_shows_a_story_as_a_flip_book(short: cs.Story) -> None:
    shown = short._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert shown["text/plain"] == repr(short)
    tag = r'<img src="data:image/webp;base64,(.*)" alt="([^"<>]*)" style=".*">'
    match = re.fullmatch(tag, shown["text/html"])
    assert match
    assert unescape(match[2]).startswith("Wozu? <&>: ")
    with Image.open(io.BytesIO(b64decode(match[1]))) as picture:
        assert (picture.size, picture.n_frames) == ((854, 480), 2)
    assert not list(Path().iterdir())
