"""The story of checkerboard: stamps in a row; other settings; weights; two dimensions; what helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from convscenes.ops import Pattern, ScatterStep, resize_convolve
from convscenes.ops.shown import constant_pattern, nearest, scatter_steps
from convscenes.stories._base.builder import StoryBuilder, empty
from convscenes.stories._base.maps import Map
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Story, Term
from convscenes.stories.checkerboard import facts
from convscenes.stories.checkerboard.fields import Fields, Setting
from convscenes.words import Sentence


def build_story(fields: Fields) -> Story:
    """Return the story: stamps in a row; other settings; unequal weights; two dimensions; what helps."""
    setting, words = fields.setting, fields.words
    even = setting.pattern(fields.size).even
    given = {"kernel": setting.kernel_size, "stride": setting.stride, "picture": (fields.size, fields.size)}
    maps = tuple(_maps(fields))
    builder = _beats(fields, maps)
    return Story.of(
        fields,
        title=words.line("title", even=even),
        description=words.line("description", even=even, **given),
        maps=maps,
        beats=builder.beats,
        numbers=builder.numbers,
        terms={"operation": words.word("operation-transposed")},
    )


def _maps(fields: Fields) -> Iterator[Map]:
    """Yield every map; those that belong to a setting are groups, and their labels name it."""
    words = {
        name: fields.labels.get(name) or fields.words.word(f"label-{name}") for name in fields.label_names
    }
    size, setting, weighing = fields.size, fields.setting, fields.weighing
    side, enlarged = setting.length(size), size * fields.stride
    yield Map.input((size, 1), label=words["input"])
    yield Map("stamps", "contribution", words["stamps"], (size, side))
    for one in dict.fromkeys((*fields.settings, weighing)):
        label = f"{words['counts']}, {one.words}"
        yield Map(_counts(one), "contribution", label, (1, one.length(size)), group="counts")
    yield Map("weighted", "contribution", words["weighted"], (size, weighing.length(size)))
    yield Map.output((1, weighing.length(size)), "sums", words["output"])
    yield Map("down", "contribution", words["down"], (side, 1))
    yield Map("square", "contribution", words["square"], (side, side))
    yield Map.input((size, size), "picture", words["picture"])
    yield Map.kernel((setting.kernel_size,) * 2, label=words["kernel"])
    for one in dict.fromkeys((setting, setting.even)):
        label = f"{words['output']}, {one.words}"
        yield Map.output((one.length(size),) * 2, _output(one), label, group="output")
    yield Map.input((enlarged, enlarged), "enlarged", words["enlarged"])
    label, shape = f"{words['resized']}, k = {setting.kernel_size}", (enlarged - setting.kernel_size + 1,) * 2
    yield Map.output(shape, _resized(setting), label, group="resized")


def _counts(setting: Setting) -> str:
    """Return the name of the map of stamps per cell."""
    return f"counts-{setting.kernel_size}-{setting.stride}"


def _output(setting: Setting) -> str:
    """Return the name of the constant picture's output."""
    return f"output-{setting.kernel_size}-{setting.stride}"


def _resized(setting: Setting) -> str:
    """Return the name of the enlarged picture's output."""
    return f"resized-{setting.kernel_size}"


def _beats(fields: Fields, maps: tuple[Map, ...]) -> StoryBuilder:
    sums = constant_pattern((fields.size,), fields.row, stride=fields.stride).output
    builder = StoryBuilder(maps, fields.words, weighted=fields.row, sums=sums)
    _count(builder, fields)
    _compare(builder, fields)
    _weigh(builder, fields)
    _multiply(builder, fields)
    _remedy(builder, fields)
    return builder


def _count(builder: StoryBuilder, fields: Fields) -> None:
    """Record stamps that land one after the other, and then what repeats away from the border."""
    setting, size = fields.setting, fields.size
    counts, pattern = _counts(setting), setting.pattern(size)
    builder.show("input", np.ones((size, 1), np.int64))
    builder.show("stamps", empty((size, setting.length(size)), np.int64))
    builder.show(counts, np.zeros((1, setting.length(size)), np.int64))
    builder.beat("maps", builder.sentence("maps", cells=setting.kernel_size, stride=setting.stride))
    weights = np.ones(setting.kernel_size, np.int64)
    first, second, *rest = scatter_steps(np.ones(size, np.int64), weights, stride=setting.stride)
    _land(
        builder, counts, [first], builder.sentence("first-stamp", cells=setting.kernel_size), name="stamp-1"
    )
    shared = int(np.count_nonzero(second.touched))
    _land(builder, counts, [second], builder.sentence("second-stamp", shared=shared), name="stamp-2")
    if rest:
        _land(builder, counts, rest, builder.sentence("stamps"), name="stamps")
    builder.beat(
        "inside",
        builder.sentence("inside", **facts.repeating(builder.words, setting, pattern)),
        steps=[pattern],
        points=builder.whole("input") | _present(builder, "stamps") | {counts: [_inside(pattern)]},
    )


def _land(
    builder: StoryBuilder, counts: str, steps: Sequence[ScatterStep], sentence: Sentence, *, name: str
) -> None:
    """Write the steps' stamps, each into its row, and what they leave in the map of stamps per cell."""
    for step in steps:
        builder.shows["stamps"][step.index[0], step.cols] = step.stamp
        builder.shows[counts][0, step.cols] = step.after
    points = {
        "input": [Points.cell((step.index[0], 0)) for step in steps],
        "stamps": [Points.block("stamp", step.index, step.cols) for step in steps],
        counts: [Points.block("stamp", [0], step.cols) for step in steps],
    }
    builder.beat("stamp", sentence, name=name, steps=steps, points=points)


