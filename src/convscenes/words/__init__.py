"""Words: all that is said, in a folder for each language: a file for each kind, and ``common.ftl``.

Stories pass facts (counts, directions, names); the files hold the grammar.
"""

from convscenes.words.languages import ENGLISH, languages
from convscenes.words.words import Sentence, Words, unsaid

__all__ = ["ENGLISH", "Sentence", "Words", "languages", "unsaid"]
