"""Stories: what each kind says and computes, beat by beat, without Manim.

Every module or package of this folder is a kind (``kernel_slide`` is the kind ``kernel-slide``); a leading
underscore marks what is none: ``_base`` is what they share.
"""

from convscenes.stories._base.kinds import kinds
from convscenes.stories._base.loading import load_story
from convscenes.stories._base.story import Beat, Map, Presentation, Story, Term

__all__ = ["Beat", "Map", "Presentation", "Story", "Term", "kinds", "load_story"]
