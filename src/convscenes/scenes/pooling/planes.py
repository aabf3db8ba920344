"""pooling on planes: a beam joins each window with its cell of the output above it."""

from __future__ import annotations

from convscenes.scenes._base.planes import PlanesScene
from convscenes.stories import Beat


class PoolingPlanes(PlanesScene):
    """Input below, output above."""

    def pool(self, beat: Beat) -> None:
        """Move window and beam; then the cell gets its value."""
        self.step(beat)
