"""Notebooks: their cells, their code with the numbers of the spec, and that it draws what they show."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from convscenes.publish.formats import Choices
from convscenes.publish.notebook import files
from convscenes.publish.publication import Publication
from convscenes.publish.request import PublishRequest
from convscenes.publish.talk import Section, Talk
from convscenes.rendering.options import Options
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.schedule import make
from convscenes.rendering.requests.specs import Specs
from tests.publish.conftest import section_of, slide_of, talk_of

FIELDS = {
    "kind": "scatter",
    "title": "It's *mine*",
    "input": [[0.5, -3]],
    "kernel": {"ones": [1, 2]},
    "expect": [[1]],
    "outputs": ["mp4"],
}


def section(title: str = "Stamps", *beats: str) -> Section:
    slides = tuple(slide_of(f"{title}-{beat}", moves=False) for beat in beats)
    return Section(title, f"About {title}.", slides, beats=beats, fields=FIELDS)


def cells(talk: Talk) -> list[dict[str, Any]]:
    ((name, content),) = files(talk, Choices())
    assert name == ""
    notebook = json.loads(content)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    return notebook["cells"]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_every_beat_has_words_and_a_figure_with_its_still() -> None:
    found = cells(talk_of(section("Stamps", "maps", "land")))
    assert [cell["id"] for cell in found] == [
        "title", "import", "story-1", "words-1", "figure-1", "words-2", "figure-2",
    ]  # fmt: skip
    assert source(found[3]) == '### Title of Stamps-maps\n\nStamps-maps: 1 &lt; 2 &amp; "so" on.'
    assert source(found[6]) == "story.figure('land')"
    (shown,) = found[6]["outputs"]
    assert "".join(shown["data"]["image/svg+xml"]).startswith("<svg ")
    assert "".join(shown["data"]["text/plain"]) == "A map <Stamps-land>."


def test_the_code_has_the_numbers_of_the_spec() -> None:
    code = source(cells(talk_of(section("Stamps", "maps")))[2])
    heard: list[tuple[str, dict[str, Any]]] = []

    class Api:
        @staticmethod
        def story(kind: str, **fields: Any) -> None:
            heard.append((kind, fields))

    exec(code, {"cs": Api})
    kept = {name: FIELDS[name] for name in ("title", "input", "kernel")}
    assert heard == [("scatter", kept)]


def test_each_section_begins_with_its_story_and_a_card_is_a_heading() -> None:
    found = cells(talk_of(section_of("Why?", "why", "line", card=True), section("A", "x"), section("B", "y")))
    assert [cell["id"] for cell in found][2:] == [
        "section-1", "section-2", "story-2", "words-1", "figure-1",
        "section-3", "story-3", "words-2", "figure-2",
    ]  # fmt: skip
    assert source(found[2]) == '## Why?\n\nline: 1 &lt; 2 &amp; "so" on.'


def test_ids_are_unique_and_such_as_nbformat_allows() -> None:
    ids = [cell["id"] for cell in cells(talk_of(section("A", "x"), section("A", "x")))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]{1,64}", each, re.ASCII) for each in ids)


def test_it_speaks_the_language_of_the_talk() -> None:
    words = source(cells(talk_of(section("A", "x"), language="de"))[0])
    assert words.endswith("Jedes Bild wird dann mit den neuen Zahlen gezeichnet.")


def published(spec: Path, path: Path) -> list[dict[str, Any]]:
    request = PublishRequest.of(spec, path, "notebook", Options.of("low"), Choices())
    make(plan_of(request, Specs()), lambda _: None)
    return json.loads(path.read_bytes())["cells"]


@pytest.mark.slow
def test_run_it_draws_what_it_shows(folder: Path) -> None:  # noqa: ARG001
    found = published(Path("b.yaml"), Path("b.ipynb"))
    scope: dict[str, Any] = {}
    exec("\n".join(source(cell) for cell in found[:3] if cell["cell_type"] == "code"), scope)
    for cell in (found[4], found[-1]):
        figure = eval(source(cell), scope)
        (shown,) = cell["outputs"]
        drawn = figure.svg().replace('"scatter-', '"b-')  # ids begin with the name of the story
        assert drawn.split("<defs>")[1] == "".join(shown["data"]["image/svg+xml"]).split("<defs>")[1]


def test_paths_begin_at_the_folder_of_the_notebook(folder: Path) -> None:
    numbers = folder / "data"
    numbers.mkdir()
    (numbers / "x.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    (folder / "c.yaml").write_text(
        "kind: scatter\ninput: {file: data/x.csv}\nkernel: [[1]]\n", encoding="utf-8"
    )
    request = PublishRequest.of(Path("c.yaml"), Path("out/c.ipynb"), "notebook", Options.of(), Choices())
    plan = plan_of(request, Specs())
    assert isinstance(plan, Publication)
    assert plan.stands[0].fields["input"] == {"file": "../data/x.csv"}
