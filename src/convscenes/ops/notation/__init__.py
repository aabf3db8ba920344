"""How the numbers of a map are written: one notation and one precision for all that the map ever shows.

A number on screen comes from here: in a cell, a sentence, a table or a formula.

>>> thirds = Notation.of([1 / 3, 1, 0, -2 / 3])
>>> [thirds.text(value) for value in (1 / 3, 1, 0, -2 / 3)], thirds.mark
(['0.33', '1', '0', '−0.67'], '≈')
>>> equation((1, thirds), [[(1 / 3, thirds)]] * 3)
([['0.333'], ['0.333'], ['0.333']], '≈', '1')
"""

from convscenes.ops.notation.distinct import distinct
from convscenes.ops.notation.equation import equation
from convscenes.ops.notation.notation import Notation
from convscenes.ops.notation.numerals import width

__all__ = ["Notation", "distinct", "equation", "width"]
