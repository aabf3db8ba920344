"""Rendering: stories to files. Videos, figures, captions, playlists; what is up to date; many at once.

Importing a module of this room does not import Manim; only drawing does.
"""
