"""Imports of the server that worker processes are forked from."""

from contextlib import suppress

from convscenes.rendering.manim_backend.imports import importing_manim

with suppress(Exception), importing_manim():  # a job that cannot import it either reports the error
    import convscenes.rendering.formats.video
    import convscenes.rendering.manim_backend.performance  # noqa: F401
