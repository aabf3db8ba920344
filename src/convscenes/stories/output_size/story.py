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
from convscenes.stories._base.operands import Operands
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Map, Story, Term
from convscenes.stories._base.wording import capitalised, numbered
from convscenes.stories.output_size.axes import SIDES, Axis, axes
from convscenes.stories.output_size.derivation import complete, derived, parts

TITLES = {
    "input": "Input size",
    "padding": "Padding",
    "kernel": "Kernel",
    "stride": "Stride",
    "extra": "Output padding",
    "size": "Output size",
}
"""Names of beats for people."""


class Fields(DirectedFields):
    """A convolution or a transposed convolution, of which the size is derived."""

    kind: Literal["output-size"]
    synonyms: ClassVar[tuple[str, ...]] = ("size", "shape", "outputshape", "formula", "arithmetic")

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
    builder = StoryBuilder(maps)
    builder.show("input", operands.image)
    builder.show("kernel", operands.kernel)
    measured = axes(operands.geometry)
    opening = "How large the output gets follows from a few numbers along each axis."
    builder.beat("maps", opening, title="How large is the output?", steps=[operands.geometry])
    operation, along = (transposed_convolve, _stamped) if fields.transposed else (convolve, _read)
    result = operation(operands.image, operands.kernel, **operands.arguments)
    for axis in measured:
        along(builder, axis, result if axis is measured[-1] else empty(result.shape, result.dtype))
    back = next((axis for axis in measured if axis.numbers["s"] > 1), measured[-1])
    if fields.transposed:
        _convolved_again(builder, back)
    else:
        _way_back(builder, back, _back_padding(fields, back.number))
    direction = "a transposed convolution" if fields.transposed else "a convolution"
    return Story.of(
        fields,
        title=f"How large the output of {direction} gets",
        description=f"The size of {direction}'s output, told term by term: "
        f"{operands.times(image)} input and {operands.times(kernel)} kernel give {operands.times(output)}.",
        maps=maps,
        beats=builder.beats,
        parameters=operands.parameters,
    )


class _Growing:
    """The beats of one axis, in which its formula grows act by act.

    ``windows`` are the steps along the axis: windows of the input, or stamps on the output.
    """

    def __init__(self, builder: StoryBuilder, axis: Axis) -> None:
        self.builder, self.axis = builder, axis
        self.parts = parts(axis.geometry, axis.number)
        self.acts: list[str] = []
        transposed = axis.geometry.transposed
        self.under = "output" if transposed else "input"
        steps = (step for step, _ in placements(axis.geometry) if step.index[1 - axis.number] == 0)
        self.windows = [Points.placed(step, "stamp" if transposed else "window") for step in steps]

    def add(
        self,
        act: str,
        caption: str,
        total: int,
        *spans: Span,
        points: Mapping[str, Sequence[Points]] = NOTHING,
    ) -> None:
        """Record the beat of an act: the formula so far, its ``total``, and the spans that it counts."""
        self.acts.append(act)
        self._record(act, act, caption, spans, points, derived(self.parts, self.acts, total))

    def finish(self, caption: str, size: Span, points: Mapping[str, Sequence[Points]] = NOTHING) -> None:
        """Record the beat with the whole formula."""
        self._record(
            "output", "size", caption, [size], points, complete(size.letter, self.parts, size.length)
        )

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
        caption: str,
        spans: Sequence[Span],
        points: Mapping[str, Sequence[Points]],
        formula: tuple[Term, ...],
    ) -> None:
        self.builder.beat(
            f"measure-{act}",
            caption,
            name=self.axis.prefix + name,
            title=self.axis.title(TITLES[name]),
            steps=spans,
            points=points,
            formula=formula,
        )


def _read(builder: StoryBuilder, axis: Axis, output: Array) -> None:
    """Record the size of a convolution's output: input, padding, the first window, the steps that fit."""
    growing, n, found = _Growing(builder, axis), axis.numbers, axis.measures
    padded, count = axis.geometry.padded_shape[axis.number], len(found.steps)
    aside = growing.without_kernel()
    growing.add("input", f"{axis.has('i', n['i'])}.", n["i"], found.image, points=aside)
    if padded > n["i"]:
        zeros = f"Padding adds zeros to the *input*, {_both_ends(axis)}: *{padded}* cells to read."
        growing.add("padding", zeros, padded, *found.borders, points=aside)
    left = padded - axis.span
    laid = _laid(axis, "the first window")
    over = f"*{left}* {'is' if left == 1 else 'are'} left to move over"
    growing.add("kernel", f"{laid}, {over}.", left, found.kernel, points=growing.at(growing.windows[:1]))
    stepped = growing.at(growing.windows)
    growing.add("stride", _stepping(axis, left), count, *found.steps, found.rest, points=stepped)
    builder.show("output", output)
    more = f"The first window and *{count}* more" if count else "The first window alone"
    growing.finish(f"{more}: *{numbered(n['o'], f'output {axis.noun}')}*, by {axis.rule}.", found.output)


