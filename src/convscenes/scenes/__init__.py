"""Scenes: how each kind moves. One plain module a kind, named as its story; ``stage`` is what they share.

A scene animates a story's beats. It computes nothing and words nothing.
"""
