"""Scenes: how each kind moves. A module or package for each kind, named as its story; ``_base`` is shared.

A scene animates a story's beats. It computes nothing and words nothing.
"""

from convscenes.scenes._base.finding import scene_class, scene_classes

__all__ = ["scene_class", "scene_classes"]