def _stamped(builder: StoryBuilder, axis: Axis, output: Array) -> None:
    """Record the size of a transposed convolution's output: input, stamps, what is added and cropped."""
    growing, n, found = _Growing(builder, axis), axis.numbers, axis.measures
    stamps = f"{axis.has('i′', n['i′'])}, and every value will leave a stamp."
    growing.add("input", stamps, n["i′"], found.image, points=growing.without_kernel())
    apart = sum(step.length for step in found.steps)
    builder.show("output", empty(output.shape, output.dtype))
    growing.add("stride", _spacing(axis), apart, *found.steps, points=growing.at(growing.windows))
    reach = apart + axis.span
    laid = f"{_laid(axis, 'the last stamp')}: together *{numbered(reach, 'cell')}*."
    last = growing.at(growing.windows[-1:])
    growing.add("kernel", laid, reach, found.kernel, points=last)
    if n["a"]:
        reach += n["a"]
        more = f"*a = {n['a']}* at the {axis.ends}"
        picks = f"Output padding adds {more}: it picks a size, it puts no zeros around."
        growing.add("extra", picks, reach, found.rest, points=last)
    if reach > n["o′"]:
        crop = "The direct convolution's padding does not pad here, it *crops* the output"
        growing.add("padding", f"{crop}: {_both_ends(axis)}.", n["o′"], *found.borders)
    builder.show("output", output)
    growing.finish(f"The output has *o′ = {numbered(n['o′'], axis.noun)}*, by {axis.rule}.", found.output)


def _both_ends(axis: Axis) -> str:
    before, after = axis.geometry.padding[axis.number]
    if before == after:
        return f"*p = {before}* on both sides"
    one, other = SIDES[axis.number]
    return f"*{before}* at the {one} and *{after}* at the {other}"


def _laid(axis: Axis, what: str) -> str:
    n = axis.numbers
    if n["d"] > 1:
        return f"Spread by dilation *d = {n['d']}*, {what} spans d(k − 1) + 1 = *{axis.span}* cells"
    return f"{capitalised(what)} takes *k = {numbered(n['k'], 'cell')}*"


def _stepping(axis: Axis, left: int) -> str:
    """Return the caption on how many steps of the stride fit, and the rest."""
    stride, found = axis.numbers["s"], axis.measures
    count, rest, cells = len(found.steps), found.rest.length, numbered(left, "cell")
    if not count:
        return f"No step of *s = {stride}* fits into {cells}."
    steps = f"*{numbered(count, 'step')}* of *s = {stride}* {'fits' if count == 1 else 'fit'} into {cells}"
    unread = f"; *{rest}* at the {axis.ends} {'stays' if rest == 1 else 'stay'} *unread*" if rest else ""
    return f"{steps}{unread}."


def _spacing(axis: Axis) -> str:
    """Return the caption on the stride that spaces the stamps in the output."""
    stride, count = axis.numbers["s"], len(axis.measures.steps)
    if not count:
        return f"One value leaves one stamp: there is nothing for the stride *s = {stride}* to space."
    steps = f"*{numbered(count, 'step')}* of *s = {stride}*"
    return f"The stride spaces the stamps *in the output*: {steps} to the last one."


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
    many = (
        f"Inputs of {_listed(sizes)} cells share"
        if len(sizes) > 1
        else f"Only an input of *{numbered(n['i'], 'cell')}* gives"
    )
    if size == n["i"]:
        with_or_without = f"with output padding *a = {extra}*" if extra else "without output padding"
        way = f"{with_or_without}, the way back leads to *{size}*"
    elif size < 1:
        way = f"the way back takes output padding *a = {wanted}*"
    else:
        way = f"the way back leads to *{size}*, and only with output padding *a = {wanted}* to {n['i']}"
    formula = complete("o′", parts(back, axis.number), size) if size > 0 else ()
    _share(builder, axis, "i", n["i"], f"{many} *o = {n['o']}*: {way}.", formula)


def _convolved_again(builder: StoryBuilder, axis: Axis) -> None:
    """Record which output sizes a convolution takes back to the input's; output padding picks one."""
    g, n, sizes = axis.geometry, axis.numbers, sharing(axis.geometry, axis.number)
    again = Geometry.convolution(
        g.output_shape, g.kernel_shape, stride=g.stride, padding=g.padding, dilation=g.dilation
    )
    size = again.output_shape[axis.number]
    if n["o′"] not in sizes:
        caption = (
            f"Convolved again, the output gives *{size}* cells, not *{n['i′']}*: a is not below the stride."
        )
    elif len(sizes) > 1:
        many = f"Convolved again, outputs of {_listed(sizes)} cells give *i′ = {n['i′']}*"
        caption = f"{many}: output padding *a = {n['a']}* picks *{n['o′']}*."
    else:
        caption = f"Convolved again, only an output of *{numbered(n['o′'], 'cell')}* gives *i′ = {n['i′']}*."
    renamed = [replace(p, letters="o′") if p.letters == "i" else p for p in parts(again, axis.number)]
    _share(builder, axis, "o′", n["o′"], caption, complete("i′", renamed, size))


def _share(
    builder: StoryBuilder, axis: Axis, letter: str, own: int, caption: str, formula: tuple[Term, ...]
) -> None:
    """Record the last beat: of the sizes that share one, this and the least, or the greatest."""
    sizes = [size for size in sharing(axis.geometry, axis.number) if size != own]
    others = [Span(letter, axis.number, 0, size) for size in (*sizes[:1], *sizes[-1:])]
    mine = Span(letter, axis.number, 0, own)
    if sizes and own - sizes[0] == axis.measures.rest.length:
        spans = [others[0], Span("a", axis.number, sizes[0], own - sizes[0]), mine]
    else:
        spans = [*others[1:], mine]
    builder.beat("back", caption, title="The way back", steps=spans, formula=formula)


def _listed(sizes: range) -> str:
    between = "and" if len(sizes) == 2 else "to"
    return f"*{sizes[0]}* {between} *{sizes[-1]}*"
