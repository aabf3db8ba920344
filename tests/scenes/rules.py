"""The rules that every beat's last frame keeps. Each yields what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from convscenes.colours.eyes import APART, SIMULATIONS, apart
from convscenes.look.glyphs import DIGIT
from convscenes.look.layout import Rect
from convscenes.spec.markup import plain, readable
from convscenes.stories import Map
from tests.scenes.screen import Screen, Stroke, Text, shortened, written

MIN_PIXELS = 20
"""Height of a digit, and nearly of a capital, at 1080p."""
READABLE, THERE = 4.5, 2.0
"""The minimum contrast of what a beat points at, and of what is dimmed."""
NEAR = 1.6
"""How far from a map its name may stand, in units."""

BESIDE, OFF = 1.0, 0.3
"""How far from a map an arrow may begin or end: in units, or as a share of its length."""
MARGIN = 0.66
"""How far left an arrow begins that comes from the line above, as a share of the frame's half."""
NO_MAPS = ("title", "caption", "label", "Arrow", "Lettering", "VGroup")

COLOURLESS = ("quiet", "ink")
DASHED = "-dashed"
"""What the name of a grid ends with that has the dashed cells of a map."""

Rule = Callable[[Screen], Iterator[object]]


def overlap(one: Rect, other: Rect, slack: float = 0.01) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > slack and up > slack


def everything_is_inside_the_frame(screen: Screen) -> Iterator[object]:
    frame = screen.frame
    for name, rect in screen.everything:
        inside = (
            frame.left <= rect.left
            and rect.right <= frame.right
            and frame.bottom <= rect.bottom
            and rect.top <= frame.top
        )
        if not inside:
            yield name, rect


def no_text_lies_on_another(screen: Screen) -> Iterator[object]:
    sides = np.array([(t.rect.left, t.rect.right, t.rect.bottom, t.rect.top) for t in screen.texts])
    left, right, bottom, top = sides.reshape(-1, 4).T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    up = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    for pair in np.argwhere(np.triu((across > 0.01) & (up > 0.01), k=1)):
        one, other = (screen.texts[number] for number in pair)
        on_one_plane = one.group == other.group and one.flat and other.flat
        if not on_one_plane or overlap(one.flat, other.flat):
            yield one.words, other.words


def no_words_lie_on_a_map(screen: Screen) -> Iterator[object]:
    for name, rect in screen.grids:
        for text in screen.words:
            if overlap(rect, text.rect):
                yield text.words, name


def no_map_lies_on_another(screen: Screen) -> Iterator[object]:
    shown = [(name, rect) for name, rect in screen.grids if name in screen.values]
    for (one, first), (other, second) in combinations(shown, 2):
        if overlap(first, second):
            yield one, other


def no_padding_lies_on_another_map(screen: Screen) -> Iterator[object]:
    """The padding's rectangle is around its own map, too; no other map may be in it."""
    around = [rect for name, rect in screen.grids if name == "padding"]
    shown = [(name, rect) for name, rect in screen.grids if name in screen.values]
    for rect in around:
        names = [name for name, other in shown if overlap(rect, other)]
        if len(names) > 1:
            yield names


def arrows_and_lines_cross_no_words_and_no_other_map(screen: Screen) -> Iterator[object]:
    """Lines may begin and end on the maps that they join, and cross what lies on these."""
    shown = [(name, rect) for name, rect in screen.grids if name in screen.values]
    for stroke in screen.strokes:
        words = [(text.words, text.rect) for text in screen.words]
        maps = [(name, rect) for name, rect in shown if name not in stroke.joins]
        for name, rect in [*words, *maps]:
            if hits(stroke, rect.grown(-0.01)):
                yield sorted(stroke.joins) or ("arrow" if stroke.ends else "curve"), name


def arrows_point_from_one_map_to_another(screen: Screen) -> Iterator[object]:
    """A map, or what stands for one, is near an arrow's tail, and another near its tip.

    The arrow to the first map on the second line of a chain begins at the left edge.
    """
    things = [rect for name, rect in screen.everything if name not in NO_MAPS]
    for stroke in screen.strokes:
        if stroke.ends:
            near = max(BESIDE, OFF * float(np.hypot(*np.subtract(*stroke.ends))))
            there = [
                {n for n, rect in enumerate(things) if holds(rect.grown(near), end)} for end in stroke.ends
            ]
            if there[1] and stroke.ends[0][0] < MARGIN * screen.frame.left:
                continue  # from the line above
            if not all(there) or len(set.union(*there)) < 2:
                yield stroke.ends


def text_is_large_enough(screen: Screen) -> Iterator[object]:
    for text in screen.texts:
        if text.em * DIGIT < MIN_PIXELS:
            yield text.words, text.em * DIGIT


def text_has_contrast(screen: Screen) -> Iterator[object]:
    for text in screen.texts:
        if text.contrast < (THERE if text.dimmed else READABLE):
            yield text.words, text.group, round(text.contrast, 2), "dimmed" if text.dimmed else "highlighted"


def maps_are_named_in_words(screen: Screen) -> Iterator[object]:
    for name in screen.beat.shows:
        one = screen.story.map(name)
        rects = [rect for drawn, rect in screen.grids if drawn.removesuffix(DASHED) == name]
        if rects and not any(is_named(one, rect, screen) for rect in rects):
            yield name, one.words


