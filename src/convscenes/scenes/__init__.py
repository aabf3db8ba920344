"""Scenes: how each kind moves. A module or package for each kind, named as its story; ``_base`` is shared.

A scene animates a story's beats. It computes nothing and words nothing.
"""
