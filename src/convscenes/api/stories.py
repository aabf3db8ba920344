"""Stories, from specs or from arrays."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from html import escape
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from convscenes import stories
from convscenes.api.figures import Figure
from convscenes.errors import UsageError
from convscenes.rendering.options import Options
from convscenes.spec.faults import shown
from convscenes.spec.python import document_of
from convscenes.stories import Beat, Map
from convscenes.stories._base.loading import story_of
from convscenes.stories._base.story_data import story_data

AnyPath = str | PathLike[str]
Spec = AnyPath | Mapping[str, Any]
"""A spec: the path of its file, or its fields."""
Beats = str | Beat | Iterable[str | Beat]
"""Beats, or their names: one or several."""


def load(spec: Spec) -> Story:
    """Return the story of a spec, the YAML file at a path or a mapping of its fields.

    In a mapping, numbers may also be arrays (of NumPy or others), tensors and tuples.

    Raises:
        SpecError: something in it is wrong; ``problems`` lists all of it.

    >>> load({"kind": "scatter", "title": "Stamps", "input": [[2, 3], [4, 3]], "kernel": [[1, 2], [0, 1]]})
    <Story scatter: Stamps, 8 beats>
    """
    match spec:
        case str() | PathLike():
            return Story(stories.load_story(Path(spec)))
        case Mapping():
            return Story(story_of(document_of(spec)))
    raise UsageError(f"a spec is a path, or a mapping of fields, got {shown(spec)}.")


def story(kind: str, **fields: Any) -> Story:
    """Return the story of a kind, as ``scatter``, for the fields of its spec, as ``input`` and ``stride``.

    Numbers may be lists, arrays (of NumPy or others) and tensors, on any device. A path of a file begins at
    the working folder.

    Raises:
        SpecError: a field is wrong, missing or unknown; ``problems`` lists all of them.

    >>> import numpy as np
    >>> scatter = story("scatter", input=np.array([[2, 3]]), kernel=[[1, 4]], stride=2)
    >>> scatter.beats[-1].shows["output"].tolist()
    [[2, 8, 3, 12]]
    >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]], stride=0)
    Traceback (most recent call last):
    convscenes.errors.SpecError: stride: must be at least 1, got 0.
    """
    return load({"kind": kind, **fields})


class Story:
    """What a spec shows, beat by beat: ``load`` and ``story`` return one. A notebook shows it as a flip book.

    >>> scatter = story("scatter", input=[[2, 3]], kernel=[[1, 4]])
    >>> [beat.name for beat in scatter.beats]
    ['maps', 'lift-1', 'multiply-1', 'land-1', 'stamp-2', 'overlap']
    """

    def __init__(self, story: stories.Story) -> None:
        self._story = story

    @property
    def name(self) -> str:
        """The name of its spec's file, without the suffix; without a file, its kind.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).name
        'scatter'
        """
        return self._story.name or self._story.kind

    @property
    def kind(self) -> str:
        """Its kind.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).kind
        'scatter'
        """
        return self._story.kind

    @property
    def title(self) -> str:
        """Its title, maths in it as plain text.

        >>> story("scatter", title="A stride of $s$", input=[[2, 3]], kernel=[[1, 4]]).title
        'A stride of s'
        """
        return self._story.plain_title

    @property
    def description(self) -> str:
        """What there is to see, for those who cannot see it.

        >>> story("scatter", description="A stamp.", input=[[2]], kernel=[[1, 4]]).description
        'A stamp.'
        """
        return self._story.description

    @property
    def maps(self) -> tuple[Map, ...]:
        """Its maps: each with name, label and shape.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).maps[2].shape
        (1, 3)
        """
        return self._story.maps

    @property
    def beats(self) -> tuple[Beat, ...]:
        """Its beats: each with name, caption, and the values (H, W) that every map shows at its end.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).beats[-1].shows["output"].tolist()
        [[2, 11, 12]]
        """
        return self._story.beats

    def beat(self, name: str) -> Beat:
        """Return the beat of a name; raises UsageError where there is none.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).beat("stamp-2").formula_text
        '11 = 8 + 3 × 1'
        """
        return self._story.beat(name)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain data, ready for JSON, as ``convscenes steps --json`` prints it.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).to_dict()["beats"][-1]["shows"]["output"]
        [[2, 11, 12]]
        """
        return story_data(self._story, self._story.beats)

    def render(
        self,
        path: AnyPath,
        *,
        quality: str | None = None,
        format: str | None = None,
        fps: int | None = None,
        theme: str | None = None,
        aspect: str | None = None,
        text_scale: float | None = None,
        frame: str | None = None,
        transparent: bool = False,
        codec: str = "h264",
        audio: AnyPath | None = None,
        cues: AnyPath | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Render it to ``path`` and return that; the suffix sets the format.

        That is mp4, webm, mov, webp, avif, gif, or png, the last frame; a ``format`` of flipbook makes a
        WebP of one picture for each beat. Captions are written beside a video, as ``.vtt``.

        ``quality`` is 480p, 720p, 1080p (the default of videos) or 2160p, as low, medium, high and k; or
        small, 360p (the default of animated pictures). ``theme`` is dark or light; ``aspect`` 16:9, 4:3, 1:1
        or 9:16; ``text_scale`` 0.5 to 1.25; ``frame`` full, or bare, cropped to the maps. What is not given
        is as in the spec. ``codec``, of an mp4, is h264 or av1. Clips of beats are kept in ``.convscenes``,
        so that only changed beats are drawn the next time. ``progress`` is called after every beat with the
        beats done and all beats.

        The sound in the file ``audio`` becomes that of a video, which is silent without. Beats begin at the
        times in the file ``cues``, that beside it unless it is named, and hold until then.

        Raises:
            SpecError: the file of cues is wrong.
            UsageError: options that do not exist or do not go together.
            RenderError: the scene failed, or the file could not be written. No incomplete file is left.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).render("a.mp4", quality="1081p")
        Traceback (most recent call last):
        convscenes.errors.UsageError: quality: no "1081p". Did you mean "1080p"? \