def roles_are_apart_to_colour_blind_eyes(screen: Screen) -> Iterator[object]:
    """The names of maps have their roles' colours; what is quiet is recognised by its dashes instead.

    A line that several labels have says of none what colour it is.
    """
    shown = [one for name in screen.beat.shows if (one := screen.story.map(name)).role not in COLOURLESS]
    labels = {one.name: [t for t in names_of(one, screen) if t.group == "MapLabel"] for one in shown}
    said = Counter(words for texts in labels.values() for words in {text.words for text in texts})
    named = [(one, text) for one in shown for text in labels[one.name] if said[text.words] == 1]
    for (one, first), (other, second) in combinations(named, 2):
        if one.role != other.role:
            for eyes in SIMULATIONS:
                if apart(first.colour, second.colour, eyes) <= APART:
                    yield one.label, other.label, eyes


def maps_show_the_numbers_of_the_core(screen: Screen) -> Iterator[object]:
    shows = {name: np.ma.array(values).tolist() for name, values in screen.beat.shows.items()}
    for name in screen.values.keys() | shows.keys():
        if screen.values.get(name) != shows.get(name):
            yield name, screen.values.get(name), shows.get(name)


def numerals_are_those_of_the_map(screen: Screen) -> Iterator[object]:
    """Where a map shows numerals that nothing covers, they are its values' and all of them."""
    shown = [(name.removesuffix(DASHED), rect) for name, rect in screen.grids]
    pairs = ((one, other) for one, other in combinations(shown, 2) if one[0] != other[0])
    covered = {name for one, other in pairs if overlap(one[1], other[1]) for name in (one[0], other[0])}
    for name, values in screen.beat.shows.items():
        numerals = (text for text in screen.texts if text.numeral)
        drawn = [text.words for text in numerals if text.group.removesuffix(DASHED) == name]
        full = written(screen.story, name, values)
        if drawn and name not in covered and not same_numerals(drawn, full):
            yield name, drawn, full


def same_numerals(drawn: list[str], full: list[str]) -> bool:
    """Return whether all numerals are drawn, each once, some of them shortened."""
    missing = list((Counter(full) - Counter(drawn)).elements())
    others = list((Counter(drawn) - Counter(full)).elements())
    fitting = [[shortened(text, whole) for text in others] for whole in missing]
    return len(missing) == len(others) and all(map(any, fitting))


def the_formula_is_that_of_the_beat(screen: Screen) -> Iterator[object]:
    there = Counter(text.words for text in screen.words)
    for word, number in Counter(term.text for term in screen.beat.formula).items():
        if there[word] < number:
            yield word


def title_and_caption_are_those_of_the_story(screen: Screen) -> Iterator[object]:
    titles = " ".join(plain(text.words) for text in screen.words if text.group == "Heading")
    captions = [text.words for text in screen.words if text.group == "Caption"]
    heading = " ".join(words for words in (screen.story.plain_title, screen.story.parameters) if words)
    wanted = (heading, screen.beat.caption) if screen.framed else ("", "")
    if (titles, " ".join(captions)) != wanted:
        yield titles, captions


def hits(stroke: Stroke, rect: Rect) -> bool:
    """Whether any point of an arrow or of lines is inside a rectangle."""
    x, y = stroke.points.T
    return bool(((rect.left < x) & (x < rect.right) & (rect.bottom < y) & (y < rect.top)).any())


def holds(rect: Rect, point: tuple[float, float]) -> bool:
    return rect.left < point[0] < rect.right and rect.bottom < point[1] < rect.top


def is_named(one: Map, rect: Rect, screen: Screen) -> bool:
    """Whether a map's name is near it or its padding; or a label is above, and its part beside."""
    around = [rect, *(o for name, o in screen.grids if name == "padding" and overlap(o, rect))]
    if any(overlap(near.grown(NEAR), text.rect) for near in around for text in names_of(one, screen)):
        return True
    heads = [text.rect for text in names_of(one, screen) if text.rect.bottom > rect.top]
    parts = [text.rect for text in texts_of(readable(one.part), screen)]
    across = any(min(head.right, rect.right) > max(head.left, rect.left) - BESIDE for head in heads)
    return across and any(overlap(rect, replace(part, x=rect.x)) for part in parts)


def names_of(one: Map, screen: Screen) -> list[Text]:
    """The texts that are a map's name, or both lines of it."""
    return texts_of(readable(one.label), screen)


def texts_of(words: str, screen: Screen) -> list[Text]:
    """The texts that are these words, or both lines of them."""
    found = [(plain(text.words), text) for text in screen.words]
    there = {said for said, _ in found}
    return [
        text for said, text in found
        if said == words
        or (words.startswith(f"{said} ") and words.removeprefix(f"{said} ") in there)
        or (words.endswith(f" {said}") and words.removesuffix(f" {said}") in there)
    ]  # fmt: skip


RULES: tuple[Rule, ...] = (
    everything_is_inside_the_frame,
    no_text_lies_on_another,
    no_words_lie_on_a_map,
    no_map_lies_on_another,
    no_padding_lies_on_another_map,
    arrows_and_lines_cross_no_words_and_no_other_map,
    arrows_point_from_one_map_to_another,
    text_is_large_enough,
    text_has_contrast,
    maps_are_named_in_words,
    roles_are_apart_to_colour_blind_eyes,
    maps_show_the_numbers_of_the_core,
    numerals_are_those_of_the_map,
    the_formula_is_that_of_the_beat,
    title_and_caption_are_those_of_the_story,
)