def _inside(pattern: Pattern) -> Points:
    """Return the cells of a row that repeat, away from the border."""
    (inside,) = pattern.inside
    return Points.block("window", [0], range(inside.start, inside.stop))


def _present(builder: StoryBuilder, name: str) -> Pointed:
    """Return points at all cells of a map that have a value."""
    return {name: [Points.highlighted(~np.ma.getmaskarray(builder.shows[name]))]}


def _compare(builder: StoryBuilder, fields: Fields) -> None:
    """Record the comparison of several settings."""
    if len(fields.settings) == 1:
        return
    builder.hide("input", "stamps")
    patterns = {setting: setting.pattern(fields.size) for setting in fields.settings}
    for setting, pattern in patterns.items():
        builder.show(_counts(setting), pattern.output[None])
    even = [setting for setting, pattern in patterns.items() if pattern.even]
    builder.beat(
        "compare",
        builder.sentence("compare", **facts.verdict(fields.settings, even)),
        steps=list(patterns.values()),
        points={_counts(setting): [_inside(pattern)] for setting, pattern in patterns.items()},
    )


def _weigh(builder: StoryBuilder, fields: Fields) -> None:
    """Record stamps of unequal weights: even overlap is not enough, the sums must be equal."""
    setting, size, stride = fields.weighing, fields.size, fields.stride
    pattern = constant_pattern((size,), fields.row, stride=stride)
    steps = list(scatter_steps(np.ones(size, np.int64), fields.row, stride=stride))
    builder.hide(*builder.shows)
    builder.show("input", np.ones((size, 1), np.int64))
    builder.show("weighted", empty((size, setting.length(size)), fields.row.dtype))
    for step in steps:
        builder.shows["weighted"][step.index[0], step.cols] = step.stamp
    builder.show(_counts(setting), setting.pattern(size).output[None])
    points = builder.whole("input", _counts(setting)) | _present(builder, "weighted")
    builder.beat("weigh", builder.sentence("weigh"), steps=steps, points=points)
    builder.show("sums", pattern.output[None])
    formula = facts.phase_sums(builder.words, builder.numbers, fields.row, pattern)
    columns = [term.cell[1] for term in formula if term.cell]
    there = ~np.ma.getmaskarray(builder.shows["weighted"])
    meeting = there & np.isin(np.arange(there.shape[1]), columns) if columns else there
    builder.beat(
        "sum",
        builder.sentence(
            "sum", stride=stride, even=pattern.even, **facts.values(builder.words, pattern.phases)
        ),
        steps=[pattern],
        points=builder.whole(_counts(setting))
        | {"weighted": [Points.highlighted(meeting)], "sums": [_inside(pattern)]},
        formula=formula,
    )


def _multiply(builder: StoryBuilder, fields: Fields) -> None:
    """Record the product of stamps per cell of both axes, and the output of a constant picture."""
    setting, size = fields.setting, fields.size
    pattern, square = setting.pattern(size), setting.pattern(size, size)
    builder.hide(*builder.shows)
    builder.show(_counts(setting), pattern.output[None])
    builder.show("down", pattern.output[:, None])
    builder.show("square", square.output)
    at = int(pattern.output.argmax())
    example = {_counts(setting): (0, at), "down": (at, 0), "square": (at, at)}
    whole = builder.whole(*example)
    builder.beat(
        "multiply",
        builder.sentence("multiply", even=square.even, **facts.values(builder.words, square.phases)),
        steps=[square],
        points={name: [*whole[name], Points.cell(cell)] for name, cell in example.items()},
        formula=facts.product(pattern, square),
    )
    builder.hide(*builder.shows)
    builder.show("picture", np.ones((size, size), np.int64))
    builder.show("kernel", np.ones((setting.kernel_size,) * 2, np.int64))
    builder.show(_output(setting), square.output)
    builder.beat("picture", builder.sentence("picture", even=square.even))


def _remedy(builder: StoryBuilder, fields: Fields) -> None:
    """Record two remedies: a kernel size that the stride divides, and resizing before a convolution."""
    setting, size, scale = fields.setting, fields.size, fields.stride
    builder.hide("picture", "kernel")
    patterns = {one: one.pattern(size, size) for one in (setting, setting.even)}
    if setting.even != setting:
        pattern = patterns[setting.even]
        builder.show(_output(setting.even), pattern.output)
        sentence = builder.sentence(
            "even", kernel=setting.even.kernel_size, everywhere=facts.uniform(pattern.output)
        )
        builder.beat("even", sentence, steps=[pattern])
    builder.show("enlarged", nearest(np.ones((size, size), np.int64), scale))
    builder.beat("enlarge", builder.sentence("enlarge", block=(scale, scale)))
    builder.hide("enlarged")
    resized = _resized(setting)
    builder.show(resized, _resize_convolved(fields))
    builder.beat("resize", builder.sentence("resize", sum=setting.kernel_size**2))
    words = builder.words
    below = {_output(one): [facts.judged(words, pattern)] for one, pattern in patterns.items()}
    found = facts.values(words, builder.shows[resized])
    below[resized] = [Term(words.word("formula-even", even="everywhere", **found), "output")]
    builder.beat("together", builder.sentence("together", even=setting.even == setting), below=below)


def _resize_convolved(fields: Fields) -> NDArray[np.int64]:
    """Return the convolution of the constant picture, resized first, with equal weights."""
    sides = (fields.size, fields.kernel_size)
    picture, kernel = (np.ones((side, side), np.int64) for side in sides)
    return resize_convolve(picture, kernel, scale=fields.stride)
