"""What the server that worker processes are forked from imports, once for all; nobody else imports this."""

from contextlib import suppress

from convscenes.rendering.manim_backend.imports import importing_manim

with suppress(Exception), importing_manim():  # a job that cannot import it either reports why
    import convscenes.rendering.formats.video
    import convscenes.rendering.manim_backend.performance  # noqa: F401
