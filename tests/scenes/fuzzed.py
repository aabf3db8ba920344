"""Valid specs of every kind, drawn from seeds: what people type, and what hardly anybody would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import yaml

from convscenes.errors import SpecError
from convscenes.spec import Document, Fields
from convscenes.spec.channels import ChannelFields
from convscenes.spec.document import Position
from convscenes.stories import Story
from convscenes.stories._base.kinds import kind_module, kinds
from convscenes.stories._base.loading import story_of

SCENES = Path(__file__).parents[2] / "scenes"
START = Position((1, 1), (1, 1))

NUMBERS: tuple[Callable[[Random], float], ...] = (
    lambda draw: draw.randint(0, 9),
    lambda draw: draw.randint(-9, 9),
    lambda draw: draw.randint(0, 255),
    lambda draw: draw.randint(1000, 9999),
    lambda draw: draw.randint(-9999, -1000),
    lambda draw: draw.randint(-4, 4) / 4,
    lambda draw: round(draw.uniform(-2, 2), 2),
    lambda draw: round(draw.uniform(-1, 1), 6),
    lambda draw: draw.choice([0.1, 1e3, -0.75, 12345, 0, -1_000_000]),
)
"""How the numbers of one matrix are drawn."""
SIDES = (1, 2, 3, 3, 4, 4, 5, 5, 6, 8, 12)
WEIGHTS = (1, 2, 2, 3, 3, 3, 4, 5, 7)
LABELS = ("x", "I * K", "Eingabebild", "Merkmalskarte (Stufe 2)", "Ausgabe der transponierten Faltung")
TITLES = (
    "(f * g) * h",
    "Die transponierte Faltung verteilt jeden Wert der Eingabe",
    "What every cell of the output has read, and why the border has read less than all the others",
)


def drawable() -> list[str]:
    """Return the kinds of which specs can be drawn: those in OWN, and all that need only input and kernel."""
    return [kind for kind in kinds() if kind in OWN or required(kind) <= {"kind", "input", "kernel"}]


def required(kind: str) -> set[str]:
    fields = kind_module(kind).Fields.model_fields
    return {name for name, field in fields.items() if field.is_required()}


def valid(kind: str, seed: int) -> tuple[str, Story]:
    """Return the first valid spec that a seed draws, as YAML, and its story."""
    draw, model = Random(f"{kind} {seed}"), kind_module(kind).Fields
    while True:
        own = OWN[kind](draw) if kind in OWN else operation(draw, model)
        fields = {"kind": kind, **words(draw, model), **own}
        text = yaml.safe_dump(fields, default_flow_style=None, sort_keys=False, allow_unicode=True)
        try:
            return text, story_in(text)
        except SpecError:
            continue


def story_in(text: str) -> Story:
    """Return the story of a spec's text, read as if it stood beside the shipped specs."""
    return story_of(Document(SCENES / "fuzzed.yaml", yaml.safe_load(text), {(): START}))


def words(draw: Random, model: type[Fields]) -> dict[str, Any]:
    """Return some labels, and perhaps a title."""
    renamed = [name for name in model.label_names if draw.random() < 0.2][: len(LABELS)]
    labels = dict(zip(renamed, draw.sample(LABELS, len(renamed)), strict=True))
    return sometimes(draw, 0.2, title=draw.choice(TITLES)) | ({"labels": labels} if labels else {})


def operation(draw: Random, model: type[Fields]) -> dict[str, Any]:
    """Return the fields of an operation that its kind knows; most of them are often left out."""
    axes = draw.choice((1, 2, 2, 2, 2))
    strides = per_axis(draw, axes, (1, 2, 2, 3))
    fields: dict[str, Any] = {
        "input": matrix(draw, sides(draw, axes, SIDES)),
        "kernel": matrix(draw, sides(draw, axes, WEIGHTS)),
        **sometimes(draw, 0.5, stride=strides),
        **sometimes(draw, 0.5, padding=padding(draw, axes)),
        **sometimes(draw, 0.2, dilation=per_axis(draw, axes, (1, 2, 2, 3))),
        **sometimes(draw, 0.5, transposed=True),
        **sometimes(draw, 0.3, output_padding=per_axis(draw, axes, (0, 1, 1, 2))),
        **sometimes(draw, 0.2, show_cropping=True),
    }
    if issubclass(model, ChannelFields) and axes > 1 and draw.random() < 0.4:
        fields |= channels(draw, model.inputs_axis)
    return {name: value for name, value in fields.items() if name in model.model_fields}


