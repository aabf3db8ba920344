"""``media/gallery.md``, generated: the last frame of every scene beside its spec."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from convscenes.errors import SpecError
from convscenes.rendering.atomic import write_text
from convscenes.rendering.media.manifest import Entry
from convscenes.rendering.places import MEDIA
from convscenes.stories import Story, load_story
from convscenes.stories._base.kinds import summary

GALLERY = MEDIA / "gallery.md"
HEAD = """\
<!-- Written by `convscenes regenerate`; what is changed by hand is lost. -->

# Gallery

Every scene that has figures by its last frame, beside the spec that it is drawn from. A click on a picture
plays it or leafs through its flip book.
"""


@dataclass(frozen=True)
class Exhibit:
    """A spec whose last beat has a figure: paths of that and of an animated picture, from the gallery."""

    spec: Path
    story: Story
    figure: str
    animation: str | None

    @property
    def text(self) -> str:
        """The spec as it is written."""
        return self.spec.read_text(encoding="utf-8").strip()


def save(entries: Mapping[str, Entry]) -> str:
    """Write the gallery of what the manifest lists, and return its digest."""
    return write_text(GALLERY, page(entries))


def page(entries: Mapping[str, Entry]) -> str:
    """Return the gallery of what the manifest lists: a line for every kind, then every spec."""
    exhibits = list(exhibits_of(entries))
    by_kind = {e.story.kind: [each for each in exhibits if each.story.kind == e.story.kind] for e in exhibits}
    table = ["| kind | what it shows | specs |", "|---|---|---|"]
    for kind, members in sorted(by_kind.items()):
        links = ", ".join(f"[{verbatim(each.spec.stem)}](#{anchor(each.spec.stem)})" for each in members)
        table.append(f"| `{kind}` | {summary(kind)} | {links} |")
    return "\n".join([HEAD, *table, *(block(exhibit) for exhibit in exhibits)]) + "\n"


def exhibits_of(entries: Mapping[str, Entry]) -> Iterator[Exhibit]:
    """Yield every valid spec that has a figure of its last beat, in the order of file names."""
    for name, entry in sorted(entries.items(), key=lambda item: (Path(item[0]).name, item[0])):
        with suppress(SpecError):
            spec = Path(name)
            made = sorted(Path(path).relative_to(MEDIA) for path in entry.outputs)
            story = load_story(spec)
            last = [path for path in made if path.parts[0] == "figures" and path.stem == story.beats[-1].name]
            pictures = [*last, *(path for path in made if path.parts[0] == "stills")]
            figure = next((path for path in pictures if path.suffix == ".svg"), None)
            if figure:
                yield Exhibit(spec, story, figure.as_posix(), animation_of(made))


def animation_of(made: Iterable[Path]) -> str | None:
    """Return the animated picture of a spec, else its flip book, else None.

    >>> animation_of([Path("flipbooks/a.webp"), Path("animations/a.webp"), Path("videos/a.mp4")])
    'animations/a.webp'
    """
    played = [
        path for folder in ("animations", "gifs", "flipbooks") for path in made if path.parts[0] == folder
    ]
    return played[0].as_posix() if played else None


def anchor(heading: str) -> str:
    """Return the anchor of a heading, as GitHub names it.

    >>> anchor("07-scatter"), anchor("A b, ü")
    ('07-scatter', 'a-b-ü')
    """
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def verbatim(text: str) -> str:
    """Return a user's text for the middle of a line of Markdown: what would be markup is written as entities.

    >>> verbatim("07-scatter"), verbatim("f * g | <b>")
    ('07-scatter', 'f &#42; g &#124; &#60;b&#62;')
    """
    return re.sub(r"[][!#$&*:<>@\\^_`{|}~]", lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def block(exhibit: Exhibit) -> str:
    """Return one spec's part of the page: its picture on the left, its text on the right."""
    story, spec = exhibit.story, quote(Path(os.path.relpath(exhibit.spec, MEDIA)).as_posix())
    alt = html.escape(story.beats[-1].plain_caption)
    picture = f'<img src="{quote(exhibit.figure)}" alt="{alt}" width="560">'
    if exhibit.animation:
        picture = f'<a href="{quote(exhibit.animation)}">{picture}</a>'
    fence = "```"
    while fence in exhibit.text:
        fence += "`"
    return f"""
## {verbatim(exhibit.spec.stem)}

**{verbatim(story.plain_title)}** ([<code>{verbatim(exhibit.spec.name)}</code>]({spec}))

<table><tr><td>{picture}</td><td>

{fence}yaml
{exhibit.text}
{fence}

</td></tr></table>"""
