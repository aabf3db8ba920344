"""A size formula, term by term: its letters, their numbers, and the result so far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from convscenes.ops import Geometry
from convscenes.stories._base.maps import Role
from convscenes.stories._base.operands import SIDES
from convscenes.stories._base.story import Term
from convscenes.words import Words


@dataclass(frozen=True)
class Part:
    """A part of the formula, in letters and in numbers, and the act in which it appears."""

    letters: str
    numbers: str
    role: Role
    act: str


def parts(geometry: Geometry, axis: int, words: Words) -> list[Part]:
    """Return the parts of the size formula of ``axis``, without those that change nothing.

    >>> found = parts(Geometry.convolution((6,), (3,), stride=2), 0, Words())
    >>> " ".join(part.letters for part in found), " ".join(part.numbers for part in found)
    ('⌊( i − k )/s⌋ + 1', '⌊( 6 − 3 )/2⌋ + 1')

    Source: relationships 6, 14 and 15 of Dumoulin & Visin; the ONNX operator ConvTranspose.
    """
    made = _transposed_parts if geometry.transposed else _convolution_parts
    return made(geometry, axis, words)


def _convolution_parts(geometry: Geometry, axis: int, words: Words) -> list[Part]:
    n = geometry.numbers(axis)
    found = [Part("i", str(n["i"]), "input", "input"), *_padding(geometry, axis, words, "+")]
    if n["d"] > 1:
        span = f"− {n['d']} × ({n['k']} − 1) − 1"
        found.append(Part("− d(k − 1) − 1", span, "kernel", "kernel"))
    else:
        found.append(Part("− k", f"− {n['k']}", "kernel", "kernel"))
    if n["s"] > 1:
        found.insert(0, Part("⌊(", "⌊(", "contribution", "stride"))
        found.append(Part(")/s⌋", f")/{n['s']}⌋", "contribution", "stride"))
    return [*found, Part("+ 1", "+ 1", "output", "size")]


def _transposed_parts(geometry: Geometry, axis: int, words: Words) -> list[Part]:
    n = geometry.numbers(axis)
    image = Part("i′", str(n["i′"]), "input", "input")
    if n["s"] > 1:
        found = [
            Part("s(", f"{n['s']} × (", "contribution", "stride"),
            image,
            Part("− 1)", "− 1)", "contribution", "stride"),
        ]
    else:
        found = [image, Part("− 1", "− 1", "contribution", "stride")]
    if n["a"]:
        found.append(Part("+ a", f"+ {n['a']}", "output", "extra"))
    if n["d"] > 1:
        span = f"+ {n['d']} × ({n['k']} − 1) + 1"
        found.append(Part("+ d(k − 1) + 1", span, "kernel", "kernel"))
    else:
        found.append(Part("+ k", f"+ {n['k']}", "kernel", "kernel"))
    return [*found, *_padding(geometry, axis, words, "−")]


def _padding(geometry: Geometry, axis: int, words: Words, sign: str) -> list[Part]:
    """Return the padding of both sides, by their names where they differ; nothing where there is none."""
    before, after = geometry.padding[axis]
    if before == after:
        return [Part(f"{sign} 2p", f"{sign} 2 × {before}", "ink", "padding")] if before else []
    return [
        Part(f"{sign} {words.word(f'side-{side}')}", f"{sign} {count}", "ink", "padding")
        for side, count in zip(SIDES[axis], (before, after), strict=True)
    ]


def derived(found: Sequence[Part], acts: Collection[str], result: int) -> tuple[Term, ...]:
    """Return the parts of the ``acts`` so far, those of the last in colour, and their result.

    >>> found = parts(Geometry.convolution((6,), (3,), stride=2), 0, Words())
    >>> " ".join(term.text for term in derived(found, ["input", "kernel"], 3))
    'i − k = 6 − 3 = 3'
    """
    *_, now = acts
    chosen = [(part, part.role if part.act == now else "quiet") for part in found if part.act in acts]
    letters = [Term(part.letters, role) for part, role in chosen]
    numbers = [Term(part.numbers, role) for part, role in chosen]
    total = [Term("="), Term(str(result), "ink")] if len(numbers) > 1 else []
    return (*letters, Term("="), *numbers, *total)


def complete(head: str, found: Sequence[Part], result: int) -> tuple[Term, ...]:
    """Return the whole formula of the size ``head``, every part in colour, with its result."""
    letters = [Term(part.letters, part.role) for part in found]
    numbers = [Term(part.numbers, part.role) for part in found]
    whole = (Term(head, "output"), Term("="), *letters, Term("="), *numbers)
    return (*whole, Term("="), Term(str(result), "output"))
