"""title-card: the title stands there, then line after line appears."""

from __future__ import annotations

from convscenes.look.card import CardText
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.stories import Beat


class TitleCard(SpecScene):
    """Words alone: what would be title and captions elsewhere is all there is."""

    framed = False

    def prepare(self) -> None:
        """Set all words, so that those that come later find their place free."""
        lines = [beat.caption for beat in self.story.beats if beat.act == "line"]
        self.words = CardText(self.story.title, lines, self.theme)
        self.waiting = iter(self.words.lines)

    def heading(self, beat: Beat) -> None:
        """Show the title from the first frame on: of a lecture, that is the poster."""
        self.add(self.words.heading)

    def line(self, beat: Beat) -> None:
        """Bring the next line in."""
        self.bring(next(self.waiting), seconds=0.8)
