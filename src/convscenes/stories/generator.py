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
from convscenes.stories._base.operands import size
from convscenes.stories._base.story import Beat, Map, Role, Story, Term
from convscenes.stories._base.wording import axis_words, capitalised, counted, percent, times

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
    maps = tuple(_maps(runs))
    end = fields.ladder[-1].shape
    return Story.of(
        fields,
        title=f"A generator climbs from {fields.latent} numbers to a picture",
        description=f"{capitalised(counted(len(fields.ladder), 'transposed convolution'))} turn "
        f"{fields.latent} random numbers into {times(end)} values; small untrained generators make pictures "
        "that repeat with the stride.",
        maps=maps,
        beats=_beats(fields, runs, maps),
    )


def _maps(runs: list[Run]) -> Iterator[Map]:
    last = runs[-1]
    yield Map.input((1, 1), "z", "z", channels=len(last.latent))
    for number, made in enumerate(last.maps[:-1], 1):
        yield Map(f"rung-{number}", "contribution", f"Rung {number}", size(made.shape[1:]), len(made))
    yield Map.output(size(last.pictures[0].shape), "picture", "Picture")
    for run in runs:
        label = f"Kernel {times((run.kernel, run.kernel))}, {axis_words('stride', (STRIDE,))}"
        shape, many = size(run.pictures.shape[1:]), len(run.pictures)
        yield Map.output(shape, f"pictures-{run.kernel}", label, channels=many)
        strengths = f"strengths-{run.kernel}"
        yield Map(strengths, "contribution", "Root mean square", size(run.strengths.shape), scale="strengths")


def _beats(fields: Fields, runs: list[Run], maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    _ladder(builder, fields)
    _run(builder, runs[-1])
    _pictures(builder, runs)
    return builder.beats


def _ladder(builder: StoryBuilder, fields: Fields) -> None:
    many, ladder = fields.latent, fields.ladder
    scale = [Term("Drawn to scale: height and width in cells, length in channels")]
    builder.beat(
        "start",
        f"The start is *z*: a single cell with *{counted(many, 'random channel')}*.",
        title="Random numbers",
        formula=scale,
    )
    for number, rung in enumerate(ladder, 1):
        builder.beat("rung", _rung_caption(rung), name=f"rung-{number}", steps=[rung], formula=_size(rung))
    end = ladder[-1].shape
    builder.beat(
        "whole",
        f"{capitalised(counted(len(ladder), 'transposed convolution'))}: {many} numbers become "
        f"{times(end)} = *{math.prod(end):,}* values.",
        name="ladder",
        title="The whole ladder",
        steps=ladder,
        formula=scale,
    )


def _rung_caption(rung: Rung) -> str:
    """Return the caption on how size and channels change."""
    old, new = rung.geometry.image_shape, times(rung.geometry.output_shape)
    if math.prod(old) == 1:
        made = "channel" if rung.channels == 1 else "channels"
        return (
            f"A transposed convolution spreads each number over *{new}* cells, in *{rung.channels}* {made}."
        )
    stride = capitalised(axis_words("stride", rung.geometry.stride))
    become = "channel becomes" if rung.inputs == 1 else "channels become"
    return f"{stride}: {times(old)} cells become *{new}*, {rung.inputs} {become} *{rung.channels}*."


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
        "A small generator, run for real: its weights are *random*, nobody has trained it.",
        name="untrained",
        title="An untrained generator",
        steps=[run],
    )


def _pictures(builder: StoryBuilder, runs: list[Run]) -> None:
    builder.shows.clear()
    below: dict[str, list[Term]] = {}
    for run in runs:
        name = f"pictures-{run.kernel}"
        builder.show(name, run.pictures)
        below[name] = [Term(f"{percent(share)} repeats", "contribution") for share in run.shares]
        title = f"Pictures, kernel {times((run.kernel, run.kernel))}"
        builder.beat("pictures", _pictures_caption(run), name=name, title=title, steps=[run], below=below)
    for run in runs:
        name = f"strengths-{run.kernel}"
        builder.show(name, run.strengths)
        below[name] = [Term(f"{percent(run.mean_share)} repeats on average", "contribution")]
    title = counted(GENERATORS, "untrained generator")
    builder.beat("strengths", _strengths_caption(runs), title=title, steps=runs, below=below)


def _pictures_caption(run: Run) -> str:
    side = times((run.kernel, run.kernel))
    overlap = "uneven overlap:" if run.kernel % STRIDE else "even overlap, and yet"
    noise = percent(noise_share(run.pictures[0].shape, STRIDE))
    shares = " to ".join(dict.fromkeys(map(percent, np.sort(run.shares)[[0, -1]])))
    return f"Kernel {side}, {overlap} *{shares}* of the variance repeats every two cells (noise: {noise})."


def _strengths_caption(runs: list[Run]) -> str:
    """Return the caption on even and uneven overlap over many generators."""
    many = f"Over {GENERATORS} generators"
    uneven = [bool(run.kernel % STRIDE) for run in runs]
    if len(set(uneven)) == 2:
        return f"{many}: only uneven overlap makes some cells *stronger*, but both *repeat*."
    if uneven[0]:
        return f"{many}: cells that more stamps reach are *stronger*, and a pattern repeats."
    return f"{many}: all cells are *equally strong*, but a pattern still repeats."
