"""How a story is shown: what changes no beat, no text and no number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from convscenes.colours.theme import Chosen
from convscenes.spec import Fields
from convscenes.spec.typesetting import Fonts


@dataclass(frozen=True)
class Presentation:
    """How a story is shown. It changes no beat, no text and no number.

    The theme is ``chosen`` where the spec names it. Without ``show_title``, neither the title nor the
    parameters beside it are in the picture. ``caption_display`` is picture, track, or both. ``aspect`` is
    that of the frame, which is full, or bare: cropped to the maps, without title and caption. Texts, but for
    the numerals in cells, are ``text_scale`` times as large as usual. What our own font lacks is set in
    ``fonts``.
    """

    theme: Chosen = "dark"
    pace: float = 1.0
    chosen: bool = False
    show_title: bool = True
    caption_display: str = "picture"
    aspect: str = "16:9"
    text_scale: float = 1.0
    frame: str = "full"
    fonts: Fonts = ()

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """Return the presentation of a spec."""
        return cls(
            fields.theme,
            fields.pace,
            "theme" in fields.model_fields_set,
            fields.show_title,
            fields.caption_display,
            fields.aspect,
            fields.text_scale,
            fields.frame,
            fields.fonts,
        )

    @property
    def bare(self) -> bool:
        """Whether the picture is cropped to the maps."""
        return self.frame == "bare"

    @property
    def titled(self) -> bool:
        """Whether the title is in the picture."""
        return self.show_title and not self.bare

    @property
    def captioned(self) -> bool:
        """Whether captions are in the picture."""
        return self.caption_display != "track" and not self.bare
