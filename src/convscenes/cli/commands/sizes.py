"""``convscenes sizes``: a calculator of sizes, paddings and receptive fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import click

from convscenes.errors import UsageError
from convscenes.ops import Geometry
from convscenes.ops.arguments import Shape
from convscenes.ops.sizes import (
    Ruled,
    Stacked,
    by_rules,
    inputs_with_output,
    onnx_pads,
    output_paddings,
    receptive_fields,
    stack_sizes,
)
from convscenes.stories._base.wording import times

DEFAULTS = (0, 1, 0, 1)
"""Stride, padding and dilation where a layer says none; there is no default kernel."""


class Sides(click.ParamType[Shape]):
    """A number, or one for each axis: 5 or 5x7."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shape:
        """Return the numbers."""
        if isinstance(value, tuple):
            return value
        if not re.fullmatch(r"\d{1,6}([x×,]\d{1,6}){0,2}", value):
            self.fail(f"must be a number, or one for each axis as in 5x7, got {value!r}.", param, ctx)
        return tuple(map(int, re.split("[x×,]", value)))


class LayerOf(click.ParamType[Stacked]):
    """A layer: kernel:stride:padding:dilation, the last may be left out; t before a transposed one."""

    name = "K:S:P:D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Stacked:
        """Return the layer."""
        if isinstance(value, Stacked):
            return value
        found = re.fullmatch(r"(t?)(\d{1,4}(?::\d{1,4}){0,3})", value)
        numbers = [int(number) for number in found[2].split(":")] if found else []
        if not found or 0 in (*numbers[:2], *numbers[3:]):
            message = f"must be kernel:stride:padding:dilation as 3:2:1, t4:2:1 transposed, got {value!r}."
            self.fail(message, param, ctx)
        kernel, stride, padding, dilation = (*numbers, *DEFAULTS[len(numbers) :])
        return Stacked(kernel, stride, padding, dilation, transposed=bool(found[1]))


SIDES = Sides()


@click.command()
@click.option("--input", "image", type=SIDES, required=True, help="Its size: 5, or 5x7.")
@click.option("--kernel", type=SIDES, help="Its size.")
@click.option("--stride", type=SIDES, default="1", help="Default: 1.")
@click.option("--padding", type=SIDES, default="0", help="On both sides of an axis. Default: 0.")
@click.option("--dilation", type=SIDES, default="1", help="Default: 1.")
@click.option("--transposed", is_flag=True, help="A transposed convolution, its arguments as in PyTorch.")
@click.option("--output-padding", type=SIDES, default="0", help="Of a transposed convolution. Default: 0.")
@click.option("--output", type=SIDES, help="Of a transposed one: the ONNX pads that make this output shape.")
@click.option(
    "--layer", "layers", type=LayerOf(), multiple=True, help="In place of a kernel: one of a stack."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def sizes_command(
    image: Shape,
    kernel: Shape | None,
    stride: Shape,
    padding: Shape,
    dilation: Shape,
    transposed: bool,
    output_padding: Shape,
    output: Shape | None,
    layers: tuple[Stacked, ...],
    as_json: bool,
) -> None:
    """Calculate the size of an output, and what shares it, by the rules of every framework.

    convscenes sizes --input 5 --kernel 3 --stride 2 --padding 1 [--transposed]

    With --layer, sizes and receptive fields through a stack of layers, each kernel:stride:padding:dilation,
    transposed ones with a t: --layer 3:2:1 --layer t4:2:1.
    """
    if bool(layers) == bool(kernel):
        raise UsageError("sizes: give a --kernel, or a --layer for each layer of a stack.")
    if layers:
        if len(image) > 1:
            raise UsageError("sizes: a stack of layers is calculated for one axis: --input 5.")
        if transposed or output or (stride, padding, dilation, output_padding) != ((1,), (0,), (1,), (0,)):
            raise UsageError("sizes: numbers of a stack stand in its layers: --layer 3:2:1, --layer t4:2:1.")
        report = stack_report(layers, image[0])
    else:
        assert kernel
        extra = {"output_padding": output_padding} if transposed else {}
        if not transposed and (any(output_padding) or output):
            raise UsageError("sizes: only a transposed convolution has output padding and an output shape.")
        make = Geometry.transposed_convolution if transposed else Geometry.convolution
        image, kernel = (spread(one, max(len(image), len(kernel))) for one in (image, kernel))
        how = {"stride": stride, "padding": padding, "dilation": dilation, **extra}
        geometry = make(image, kernel, **{name: spread(one, len(image)) for name, one in how.items()})
        report = report_of(geometry, output and spread(output, len(image)))
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else "\n".join(lines_of(report)))


