"""A network shrinks a drawing to scores for each class; a transposed convolution brings back every pixel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from convscenes.errors import ArgumentError
from convscenes.ops.drawings import CLASSES, HELD_OUT, drawing
from convscenes.ops.layers import Layer
from convscenes.ops.networks import Network
from convscenes.ops.segmentation import Segmentation, restored, segment, share_right
from convscenes.ops.shown import learned
from convscenes.spec import Fault, Weights
from convscenes.spec import Fields as CommonFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.operands import size
from convscenes.stories._base.story import Beat, Map, Story, Term
from convscenes.stories._base.wording import counted, percent, stride_words, times

OTHERS = 200
"""How many other drawings the network is judged on."""


class Fields(CommonFields):
    """Which drawing a network sees, and its weights."""

    kind: Literal["segmentation"]
    label_names: ClassVar[tuple[str, ...]] = (
        "picture", "layer-1", "layer-2", "layer-3", "scores", "coarse", "enlarged", "classes", "truth",
        *CLASSES,
    )  # fmt: skip

    drawing: int = Field(
        default=0, ge=0, lt=HELD_OUT, description="Which drawing: any whole number. It was never trained on."
    )
    weights: Weights = Field(description="A .npz file of weights, as segmentation/train.py makes it.")

    @field_validator("weights")
    @classmethod
    def _fit(cls, weights: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Check that they are the network's."""
        try:
            restored(weights)
        except ArgumentError as error:
            raise Fault(error.fact) from None
        return weights

    @cached_property
    def network(self) -> Network:
        """The network with the weights."""
        return restored(self.weights)


def build_story(fields: Fields) -> Story:
    """Return the story: the drawing; layer by layer; scores; coarse classes; every pixel's; the truth."""
    made = learned(segment(fields.network, drawing(HELD_OUT + fields.drawing)))
    maps = tuple(_maps(made))
    low, high = times(made.coarse.shape), times(made.classes.shape)
    return Story.of(
        fields,
        title="From a picture to a class for every pixel",
        description=f"A fully convolutional network shrinks a {high} drawing to {low} scores for each class; "
        f"a transposed convolution enlarges them to {high}, and the highest gives every pixel its class.",
        maps=maps,
        beats=_beats(fields, made, maps),
    )


def _maps(made: Segmentation) -> Iterator[Map]:
    *encoded, scores, enlarged = made.maps
    yield Map("picture", "input", "Picture", size(made.picture.shape))
    for number, maps in enumerate(encoded, 1):
        yield Map(f"layer-{number}", "contribution", f"Layer {number}", size(maps.shape[1:]), len(maps))
    yield Map("scores", "contribution", "Scores", size(scores.shape[1:]), len(scores))
    yield Map("coarse", "output", "Classes", size(made.coarse.shape))
    yield Map("enlarged", "contribution", "Scores", size(enlarged.shape[1:]), len(enlarged))
    yield Map("classes", "output", "Classes", size(made.classes.shape))
    yield Map("truth", "quiet", "Truth", size(made.truth.shape))


def _beats(fields: Fields, made: Segmentation, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps)
    *encoder, scoring, enlarging = fields.network.layers
    low, high = times(made.coarse.shape), times(made.classes.shape)
    builder.show("picture", made.picture)
    legend = [Term(fields.labels.get(name, name), "ink") for name in CLASSES]
    builder.beat("picture", "A drawing with noise: to which *class* does each pixel belong?", formula=legend)
    sides = Network(tuple(encoder)).reach()
    for number, (layer, values, side) in enumerate(zip(encoder, made.maps, sides, strict=False), 1):
        builder.show(f"layer-{number}", values)
        builder.beat("layer", _layer_caption(layer, side), name=f"layer-{number}", steps=[layer])
    builder.show("scores", made.maps[-2])
    builder.beat(
        "layer", "A *1×1* convolution weighs these maps: at every place, a *score* for each class.",
        name="scores", steps=[scoring],
    )  # fmt: skip
    scores = builder.shows["scores"]
    builder.shows.clear()
    builder.show("scores", scores)
    builder.show("coarse", made.coarse)
    builder.beat("coarse", f"The highest score wins, but there are only *{low}* places.")
    builder.show("enlarged", made.maps[-1])
    builder.beat(
        "enlarge",
        f"A transposed convolution, {stride_words((enlarging.stride,))}, enlarges the scores to *{high}*: "
        "it was bilinear, then trained.",
        name="enlarged", steps=[enlarging],
    )  # fmt: skip
    builder.show("classes", made.classes)
    builder.beat("classes", "Again the highest score wins: a class for *every pixel*.")
    _truth(builder, fields, made)
    return builder.beats


def _layer_caption(layer: Layer, side: int) -> str:
    maps, stride = counted(len(layer.kernel), "map"), stride_words((layer.stride,))
    return f"A convolution, {stride}, makes *{maps}*; each value sees *{times((side, side))}* pixels."


def _truth(builder: StoryBuilder, fields: Fields, made: Segmentation) -> None:
    """Compare with the truth: this drawing, and others that the network was not trained on either."""
    classes = builder.shows["classes"]
    builder.shows.clear()
    for name, values in (("picture", made.picture), ("classes", classes), ("truth", made.truth)):
        builder.show(name, values)
    others = share_right(fields.network, range(HELD_OUT, HELD_OUT + OTHERS))
    right = int(np.count_nonzero(~made.wrong))
    builder.beat(
        "truth", f"*{right} of {made.wrong.size}* pixels are right; "
        f"in {OTHERS} drawings never trained on, *{percent(others)}*.",
        steps=[made],
        formula=(
            Term(f"{times(made.coarse.shape)} classes: {percent(made.coarse_share_right)} right"),
            Term("→"),
            Term(f"{times(made.classes.shape)} classes: {percent(made.share_right)} right", "output"),
        ),
    )  # fmt: skip
