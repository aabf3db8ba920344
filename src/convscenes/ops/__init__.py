"""Convolution, transposed convolution and pooling in NumPy: results, sizes, matrices, every step.

What lessons learn, draw and run has modules of its own: ``learning``, ``generators``, ``segmentation``.
"""

from convscenes.ops.convolution import convolve, transposed_convolve
from convscenes.ops.cropping import CropStep, crop_step
from convscenes.ops.geometry import Geometry
from convscenes.ops.gradients import convolve_gradients, transposed_convolve_gradients
from convscenes.ops.inverse import least_squares
from convscenes.ops.matrix import convolution_matrix, transposed_convolution_matrix
from convscenes.ops.overlap import Pattern, constant_pattern, overlap_counts
from convscenes.ops.pictures import averaged
from convscenes.ops.pooling import PoolStep, pool, pool_steps
from convscenes.ops.products import ColumnStep, RowStep, column_steps, row_steps
from convscenes.ops.ranges import RangeStep, range_step
from convscenes.ops.relationships import Relationship
from convscenes.ops.steps import (
    GatherStep,
    ScatterStep,
    UnrollStep,
    gather_steps,
    scatter_steps,
    unroll_steps,
)
from convscenes.ops.upsampling import (
    bicubic,
    bicubic_kernel,
    bilinear,
    bilinear_kernel,
    enlarge,
    enlarging,
    nearest,
    nearest_kernel,
    resize_convolve,
    zero_insert,
)
from convscenes.ops.zero_insertion import Insertion, InsertionStep, insertion, insertion_steps

__all__ = [
    "ColumnStep",
    "CropStep",
    "GatherStep",
    "Geometry",
    "Insertion",
    "InsertionStep",
    "Pattern",
    "PoolStep",
    "RangeStep",
    "Relationship",
    "RowStep",
    "ScatterStep",
    "UnrollStep",
    "averaged",
    "bicubic",
    "bicubic_kernel",
    "bilinear",
    "bilinear_kernel",
    "column_steps",
    "constant_pattern",
    "convolution_matrix",
    "convolve",
    "convolve_gradients",
    "crop_step",
    "enlarge",
    "enlarging",
    "gather_steps",
    "insertion",
    "insertion_steps",
    "least_squares",
    "nearest",
    "nearest_kernel",
    "overlap_counts",
    "pool",
    "pool_steps",
    "range_step",
    "resize_convolve",
    "row_steps",
    "scatter_steps",
    "transposed_convolution_matrix",
    "transposed_convolve",
    "transposed_convolve_gradients",
    "unroll_steps",
    "zero_insert",
]
