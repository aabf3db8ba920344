"""A generator climbs from random numbers to a picture; untrained ones already repeat with the stride."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeVar

import numpy as np
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from convscenes.errors import ArgumentError
from convscenes.ops import Geometry
from convscenes.ops.generators import STRIDE, Run, Rung, noise_share, run_untrained
from convscenes.ops.shown import learned
from convscenes.spec import Fault, OutputPadding, Padding, PerAxis, limits
from convscenes.spec import Fields as CommonFields
from convscenes.spec.strict import Strict, as_tuple
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.maps import Map, Role
from convscenes.stories._base.operands import size
from convscenes.stories._base.story import Beat, Story, Term
from convscenes.stories._base.wording import per_axis, percent, times
from convscenes.words import Sentence, Words

GENERATORS = 64
"""How many untrained generators are measured."""

Value = TypeVar("Value")
Channels = Annotated[int, Field(ge=1, le=limits.CHANNELS.maximum)]


class RungFields(Strict):
    """One transposed convolution: how many channels it makes, and its arguments."""

    channels: Channels = Field(description="How many channels it makes.")
    kernel: PerAxis = Field(description="The side of its kernel, or [rows, cols].")
    stride: PerAxis = (1,)
    padding: Padding = ((0, 0),)
    output_padding: OutputPadding = (0,)

    def climb(self, size: tuple[int, ...], inputs: int) -> Rung:
        """Return the rung that reads ``inputs`` maps of ``size``; raises ArgumentError."""
        geometry = Geometry.transposed_convolution(
            size,
            _both(self.kernel),
            stride=_both(self.stride),
            padding=_both(self.padding),
            output_padding=_both(self.output_padding),
        )
        return Rung(inputs, self.channels, geometry)


def _both(value: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return a value for each axis, where one counts for both."""
    return value * (2 // len(value))


def _grey(channels: tuple[int, ...]) -> tuple[int, ...]:
    if channels[-1] != 1:
        raise Fault(f"must end with 1, as the picture is grey, got {channels[-1]}.", (len(channels) - 1,))
    return channels


class Untrained(Strict):
    """A small generator with random weights, for each of a few kernels."""

    channels: Annotated[
        tuple[Annotated[int, Field(ge=1, le=16)], ...],
        BeforeValidator(as_tuple),
        Field(min_length=3, max_length=5),
        AfterValidator(_grey),
    ] = Field(
        default=(8, 8, 4, 2, 1), description="Of its input, and of what every rung makes; the last is 1."
    )
    kernels: Annotated[
        tuple[Annotated[int, Field(ge=2, le=8)], ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, max_length=2),
    ] = Field(default=(3, 4), description="The sides of one kernel, or of two to compare.")
    pictures: int = Field(default=2, ge=1, le=3, description="How many pictures each of them makes.")
    seed: int = Field(default=0, ge=0, lt=2**32, description="Any whole number: it draws all that is random.")


def _climbed(rungs: tuple[RungFields, ...], inputs: int = 1) -> Iterator[Rung]:
    """Yield the rungs from a single cell of ``inputs`` channels on.

    Raises Fault for one that makes no maps, or too large ones.
    """
    size: tuple[int, ...] = (1, 1)
    for number, fields in enumerate(rungs):
        try:
            rung = fields.climb(size, inputs)
        except ArgumentError as error:
            raise Fault(error.fact, (number, str(error.argument))) from None
        size, inputs = rung.geometry.output_shape, rung.channels
        if broken := limits.MAP_CELLS.broken_by(math.prod(size)):
            raise Fault(f"makes maps of {times(size)}. {broken}", (number,))
        yield rung


def _climbable(rungs: tuple[RungFields, ...]) -> tuple[RungFields, ...]:
    list(_climbed(rungs))
    return rungs


class Fields(CommonFields):
    """A generator's ladder, and what small untrained ones make."""

    kind: Literal["generator"]
    synonyms: ClassVar[tuple[str, ...]] = ("gan", "dcgan")
    label_names: ClassVar[tuple[str, ...]] = ("z", "picture")

    latent: Channels = Field(default=100, description="How many random numbers it starts from.")
    rungs: Annotated[
        tuple[RungFields, ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, max_length=6),
        AfterValidator(_climbable),
    ] = Field(description="The transposed convolutions, from the first to the last.")
    expect: (
        Annotated[tuple[int, ...], BeforeValidator(as_tuple), Field(min_length=3, max_length=3)] | None
    ) = Field(default=None, description="[rows, cols, channels] of what the last rung makes.")
    untrained: Untrained = Field(
        default=Untrained(), description="The small generators that are run for real."
    )

    @cached_property
    def ladder(self) -> tuple[Rung, ...]:
        """The rungs, each beginning where the one before it ends."""
        return tuple(_climbed(self.rungs, self.latent))

    @field_validator("expect")
    @classmethod
    def _met(cls, expect: tuple[int, ...] | None, info: ValidationInfo) -> tuple[int, ...] | None:
        """Check that the ladder ends where the spec expects."""
        if expect is not None and "rungs" in info.data:
            *_, last = _climbed(info.data["rungs"])
            if expect != last.shape:
                raise Fault(f"the ladder ends at {times(last.shape)}, not {times(expect)}.")
        return expect


def build_story(fields: Fields) -> Story:
    """Return the story: the ladder, rung by rung; an untrained generator; what such generators make."""
    few = fields.untrained
    runs = [
        learned(
            run_untrained(few.channels, side, pictures=few.pictures, seed=few.seed, generators=GENERATORS)
        )
        for side in few.kernels
    ]
    words = fields.words
    maps = tuple(_maps(runs, words))
    climb = {"latent": fields.latent, "rungs": len(fields.ladder), "end": fields.ladder[-1].shape}
    return Story.of(
        fields,
        title=words.line("title", latent=fields.latent),
        description=words.line("description", **climb),
        maps=maps,
        beats=_beats(fields, runs, maps),
        terms={
            "stride": words.word("arrow-stride"),
            "odd": words.word("strengths-odd"),
            "even": words.word("strengths-even"),
        },
    )


def _maps(runs: list[Run], words: Words) -> Iterator[Map]:
    last = runs[-1]
    yield Map.input((1, 1), "z", channels=len(last.latent))
    for number, made in enumerate(last.maps[:-1], 1):
        label, shape = words.word("label-rung", number=number), size(made.shape[1:])
        yield Map(f"rung-{number}", "contribution", label, shape, len(made))
    yield Map.output(size(last.pictures[0].shape), "picture")
    for run in runs:
        label = words.word("label-pictures", kernel=(run.kernel, run.kernel), stride=STRIDE)
        shape, many = size(run.pictures.shape[1:]), len(run.pictures)
        yield Map.output(shape, f"pictures-{run.kernel}", label, channels=many)
        strengths, label = f"strengths-{run.kernel}", words.word("label-strengths")
        yield Map(strengths, "contribution", label, size(run.strengths.shape), scale="strengths")


def _beats(fields: Fields, runs: list[Run], maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, fields.words)
    _ladder(builder, fields)
    _run(builder, runs[-1])
    _pictures(builder, runs)
    return builder.beats


def _ladder(builder: StoryBuilder, fields: Fields) -> None:
    many, ladder = fields.latent, fields.ladder
    scale = [Term(builder.words.word("formula-scale"))]
    builder.beat("start", builder.sentence("start", latent=many), formula=scale)
    for number, rung in enumerate(ladder, 1):
        sentence = _climbing(builder, number, rung)
        builder.beat("rung", sentence, name=f"rung-{number}", steps=[rung], formula=_size(rung))
    end = ladder[-1].shape
    sentence = builder.sentence("whole", rungs=len(ladder), latent=many, end=end, values=math.prod(end))
    builder.beat("whole", sentence, name="ladder", steps=ladder, formula=scale)


def _climbing(builder: StoryBuilder, number: int, rung: Rung) -> Sentence:
    """Return the sentence on how size and channels change."""
    g = rung.geometry
    facts = {"new": g.output_shape, "inputs": rung.inputs, "channels": rung.channels}
    message = "rung-of-one-cell" if math.prod(g.image_shape) == 1 else "rung"
    return builder.sentence(message, number=number, old=g.image_shape, stride=per_axis(g.stride), **facts)


def _size(rung: Rung) -> tuple[Term, ...]:
    """Return the size relationship of the rows, in letters and in live numbers."""
    rule, numbers = rung.geometry.relationship(0), rung.geometry.numbers(0)
    roles: dict[str, Role] = {"i′": "input", "k": "kernel"}
    terms = [Term(text, roles.get(letter, "quiet")) for text, letter in rule.filled_in(numbers)]
    filled = (Term("="), *terms) if len(terms) > 1 else ()
    return (Term(rule.formula), *filled, Term("="), Term(str(numbers["o′"]), "output"))


def _run(builder: StoryBuilder, run: Run) -> None:
    builder.show("z", run.latent[..., None])
    for number, made in enumerate(run.maps[:-1], 1):
        builder.show(f"rung-{number}", made)
    builder.show("picture", run.pictures[0])
    builder.beat(
        "run",
        builder.sentence("run"),
        name="untrained",
        steps=[run],
    )


def _pictures(builder: StoryBuilder, runs: list[Run]) -> None:
    builder.shows.clear()
    below: dict[str, list[Term]] = {}
    words = builder.words
    for run in runs:
        name = f"pictures-{run.kernel}"
        builder.show(name, run.pictures)
        shares = (percent(share, comma=words.comma) for share in run.shares)
        below[name] = [Term(words.word("formula-repeats", share=share), "contribution") for share in shares]
        builder.beat("pictures", _repeating(builder, run), name=name, steps=[run], below=below)
    for run in runs:
        name = f"strengths-{run.kernel}"
        builder.show(name, run.strengths)
        mean = words.word("formula-mean", share=percent(run.mean_share, comma=words.comma))
        below[name] = [Term(mean, "contribution")]
    uneven = {bool(run.kernel % STRIDE) for run in runs}
    overlap = "both" if len(uneven) == 2 else "uneven" if True in uneven else "even"
    sentence = builder.sentence("strengths", generators=GENERATORS, overlap=overlap)
    builder.beat("strengths", sentence, steps=runs, below=below)


def _repeating(builder: StoryBuilder, run: Run) -> Sentence:
    """Return the sentence on how much of the variance of its pictures repeats."""
    comma = builder.words.comma
    ends = (percent(share, comma=comma) for share in np.sort(run.shares)[[0, -1]])
    least, greatest = (share.removesuffix(" %") for share in ends)
    shares = {"form": "one" if least == greatest else "range", "least": least, "greatest": greatest}
    noise = percent(noise_share(run.pictures[0].shape, STRIDE), comma=comma)
    facts = {"kernel": (run.kernel, run.kernel), "uneven": bool(run.kernel % STRIDE)}
    return builder.sentence("pictures", noise=noise, **facts, **shares)