def channels(draw: Random, inputs_axis: int) -> dict[str, Any]:
    """Return an input of several channels, and kernels for it."""
    image, weights = sides(draw, 2, SIDES), sides(draw, 2, WEIGHTS)
    inputs, outputs = draw.choice((1, 2, 3, 3, 4)), draw.choice((1, 1, 2, 3, 4))
    shape = (outputs, inputs) if inputs_axis else (inputs, outputs)
    return {
        "input": [matrix(draw, image) for _ in range(inputs)],
        "kernel": [[matrix(draw, weights) for _ in range(shape[1])] for _ in range(shape[0])],
    }


def matrix_show(draw: Random) -> dict[str, Any]:
    count = draw.choice((1, 2, 3, 4))
    return {
        "matrices": {
            f"{draw.choice(LABELS)[:10]} {n}": matrix(draw, sides(draw, 2, SIDES)) for n in range(count)
        }
    }


def pooling(draw: Random) -> dict[str, Any]:
    axes = draw.choice((1, 2, 2))
    return {
        "input": matrix(draw, sides(draw, axes, SIDES)),
        "reduce": draw.choice(("max", "average")),
        "size": per_axis(draw, axes, (1, 2, 2, 3, 4)),
        **sometimes(draw, 0.5, stride=per_axis(draw, axes, (1, 2, 3))),
        **sometimes(draw, 0.4, padding=padding(draw, axes)),
    }


def upsampling(draw: Random) -> dict[str, Any]:
    axes = draw.choice((1, 2, 2))
    return {
        "input": matrix(draw, sides(draw, axes, SIDES)),
        "scale": per_axis(draw, axes, (2, 2, 3, 4)),
        **sometimes(draw, 0.4, kernel=matrix(draw, sides(draw, axes, WEIGHTS))),
    }


def checkerboard(draw: Random) -> dict[str, Any]:
    stride = draw.choice((2, 2, 3, 4))
    return {
        "kernel_size": draw.randint(1, 7),
        "stride": stride,
        "size": draw.randint(2, 12),
        **sometimes(draw, 0.4, compare=[draw.randint(1, 9) for _ in range(draw.randint(0, 3))]),
        **sometimes(draw, 0.4, weights=matrix(draw, [stride * draw.randint(1, 3)])),
    }


def learned_kernel(draw: Random) -> dict[str, Any]:
    return {
        "size": sides(draw, 2, (4, 5, 6, 8, 12)),
        "scale": per_axis(draw, 2, (1, 2, 2, 3)),
        "kernel_size": per_axis(draw, 2, (2, 3, 4, 5, 6)),
        "steps": draw.choice((2, 10, 50)),
        "seed": draw.randint(0, 99),
    }


def generator(draw: Random) -> dict[str, Any]:
    rungs = [
        {"channels": draw.choice((1, 3, 16, 256, 1024)), "kernel": per_axis(draw, 2, (2, 3, 4, 5))}
        | sometimes(draw, 0.8, stride=per_axis(draw, 2, (1, 2, 2, 3)), padding=padding(draw, 2))
        for _ in range(draw.randint(1, 6))
    ]
    return {"latent": draw.choice((1, 100, 512)), "rungs": rungs}


def segmentation(draw: Random) -> dict[str, Any]:
    return {"drawing": draw.randint(0, 9999), "weights": "segmentation/weights.npz"}


def title_card(draw: Random) -> dict[str, Any]:
    return {
        "title": draw.choice(TITLES),
        "text": [draw.choice(TITLES)[:80] for _ in range(draw.randint(0, 4))],
    }


OWN: dict[str, Callable[[Random], dict[str, Any]]] = {
    "matrix-show": matrix_show,
    "pooling": pooling,
    "upsampling": upsampling,
    "checkerboard": checkerboard,
    "learned-kernel": learned_kernel,
    "generator": generator,
    "segmentation": segmentation,
    "title-card": title_card,
}
"""The kinds whose fields are not those of an operation."""


def sometimes(draw: Random, share: float, **fields: Any) -> dict[str, Any]:
    return fields if draw.random() < share else {}


def matrix(draw: Random, shape: list[int]) -> list[Any]:
    number, (*rows, cols) = draw.choice(NUMBERS), shape
    lines = [[number(draw) for _ in range(cols)] for _ in range(rows[0] if rows else 1)]
    return lines if rows else lines[0]


def sides(draw: Random, axes: int, lengths: tuple[int, ...]) -> list[int]:
    return [draw.choice(lengths) for _ in range(axes)]


def per_axis(draw: Random, axes: int, values: tuple[int, ...]) -> Any:
    """Return one value for all axes, or one for each."""
    return draw.choice(values) if draw.random() < 0.6 else [draw.choice(values) for _ in range(axes)]


def padding(draw: Random, axes: int) -> Any:
    """Return padding in one of its forms."""
    if draw.random() < 0.6:
        return per_axis(draw, axes, (0, 1, 1, 2, 3))
    return [[draw.choice((0, 1, 1, 2)) for _ in range(2)] for _ in range(axes)]
