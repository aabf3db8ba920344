"""connectivity: lines join a window with the one value it makes, and a value with cells it should fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convscenes.look.arranging import Row, arrange
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes._base.stage import Places

GAP, SHARE = 2.0, 0.16
"""Space for the lines between two maps; how much of a narrow frame's width it may take."""


class Connectivity(SpecScene):
    """Input → output, many to one; then output → wanted, one to many. The stage plays all of it."""

    def arranged(self, names: Sequence[str]) -> Places:
        """Return the places of maps on one axis.

        An output narrower than its label stands as high as a taller input, or lines would cross the label.
        """
        slots = {name: self.slot(name, names) for name in names}
        gap = min(GAP, SHARE * self.frame.line)
        places = arrange([Row(tuple(slots.values()), gap=gap)], self.frame.maps)
        output = places["output"]
        if output.rect.width < slots["output"].label_width - 0.1:
            lift = max(places["input"].rect.top - output.rect.top, 0.0)
            places["output"] = replace(output, y=output.y + lift)
        return places
