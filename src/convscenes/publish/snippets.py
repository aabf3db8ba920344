"""Text to paste into other people's pages and slides, and the files that it names, all of one stem."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from string import Template

from convscenes.publish.formats import Choices, File
from convscenes.publish.talk import Slide, Talk
from convscenes.rendering.vector.pdf import STANDARDS, spoken
from convscenes.spec.typesetting import compiler
from convscenes.words import Words

PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang, region: if sys.inputs.region != "" { sys.inputs.region })
#set page(width: float(sys.inputs.width) * 1pt, height: auto, margin: 0pt)
#image(bytes(sys.inputs.still), format: "svg", width: 100%, alt: sys.inputs.alt)
"""
POINTS = 960
"""The width of the page, in points."""
PER_SECOND = 3
"""How many words of a caption are read in a second, while a page of the flip book is shown."""
SNIPPETS = """# $title

What to paste, and where. Copy the files of this folder beside your page: $name.mp4, .vtt (captions), .png
(poster), .pdf (for LaTeX and print), .webp (pictures one after the other, where no video is played).

## HTML, Moodle, MkDocs

```html
$video
```

## Quarto

`{{< video >}}` has neither captions nor alt text; this is HTML on a page, and the picture elsewhere.

````markdown
::: {.content-visible when-format="html"}
```{=html}
$video
```
:::

::: {.content-visible unless-format="html"}
![$caption]($name.pdf){fig-alt="$alt"}
:::
````

## MyST, Jupyter Book

Each output takes the file that it can show.

```markdown
:::{figure} $name.*
:alt: $alt
$caption
:::
```

## Sphinx

Sphinx copies the files where `html_extra_path` of conf.py names this folder.

```rst
.. only:: html

   .. raw:: html

      $indented

.. only:: not html

   .. figure:: $name.pdf
      :alt: $alt

      $caption
```

## LaTeX beamer

A picture; `convscenes publish --to pdf` makes frames that step through all of them.

```latex
\\begin{frame}[plain]
  \\centering\\includegraphics[width=\\textwidth]{$name.pdf}
\\end{frame}
```

## GitHub

A README plays no video; readers who want no motion see the last picture.

```html
<picture>
  <source media="(prefers-reduced-motion: reduce)" srcset="$name.png">
  <img src="$name.webp" alt="$alt" width="$width">
</picture>
```
"""


def files(talk: Talk, _: Choices) -> Iterator[File]:
    """Yield the media, and last the text to paste."""
    assert talk.video is not None
    last = talk.slides[-1]
    yield f"{talk.name}.mp4", talk.video.data
    yield f"{talk.name}.vtt", talk.video.captions.encode()
    yield f"{talk.name}.pdf", page_of(talk, last)
    yield f"{talk.name}.png", picture_of(talk, last)
    yield f"{talk.name}.webp", flip_book(talk)
    yield f"{talk.name}.md", text_of(talk).encode()


def text_of(talk: Talk) -> str:
    """Return the text to paste, for every host."""
    video = video_element(talk)
    return Template(SNIPPETS).substitute(
        name=talk.name,
        title=talk.title,
        caption=talk.title,
        alt=attribute(talk.description),
        width=talk.size[0] // 2,
        video=video,
        indented=video.replace("\n", "\n" + " " * 6),
    )


def video_element(talk: Talk) -> str:
    """Return the video as an element of HTML, with poster, captions and a name.

    Captions are off at first where the pictures have them.
    """
    shown = "" if talk.captioned else " default"
    label, name = Words(talk.language, "snippets").line("captions"), escape(talk.name)
    return (
        f'<video controls preload="metadata" poster="{name}.png" style="max-width: 100%"\n'
        f'       aria-label="{attribute(talk.description)}">\n'
        f'  <source src="{name}.mp4" type="video/mp4">\n'
        f'  <track kind="captions" src="{name}.vtt" srclang="{talk.language}" label="{label}"{shown}>\n'
        "</video>"
    )


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, on one line."""
    return escape(" ".join(text.split()))


def page_of(talk: Talk, slide: Slide) -> bytes:
    """Return a slide's still as a page of PDF."""
    pdf = compiler().compile(PAGE, sys_inputs=inputs_of(talk, slide), **STANDARDS)
    assert isinstance(pdf, bytes), "it is one page"
    return pdf


def picture_of(talk: Talk, slide: Slide) -> bytes:
    """Return a slide's still as a PNG, of the size of the clips."""
    per_inch = 72 * talk.size[0] / POINTS
    png = compiler().compile(PAGE, sys_inputs=inputs_of(talk, slide), format="png", ppi=per_inch)
    assert isinstance(png, bytes), "it is one page"
    return png


def inputs_of(talk: Talk, slide: Slide) -> dict[str, str]:
    """Return what the page shows."""
    return {
        "title": f"{talk.title}: {slide.title}",
        **{name: code or "" for name, code in spoken(talk.language).items()},
        "width": str(POINTS),
        "still": slide.still.decode(),
        "alt": slide.alt,
    }


def flip_book(talk: Talk) -> bytes:
    """Return a WebP of all stills, each for as long as its caption takes to read."""
    from PIL import Image  # here, because it takes a while

    pictures = [Image.open(io.BytesIO(picture_of(talk, slide))).convert("RGB") for slide in talk.slides]
    seconds = [max(1.0, len(slide.caption.split()) / PER_SECOND) for slide in talk.slides]
    webp = io.BytesIO()
    pictures[0].save(
        webp,
        "WEBP",
        save_all=True,
        append_images=pictures[1:],
        duration=[round(1000 * each) for each in seconds],
        loop=0,
        lossless=True,
    )
    return webp.getvalue()
