"""matrix-multiply: the input becomes a column; rows of C multiply it, or its values scale columns of Cᵀ."""

from convscenes.scenes.matrix_multiply.scene import MatrixMultiply

__all__ = ["MatrixMultiply"]
