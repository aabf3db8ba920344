"""A kernel learns, by real gradient descent, to make small pictures large; bilinear's is the one to beat."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator

from convscenes.errors import ArgumentError
from convscenes.ops.learning import LearningStep, Score, Task
from convscenes.ops.shown import learned
from convscenes.spec import Fault, PerAxis, limits
from convscenes.spec import Fields as CommonFields
from convscenes.spec.strict import Size
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.maps import Map
from convscenes.stories._base.numbers import Numbers
from convscenes.stories._base.story import Story, Term
from convscenes.stories._base.wording import bracketed, times
from convscenes.words import Sentence, Words

Array = NDArray[Any]
SHOWN = 4
"""How many pairs of training pictures are shown."""
PICTURES = "pictures"
"""The scale of all pictures."""
MILESTONES = (5, 20, 50, 100, 200, 500)
"""The steps after which there is a beat, besides the last step."""


class Fields(CommonFields):
    """What is learned from, and how: everything is drawn from one seed."""

    kind: Literal["learned-kernel"]
    synonyms: ClassVar[tuple[str, ...]] = ("learn", "learning", "train", "training", "gradientdescent")
    label_names: ClassVar[tuple[str, ...]] = ("input", "original", "kernel", "output", "bilinear")

    size: Size = Field(default=(8, 8), description="[height, width] of the small pictures.")
    scale: PerAxis = Field(
        default=(2,),
        json_schema_extra={"default": 2},
        description="How many times as large they become: a number, or [rows, cols].",
    )
    kernel_size: PerAxis = Field(
        default=(6,),
        json_schema_extra={"default": 6},
        description="How many weights the kernel has on a side: a number, or [rows, cols].",
    )
    pictures: Annotated[int, Field(ge=SHOWN, le=64)] = Field(
        default=16, description="How many pictures are learned from; as many others test what is learned."
    )
    steps: Annotated[int, Field(ge=2, le=1000)] = Field(default=200, description="How many steps are made.")
    rate: float = Field(default=0.04, gt=0, description="How far each step goes along the slope.")
    seed: Annotated[int, Field(ge=0, lt=2**32 - 2)] = Field(
        default=1, description="Any whole number: it draws the pictures and the first weights."
    )

    @field_validator("seed")
    @classmethod
    def _falls(cls, seed: int, info: ValidationInfo) -> int:
        """Check that the work is not too much and that the error falls; seed is the last field."""
        if not info.data.keys() >= {"size", "scale", "kernel_size", "pictures", "steps", "rate"}:
            return seed
        task = task_of({**info.data, "seed": seed})
        if max(task.scale) == 1:
            raise Fault("must make the pictures larger, got 1.", sibling="scale")
        if broken := limits.LESSON.broken_by(task.products):
            raise Fault(broken, sibling="steps")
        if broken := limits.MAP_CELLS.broken_by(math.prod(task.large_size)):
            raise Fault(f"makes pictures of {times(task.large_size)}. {broken}", sibling="size")
        if any(k < s for k, s in zip(task.kernel_shape, task.scale, strict=True)):
            raise Fault(f"must be at least the scale, {times(task.scale)}.", sibling="kernel_size")
        try:
            first, *_, last = learned(task.descent())
        except ArgumentError as error:
            raise Fault(error.fact, sibling="rate") from None
        if last.loss >= first.loss:
            raise Fault(f"is too large, the error does not fall: got {task.rate:g}.", sibling="rate")
        return seed


def task_of(checked: Mapping[str, Any]) -> Task:
    """Return the task of checked fields; one value for both axes is repeated."""
    scale, kernel = (checked[name] * (2 // len(checked[name])) for name in ("scale", "kernel_size"))
    amounts = {name: checked[name] for name in ("size", "pictures", "steps", "rate", "seed")}
    return Task(scale=scale, kernel_shape=kernel, **amounts)


def build_story(fields: Fields) -> Story:
    """Return the story: pictures to learn from; a random start; one step; the descent; against bilinear."""
    task = task_of(dict(fields))
    small, large, kernel, words = task.size, task.large_size, task.kernel_shape, fields.words
    maps = (
        *_paired_maps(task, words),
        Map.kernel(kernel),
        Map.input(small, scale=PICTURES),
        Map.output(large, "bilinear", scale=PICTURES),
        Map.output(large, scale=PICTURES),
        Map("original", "ink", "", large, scale=PICTURES),
    )
    builder = _beats(task, maps, words)
    return Story.of(
        fields,
        title=words.line("title"),
        description=words.line("description", kernel=kernel, small=small, large=large),
        maps=maps,
        beats=builder.beats,
        numbers=builder.numbers,
        terms={name: words.word(f"chart-{name}") for name in ("error", "steps", "bilinear", "learned")},
    )


def _paired_maps(task: Task, words: Words) -> Iterator[Map]:
    for number in range(1, SHOWN + 1):
        label = words.word("label-picture", number=number)
        yield Map(f"picture-{number}", "ink", label, task.large_size, scale=PICTURES)
        yield Map.input(task.size, f"averaged-{number}", words.word("label-averaged"), scale=PICTURES)


def _beats(task: Task, maps: Sequence[Map], words: Words) -> StoryBuilder:
    held_out, steps = task.held_out, learned(task.descent())
    interpolated = held_out.interpolated()
    fixed = Score("bilinear", learned(held_out.error(interpolated)))
    shown = [0, 1, *(m for m in MILESTONES if m < task.steps), task.steps]
    builder = StoryBuilder(
        maps,
        words,
        kernel=[steps[number].kernel for number in shown],
        slope=steps[0].slope,
        rate=task.rate,
        error=[fixed.error, *(steps[number].held_out for number in shown)],
    )
    errors = Errors(words, builder.numbers, fixed)
    _pairs(builder, task)
    builder.shows = {}

    def show(step: LearningStep) -> None:
        builder.show("kernel", step.kernel)
        builder.show("output", learned(held_out.enlarged(step.kernel)[0]))

    show(steps[0])
    builder.show("input", learned(held_out.small[0]))
    builder.show("original", learned(held_out.large[0]))
    builder.beat(
        "start",
        builder.sentence("start", error=errors.text(steps[0].held_out)),
        steps=[fixed, steps[0]],
    )
    show(steps[1])
    builder.beat(
        "slope",
        builder.sentence("slope", rate=builder.numbers.text(-task.rate, "rate")),
        name="step-1",
        steps=[steps[1]],
        formula=_update(builder, steps[0], steps[1], task.rate),
    )
    done = 1
    for number in shown[2:]:
        show(steps[number])
        sentence, new = errors.falling(steps, done, number), steps[done + 1 : number + 1]
        builder.beat("learn", sentence, name=f"step-{number}", steps=new)
        done = number
    del builder.shows["input"]
    builder.show("bilinear", learned(interpolated[0]))
    descended = Score("learned", steps[-1].held_out)
    builder.beat("compare", errors.verdict(descended), steps=[fixed, descended])
    return builder


def _pairs(builder: StoryBuilder, task: Task) -> None:
    """Show some pictures to learn from."""
    training = learned(task.training)
    for number in range(SHOWN):
        builder.show(f"picture-{number + 1}", training.large[number])
        builder.show(f"averaged-{number + 1}", training.small[number])
    sizes = {"large": training.large.shape[1:], "small": training.small.shape[1:]}
    sentence = builder.sentence("pairs", pictures=task.pictures, **sizes)
    builder.beat("pairs", sentence)


def _update(
    builder: StoryBuilder, before: LearningStep, after: LearningStep, rate: float
) -> tuple[Term, ...]:
    """Return how the weight of the steepest slope changes: new = old − rate × slope."""
    steepest = np.unravel_index(np.abs(before.slope).argmax(), before.slope.shape)
    cell = (int(steepest[0]), int(steepest[1]))
    new, old, step = (after.kernel[cell], "kernel"), (before.kernel[cell], "kernel"), (-rate, "rate")
    slope = before.slope[cell], "slope"
    ((start,), (factor, steep)), sign, end = builder.numbers.equation(new, [[old], [step, slope]])
    return (
        Term(end, "kernel", cell, "kernel"),
        Term(sign),
        Term(start, "kernel", cell, "kernel"),
        Term("−"),
        Term(factor.removeprefix("−"), "ink"),
        Term("×"),
        Term(bracketed(steep), "contribution", cell),
    )


@dataclass(frozen=True)
class Errors:
    """The sentences on errors, beside that of bilinear, which is ``fixed``."""

    words: Words
    numbers: Numbers
    fixed: Score

    def text(self, error: float) -> str:
        """Return an error as written in a sentence."""
        return self.numbers.text(error, "error")

    def falling(self, steps: Sequence[LearningStep], done: int, number: int) -> Sentence:
        """Return the sentence on the error after step ``number``; ``done`` is that of the beat before."""
        now, fixed = steps[number].held_out, self.fixed.error
        if now >= fixed:
            case = "higher" if done > 1 else "first"
        elif steps[done].held_out >= fixed:
            case = "overtaken"
        else:
            negative = number == len(steps) - 1 and steps[number].kernel.min() < 0
            case = "settled" if negative else "falling"
        errors = {"error": self.text(now), "other": self.text(fixed)}
        return self.words.say("learn", case=case, steps=number, **errors)

    def verdict(self, learned: Score) -> Sentence:
        """Return the sentence on the last error."""
        errors = {"error": self.text(learned.error), "other": self.text(self.fixed.error)}
        return self.words.say("compare", better=learned.error <= self.fixed.error, **errors)
