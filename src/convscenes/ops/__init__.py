"""Convolution and transposed convolution in NumPy: results, sizes, matrices and every step on the way."""

from convscenes.ops.convolution import convolve, transposed_convolve
from convscenes.ops.geometry import Geometry
from convscenes.ops.matrix import convolution_matrix
from convscenes.ops.overlap import overlap_counts
from convscenes.ops.relationships import Relationship
from convscenes.ops.steps import (
    GatherStep,
    ScatterStep,
    UnrollStep,
    gather_steps,
    scatter_steps,
    unroll_steps,
)

__all__ = [
    "GatherStep",
    "Geometry",
    "Relationship",
    "ScatterStep",
    "UnrollStep",
    "convolution_matrix",
    "convolve",
    "gather_steps",
    "overlap_counts",
    "scatter_steps",
    "transposed_convolve",
    "unroll_steps",
]
