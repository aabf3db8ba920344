"""Stamps that overlap unevenly print a checkerboard; even overlap may not, and resizing first never does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Pattern, ScatterStep, resize_convolve
from convscenes.ops.numerals import equals, numeral
from convscenes.ops.shown import constant_pattern, nearest, scatter_steps
from convscenes.spec import OverlapFields, Setting
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.story import Beat, Map, Story, Term
from convscenes.stories._base.sums import added
from convscenes.stories._base.wording import bracketed, counted, listed, times

LABELS = {
    "input": "Input",
    "stamps": "Stamps",
    "counts": "Stamps per cell",
    "weighted": "Weighted stamps",
    "output": "Output",
    "down": "Down",
    "square": "Across × down",
    "picture": "Constant picture",
    "kernel": "Kernel",
    "enlarged": "Enlarged",
    "resized": "Resized first",
}
"""What the maps are called, in the order in which they come."""
SINGLE_STAMPS = 2
"""Stamps that have a beat to themselves."""
LISTED = 4
"""Different values up to which a caption lists them."""
WRITTEN = 4
"""Weights up to which their sum is written in full."""


class Fields(OverlapFields):
    """The overlap of stamps, counted in one dimension and in two, and what it prints."""

    kind: Literal["checkerboard"]
    label_names: ClassVar[tuple[str, ...]] = tuple(LABELS)


def build_story(fields: Fields) -> Story:
    """Return the story: stamps in a row; other settings; unequal weights; two dimensions; what helps."""
    setting, shape = fields.setting, (fields.size, fields.size)
    even = setting.pattern(fields.size).even
    maps = tuple(_maps(fields))
    return Story.of(
        fields,
        title="Even overlap leaves a constant picture even"
        if even
        else "Uneven overlap prints a checkerboard",
        description=f"Stamps of {setting.kernel_size} cells, {setting.stride} apart, overlap "
        f"{'evenly' if even else 'unevenly'}: what that makes of a constant {times(shape)} picture, "
        "beside other kernel sizes and a convolution of the enlarged picture.",
        maps=maps,
        beats=_beats(fields, maps),
    )


def _maps(fields: Fields) -> Iterator[Map]:
    """Yield every map; the labels of those that belong to a setting say which."""
    words = LABELS | fields.labels
    size, setting, weighted = fields.size, fields.setting, _weighing(fields)
    side, enlarged = setting.length(size), size * fields.stride
    yield Map("input", "input", words["input"], (size, 1))
    yield Map("stamps", "contribution", words["stamps"], (size, side))
    for one in dict.fromkeys((*fields.settings, weighted)):
        label = f"{words['counts']}, {one.words}"
        yield Map(_counts(one), "contribution", label, (1, one.length(size)))
    yield Map("weighted", "contribution", words["weighted"], (size, weighted.length(size)))
    yield Map("sums", "output", words["output"], (1, weighted.length(size)))
    yield Map("down", "contribution", words["down"], (side, 1))
    yield Map("square", "contribution", words["square"], (side, side))
    yield Map("picture", "input", words["picture"], (size, size))
    yield Map("kernel", "kernel", words["kernel"], (setting.kernel_size,) * 2)
    for one in dict.fromkeys((setting, setting.even)):
        yield Map(_output(one), "output", f"{words['output']}, {one.words}", (one.length(size),) * 2)
    yield Map("enlarged", "input", words["enlarged"], (enlarged, enlarged))
    label = f"{words['resized']}, k = {setting.kernel_size}"
    yield Map(_resized(setting), "output", label, (enlarged - setting.kernel_size + 1,) * 2)


def _counts(setting: Setting) -> str:
    """Return the name of the map that counts stamps."""
    return f"counts-{setting.kernel_size}-{setting.stride}"


def _output(setting: Setting) -> str:
    """Return the name of what the constant picture becomes."""
    return f"output-{setting.kernel_size}-{setting.stride}"


def _resized(setting: Setting) -> str:
    """Return the name of what the enlarged picture becomes."""
    return f"resized-{setting.kernel_size}"


def _weighing(fields: Fields) -> Setting:
    """Return the setting of the row of weights."""
    return Setting(len(fields.row), fields.stride)


def _beats(fields: Fields, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    _count(builder, fields)
    _compare(builder, fields)
    _weigh(builder, fields)
    _multiply(builder, fields)
    _remedy(builder, fields)
    return builder.beats


def _count(builder: StoryBuilder, fields: Fields) -> None:
    """Tell how stamps land one after the other, and what their counts become away from the border."""
    setting, size = fields.setting, fields.size
    cells, apart = counted(setting.kernel_size, "cell"), counted(setting.stride, "cell")
    counts, pattern = _counts(setting), setting.pattern(size)
    builder.show("input", np.ones((size, 1), np.int64))
    builder.show("stamps", empty((size, setting.length(size)), np.int64))
    builder.show(counts, np.zeros((1, setting.length(size)), np.int64))
    opening = f"Each input value lands a stamp of *{cells}*, *{apart}* further on."
    builder.beat("maps", opening)
    weights = np.ones(setting.kernel_size, np.int64)
    steps = list(scatter_steps(np.ones(size, np.int64), weights, stride=setting.stride))
    first, second, *rest = steps
    _land(builder, counts, first)
    builder.beat("stamp", f"The first stamp touches *{cells}* once.", name="stamp-1", steps=[first])
    _land(builder, counts, second)
    builder.beat("stamp", _overlapping(second), name="stamp-2", steps=[second])
    if rest:
        _land(builder, counts, *rest)
        builder.beat("stamps", "Stamp by stamp, the counts *add up*.", steps=rest)
    builder.beat("inside", _repeating(setting, pattern), steps=[pattern])


def _land(builder: StoryBuilder, counts: str, *steps: ScatterStep) -> None:
    """Write the steps' stamps, each into its row, and what they leave in the counts."""
    for step in steps:
        builder.shows["stamps"][step.index[0], step.cols] = step.stamp
        builder.shows[counts][0, step.cols] = step.after