def spread(numbers: Shape, axes: int) -> Shape:
    """Return a number for every axis."""
    return numbers * axes if len(numbers) == 1 else numbers


def report_of(geometry: Geometry, output: Shape | None) -> dict[str, Any]:
    """Return all that is known of one operation."""
    axes = range(len(geometry.image_shape))
    rules = [geometry.relationship(axis) for axis in axes]
    filled = [
        "".join(text for text, _ in r.filled_in(geometry.numbers(a)))
        for a, r in zip(axes, rules, strict=True)
    ]
    found: dict[str, Any] = {
        "operation": "transposed convolution" if geometry.transposed else "convolution",
        "input": list(geometry.image_shape),
        "kernel": list(geometry.kernel_shape),
        "output": list(geometry.output_shape),
        "relationship": [
            {"name": rule.name, "formula": rule.formula, "numbers": text}
            for rule, text in zip(rules, filled, strict=True)
        ],
    }
    if geometry.transposed:
        found["output_paddings"] = [
            {str(extra): size for extra, size in each.items()} for each in output_paddings(geometry)
        ]
    else:
        found["inputs_with_this_output"] = [list(sizes) for sizes in inputs_with_output(geometry)]
        found["output_padding_back"] = list(geometry.restoring().output_padding)
    found["rules"] = {name: ruled_report(ruled) for name, ruled in by_rules(geometry).items()}
    if output:
        found["output_shape"] = ruled_report(onnx_pads(geometry, output))
    return found


def ruled_report(ruled: Ruled) -> dict[str, Any]:
    """Return a size and its pads."""
    return {"output": list(ruled.output), "pads": [list(pair) for pair in ruled.padding]}


def stack_report(layers: tuple[Stacked, ...], size: int) -> dict[str, Any]:
    """Return sizes and receptive fields after every layer."""
    return {
        "input": [size],
        "layers": [
            {
                "operation": "transposed convolution" if layer.transposed else "convolution",
                "kernel": layer.kernel,
                "stride": layer.stride,
                "padding": layer.padding,
                "dilation": layer.dilation,
                "output": made,
                "receptive_field": cells,
                "distance": str(apart),
            }
            for layer, made, (cells, apart) in zip(
                layers, stack_sizes(layers, size), receptive_fields(layers), strict=True
            )
        ],
    }


def lines_of(report: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a report for people."""
    if "layers" in report:
        yield f"{'layer':<28} output   receptive field   distance"
        for number, layer in enumerate(report["layers"], 1):
            kind = "transposed" if layer["operation"].startswith("t") else "convolution"
            name = f"{number} {kind} k{layer['kernel']} s{layer['stride']} p{layer['padding']}"
            if layer["dilation"] > 1:
                name += f" d{layer['dilation']}"
            yield f"{name:<28} {layer['output']:>6}   {layer['receptive_field']:>15}   {layer['distance']:>8}"
        return
    yield f"{report['operation']}   {times(report['input'])} → {times(report['output'])}"
    for rule in one_if_equal(report["relationship"]):
        yield f"{rule['name']:<24} {rule['formula']}: {rule['numbers']}"
    if "output_paddings" in report:
        for axis in one_if_equal(report["output_paddings"]):
            sizes = ", ".join(f"{extra} → {size}" for extra, size in axis.items())
            yield f"{'output paddings':<24} {sizes}"
    else:
        for axis in one_if_equal(report["inputs_with_this_output"]):
            yield f"{'inputs with this output':<24} {', '.join(map(str, axis))}"
        yield f"{'back: output padding':<24} {times(one_if_equal(report['output_padding_back']))}"
    for name, ruled in report["rules"].items():
        yield f"{name:<24} {times(ruled['output'])}{pads_of(ruled)}"
    if asked := report.get("output_shape"):
        yield f"{'ONNX output_shape':<24} {times(asked['output'])}{pads_of(asked)}"


def pads_of(ruled: dict[str, Any]) -> str:
    """Return pads as text, if there are any."""
    if not any(map(any, ruled["pads"])):
        return ""
    return "   pads " + " × ".join(f"{before}, {after}" for before, after in one_if_equal(ruled["pads"]))


def one_if_equal(axes: list[Any]) -> list[Any]:
    """Return one for all axes where they are equal.

    >>> one_if_equal([2, 2]), one_if_equal([1, 2])
    ([2], [1, 2])
    """
    return axes[:1] if all(axis == axes[0] for axis in axes) else axes
