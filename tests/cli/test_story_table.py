"""How a story's maps look in a terminal."""

import numpy as np
import pytest
from rich.console import Console

from convscenes.cli.story_table import grid_lines, story_table
from convscenes.ops.notation import Notation
from convscenes.stories import Beat, Map, Story, Term


def printed(story: Story, width: int = 80) -> list[str]:
    console = Console(width=width, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(story_table(story, story.beats))
    return [line.rstrip() for line in capture.get().splitlines()]


def scatter_story() -> Story:
    """Two beats of a rectangular output, its cells still empty first."""
    empty = np.ma.masked_all((2, 3), dtype=int)
    landed = np.ma.masked_equal([[2, -6, 0], [14, 8, 0]], 0)
    maps = (Map("input", "input", "Input", (1, 2)), Map("output", "output", "Output", (2, 3)))
    image = np.array([[2, 3]])
    beats = (
        Beat("maps", "maps", "The value *2* goes first.", {"input": image, "output": empty}),
        Beat("stamp", "stamp-1", "It [lands].", {"input": image, "output": landed}, (), (Term("2 · K"),)),
    )
    return Story("scatter", "Stamps", "", maps, beats)


def test_a_story_is_printed_beat_by_beat() -> None:
    assert printed(scatter_story()) == [
        "Stamps",
        "scatter, 2 beats",
        "",
        "maps     The value 2 goes first.",
        "",
        "         Input 1×2   Output 2×3",
        "         2 3         · · ·",
        "                     · · ·",
        "",
        "stamp-1  It [lands].",
        "         2 · K",
        "",
        "         Input 1×2   Output 2×3",
        "         2 3          2 −6  ·",
        "                     14  8  ·",
        "",
    ]


def test_maps_that_do_not_fit_beside_each_other_go_below() -> None:
    lines = printed(scatter_story(), width=24)
    assert lines.index("         Output 2×3") > lines.index("         Input 1×2")


@pytest.mark.parametrize("shape", [(36, 64), (4, 16), (128, 128), (1, 500), (3, 5)])
def test_no_map_is_wider_than_a_terminal(shape: tuple[int, int]) -> None:
    values = np.arange(np.prod(shape)).reshape(shape)
    story = Story(
        "wide",
        "Wide",
        "",
        (Map("c", "quiet", "C", shape),),
        (Beat("maps", "rows-121-128", "", {"c": values}),),
    )
    lines = printed(story)
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 16
    assert "×".join(map(str, shape)) in "\n".join(lines)


def test_a_shortened_map_says_so_on_both_sides() -> None:
    lines = list(grid_lines(np.arange(50).reshape(5, 10), Notation(), rows=2, columns=9))
    assert lines == [" 0  1  …", "10 11  …", " ⋮  ⋮  ⋮"]


def test_a_map_that_just_fits_is_whole() -> None:
    assert list(grid_lines(np.array([[10, 20, 30]]), Notation(), columns=8)) == ["10 20 30"]


def test_numbers_are_written_as_in_the_picture_not_cut() -> None:
    values = np.array([[6172.5, 12346]])
    assert list(grid_lines(values, Notation.of(values))) == ["6172.5  12346"]


def test_a_map_that_is_rounded_says_so() -> None:
    values = np.array([[1 / 3, 0.996]])
    story = Story(
        "s", "S", "", (Map.output((1, 2), label="Output"),), (Beat("maps", "maps", "", {"output": values}),)
    )
    assert [line[6:] for line in printed(story)[-3:-1]] == ["Output 1×2 ≈", "0.333 0.996"]


def test_a_stack_is_printed_channel_below_channel() -> None:
    maps = (Map("rung", "output", "Rung", (2, 3), channels=2),)
    values = np.arange(12).reshape(2, 2, 3)
    lines = printed(Story("s", "S", "", maps, (Beat("maps", "maps", "", {"rung": values}),)))
    assert [line[6:] for line in lines[-6:-1]] == [
        "Rung 2×3×2",
        " 0  1  2",
        " 3  4  5",
        " 6  7  8",
        " 9 10 11",
    ]
