"""matrix-show: the scales stand on one line below their matrices, and their numbers can be read."""

from pathlib import Path

import pytest

from convscenes.look.cells import numeral_em
from convscenes.scenes.matrix_show import MatrixShow
from convscenes.stories import load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_every_scale_can_be_read_below_its_matrix() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    scene = MatrixShow(story)
    scene.prepare()
    for beat in story.beats:
        places = {name: scene.place(name, beat) for name in beat.shows}
        for name, place in places.items():
            assert numeral_em(place.size, story.notations[name].width) > 0
        matrices = {story.map(n).index: p for n, p in places.items() if story.map(n).group == "matrix"}
        scales = {story.map(n).index: p for n, p in places.items() if story.map(n).group == "scale"}
        assert all(place.x == matrices[index].x for index, place in scales.items())
        tops = [place.rect.top for place in scales.values()]
        assert tops == pytest.approx(tops[:1] * len(tops))


def test_a_picture_s_numbers_do_not_move_when_its_scale_comes() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    scene = MatrixShow(story)
    scene.prepare()
    for number in "123":
        picture, ends = story.beat(f"picture-{number}"), story.beat(f"ends-{number}")
        assert [scene.place(n, picture) for n in picture.shows] == [
            scene.place(n, ends) for n in picture.shows
        ]
