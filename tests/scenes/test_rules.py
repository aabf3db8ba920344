"""The rules themselves: each notices what breaks it, and what is on screen is measured rightly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import Square, VMobject

from convscenes.colours.theme import THEMES, contrast, rgb
from convscenes.look.cells import Cells
from convscenes.look.layout import Place
from convscenes.look.lettering import Lettering
from convscenes.look.matrix_grid import MatrixGrid
from convscenes.look.outline import Arrow
from convscenes.rendering.manim_backend.performance import visit
from convscenes.rendering.options import Options
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat, load_story
from tests.scenes import rules
from tests.scenes.rules import RULES, Rule
from tests.scenes.screen import Screen, Text, screen_of, screens

SCATTER = Path(__file__).parents[2] / "scenes" / "07-scatter.yaml"
DARK = THEMES["dark"]


def after(change: Callable[[SpecScene], object]) -> Screen:
    """Return what is on screen after ``scatter``'s first stamp has landed on a second, with a change."""
    seen: list[Screen] = []

    def look(scene: SpecScene, beat: Beat) -> None:
        change(scene)
        seen.append(screen_of(scene, beat, "dark"))

    visit(load_story(SCATTER), Options.of("low", theme="dark"), ["stamp-2"], look)
    return seen[0]


def grid(scene: SpecScene, name: str) -> MatrixGrid:
    return next(m for m in scene.mobjects if isinstance(m, MatrixGrid) and m.name == name)


def lettering(scene: SpecScene, words: str) -> Lettering:
    family = scene.get_mobject_family_members()
    return next(m for m in family if isinstance(m, Lettering) and m.outline.text == words)


def put(mobject: VMobject) -> Callable[[SpecScene], object]:
    return lambda scene: scene.add(mobject)


def repaint(name: str, colour: str) -> Callable[[SpecScene], object]:
    return lambda scene: lettering(scene, name).set_fill(colour)


def written_over(scene: SpecScene) -> None:
    output = grid(scene, "output")
    output.set_state(output.cells.changed(values=output.values + 1))


def unwritten(scene: SpecScene) -> None:
    assert isinstance(scene, SpecScene)
    scene.remove(*scene.stage.writing.written[""].mobjects)


def unnumbered(scene: SpecScene) -> None:
    grid(scene, "input").submobjects.pop()


def padding_around_all() -> MatrixGrid:
    cells = Cells.at(np.zeros((2, 6), int), Place(0.0, 0.0, 2.0, 2, 6), opacity=0.1)
    return MatrixGrid(cells, DARK, "quiet", style="dashed", name="padding")


BREAKS: dict[Rule, Callable[[SpecScene], object]] = {
    rules.everything_is_inside_the_frame: put(Square(1.0).move_to([7.0, 0, 0])),
    rules.no_text_lies_on_another: put(Lettering("beside", 0.3, DARK.ink, x=-6.6, y=3.3)),
    rules.no_words_lie_on_a_map: lambda scene: lettering(scene, "×").move_to(grid(scene, "kernel")),
    rules.no_map_lies_on_another: lambda scene: grid(scene, "input").move_to(grid(scene, "output")),
    rules.no_padding_lies_on_another_map: put(padding_around_all()),
    rules.arrows_and_lines_cross_no_words_and_no_other_map: put(Arrow((-6, 0), (6, 0), DARK.ink)),
    rules.arrows_point_from_one_map_to_another: put(Arrow((-6.4, -2.4), (-5.4, -2.4), DARK.ink)),
    rules.text_is_large_enough: lambda scene: lettering(scene, "*Kernel*").scale(0.7),
    rules.text_has_contrast: repaint("4×4", "#555555"),
    rules.maps_are_named_in_words: lambda scene: lettering(scene, "*Input*").shift([0, -4.0, 0]),
    rules.roles_are_apart_to_colour_blind_eyes: repaint("*Kernel*", "#56B4E9"),
    rules.maps_show_the_numbers_of_the_core: written_over,
    rules.numerals_are_those_of_the_map: unnumbered,
    rules.the_formula_is_that_of_the_beat: lambda scene: scene.remove(
        *scene.stage.writing.written[""].mobjects
    ),
    rules.title_and_caption_are_those_of_the_story: lambda scene: scene.remove(scene.caption),
}


def test_every_rule_is_tried() -> None:
    assert tuple(BREAKS) == RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_notices_what_breaks_it(rule: Rule) -> None:
    whole = next(screen for screen in screens(SCATTER, "dark") if screen.beat.name == "stamp-2")
    assert list(rule(whole)) == []
    assert list(rule(after(BREAKS[rule]))) != []


def found(screen: Screen, words: str) -> Text:
    return next(text for text in screen.texts if text.words == words)


def test_contrast_is_with_what_lies_under() -> None:
    patch = Square(2.0, fill_color="#203040", fill_opacity=0.5, stroke_width=0).move_to([0, -2, 0])
    word = Lettering("word", 0.4, rgb("#ffffff"), y=-2.0, anchor=0.5)

    def both(scene: SpecScene) -> None:
        scene.add(patch, word)

    under = (DARK.background + rgb("#203040")) / 2
    measured = found(after(both), "word")
    assert measured.contrast == pytest.approx(contrast(rgb("#ffffff"), under), rel=0.01)
    assert (measured.dimmed, measured.numeral) == (False, False)
    assert measured.em == pytest.approx(0.4 * 135)


def test_one_end_on_a_bright_patch_is_enough() -> None:
    patch = Square(1.0, fill_color="#eeeeee", fill_opacity=1.0, stroke_width=0).move_to([0.9, -2, 0])
    word = Lettering("a long word", 0.4, rgb("#ffffff"), y=-2.0, anchor=0.5)
    assert found(after(lambda scene: scene.add(patch, word)), "a long word").contrast < 1.3


def test_what_is_covered_is_not_read() -> None:
    patch = Square(1.5, fill_color="#203040", fill_opacity=1.0, stroke_width=0).move_to([0, -2, 0])
    word = Lettering("word", 0.4, rgb("#ffffff"), y=-2.0, anchor=0.5)
    assert "word" not in [text.words for text in after(lambda scene: scene.add(word, patch)).texts]
    patch.set_fill(opacity=0.5)
    assert "word" in [text.words for text in after(lambda scene: scene.add(word, patch)).texts]


def test_numerals_are_read_cell_by_cell() -> None:
    place = Place(0.0, -2.2, 0.5, 1, 3)
    cells = Cells.at(np.ma.masked_equal([[7, 0, -12]], 0), place, highlighted=[[True, True, False]])
    screen = after(put(MatrixGrid(cells, DARK, "input", name="extra")))
    mine = {text.words: text for text in screen.texts if text.group == "extra"}
    assert [(words, text.dimmed, text.numeral) for words, text in sorted(mine.items())] == [
        ("7", False, True), ("−12", True, True),
    ]  # fmt: skip
    highlighted, dim = (
        DARK.paint("input", 7 / 12, highlighted=True),
        DARK.paint("input", -1.0, highlighted=False),
    )
    assert mine["7"].contrast == pytest.approx(contrast(highlighted.numeral, highlighted.fill), rel=0.01)
    assert mine["−12"].contrast == pytest.approx(contrast(dim.numeral, dim.fill), rel=0.01)
    assert mine["7"].rect.x == pytest.approx(-0.5, abs=0.02)
