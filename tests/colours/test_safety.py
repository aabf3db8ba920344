"""Pairs of colours that fail are named, and none of our own themes has one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from convscenes.colours.safety import clashes
from convscenes.colours.theme import PALETTES, rgb, theme_of


@pytest.mark.parametrize("base", PALETTES)
def test_our_own_themes_are_fine(base: str) -> None:
    assert list(clashes(theme_of(base))) == []


def test_a_contrast_worked_by_hand() -> None:
    """The WCAG's own example: #777777 on white has 4.48, which is too little by 0.02."""
    theme = theme_of(replace(PALETTES["light"], background="#FFFFFF", quiet="#777777"))
    (clash,) = clashes(theme)
    assert clash.roles == ("quiet", "background")
    assert clash.reason == "contrast of quiet and background is 4.47, must be at least 4.5."


@pytest.mark.parametrize(
    ("changed", "roles"),
    [
        ({"output": "#0B6FAE"}, {("input", "output")}),
        ({"output": "#A55F00"}, {("kernel", "output")}),
        ({"ink": "#777777"}, {("ink", "background")}),
        ({"negative": "#0B6FAE"}, {("input", "negative")}),
        ({"classes": "#86BEFA #EDC93A #86BEFA"}, {("classes", "classes")}),
        ({"classes": "#FCFBF8 #EDC93A #F093B8"}, {("background", "classes")}),
        ({"classes": "#1B1E24 #EDC93A #F093B8"}, {("classes", "ink")}),
        ({"quiet": "#AAAAAA", "input": "#A63A7F"}, {("quiet", "background"), ("input", "contribution")}),
    ],
)
def test_the_pair_that_fails_is_named(changed: dict[str, str], roles: set[tuple[str, str]]) -> None:
    found = list(clashes(theme_of(replace(PALETTES["light"], **changed))))
    assert {clash.roles for clash in found} == roles
    assert len(found) == len(roles)


def test_red_and_green_are_not_told_apart_by_everyone() -> None:
    red, green = "#A04000", "#5A6A00"
    (clash,) = clashes(
        theme_of(
            replace(PALETTES["light"], input=red, kernel=green, contribution="#0B6FAE", output="#3A2A8A")
        )
    )
    assert clash.roles == ("input", "kernel")
    assert "to eyes with deuteranopia" in clash.reason
    assert abs(rgb(red) - rgb(green)).max() > 0.2, "they differ to most"
