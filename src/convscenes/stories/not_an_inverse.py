"""A transposed convolution brings the shape back, not the values; what would invert is something else."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import field_validator

from convscenes.errors import UsageError
from convscenes.ops import convolution_matrix
from convscenes.ops.shown import convolve, least_squares, transposed_convolve
from convscenes.spec import Fault, MatrixFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Points
from convscenes.stories._base.story import Story

CLOSE = 1e-6
"""How much values may differ that count as the same, after all are rounded."""


class Fields(MatrixFields):
    """A convolution whose result is taken back: by its transpose, and by least squares."""

    kind: Literal["not-an-inverse"]
    synonyms: ClassVar[tuple[str, ...]] = ("inverse", "notinverse", "deconvolve", "roundtrip", "leastsquares")
    refused: ClassVar[frozenset[str]] = MatrixFields.refused | {"steps"}
    label_names: ClassVar[tuple[str, ...]] = ("input", "output", "back", "solved", "again")

    @field_validator("steps")
    @classmethod
    def _has_none(cls, steps: str) -> str:
        """Refuse another choice of steps."""
        if steps != cls.model_fields["steps"].default:
            raise Fault("it shows whole maps, not steps. Remove it.")
        return steps


def build_story(fields: Fields) -> Story:
    """Return the story: x, Cx, CᵀCx; how few values agree; an input of least squares, and its output."""
    operands = Operands.of(fields)
    image, kernel, arguments = operands.image, operands.kernel, operands.arguments
    output = convolve(image, kernel, **arguments)
    back = _back(operands, output)
    solved = least_squares(output, kernel, image.shape, **arguments)
    flat, words = operands.flat, fields.words
    maps = (
        Map.input(operands.image_shape, flat=flat),
        Map.output(operands.output_shape, flat=flat),
        Map("back", "contribution", "", operands.image_shape, flat=flat),
        Map("solved", "input", "", operands.image_shape, flat=flat),
        Map.output(operands.output_shape, "again", flat=flat),
    )
    builder = StoryBuilder(maps, words)
    builder.show("input", image)
    builder.show("output", output)
    builder.beat("forward", builder.sentence("forward", **operands.sizes()))
    builder.show("back", back)
    builder.beat("back", builder.sentence("back", **operands.sizes()))
    _compared(builder, image, back)
    builder.show("solved", solved)
    builder.beat("solve", builder.sentence("solve", **operands.sizes()))
    _checked(builder, operands, output, solved)
    return Story.of(
        fields,
        title=words.line("title"),
        description=words.line("description", **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(words),
        numbers=builder.numbers,
    )


def _back(operands: Operands, output: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the transposed convolution of the output, of the input's shape: what is missing, it pads."""
    g = operands.geometry
    rest = [
        (i + sum(pads) - d * (k - 1) - 1) % s
        for i, pads, d, k, s in zip(
            operands.image.shape, g.padding, g.dilation, operands.kernel.shape, g.stride, strict=True
        )
    ]
    return transposed_convolve(output, operands.kernel, **operands.arguments, output_padding=rest)


def _compared(builder: StoryBuilder, image: np.ndarray[Any, Any], back: np.ndarray[Any, Any]) -> None:
    """Point at the values that are the same in both."""
    same = np.isclose(image, back, rtol=0, atol=CLOSE)
    points = {name: [Points.highlighted(same, "cells")] for name in ("input", "back")} if same.any() else {}
    sentence = builder.sentence("compare", same=int(np.count_nonzero(same)), values=same.size)
    builder.beat("compare", sentence, points=points)


def _checked(
    builder: StoryBuilder,
    operands: Operands,
    output: np.ndarray[Any, Any],
    solved: np.ndarray[Any, Any],
) -> None:
    """Convolve what was solved: the same output, from the input or from another one.

    Raises UsageError where it is another output: there is one with the input, so the numbers are to blame.
    """
    again = convolve(solved, operands.kernel, **operands.arguments)
    apart = float(np.abs(again - output).max())
    if apart > CLOSE * max(1.0, float(np.abs(output).max())):
        raise UsageError(f"least squares misses the output by {apart:.2g}: input and kernel differ too much.")
    builder.show("again", output)
    found = bool(np.allclose(operands.image, solved, rtol=0, atol=CLOSE))
    matrix = convolution_matrix(
        operands.image.shape, operands.kernel, **{**operands.arguments, "sparse": False}
    )
    equations, unknowns = matrix.shape
    facts = {"found": found, "equations": equations, "unknowns": unknowns}
    builder.beat("again", builder.sentence("again", **facts))
