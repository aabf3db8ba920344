"""The swift engine: only what has changed is drawn, converted and encoded, and a hold is encoded once.

It stands on Manim's renderer and takes the same scenes; what it cannot draw (pictures, points, moving
cameras) is drawn by the stock engine. Where it leans on Manim's inside is ``painter`` and ``renderer``,
and nowhere else.
"""
