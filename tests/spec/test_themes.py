"""Colours of a file: what it leaves out is its base's, and they are part of everything made with them."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from convscenes.colours.theme import PALETTES, Palette, theme_of
from convscenes.errors import SpecError, UsageError
from convscenes.rendering.options import Options
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.spec.themes import chosen_theme, read_theme
from convscenes.stories import Story

KIEL = 'base: light\nkernel: "#8e4b00"\nbackground: "#FFFFFF"\n'
COLOURS = replace(PALETTES["light"], kernel="#8E4B00", background="#FFFFFF")
SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\ntheme: colours/kiel.yaml\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("specs/colours").mkdir(parents=True)
    Path("specs/colours/kiel.yaml").write_text(KIEL, encoding="utf-8")
    Path("specs/a.yaml").write_text(SCATTER, encoding="utf-8")
    Path("specs/all.yaml").write_text("playlist: [a.yaml]\ntheme: colours/kiel.yaml\n", encoding="utf-8")


def story() -> Story:
    return Specs()[Path("specs/a.yaml")].story


def test_what_a_file_leaves_out_is_as_in_its_base() -> None:
    assert read_theme(Path("specs/colours/kiel.yaml")) == COLOURS
    assert story().presentation.theme == COLOURS
    assert story().presentation.chosen
    classes = 'base: light\nclasses: ["#86BEFA", "#EDC93A", "#F093B8"]\n'
    Path("own.yml").write_text(classes, encoding="utf-8")
    assert read_theme(Path("own.yml")) == PALETTES["light"]


def test_fills_are_those_of_the_base() -> None:
    light, own = theme_of("light"), theme_of(COLOURS)
    assert (own.fill_range, own.dim_numeral) == (light.fill_range, light.dim_numeral)
    assert own.kernel.tolist() == pytest.approx([0x8E / 255, 0x4B / 255, 0])
    assert theme_of(replace(COLOURS)) is own


def test_a_name_or_a_file_is_chosen_from_outside() -> None:
    assert chosen_theme("light") == "light"
    assert Options.of(theme="specs/colours/kiel.yaml").theme == COLOURS
    assert Options.of().theme is None
    with pytest.raises(UsageError, match=r'^theme: no "drak"\. Did you mean "dark"\?'):
        Options.of(theme="drak")
    with pytest.raises(
        SpecError, match=r'^specs/colours/kile\.yaml:1:1: no such file\. Did you mean "kiel\.yaml"'
    ):
        Options.of(theme="specs/colours/kile.yaml")


def test_options_win_over_the_spec_and_a_playlist() -> None:
    assert Options.of(theme="dark").presentation(story()).theme == "dark"
    assert Options.of(theme="dark").resolved(story()).theme == "dark"
    assert Options.of().resolved(story()).theme == COLOURS
    playlist = Specs()[Path("specs/all.yaml")].playlist
    assert playlist is not None
    assert playlist.theme == COLOURS


@pytest.mark.parametrize("spec", ["a", "all"])
def test_its_file_is_a_source(spec: str) -> None:
    assert Path("specs/colours/kiel.yaml") in Specs()[Path(f"specs/{spec}.yaml")].sources
    assert Specs()[Path("specs/all.yaml")].parts == (Path("specs/a.yaml"),)


def test_another_colour_is_another_clip() -> None:
    before = clip_keys(story(), Options.of("low"))
    assert clip_keys(story(), Options.of("low")) == before
    Path("specs/colours/kiel.yaml").write_text(KIEL.replace("8e4b00", "8E4B01"), encoding="utf-8")
    assert not set(clip_keys(story(), Options.of("low"))) & set(before)


def test_a_chosen_file_is_in_the_recipe_colour_by_colour() -> None:
    options = Options.of(theme="specs/colours/kiel.yaml")
    recipe = VideoRequest(Path("a.yaml"), Path("a.mp4"), options).recipe
    assert recipe["options"]["theme"] == asdict(COLOURS)
    assert isinstance(options.theme, Palette)
    assert hash(options) == hash(replace(options)), "it is a key of jobs"
