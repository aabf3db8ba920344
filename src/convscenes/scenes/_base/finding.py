"""Finding the scene of a kind, and classes that Manim's own command line can render."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from convscenes.spec import is_playlist, read
from convscenes.stories import load_story

if TYPE_CHECKING:
    from convscenes.scenes._base.spec_scene import SpecScene

PACKAGE = __name__.rsplit(".", 2)[0]


def scene_class(kind: str, staging: str = "") -> type[SpecScene]:
    """Return the scene of ``kind``: the SpecScene that the module or package of the same name defines.

    A ``staging`` is a module of the package that defines another one.
    """
    from convscenes.scenes._base.spec_scene import SpecScene  # here, because it imports Manim

    name = ".".join(filter(None, (PACKAGE, kind.replace("-", "_"), staging)))
    return next(
        c
        for c in vars(importlib.import_module(name)).values()
        if isinstance(c, type) and issubclass(c, SpecScene) and f"{c.__module__}.".startswith(f"{name}.")
    )


def scene_classes(folder: str | Path, module: str) -> dict[str, type[SpecScene]]:
    """Return one scene class for every spec of ``folder``: ``07-scatter.yaml`` becomes ``Scatter07``.

    It is for ``globals().update(scene_classes("scenes", __name__))``: Manim's command line renders only
    classes of the module it was given, so each gets ``module`` as its own.
    """
    classes = {}
    for path in sorted(Path(folder).glob("*.yaml")):
        if not is_playlist(read(path)):
            story = load_story(path)
            name = class_name(path.stem)
            classes[name] = type(
                name, (scene_class(story.kind, story.staging),), {"story": story, "__module__": module}
            )
    return classes


def class_name(stem: str) -> str:
    """Return a Python class name for a spec's file name.

    >>> class_name("07-scatter"), class_name("my scene")
    ('Scatter07', 'MyScene')
    """
    words = "".join(c if c.isalnum() else " " for c in stem).split()
    return "".join(sorted((w[:1].upper() + w[1:] for w in words), key=str.isdigit)) or "Scene"
