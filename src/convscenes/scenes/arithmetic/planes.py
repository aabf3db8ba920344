"""arithmetic: a window slides over the lower plane, a beam joins it with its cell of the upper one."""

from __future__ import annotations

from convscenes.scenes._base.planes import PlanesScene


class Arithmetic(PlanesScene):
    """Input, or stretched input, below; output above; the kernel beside it."""
