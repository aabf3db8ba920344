"""The beats of output-size: axis by axis, the terms of the size relationship; then the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from convscenes.ops import Geometry
from convscenes.ops.measures import Span, sharing
from convscenes.ops.placements import placements
from convscenes.ops.shown import convolve, transposed_convolve
from convscenes.spec import DirectedFields, OutputPadding
from convscenes.spec.matrix import Array
from convscenes.spec.operations import Checked
from convscenes.stories._base.builder import NOTHING, StoryBuilder, empty
from convscenes.stories._base.facts import Facts
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Story, Term
from convscenes.stories.output_size.axes import Axis, axes
from convscenes.stories.output_size.derivation import complete, derived, parts
from convscenes.words import Sentence


class Fields(DirectedFields):
    """A convolution or a transposed convolution, of which the size is derived."""

    kind: Literal["output-size"]
    synonyms: ClassVar[tuple[str, ...]] = ("size", "shape", "outputshape", "formula")

    output_padding: OutputPadding = Field(
        default=(0,),
        json_schema_extra={"default": 0},
        description="Rows and columns more, at the bottom and right: of a transposed convolution, or of the "
        "way back from a convolution.",
    )

    @classmethod
    def _geometry(cls, checked: Checked) -> Geometry:
        geometry = super()._geometry(checked)
        if not checked["transposed"] and any(checked["output_padding"]):
            arguments = cls._arguments(checked)
            Geometry.transposed_convolution(geometry.output_shape, geometry.kernel_shape, **arguments)
        return geometry


def build_story(fields: Fields) -> Story:
    """Return the story: axis by axis, the terms of the relationship and the size; then the way back."""
    operands = Operands.of(fields)
    image, kernel, output = operands.image_shape, operands.kernel_shape, operands.output_shape
    flat = operands.flat
    maps = (
        Map.input(image, beyond="" if fields.transposed else "zeros", flat=flat),
        Map.kernel(kernel, flat=flat),
        Map.output(output, beyond="cut" if fields.transposed else "", flat=flat),
    )
    words = fields.words
    builder = StoryBuilder(maps, words)
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    measured = axes(operands.geometry)
    builder.beat("maps", builder.sentence("maps"), steps=[operands.geometry])
    operation, along = (transposed_convolve, _stamped) if fields.transposed else (convolve, _read)
    result = operation(operands.image, operands.kernel, **operands.arguments)
    for axis in measured:
        along(builder, axis, result if axis is measured[-1] else empty(result.shape, result.dtype))
    back = next((axis for axis in measured if axis.numbers["s"] > 1), measured[-1])
    if fields.transposed:
        _convolved_again(builder, back)
    else:
        _way_back(builder, back, _back_padding(fields, back.number))
    return Story.of(
        fields,
        title=words.line("title", transposed=fields.transposed),
        description=words.line("description", transposed=fields.transposed, **operands.sizes()),
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters(words),
        terms={"rest": words.word("measure-rest")},
    )


class _Growing:
    """The beats of one axis, in which its formula grows act by act.

    ``windows`` are the steps along the axis: windows of the input, or stamps on the output.
    """

    def __init__(self, builder: StoryBuilder, axis: Axis) -> None:
        self.builder, self.axis = builder, axis
        self.parts = parts(axis.geometry, axis.number, builder.words)
        self.acts: list[str] = []
        self.transposed = transposed = axis.geometry.transposed
        self.under = "output" if transposed else "input"
        steps = (step for step, _ in placements(axis.geometry) if step.index[1 - axis.number] == 0)
        self.windows = [Points.placed(step, "stamp" if transposed else "window") for step in steps]

    def add(
        self,
        act: str,
        total: int,
        *spans: Span,
        facts: Facts,
        points: Mapping[str, Sequence[Points]] = NOTHING,
    ) -> None:
        """Record the beat of an act: the formula so far, its ``total``, and the spans that it counts."""
        self.acts.append(act)
        self._record(act, act, facts, spans, points, derived(self.parts, self.acts, total))

    def finish(self, size: Span, facts: Facts) -> None:
        """Record the beat with the whole formula."""
        whole = complete(size.letter, self.parts, size.length)
        self._record("output", "size", facts, [size], NOTHING, whole)

    def without_kernel(self) -> Pointed:
        """Return points at all cells of all maps but the kernel."""
        return self.builder.whole(*(name for name in self.builder.shows if name != "kernel"))

    def at(self, windows: Sequence[Points]) -> Pointed:
        """Return points at these windows, and at all cells of the other maps."""
        return self.builder.whole(*self.builder.shows) | {self.under: windows}

    def _record(
        self,
        act: str,
        name: str,
        facts: Facts,
        spans: Sequence[Span],
        points: Mapping[str, Sequence[Points]],
        formula: tuple[Term, ...],
    ) -> None:
        message = f"transposed-{name}" if self.transposed else name
        self.builder.beat(
            f"measure-{act}",
            self.builder.sentence(message, **self.axis.facts, **facts),
            name=self.axis.prefix + name,
            steps=spans,
            points=points,
            formula=formula,
        )


def _read(builder: StoryBuilder, axis: Axis, output: Array) -> None:
    """Record the size of a convolution's output: input, padding, the first window, the steps that fit."""
    growing, n, found = _Growing(builder, axis), axis.numbers, axis.measures
    padded, count = axis.geometry.padded_shape[axis.number], len(found.steps)
    aside = growing.without_kernel()
    growing.add("input", n["i"], found.image, points=aside, facts={"count": n["i"]})
    if padded > n["i"]:
        zeros: Facts = {"cells": padded, **axis.padding}
        growing.add("padding", padded, *found.borders, points=aside, facts=zeros)
    left = padded - axis.span
    first = growing.at(growing.windows[:1])
    growing.add("kernel", left, found.kernel, points=first, facts={"left": left, **_span(axis)})
    stepped = growing.at(growing.windows)
    steps: Facts = {"steps": count, "stride": n["s"], "cells": left, "rest": found.rest.length}
    growing.add("stride", count, *found.steps, found.rest, points=stepped, facts=steps)
    builder.show("output", output)
    growing.finish(found.output, {"steps": count, "count": n["o"]})


