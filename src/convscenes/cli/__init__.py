"""The command line: thin click commands. Only those that draw import Manim, and only when they draw."""

from convscenes.cli.app import main

__all__ = ["main"]