There are: small, low, medium, high, k, 360p, 480p, 720p, 1080p, 2160p.
        """
        from convscenes.rendering import video  # here, because steps and numbers need none of it

        return video.render(
            self._story,
            path,
            quality=quality,
            format=format,
            fps=fps,
            theme=theme,
            aspect=aspect,
            text_scale=text_scale,
            frame=frame,
            transparent=transparent,
            codec=codec,
            audio=audio,
            cues=cues,
            progress=progress,
        )

    def publish(
        self,
        path: AnyPath,
        to: str | None = None,
        *,
        quality: str | None = None,
        theme: str | None = None,
        aspect: str | None = None,
        text_scale: float | None = None,
        folder: bool = False,
        stills: bool = False,
        handout: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Publish it to ``path`` and return that: as a page, slides, a notebook or a document.

        The suffix sets the format, as ``convscenes publish --to`` has them, unless ``to`` names one.
        ``quality``, that of clips, is 720p unless given; with ``stills``, there are pictures in their place.
        A ``folder`` has its media beside its page; a ``handout`` is for paper. ``progress`` is called after
        every beat with the beats done and all beats.

        Raises:
            UsageError: options that do not exist or do not go together; an extra that is not installed.
            RenderError: the scene failed, or a file could not be written. No incomplete file is left.

        >>> story("scatter", input=[[2, 3]], kernel=[[1, 4]]).publish("a.ppt")
        Traceback (most recent call last):
        convscenes.errors.UsageError: the suffix of a.ppt: no ".ppt". Did you mean ".pptx"? \
There are: .html, .ipynb, .pdf, .pptx, .apkg.
        """
        from convscenes.publish import publishing  # here, because steps and numbers need none of it
        from convscenes.publish.formats import Choices

        return publishing.publish(
            self._story,
            path,
            to,
            quality=quality,
            theme=theme,
            aspect=aspect,
            text_scale=text_scale,
            choices=Choices(folder=folder, stills=stills, handout=handout),
            progress=progress,
        )

    def figure(
        self,
        beats: Beats | None = None,
        *,
        theme: str | None = None,
        aspect: str | None = None,
        text_scale: float | None = None,
        frame: str | None = None,
        transparent: bool = False,
        quality: str | None = None,
    ) -> Figure:
        """Return a figure of the end of a beat, or of several; without names, of the last.

        It is drawn when it is saved or shown. ``quality`` is the size of a PNG, 1080p unless given;
        ``theme``, ``aspect``, ``text_scale`` and ``frame`` are as those of ``render``.

        Raises:
            UsageError: an unknown beat, theme or quality.

        >>> scatter = story("scatter", input=[[2, 3]], kernel=[[1, 4]])
        >>> scatter.figure("overlap"), scatter.figure(scatter.beats[:2])
        (<Figure of scatter: overlap>, <Figure of scatter: maps, lift-1>)
        """
        options = Options.of(
            quality,
            "png",
            theme=theme,
            aspect=aspect,
            text_scale=text_scale,
            frame=frame,
            transparent=transparent,
        )
        return Figure(self._story, self._names(beats), options)

    def _names(self, beats: Beats | None) -> tuple[str, ...]:
        """Return the names of wanted beats, each once; raises UsageError for what is none."""
        if beats is None:
            return (self.beats[-1].name,)
        if isinstance(beats, str | Beat) or not isinstance(beats, Iterable):
            return (self._name(beats),)
        names = dict.fromkeys(map(self._name, beats))
        if not names:
            raise UsageError("beats: none is named.")
        return tuple(names)

    def _name(self, beat: object) -> str:
        """Return the name of a beat, or a name that a beat has."""
        name = beat.name if isinstance(beat, Beat) else beat
        if not isinstance(name, str):
            raise UsageError(f"beats: must be names of beats, got {shown(name)}.")
        return self.beat(name).name

    def __repr__(self) -> str:
        """Return one line: name, title and number of beats."""
        return f"<Story {self.name}: {self.title}, {len(self.beats)} beats>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return a flip book of all beats, for notebooks."""
        with TemporaryDirectory() as folder:
            path = self.render(Path(folder, "story.webp"), format="flipbook", quality="480p")
            data = b64encode(path.read_bytes()).decode("ascii")
        alt = escape(f"{self.title}: {self.description}")
        picture = f'<img src="data:image/webp;base64,{data}" alt="{alt}" style="max-width: 100%">'
        return {"text/html": picture, "text/plain": repr(self)}
