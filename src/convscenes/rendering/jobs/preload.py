"""What the server that job processes are forked from imports, once for all; nobody else imports this."""

from contextlib import suppress

from convscenes.rendering.manim_backend.imports import importing_manim

with suppress(Exception), importing_manim():  # a job that cannot import it either will say why
    import convscenes.rendering.manim_backend.engine  # noqa: F401
