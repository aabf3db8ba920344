"""The named size relationships R1 … R15, and which of them applies to an axis.

Source: Dumoulin & Visin, arXiv 1603.07285, numbered as there; the general transposed size is the ONNX
operator's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from convscenes.ops.arguments import Pair

_TOKEN = re.compile(r"[⌊(]*(?P<letter>[a-z]′?(?:_[ab])?)[)⌋]*|[⌊(]*\d+[)⌋]*|\S")
_FACTORS = re.compile(r"(?<=[\w)′])(?=\()|(?<=\d)(?=[a-z])")
"""Where a product has no sign: before a bracket, and between a number and a letter."""


@dataclass(frozen=True)
class Relationship:
    """A published rule for an output size: its name and its formula, primes for the transposed operation.

    >>> rule = Relationship("R6", "o = ⌊(i + 2p − k)/s⌋ + 1")
    >>> "".join(text for text, _ in rule.filled_in({"i": 5, "p": 1, "k": 3, "s": 2}))
    '⌊(5+2×1−3)/2⌋+1'
    """

    name: str
    formula: str

    def filled_in(self, numbers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
        """Return the right-hand side with ``numbers`` for its letters: each text with the letter it replaces.

        Signs and the formula's own numbers replace none. Raises KeyError for a letter without a number.

        >>> doubling = transposed_relationship(4, 2, (1, 1), 1, output_padding=0)
        >>> " ".join(text for text, _ in doubling.filled_in({"s": 2, "i′": 4, "k": 4, "p": 1}))
        '2 × (4 − 1) + 4 − 2 × 1'
        """
        spaced = _FACTORS.sub(" × ", self.formula.split(" = ")[1])
        found = ((match.group(), match["letter"] or "") for match in _TOKEN.finditer(spaced))
        return tuple(
            (text.replace(letter, str(numbers[letter])) if letter else text, letter) for text, letter in found
        )


def convolution_relationship(kernel: int, stride: int, padding: Pair, dilation: int) -> Relationship:
    """Return the most specific relationship that holds for one axis of a convolution.

    >>> convolution_relationship(3, 2, (1, 1), 1)
    Relationship(name='R6', formula='o = ⌊(i + 2p − k)/s⌋ + 1')
    """
    both = _both_sides(padding)
    if dilation > 1:
        return Relationship("R15", f"o = ⌊(i{_plus(both)} − k − (k − 1)(d − 1))/s⌋ + 1")
    if stride > 1:
        return Relationship("R6" if both else "R5", f"o = ⌊(i{_plus(both)} − k)/s⌋ + 1")
    if not both:
        return Relationship("R1", "o = i − k + 1")
    if kernel % 2 and padding == (kernel // 2, kernel // 2):
        return Relationship("R3", "o = i")
    if padding == (kernel - 1, kernel - 1):
        return Relationship("R4", "o = i + k − 1")
    return Relationship("R2", f"o = i − k{_plus(both)} + 1")


def transposed_relationship(
    kernel: int, stride: int, padding: Pair, dilation: int, output_padding: int
) -> Relationship:
    """Return the most specific relationship that holds for one axis of a transposed convolution.

    >>> transposed_relationship(3, 2, (1, 1), 1, output_padding=1)
    Relationship(name='R14', formula='o′ = s(i′ − 1) + a + k − 2p')
    """
    both = _both_sides(padding)
    if dilation > 1:
        return Relationship(
            "ONNX", f"o′ = s(i′ − 1){_plus('a' if output_padding else '')} + d(k − 1) + 1{_minus(both)}"
        )
    if output_padding:
        return Relationship("R14", f"o′ = s(i′ − 1) + a + k{_minus(both)}")
    if stride > 1:
        return Relationship("R13" if both else "R12", f"o′ = s(i′ − 1) + k{_minus(both)}")
    if not both:
        return Relationship("R8", "o′ = i′ + k − 1")
    if kernel % 2 and padding == (kernel // 2, kernel // 2):
        return Relationship("R10", "o′ = i′")
    if padding == (kernel - 1, kernel - 1):
        return Relationship("R11", "o′ = i′ − (k − 1)")
    return Relationship("R9", f"o′ = i′ + (k − 1){_minus(both)}")


def _both_sides(padding: Pair) -> str:
    """Return the sum of both paddings as text: 2p, or p_b + p_a where before and after differ."""
    if padding[0] == padding[1]:
        return "2p" if padding[0] else ""
    return "p_b + p_a"


def _plus(term: str) -> str:
    return f" + {term}" if term else ""


def _minus(term: str) -> str:
    return f" − {term.replace(' + ', ' − ')}" if term else ""
