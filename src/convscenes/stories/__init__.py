"""Stories: what each kind says and computes, beat by beat, without Manim.

Every plain module of this folder is a kind (``kernel_slide`` is the kind ``kernel-slide``); ``telling`` is
what they share.
"""

from convscenes.stories.telling.kinds import kinds
from convscenes.stories.telling.loading import load_story
from convscenes.stories.telling.story import Beat, Map, Presentation, Story, Term

__all__ = ["Beat", "Map", "Presentation", "Story", "Term", "kinds", "load_story"]
