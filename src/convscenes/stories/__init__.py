"""Stories: the values, captions and formulas of each kind, beat by beat, without Manim.

Every module or package of this folder is a kind (``kernel_slide`` is the kind ``kernel-slide``); a leading
underscore marks packages that are none: ``_base`` is shared by all kinds.
"""

from convscenes.stories._base.alt_text import alt_text
from convscenes.stories._base.kinds import kinds
from convscenes.stories._base.loading import load_story
from convscenes.stories._base.maps import Map
from convscenes.stories._base.presentation import Presentation
from convscenes.stories._base.story import Beat, Story, Term

__all__ = ["Beat", "Map", "Presentation", "Story", "Term", "alt_text", "kinds", "load_story"]
