"""What the server that job processes are forked from imports, once for all; nobody else imports this."""

from convscenes.rendering.imports import importing_manim

with importing_manim():
    import convscenes.rendering.engine  # noqa: F401
