"""Words: fallback, facts, decimals; and how a spec, a playlist or an option chooses a language."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from convscenes.cli import main
from convscenes.errors import SpecError, WordsError
from convscenes.rendering.options import Options
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.plan import plan_of
from convscenes.rendering.requests.request import VideoRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.stories import Story, alt_text
from convscenes.words import Words, languages
from convscenes.words import language as module
from convscenes.words.languages import FOLDER

Build = Callable[..., Story]
SPEC = "scenes/02-kernel-slide.yaml"
ENGLISH, GERMAN = Words("en", "kernel-slide"), Words("de", "kernel-slide")
DECIMALS = {"input": [[0.5, 1, 2], [3, 4.25, 5]], "kernel": [[1, -0.5]]}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that sets the German words of kernel-slide, beside the true English ones."""
    for name in ("en", "de"):
        (tmp_path / name).mkdir()
        for file in ("common", "kernel-slide"):
            text = (FOLDER / name / f"{file}.ftl").read_text(encoding="utf-8")
            (tmp_path / name / f"{file}.ftl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    for cached in (module.language, module.resource):
        cached.cache_clear()
        monkeypatch.setattr(module, cached.__name__, cached)
    path = tmp_path / "de" / "kernel-slide.ftl"
    yield lambda text: path.write_text(text, encoding="utf-8")  # type: ignore[misc]
    for cached in (module.language, module.resource):
        cached.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "products = { $weights ->",
        "products = *{ $nothing }* Produkte",
        "products = { part-nothing }",
        "products = { WORD(1) }",
    ],
    ids=["missing", "junk", "unknown fact", "unknown part", "one as a word"],
)
def test_what_a_language_lacks_is_said_in_english(german: Callable[[str], None], text: str) -> None:
    german(f"{text}\nwindow = Ein Fenster.\n    .title = Fenster\n")
    assert GERMAN.say("products", weights=9) == ENGLISH.say("products", weights=9)
    assert GERMAN.say("window").text == "Ein Fenster."


def test_a_title_that_fails_takes_its_sentence_along(german: Callable[[str], None]) -> None:
    german("products = Produkte.\n    .title = { $nothing }\n")
    assert GERMAN.say("products", weights=9) == ENGLISH.say("products", weights=9)


def test_what_cannot_be_said_in_english_is_a_mistake() -> None:
    with pytest.raises(WordsError, match=r"^kernel-slide: nothing: no such message\.$"):
        GERMAN.say("nothing")
    with pytest.raises(WordsError, match=r"^kernel-slide: products: Unknown external: weights\.$"):
        ENGLISH.say("products")


def test_facts_are_written_as_the_language_writes_them() -> None:
    def said(words: Words, kernel: object) -> str:
        return words.say("maps", once=False, padded=False, kernel=kernel, image=(4, 12345), output="x").text

    assert said(ENGLISH, (3, 1)) == "A *3×1* kernel slides over the *4×12345* input and makes the *x* output."
    assert (
        said(GERMAN, (6,))
        == "Ein *6-Zellen*-Kernel gleitet über die *4×12345*-Eingabe und erzeugt die *x*-Ausgabe."
    )
    for many in (12, np.int64(12)):
        assert ENGLISH.say("products", weights=many).text.endswith("*twelve products*.")
    assert ENGLISH.say("products", weights=12345).text.endswith("*12345 products*.")
    listed = GERMAN.say("channels-partials", sums=3, values=["0,5", "1", "2"]).text
    assert listed.endswith("Teilsummen 0,5; 1 und 2.")
    assert ENGLISH.say("channels-partials", sums=3, values=["0.5", "1", "2"]).text.endswith("0.5, 1 and 2.")
    with pytest.raises(TypeError, match=r"no fact for a sentence: 0\.5"):
        ENGLISH.say("products", weights=0.5)


def test_german_writes_a_comma_everywhere_and_english_a_point(build: Build) -> None:
    german, english = (build("kernel-slide", **DECIMALS, language=tag) for tag in ("de", "en"))
    assert german.beat("sum-1").plain_caption == "Ihre Summe, 0, kommt in Zeile 1, Spalte 1 der Ausgabe."
    assert german.beat("step-3").formula_text == "3 + (−2,125) = 0,875"
    assert english.beat("step-3").formula_text == "3 + (−2.125) = 0.875"
    assert german.notations["input"].text(4.25) == "4,25"
    assert "Eingabe 2×3: 0,50 1 2 / 3 4,25 5." in alt_text(german, german.beats[0])
    assert [m.label for m in german.maps] == ["Eingabe", "Kernel", "Ausgabe"]


