"""Talks: their slides and chapters."""

from convscenes.publish.talk import Chapter
from tests.publish.conftest import section_of, talk_of


def test_the_slides_of_one_section_are_its_chapters() -> None:
    talk = talk_of(section_of("A", "maps", "overlap"))
    assert talk.chapters == (Chapter("Title of maps", 0), Chapter("Title of overlap", 1))


def test_of_several_sections_each_is_a_chapter_with_the_card_before_it() -> None:
    card, other = section_of("Why?", "why", card=True), section_of("How?", "how", "how-2", card=True)
    a, b = section_of("A", "a-1", "a-2"), section_of("B", "b-1")
    talk = talk_of(card, a, b, other, card, b)
    assert talk.chapters == (Chapter("Why?", 0), Chapter("B", 3), Chapter("How?", 4), Chapter("Why?", 6))
    assert talk.slides[3].name == "b-1"
    assert talk.slides[4].name == "how"
