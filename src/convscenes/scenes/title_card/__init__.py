"""title-card: the title stands there, then line after line appears."""

from convscenes.scenes.title_card.scene import TitleCard

__all__ = ["TitleCard"]
