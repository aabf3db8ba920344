"""A page for each kind, from its fields and from the shipped specs that show it; and the gallery of these."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from convscenes.cli.starter import shortest
from convscenes.rendering.media.gallery import Exhibit, verbatim
from convscenes.rendering.places import MEDIA
from convscenes.spec import Fields, Playlist
from convscenes.stories import kinds
from convscenes.stories._base.kinds import kind_module, summary

SCENES = Path("scenes")
INDEX = """\
# Kinds

A *kind* is an arrangement of maps and what happens on it: the field `kind` of a spec names one.
`convscenes new KIND` writes a spec of it.

| kind | what it shows |
|---|---|
{rows}

## Fields of every kind

These say how a scene looks and sounds; [specs](../specs.md) explains them at more length.

{fields}

## Fields of playlists

{playlist}

```{{toctree}}
:hidden:

{pages}
```
"""
KIND = """\
# {kind}

{summary}

{player}

```yaml
{spec}
```

`convscenes new {kind}` writes this spec, with all fields explained.

## Fields of its own

{fields}

It has the [fields of every kind](index.md#fields-of-every-kind), too{refused}.

## Beats of this example

Each is a chapter of the video, a caption, and a figure: `convscenes figure SPEC --beat NAME`.

{beats}

{examples}
"""
GALLERY = """\
# Gallery

Every shipped spec. A picture leads to a page that plays it, beat by beat: space and arrows go on and back,
`#beat` in the address is a link to a beat. These pages are what `convscenes publish SPEC --stills` makes,
each one file that needs no network.

{lecture} is one of them, in chapters.
"""


def kind_pages(exhibits: Sequence[Exhibit]) -> dict[str, str]:
    """Return the pages of all kinds, and of their index, by file name."""
    names = kinds()
    index = INDEX.format(
        rows="\n".join(f"| [`{kind}`]({kind}.md) | {verbatim(summary(kind))} |" for kind in names),
        fields=table_of_fields({name: each for name, each in Fields.model_fields.items() if name != "kind"}),
        playlist=table_of_fields(Playlist.model_fields),
        pages="\n".join(names),
    )
    shown = {kind: [each for each in exhibits if each.story.kind == kind] for kind in names}
    return {"index.md": index, **{f"{kind}.md": kind_page(kind, shown[kind]) for kind in names}}


def kind_page(kind: str, exhibits: Sequence[Exhibit]) -> str:
    """Return the page of a kind; its example is the first of the specs that show it."""
    example, *others = exhibits
    model: type[Fields] = kind_module(kind).Fields
    own = {
        name: field
        for name, field in model.model_fields.items()
        if name not in Fields.model_fields and name not in model.refused
    }
    refused = sorted(model.refused & Fields.model_fields.keys())
    links = [f"[{verbatim(each.spec.stem)}](../gallery.md#{each.spec.stem.lower()})" for each in others]
    return KIND.format(
        kind=kind,
        summary=verbatim(summary(kind)),
        player=player(example, "../players"),
        spec=example.text,
        fields=table_of_fields(own),
        refused=f", but for {', '.join(f'`{name}`' for name in refused)}" if refused else "",
        beats=table(
            ("beat", "caption"),
            ((f"`{beat.name}`", verbatim(beat.plain_caption)) for beat in example.story.beats),
        ),
        examples=f"More examples: {', '.join(links)}." if links else "",
    )


def gallery(exhibits: Iterable[Exhibit]) -> str:
    """Return the gallery: a section for each folder, in it each spec, with picture and text."""
    parts, folder = [GALLERY.format(lecture=link("players/lecture.html", "The whole lecture"))], None
    for each in sorted(exhibits, key=lambda one: (len(one.spec.parts), one.spec)):
        if each.spec.parent != folder:
            folder = each.spec.parent
            parts.append(f"## {folder.name.capitalize()}\n")
        parts.append(section(each))
    return "\n".join(parts)


def section(exhibit: Exhibit) -> str:
    """Return the part of the gallery that shows one spec."""
    page = quote(f"players/{page_of(exhibit)}")
    picture = quote(Path(os.path.relpath(MEDIA / exhibit.figure, "docs")).as_posix())
    alt = exhibit.story.beats[-1].plain_caption
    kind = exhibit.story.kind
    return f"""\
### {verbatim(exhibit.spec.stem)}

{link(page, exhibit.story.plain_title)}, kind [`{kind}`](kinds/{kind}.md)

```{{image}} {picture}
:alt: {alt}
:target: {page}
```

<details><summary>{exhibit.spec}</summary>

```yaml
{exhibit.text}
```

</details>
"""


def player(exhibit: Exhibit, players: str) -> str:
    """Return the page that plays a spec as a frame within another, and a link to it alone."""
    page = f"{players}/{quote(page_of(exhibit))}"
    title = html.escape(exhibit.story.plain_title)
    return (
        f'<iframe class="player" src="{page}" title="{title}" loading="lazy" allow="fullscreen"></iframe>\n\n'
        f"{link(page, 'On a page of its own')}"
    )


def link(page: str, text: str) -> str:
    """Return a link to a page that Sphinx does not make, and so would not find."""
    return f'<a href="{page}">{html.escape(text)}</a>'


def page_of(exhibit: Exhibit) -> str:
    """Return the path of the page that plays a spec, as ``convscenes publish scenes`` names it."""
    return exhibit.spec.relative_to(SCENES).with_suffix(".html").as_posix()


def table_of_fields(fields: Mapping[str, FieldInfo]) -> str:
    """Return fields as a table, those that are needed first."""
    order = sorted(fields, key=lambda name: not fields[name].is_required())
    rows = (
        (f"`{name}`", default_of(fields[name]), verbatim(fields[name].description or "")) for name in order
    )
    return table(("field", "default", "what it is"), rows)


def default_of(field: FieldInfo) -> str:
    """Return what a field is where it is not given."""
    if field.is_required():
        return "needed"
    return f"`{json.dumps(to_jsonable_python(shortest(field.default)), ensure_ascii=False)}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""

    def lines() -> Iterator[str]:
        yield "| " + " | ".join(head) + " |"
        yield "|" + "---|" * len(head)
        for row in rows:
            yield "| " + " | ".join(row) + " |"

    return "\n".join(lines())
