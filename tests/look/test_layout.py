"""Places: cells by hand."""

import numpy as np

from convscenes.look.layout import Place, Rect, Size


def test_centers_by_hand() -> None:
    place = Place(1.0, 2.0, 0.5, rows=2, cols=3)
    assert place.centers().tolist() == [
        [[0.5, 2.25], [1.0, 2.25], [1.5, 2.25]],
        [[0.5, 1.75], [1.0, 1.75], [1.5, 1.75]],
    ]
    assert place.centers([-1], [3])[0, 0].tolist() == [2.0, 2.75]


def test_blocks_and_subplaces_by_hand() -> None:
    place = Place(0.0, 0.0, 1.0, rows=4, cols=4)
    assert place.block([0, 2], [1, 3]) == Rect(0.5, 0.5, 3.0, 3.0)
    assert place.sub([1], [3]) == Place(1.5, 0.5, 1.0, 1, 1)
    assert np.allclose(place.sub(range(4), range(4)).centers(), place.centers())


def test_cells_wider_than_high_by_hand() -> None:
    place = Place(1.0, 2.0, 0.5, rows=2, cols=3, wide=2.0)
    assert place.size == Size(1.0, 0.5)
    assert place.centers()[1].tolist() == [[0.0, 1.75], [1.0, 1.75], [2.0, 1.75]]
    assert place.rect == Rect(1.0, 2.0, 3.0, 1.0)
    assert place.block([0], [1, 2]) == Rect(1.5, 2.25, 2.0, 0.5)
    assert place.sub([0, 1], [1]) == Place(1.0, 2.0, 0.5, 2, 1, wide=2.0)
