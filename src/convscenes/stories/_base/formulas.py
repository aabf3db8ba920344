"""Formulas that several stories write."""

from __future__ import annotations

from convscenes.stories._base.story import Term

PRODUCT = (
    Term("value", "input"),
    Term("×"),
    Term("weight", "kernel"),
    Term("="),
    Term("product", "contribution"),
)
"""The formula of the products in the cells of a window."""
