"""The scene of a title card: words, no maps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from convscenes.scenes._base.marks import Mark
from convscenes.scenes._base.spec_scene import SpecScene
from convscenes.scenes.title_card.words import CardText
from convscenes.spec.markup import quoted
from convscenes.stories import Beat


class TitleCard(SpecScene):
    """The title and, line by line, the text."""

    framed = False

    def prepare(self) -> None:
        """Set all words, so that each line keeps its place; the title is there from the first frame on."""
        super().prepare()
        _, *lines = self.story.beats
        self.words = CardText(
            quoted(self.story.title), [line.caption for line in lines], self.frame, self.theme
        )
        if self.presentation.show_title:
            self.add(self.words.heading)

    def marks(self, beat: Beat) -> Sequence[Mark]:
        """Return the lines up to this beat; the first beat is the title's."""
        shown = range(self.story.beats.index(beat))
        return [Mark(number, partial(self.words.lines.__getitem__, number)) for number in shown]
