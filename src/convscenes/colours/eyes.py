"""How colours look to colour-blind eyes, and how far apart two of them are."""

from __future__ import annotations

import numpy as np

from convscenes.colours.theme import Colour

# Machado, Oliveira, Fernandes 2009: full protanopia, deuteranopia, tritanopia, on linear RGB.
SIMULATIONS = {
    "protanopia": """
        0.152286 1.052583 -0.204868
        0.114503 0.786281 0.099216
        -0.003882 -0.048116 1.051998""",
    "deuteranopia": """
        0.367322 0.860646 -0.227968
        0.280085 0.672501 0.047413
        -0.011820 0.042940 0.968881""",
    "tritanopia": """
        1.255528 -0.076749 -0.178779
        -0.078411 0.930809 0.147602
        0.004733 0.691367 0.303900""",
}
APART = 10.0
"""A distance in CIELAB that is seen at a glance."""


def linear(colour: Colour) -> Colour:
    """Return a colour in linear RGB."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def lab(linear_rgb: Colour) -> Colour:
    """Return a colour of linear RGB in CIELAB, under D65."""
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear_rgb
    )
    f = np.cbrt(np.maximum(xyz / [0.9505, 1.0, 1.089], 1e-6))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour: Colour, eyes: str) -> Colour:
    """Return a colour in CIELAB, as one of ``SIMULATIONS`` sees it."""
    simulation = np.array(SIMULATIONS[eyes].split(), float).reshape(3, 3)
    return lab(np.clip(simulation @ linear(colour), 0, 1))


def apart(one: Colour, other: Colour, eyes: str) -> float:
    """Return the distance in CIELAB of two colours to these eyes.

    >>> grey, red = np.array([0.5, 0.5, 0.5]), np.array([1.0, 0.0, 0.0])
    >>> apart(grey, grey, "deuteranopia"), apart(grey, red, "deuteranopia") > APART
    (0.0, True)
    """
    return float(np.linalg.norm(seen(one, eyes) - seen(other, eyes)))