def _stamped(builder: StoryBuilder, axis: Axis, output: Array) -> None:
    """Record the size of a transposed convolution's output: input, stamps, what is added and cropped."""
    growing, n, found = _Growing(builder, axis), axis.numbers, axis.measures
    growing.add("input", n["i′"], found.image, points=growing.without_kernel(), facts={"count": n["i′"]})
    apart = sum(step.length for step in found.steps)
    builder.show("output", empty(output.shape, output.dtype))
    steps: Facts = {"steps": len(found.steps), "stride": n["s"]}
    growing.add("stride", apart, *found.steps, points=growing.at(growing.windows), facts=steps)
    reach = apart + axis.span
    last = growing.at(growing.windows[-1:])
    growing.add("kernel", reach, found.kernel, points=last, facts={"reach": reach, **_span(axis)})
    if n["a"]:
        reach += n["a"]
        growing.add("extra", reach, found.rest, points=last, facts={"extra": n["a"]})
    if reach > n["o′"]:
        growing.add("padding", n["o′"], *found.borders, facts=axis.padding)
    builder.show("output", output)
    growing.finish(found.output, {"count": n["o′"]})


def _span(axis: Axis) -> Facts:
    """Return how many cells the kernel spans, and whether its dilation spreads it."""
    n = axis.numbers
    return {"spread": axis.span > n["k"], "dilation": n["d"], "kernel": n["k"], "span": axis.span}


def _back_padding(fields: Fields, axis: int) -> int:
    """Return the output padding of an axis, of two, on the way back from a convolution."""
    given = fields.output_padding
    return given[axis] if len(given) == fields.input.ndim == 2 else given[0]


def _way_back(builder: StoryBuilder, axis: Axis, extra: int) -> None:
    """Record which input sizes share the output's, and which of them the transposed convolution gives."""
    n, sizes = axis.numbers, sharing(axis.geometry, axis.number)
    restoring = axis.geometry.restoring()
    wanted = restoring.output_padding[axis.number]
    back = replace(restoring, output_padding=(extra, extra))
    size = back.output_shape[axis.number]
    facts = {"input": n["i"], "output": n["o"], "wanted": wanted, "returns": extra == wanted}
    sentence = builder.sentence("back", **_sharing(sizes), **facts)
    formula = complete("o′", parts(back, axis.number, builder.words), size) if size > 0 else ()
    _share(builder, axis, "i", n["i"], sentence, formula)


def _convolved_again(builder: StoryBuilder, axis: Axis) -> None:
    """Record which output sizes a convolution takes back to the input's; output padding picks one."""
    g, n, sizes = axis.geometry, axis.numbers, sharing(axis.geometry, axis.number)
    again = Geometry.convolution(
        g.output_shape, g.kernel_shape, stride=g.stride, padding=g.padding, dilation=g.dilation
    )
    size = again.output_shape[axis.number]
    shared = _sharing(sizes) if n["o′"] in sizes else {"sharing": "others"}
    facts = {"size": size, "input": n["i′"], "output": n["o′"], "extra": n["a"]}
    found = parts(again, axis.number, builder.words)
    renamed = [replace(p, letters="o′") if p.letters == "i" else p for p in found]
    sentence = builder.sentence("transposed-back", **shared, **facts)
    _share(builder, axis, "o′", n["o′"], sentence, complete("i′", renamed, size))


def _sharing(sizes: range) -> Facts:
    """Return which sizes share one: a single one, two of them, or more."""
    if len(sizes) == 1:
        return {"sharing": "one"}
    return {"sharing": "two" if len(sizes) == 2 else "many", "least": sizes[0], "greatest": sizes[-1]}


def _share(
    builder: StoryBuilder, axis: Axis, letter: str, own: int, sentence: Sentence, formula: tuple[Term, ...]
) -> None:
    """Record the last beat: of the sizes that share one, this and the least, or the greatest."""
    sizes = [size for size in sharing(axis.geometry, axis.number) if size != own]
    others = [Span(letter, axis.number, 0, size) for size in (*sizes[:1], *sizes[-1:])]
    mine = Span(letter, axis.number, 0, own)
    if sizes and own - sizes[0] == axis.measures.rest.length:
        spans = [others[0], Span("a", axis.number, sizes[0], own - sizes[0]), mine]
    else:
        spans = [*others[1:], mine]
    builder.beat("back", sentence, steps=spans, formula=formula)
