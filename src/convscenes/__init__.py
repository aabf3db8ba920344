"""convscenes: convolution and transposed convolution, from YAML to videos and figures.

Names are imported on first use: ``import convscenes`` imports no other module of ours, and no `typing`.

>>> import convscenes as cs
>>> cs.transposed_convolve([[2]], [[1, 3]]).tolist()
[[2, 6]]
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from convscenes.errors import (
        ArgumentError,
        ConvscenesError,
        Problem,
        RenderError,
        SpecError,
        UsageError,
    )
    from convscenes.ops import convolution_matrix, convolve, transposed_convolve
    from convscenes.rendering.figure import figure
    from convscenes.rendering.video import render
    from convscenes.stories import load_story

__all__ = [
    "ArgumentError",
    "ConvscenesError",
    "Problem",
    "RenderError",
    "SpecError",
    "UsageError",
    "convolution_matrix",
    "convolve",
    "figure",
    "load_story",
    "render",
    "transposed_convolve",
]

_MODULES = {
    "ArgumentError": "convscenes.errors",
    "ConvscenesError": "convscenes.errors",
    "Problem": "convscenes.errors",
    "RenderError": "convscenes.errors",
    "SpecError": "convscenes.errors",
    "UsageError": "convscenes.errors",
    "convolution_matrix": "convscenes.ops",
    "convolve": "convscenes.ops",
    "figure": "convscenes.rendering.figure",
    "load_story": "convscenes.stories",
    "render": "convscenes.rendering.video",
    "transposed_convolve": "convscenes.ops",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_MODULES[name]), name)
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
