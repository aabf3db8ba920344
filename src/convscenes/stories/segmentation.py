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
from convscenes.ops.networks import Network
from convscenes.ops.segmentation import Segmentation, restored, segment, share_right
from convscenes.ops.shown import learned
from convscenes.spec import Fault, Weights
from convscenes.spec import Fields as CommonFields
from convscenes.stories._base.builder import StoryBuilder
from convscenes.stories._base.maps import Map
from convscenes.stories._base.operands import size
from convscenes.stories._base.points import Pointed, Points
from convscenes.stories._base.story import Beat, Story, Term
from convscenes.stories._base.wording import percent
from convscenes.words import Words

OTHERS = 200
"""How many other drawings the network is evaluated on."""
OF_CLASSES = ("coarse", "classes", "truth")
"""The maps of classes."""


class Fields(CommonFields):
    """Which drawing a network sees, and its weights."""

    kind: Literal["segmentation"]
    synonyms: ClassVar[tuple[str, ...]] = ("fcn", "unet", "semanticsegmentation")
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
    words = fields.words
    maps = tuple(_maps(made, words))
    return Story.of(
        fields,
        title=words.line("title"),
        description=words.line("description", low=made.coarse.shape, high=made.classes.shape),
        maps=maps,
        beats=_beats(fields, made, maps),
        terms={"stride": words.word("arrow-stride")},
    )


def _maps(made: Segmentation, words: Words) -> Iterator[Map]:
    *encoded, scores, enlarged = made.maps
    yield Map.input(size(made.picture.shape), "picture")
    for number, maps in enumerate(encoded, 1):
        label, shape = words.word("label-layer", number=number), size(maps.shape[1:])
        yield Map(f"layer-{number}", "contribution", label, shape, len(maps))
    yield Map("scores", "contribution", "", size(scores.shape[1:]), len(scores))
    yield Map.output(size(made.coarse.shape), "coarse")
    yield Map("enlarged", "contribution", "", size(enlarged.shape[1:]), len(enlarged))
    yield Map.output(size(made.classes.shape), "classes")
    yield Map("truth", "quiet", "", size(made.truth.shape))
    for name in CLASSES:
        yield Map(name, "ink", "", (1, 1))


def _beats(fields: Fields, made: Segmentation, maps: tuple[Map, ...]) -> list[Beat]:
    builder = StoryBuilder(maps, fields.words)
    *encoder, scoring, enlarging = fields.network.layers
    builder.show("picture", made.picture)
    for number, name in enumerate(CLASSES):
        builder.show(name, np.array([[number]]))
    builder.beat("picture", builder.sentence("picture"))
    sides = Network(tuple(encoder)).receptive_fields()
    for number, (layer, values, side) in enumerate(zip(encoder, made.maps, sides, strict=False), 1):
        builder.show(f"layer-{number}", values)
        facts = {"stride": layer.stride, "maps": len(layer.kernel), "field": (side, side)}
        sentence = builder.sentence("layer", number=number, **facts)
        builder.beat("layer", sentence, name=f"layer-{number}", steps=[layer])
    builder.show("scores", made.maps[-2])
    builder.beat("layer", builder.sentence("scores"), name="scores", steps=[scoring])
    _keep(builder, "scores")
    builder.show("coarse", made.coarse)
    builder.beat("coarse", builder.sentence("coarse", low=made.coarse.shape), points=_objects(builder))
    builder.show("enlarged", made.maps[-1])
    builder.beat(
        "enlarge",
        builder.sentence("enlarge", stride=enlarging.stride, high=made.classes.shape),
        name="enlarged",
        steps=[enlarging],
        points=_objects(builder),
    )
    builder.show("classes", made.classes)
    builder.beat("classes", builder.sentence("classes"), points=_objects(builder))
    _truth(builder, fields, made)
    return builder.beats


def _keep(builder: StoryBuilder, *names: str) -> None:
    """Hide all maps but these, and the names of the classes."""
    builder.hide(*(builder.shows.keys() - {*names, *CLASSES}))


def _objects(builder: StoryBuilder) -> Pointed:
    """Return points at all cells of all maps, without the background in maps of classes."""
    classes = {name: builder.shows[name] for name in OF_CLASSES if name in builder.shows}
    return builder.whole(*builder.shows) | {name: (Points.highlighted(m > 0),) for name, m in classes.items()}


def _truth(builder: StoryBuilder, fields: Fields, made: Segmentation) -> None:
    """Compare with the truth: this drawing, and others that the network was not trained on either."""
    _keep(builder, "classes")
    builder.show("picture", made.picture)
    builder.show("truth", made.truth)
    points = _objects(builder)
    if made.wrong.any():
        points["classes"] = (*points["classes"], Points.highlighted(made.wrong, "cells"))
    others = share_right(fields.network, range(HELD_OUT, HELD_OUT + OTHERS))
    right = int(np.count_nonzero(~made.wrong))
    words = builder.words

    def share(classes: NDArray[Any], right: float) -> str:
        shown = percent(right, comma=words.comma)
        return words.word("formula-right", classes=classes.shape, share=shown)

    known = {"right": right, "pixels": made.wrong.size, "drawings": OTHERS}
    builder.beat(
        "truth",
        builder.sentence("truth", **known, share=percent(others, comma=words.comma)),
        steps=[made],
        points=points,
        formula=(
            Term(share(made.coarse, made.coarse_share_right)),
            Term("→"),
            Term(share(made.classes, made.share_right), "output"),
        ),
    )