def _overlapping(step: ScatterStep) -> str:
    shared = int(np.count_nonzero(step.touched))
    if not shared:
        return "The second stamp overlaps *no cell* of the first."
    return f"The second overlaps it in *{counted(shared, 'cell')}*, now touched twice."


def _repeating(setting: Setting, pattern: Pattern) -> str:
    """Say what the counts are away from the border, and why."""
    k, s = setting.kernel_size, setting.stride
    if pattern.even:
        return f"Away from the border *always {_values(pattern.phases)}*: stride {s} divides kernel size {k}."
    period = list(map(numeral, pattern.period))
    again = ", ".join(period * 2) if len(period) <= LISTED else f"{_values(pattern.phases)}, again and again"
    return f"Away from the border *{again}*: stride {s} does not divide kernel size {k}."


def _compare(builder: StoryBuilder, fields: Fields) -> None:
    """Tell which of several settings overlap evenly."""
    if len(fields.settings) == 1:
        return
    builder.hide("input", "stamps")
    patterns = [setting.pattern(fields.size) for setting in fields.settings]
    for setting, pattern in zip(fields.settings, patterns, strict=True):
        builder.show(_counts(setting), pattern.output[None])
    even = [s for s, pattern in zip(fields.settings, patterns, strict=True) if pattern.even]
    builder.beat("compare", _verdict(fields.settings, even), steps=patterns)


def _verdict(settings: tuple[Setting, ...], even: list[Setting]) -> str:
    if len(even) == len(settings):
        return "*All* of these are even: the stride divides every kernel size."
    if not even:
        return "*None* of these is even: the stride divides no kernel size."
    if len({setting.stride for setting in settings}) > 1:
        return "Even *only where* the stride s divides the kernel size k."
    sizes = listed([str(setting.kernel_size) for setting in even])
    noun = "kernel size" if len(even) == 1 else "kernel sizes"
    return f"Even only for {noun} *{sizes}*, which stride {settings[0].stride} divides."


def _weigh(builder: StoryBuilder, fields: Fields) -> None:
    """Tell that even overlap is not enough: the weights that meet in a cell must add up to the same."""
    setting, size, stride = _weighing(fields), fields.size, fields.stride
    pattern = constant_pattern((size,), fields.row, stride=stride)
    steps = list(scatter_steps(np.ones(size, np.int64), fields.row, stride=stride))
    builder.hide(*builder.shows)
    builder.show("input", np.ones((size, 1), np.int64))
    builder.show("weighted", empty((size, setting.length(size)), fields.row.dtype))
    for step in steps:
        builder.shows["weighted"][step.index[0], step.cols] = step.stamp
    builder.show(_counts(setting), setting.pattern(size).output[None])
    caption = "But even overlap is *not enough*: the weights matter too."
    builder.beat("weigh", caption, steps=steps)
    builder.show("sums", pattern.output[None])
    apart, sums = counted(stride, "cell"), _values(pattern.phases)
    caption = (
        f"Weights {apart} apart all add up to *{sums}*: these print no pattern."
        if pattern.even
        else f"Weights {apart} apart add up to *{sums}*: a pattern again."
    )
    builder.beat("sum", caption, steps=[pattern], formula=_phase_sums(fields.row, pattern))


