"""Figures: what the video shows at a beat's end, as vectors, the same bytes always and everywhere."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import typst
from PIL import Image

from convscenes.errors import RenderError, UsageError
from convscenes.rendering.figure import figure, figures
from convscenes.rendering.frames.sinks import Frames
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.plan import figures_of
from convscenes.rendering.tasks.packed import PackedStory
from convscenes.rendering.tasks.stills import Stills
from convscenes.stories import Story, load_story
from tests.conftest import SHIPPED
from tests.rendering.conftest import DrawWith, Failing
from tests.rendering.drawing import record


@pytest.mark.usefixtures("draws")
def test_every_beat_unless_named(story: Story) -> None:
    assert figures(story, Path("all")) == [Path(f"all/{name}.svg") for name in ("come", "move", "fade")]
    assert figures(story, Path("some"), ["fade", "come"], format="pdf") == [
        Path(f"some/{name}.pdf") for name in ("come", "fade")
    ]
    assert sorted(path.name for path in Path("some").iterdir()) == ["come.pdf", "fade.pdf"]


def test_several_beats_in_one_file_are_pages_or_a_contact_sheet() -> None:
    story = load_story(SHIPPED[0].parent / "07-scatter.yaml")
    figure(story, Path("one.svg"), ["maps"])
    for name in ("pages.pdf", "sheet.svg"):
        figure(story, Path(name), ["overlap", "maps"])
    assert len(re.findall(rb"/Type\s*/Page\b", Path("pages.pdf").read_bytes())) == 2
    sheet = Path("sheet.svg").read_text(encoding="utf-8")
    assert 0 < sheet.index("07-scatter-maps-") < sheet.index("07-scatter-overlap-")
    assert "07-scatter-stamp-2-" not in sheet
    figures(story, Path(), ["maps"])
    assert Path("one.svg").read_bytes() == Path("maps.svg").read_bytes()
    with pytest.raises(UsageError, match=r'the suffix of a\.tiff: no "tiff"\. There are: svg, pdf, png\.'):
        figure(story, Path("a.tiff"), ["maps"])


@pytest.mark.usefixtures("draws")
def test_a_png_is_the_video_s_frame(story: Story, options: Options) -> None:
    frames = Frames()
    times = record(story, options, frames)
    figures = figures_of(story, None, "png", Path())
    Stills(PackedStory.of(story), options, figures).make(lambda *_: None)
    paths = {figure.beat: figure.path for figure in figures}
    for time in times:
        with Image.open(paths[time.beat.name]) as image:
            np.testing.assert_array_equal(np.array(image), frames.pictures[time.end - 1][..., :3])


@pytest.mark.usefixtures("draws")
def test_a_transparent_png_has_no_background(story: Story) -> None:
    path = Path("come.png")
    figure(story, path, ["come"], options=Options.of("low", "png", transparent=True))
    with Image.open(path) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((0, 0)) == (0, 0, 0, 0)
        assert image.getpixel((247, 240)) == (255, 0, 0, 255)


@pytest.mark.usefixtures("draws")
def test_mistakes_say_what_there_is(story: Story) -> None:
    with pytest.raises(
        UsageError,
        match=r'beat of 01-squares: no "moves"\. Did you mean "move"\? There are: come, move, fade\.',
    ):
        figures(story, Path("out"), ["come", "moves"])
    with pytest.raises(UsageError, match=r'format: no "tiff"\. There are: svg, pdf, png\.'):
        figures(story, Path("out"), format="tiff")
    assert not Path("out").exists()


def test_all_or_nothing(story: Story, draws: DrawWith) -> None:
    draws(Failing)
    with pytest.raises(RenderError, match="beat move"):
        figures(story, Path("out"))
    assert list(Path("out").iterdir()) == []


def rasterised(svg: str, size: Quality) -> np.ndarray:
    """Return an SVG as pixels, by Typst's rasteriser, which is not Cairo."""
    page = (
        f"#set page(width: {size.width}pt, height: {size.height}pt, margin: 0pt)\n"
        f'#place(image(bytes(sys.inputs.svg), format: "svg", width: {size.width}pt))'
    )
    png = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": svg})
    return np.array(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.slow
def test_the_svg_is_the_video_s_frame(shipped: Path) -> None:
    """At each beat of each shipped spec, figure and video have the same pixels."""
    story, size = load_story(shipped), Quality(640, 360, 1)
    frames = Frames()
    times = record(story, Options(size), frames)
    for time, path in zip(times, figures(story, Path()), strict=True):
        svg = rasterised(path.read_text(encoding="utf-8"), size)
        apart = np.abs(svg - frames.pictures[time.end - 1][..., :3]).max(axis=-1)
        # Two rasterisers disagree by some shades about edges, by more where hairlines meet; a numeral that is
        # missing, or off by a pixel, is 200 off in dozens of places.
        assert apart.mean() < 1.5, time.beat.name
        assert (apart > 100).sum() < 8, time.beat.name


def test_a_shipped_figure_is_short() -> None:
    """Its text, cells and numerals are references; when each was a path, the file had 145 KB."""
    story = load_story(SHIPPED[0].parent / "06-matrix-transpose.yaml")
    (path,) = figures(story, Path("short"), ["whole"])
    svg = path.read_text(encoding="utf-8")
    assert path.stat().st_size < 60_000
    assert svg.count("<use") > 300
    defined = re.findall(r'<path id="(\w+)"', svg)
    assert len(set(defined)) == len(defined)
    assert set(re.findall(r'xlink:href="#(\w+)"', svg)) == set(defined)


def test_figures_on_one_page_have_no_group_in_common() -> None:
    """Neither those of one story nor those of two: its name and the beat's are in every id."""
    ids: list[str] = []
    for name in ("07-scatter", "02-kernel-slide"):
        story = load_story(SHIPPED[0].parent / f"{name}.yaml")
        beats = [beat.name for beat in story.beats[:2]]
        for path in figures(story, Path(name), beats):
            found = re.findall(r'<g id="([^"]+)"', path.read_text(encoding="utf-8"))
            assert len(found) > 2
            assert all(each.startswith(f"_{name}-{path.stem}-") for each in found)
            ids += found
    assert len(set(ids)) == len(ids)


def test_what_is_drawn_of_a_large_map_is_in_proportion_to_what_is_seen(tmp_path: Path) -> None:
    """C has 196 × 256 cells of 4 pixels and less, nine in a row not zero: alike neighbours are one shape."""
    spec = tmp_path / "large.yaml"
    spec.write_text(
        "kind: matrix-transpose\n"
        "input: {random: {shape: [16, 16], low: 1, high: 8, seed: 7}}\n"
        "kernel: [[1, 2, 4], [1, 1, 3], [1, 2, 4]]\n",
        encoding="utf-8",
    )
    story = load_story(spec)
    (path,) = figures(story, Path("large"), ["whole"])
    svg = path.read_text(encoding="utf-8")
    cells, runs = 2 * 196 * 256, 196 * 13 + 256 * 13
    assert len(re.findall("[Mm]", "".join(re.findall(r' d="(.*?)"', svg)))) < 1.2 * runs < cells / 10
    assert path.stat().st_size < 40 * runs


@pytest.mark.slow
def test_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from convscenes.rendering.figure import figures\n"
        "from convscenes.rendering.options import PICTURES\n"
        "from convscenes.stories import load_story\n"
        "story = load_story(sys.argv[1])\n"
        "for format in PICTURES:\n"
        "    figures(story, Path(sys.argv[2]), [story.beats[1].name], format=format)\n"
    )
    path = os.pathsep.join(filter(None, sys.path))
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", program, str(SHIPPED[-1]), seed], check=True, env=environment)
    names = sorted(path.name for path in Path("1").iterdir())
    assert len(names) == 3
    for name in names:
        assert Path("1", name).read_bytes() == Path("2", name).read_bytes()


@pytest.mark.usefixtures("draws")
def test_a_pdf_is_one_page_of_vectors(story: Story) -> None:
    (path,) = figures(story, Path(), ["move"], format="pdf")
    data = path.read_bytes()
    assert data.startswith(b"%PDF-1.5"), "pdfTeX warns of later versions"
    assert b"/MarkInfo" in data, "screen readers need tags"
    assert b"/Lang(en)" in data, "and a language"
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 960 540\]", data)
    assert not re.search(rb"/Subtype\s*/Image|/CreationDate|/ModDate", data)
    assert b"/Title(Two squares: Move)" in data
    assert b"/Alt(A red square: 1 < 2 & so on. It moves to the right.)" in data