def test_lists_of_decimals_separate_with_semicolons(build: Build) -> None:
    fields = {"input": [[0.5, 1], [2, 3]], "language": "de"}
    assert build("pooling", **fields).beat("pool-1").formula_text == "max(0,5; 1; 2; 3) = 3"


def test_numbers_as_data_keep_their_point() -> None:
    done = CliRunner().invoke(main, ["steps", SPEC, "--json", "--language", "de", "--set", "kernel=[[0.5]]"])
    data = json.loads(done.output)
    assert data["language"] == "de"
    assert data["beats"][-1]["caption"].startswith("Jeder Ausgabewert hängt von einem Eingabewert ab")
    assert data["beats"][0]["shows"]["kernel"] == [[0.5]]


def test_a_spec_names_a_language_that_there_is(build: Build) -> None:
    assert build("kernel-slide", **DECIMALS, language="de").language == "de"
    with pytest.raises(SpecError, match=r"language: must be one of de, en, got \"fr\"\."):
        build("kernel-slide", **DECIMALS, language="fr")


def test_the_result_that_a_spec_expects_is_checked_in_every_language(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "kind: kernel-slide\ninput: [[1, 2]]\nkernel: [[3]]\nexpect: [[3, 7]]\n", encoding="utf-8"
    )
    with pytest.raises(SpecError, match="expect"):
        Specs().changed(path, ("language=de",)).story  # noqa: B018
    assert Specs().changed(path, ("language=de", "stride=1")).story.language == "de"


def test_a_playlist_chooses_the_language_of_its_parts_and_cards(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("kind: kernel-slide\ninput: [[1, 2]]\nkernel: [[3]]\n", encoding="utf-8")
    playlist = tmp_path / "list.yaml"
    playlist.write_text("language: de\nplaylist:\n  - card: Falten\n  - a.yaml\n", encoding="utf-8")
    request = VideoRequest(playlist, tmp_path / "list.mp4", Options.of("low"))
    card, part = plan_of(request, Specs()).parts  # type: ignore[attr-defined]
    assert card.story.beats[0].plain_caption == "Titel: Falten"
    assert part.story.beats[0].title == part.packed.unpack().beats[0].title == "Eingabe, Kernel und Ausgabe"


def test_words_are_part_of_the_key_of_a_clip(build: Build) -> None:
    german, english = (build("scatter", **DECIMALS, language=tag) for tag in ("de", "en"))
    options = Options.of("low")
    assert not set(clip_keys(german, options)) & set(clip_keys(english, options))


def test_results_in_another_language_have_names_of_their_own(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["render", SPEC, "--language", "de", "--dry-run", "-o", str(tmp_path)])
    assert "02-kernel-slide.de.mp4" in run.output


@pytest.mark.parametrize(
    ("tag", "maps", "total"),
    [
        ("en", "A 1×2 kernel slides over “f*g” and makes “map x^2”.", "fills row 1, column 1 of “map x^2”."),
        (
            "de",
            "Ein 1×2-Kernel gleitet über „f*g“ und erzeugt „map x^2“.",
            "kommt in Zeile 1, Spalte 1 von „map x^2“.",
        ),
    ],
)
def test_captions_name_maps_by_the_labels_of_a_spec(build: Build, tag: str, maps: str, total: str) -> None:
    story = build("kernel-slide", **DECIMALS, language=tag, labels={"input": "f*g", "output": "map $x^2$"})
    assert story.beat("maps").plain_caption == maps
    assert story.beat("sum-1").plain_caption.endswith(total)
    assert story.beat("maps").title in ("Input, kernel and output", "Eingabe, Kernel und Ausgabe")


def test_long_labels_stay_out_of_captions(build: Build) -> None:
    for length, named in ((24, True), (25, False)):
        story = build("scatter", **DECIMALS, labels={"kernel": "k" * length})
        assert ("k" * length in story.beat("multiply-1").plain_caption) == named


def test_an_unknown_language_is_refused() -> None:
    run = CliRunner().invoke(main, ["steps", SPEC, "--language", "tlh"])
    assert run.exit_code == 2
    assert "is not one of 'de', 'en'" in run.output


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [(["schema", "scatter"], False), (["steps", SPEC, "--json"], True)],
    ids=["schema", "steps"],
)
def test_fluent_comes_with_the_first_sentence(arguments: list[str], imported: bool) -> None:
    program = (
        "import sys; from convscenes.cli import main; "
        f"main({arguments}, standalone_mode=False); print('fluent.runtime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(imported)


def test_shipped_languages() -> None:
    assert languages() == ("de", "en")