def _phase_sums(row: NDArray[Any], pattern: Pattern) -> tuple[Term, ...]:
    """Return the least and the greatest sum of the weights that meet, in full; nothing where too long."""
    stride = len(pattern.phases)
    if not stride < len(row) <= WRITTEN * stride:
        return ()
    terms: list[Term] = []
    start = pattern.inside[0].start
    least, greatest = int(pattern.phases.argmin()), int(pattern.phases.argmax())
    for phase in (least, greatest) if least != greatest else (0, 1):
        total, weights = pattern.phases[phase], row[phase::stride]
        cell = (0, start + (phase - start) % stride)
        terms += [Term("and")] * bool(terms) + [Term(numeral(total), "output", cell)]
        terms.append(Term(equals(total, *weights)))
        terms += added(
            Term(bracketed(weight, first=not at), "contribution") for at, weight in enumerate(weights)
        )
    return tuple(terms)


def _multiply(builder: StoryBuilder, fields: Fields) -> None:
    """Tell how the counts of both axes multiply, and that a constant picture shows them."""
    setting, size = fields.setting, fields.size
    pattern, square = setting.pattern(size), setting.pattern(size, size)
    builder.hide(*builder.shows)
    builder.show(_counts(setting), pattern.output[None])
    builder.show("down", pattern.output[:, None])
    builder.show("square", square.output)
    most = pattern.phases.max()
    formula = (
        Term(numeral(square.phases.max()), "contribution"),
        Term("="),
        Term(numeral(most), "contribution"),
        Term("×"),
        Term(numeral(most), "contribution"),
    )
    values, even = _values(square.phases), square.even
    shown = "even inside" if even else "a checkerboard"
    board = f"{values} in every cell inside" if even else f"a checkerboard of {values}"
    caption = f"In two dimensions, counts across and down *multiply*: {board}."
    builder.beat("multiply", caption, steps=[square], formula=formula)
    builder.hide(*builder.shows)
    builder.show("picture", np.ones((size, size), np.int64))
    builder.show("kernel", np.ones((setting.kernel_size,) * 2, np.int64))
    builder.show(_output(setting), square.output)
    builder.beat(
        "picture",
        f"A *constant* picture, equal weights: the output is {shown}.",
    )


def _remedy(builder: StoryBuilder, fields: Fields) -> None:
    """Tell what helps: a kernel size that the stride divides, and resizing before an ordinary convolution."""
    setting, size, scale = fields.setting, fields.size, fields.stride
    builder.hide("picture", "kernel")
    if setting.even != setting:
        pattern = setting.even.pattern(size, size)
        border = "in every cell" if len(np.unique(pattern.output)) == 1 else "except at the border"
        caption = f"Kernel size *{setting.even.kernel_size}*, equal weights: even, {border}."
        builder.show(_output(setting.even), pattern.output)
        builder.beat("even", caption, steps=[pattern])
    picture, kernel = np.ones((size, size), np.int64), np.ones((setting.kernel_size,) * 2, np.int64)
    enlarged = nearest(picture, scale)
    builder.show("enlarged", enlarged)
    caption = f"Or enlarge first: every value fills *{times((scale, scale))}* cells."
    builder.beat("enlarge", caption)
    builder.hide("enlarged")
    builder.show(_resized(setting), resize_convolve(picture, kernel, scale=scale))
    caption = f"Then convolve: every window is *full*, every sum is {kernel.size}."
    builder.beat("resize", caption)
    builder.beat(
        "together",
        _closing(setting),
        formula=tuple(_verdicts(setting, size, builder.shows[_resized(setting)])),
    )


def _verdicts(setting: Setting, size: int, resized: NDArray[Any]) -> Iterator[Term]:
    """Yield for every panel whether its inside is even, and the values there."""
    for one in dict.fromkeys((setting, setting.even)):
        pattern = one.pattern(size, size)
        inside = "even" if len(np.unique(pattern.output)) == 1 else "even inside"
        yield Term(f"{inside if pattern.even else 'uneven'}: {_values(pattern.phases)}", "output")
    yield Term(f"even: {_values(resized)}", "output")


def _closing(setting: Setting) -> str:
    if setting.even == setting:
        return "In a constant picture, even overlap *may* print a pattern, resizing first *cannot*."
    return "A constant picture: uneven overlap *prints* a pattern, even *may*, resizing first *cannot*."


def _values(values: Any) -> str:
    """Return the different ones of some values: all of few, else the least and the greatest."""
    different = list(map(numeral, np.unique(values)))
    return listed(different) if len(different) <= LISTED else f"{different[0]} to {different[-1]}"
