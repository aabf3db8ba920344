"""matrix-show: the scales stand on one line below their matrices, and their numbers can be read."""

from pathlib import Path

import pytest

from convscenes.look.cells import legible_side, widest
from convscenes.scenes._base.piece import extremes
from convscenes.scenes.matrix_show import MatrixShow
from convscenes.stories import load_story

SCENES = Path(__file__).parents[2] / "scenes"


def test_every_scale_can_be_read_below_its_matrix() -> None:
    story = load_story(SCENES / "01-matrix-show.yaml")
    scene = MatrixShow(story)
    scene.prepare()
    for places in scene.arrangements:
        for name, place in places.items():
            assert place.cell >= legible_side(widest(extremes(story, name)))
        scales = [place for name, place in places.items() if name.startswith("scale")]
        matrices = [place for name, place in places.items() if name.startswith("matrix")]
        assert [place.x for place in scales] == [place.x for place in matrices]
        assert [place.rect.top for place in scales] == pytest.approx([scales[0].rect.top] * len(scales))
