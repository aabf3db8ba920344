"""convscenes: convolution and transposed convolution, from YAML to videos and figures.

Names are imported on first use: ``import convscenes`` imports no other module of ours, and no `typing`.

>>> import convscenes as cs
>>> cs.transposed_convolve([[2]], [[1, 3]]).tolist()
[[2, 6]]
>>> cs.story("scatter", input=[[2, 3]], kernel=[[1, 3]]).beats[-1].shows["output"].tolist()
[[2, 9, 9]]
>>> cs.ops.nearest([[2, 7]], 2).tolist()
[[2, 2, 7, 7], [2, 2, 7, 7]]
>>> cs.__version__.count(".") > 1
True
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from convscenes import ops
    from convscenes.api import Figure, Story, figure, load, render, story
    from convscenes.errors import (
        ArgumentError,
        ConvscenesError,
        Problem,
        RenderError,
        SpecError,
        UsageError,
    )
    from convscenes.ops import convolution_matrix, convolve, transposed_convolve

    __version__: str

__all__ = [
    "ArgumentError",
    "ConvscenesError",
    "Figure",
    "Problem",
    "RenderError",
    "SpecError",
    "Story",
    "UsageError",
    "__version__",
    "convolution_matrix",
    "convolve",
    "figure",
    "load",
    "ops",
    "render",
    "story",
    "transposed_convolve",
]

_MODULES = {
    "ArgumentError": "errors",
    "ConvscenesError": "errors",
    "Figure": "api",
    "Problem": "errors",
    "RenderError": "errors",
    "SpecError": "errors",
    "Story": "api",
    "UsageError": "errors",
    "convolution_matrix": "ops",
    "convolve": "ops",
    "figure": "api",
    "load": "api",
    "ops": "ops",
    "render": "api",
    "story": "api",
    "transposed_convolve": "ops",
}
"""The module of every name but the version's."""


if not TYPE_CHECKING:  # to a type checker, any other name is a mistake

    def __getattr__(name: str) -> Any:
        """Import a public name on first use."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name == "__version__":
            from importlib.metadata import version

            return version(__name__)
        module = importlib.import_module(f"{__name__}.{_MODULES[name]}")
        value = globals()[name] = module if name == "ops" else getattr(module, name)
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
