"""The command line: thin click commands. Manim is imported only when something is drawn."""

from convscenes.cli.app import main

__all__ = ["main"]
