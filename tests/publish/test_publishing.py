"""Publishing from Python: what becomes of paths, formats and choices."""

from __future__ import annotations

from pathlib import Path

import pytest

import convscenes as cs
from convscenes.api import publish
from convscenes.errors import UsageError
from convscenes.rendering.jobs.job import Job
from tests.pretence import words_of


def test_the_suffix_sets_the_format(drawn: list[Job]) -> None:
    story = cs.load("b.yaml")
    assert story.publish("talk.html") == Path("talk.html")
    assert "The second" in Path("talk.html").read_text(encoding="utf-8")
    assert len(drawn) == len(story.beats) + 1
    steps: list[tuple[int, int]] = []
    cs.load("a.yaml").publish(Path("deck.apkg"), stills=True, progress=lambda *done: steps.append(done))
    assert Path("deck.apkg").read_bytes().startswith(b"PK")
    assert words_of(drawn[-1]).split()[0].endswith(".png")
    assert (len(drawn), steps[-1]) == (len(story.beats) + 2, (1, 1))


def test_a_story_without_a_file_and_a_playlist_are_published(drawn: list[Job]) -> None:  # noqa: ARG001
    cs.story("title-card", title="Why?").publish("why.html")
    assert "Why?" in Path("why.html").read_text(encoding="utf-8")
    publish("all.yaml", "all.html", quality="480p")
    assert "Both" in Path("all.html").read_text(encoding="utf-8")


def test_a_folder_has_any_name(drawn: list[Job]) -> None:  # noqa: ARG001
    cs.load("a.yaml").publish("talk", "html", folder=True)
    assert Path("talk/index.html").is_file()


@pytest.mark.parametrize(
    ("path", "to", "chosen", "message"),
    [
        ("a.html", "pptx", {}, r"^a\.html does not end in \.pptx, the suffix of pptx\.$"),
        ("a.html", "powerpoint", {}, r'^to: no "powerpoint"'),
        ("a", None, {}, r'^the suffix of a: no ""'),
        ("a.apkg", None, {"handout": True}, r"^anki knows no --handout\.$"),
    ],
)
def test_what_does_not_go_together(
    path: str, to: str | None, chosen: dict[str, bool], message: str, drawn: list[Job]
) -> None:
    with pytest.raises(UsageError, match=message):
        cs.load("a.yaml").publish(path, to, **chosen)
    assert drawn == []
