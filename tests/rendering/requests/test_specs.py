"""Each file is read, checked and made into a story once in a run, and its digest is taken before that."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convscenes.errors import SpecError
from convscenes.rendering.atomic import digest_of
from convscenes.rendering.requests import specs as module
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.packed import unpacked
from convscenes.spec import Document, read
from convscenes.stories import Story

SCATTER = "kind: scatter\ninput: [[2, 3]]\nkernel: [[1, 2, 4]]\n"


@pytest.fixture(autouse=True)
def files(workplace: Path) -> None:  # noqa: ARG001  the files are written there
    for name in "ab":
        Path(f"{name}.yaml").write_text(SCATTER, encoding="utf-8")
    Path("all.yaml").write_text("playlist: [a.yaml, b.yaml, {card: End}, a.yaml]\n", encoding="utf-8")
    Path("some.yaml").write_text("playlist: [b.yaml]\n", encoding="utf-8")


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count files that are read, and stories that are built."""
    count: Counter[str] = Counter()

    def counted_read(path: Path, content: bytes | None = None) -> Document:
        count[f"read {path}"] += 1
        return read(path, content)

    def counted_story(document: Document) -> Story:
        count[f"build {document.path}"] += 1
        return real_story(document)

    real_story = module.story_of
    monkeypatch.setattr(module, "read", counted_read)
    monkeypatch.setattr(module, "story_of", counted_story)
    return count


def test_every_file_is_read_and_its_story_built_once(work: Counter[str]) -> None:
    specs = Specs()
    for _ in range(2):
        for name in ("all.yaml", "a.yaml", "some.yaml", "b.yaml"):
            spec = specs[Path(name)]
            assert (spec.playlist is None) == (name in ("a.yaml", "b.yaml"))
            assert set(map(str, spec.sources)) >= {name}
            if spec.playlist is None:
                assert unpacked(spec.packed.data).title == spec.story.title
    names = ("a.yaml", "b.yaml")
    assert work == Counter(
        [
            *(f"read {name}" for name in (*names, "all.yaml", "some.yaml")),
            *(f"build {name}" for name in names),
        ]
    )


def test_two_runs_have_nothing_in_common(work: Counter[str]) -> None:
    for _ in range(2):
        assert Specs()[Path("a.yaml")].story.beats
    assert work == {"read a.yaml": 2, "build a.yaml": 2}


def test_a_spec_that_is_only_looked_at_is_not_told(work: Counter[str]) -> None:
    assert Specs()[Path("a.yaml")].sources
    assert work == {"read a.yaml": 1}


def test_the_sources_of_a_playlist_are_those_of_its_parts() -> None:
    assert Specs()[Path("all.yaml")].sources == {
        Path(name): digest_of(Path(name)) for name in ("all.yaml", "a.yaml", "b.yaml")
    }


def test_a_file_that_a_spec_names_is_its_source() -> None:
    Path("digits").mkdir()
    Image.fromarray(np.arange(12, dtype=np.uint8).reshape(3, 4) * 20).save("digits/seven.png")
    Path("c.yaml").write_text(
        "kind: scatter\ninput: {image: digits/seven.png, size: [3, 4]}\nkernel: [[1, 2]]\n", encoding="utf-8"
    )
    Path("more.yaml").write_text("playlist: [a.yaml, c.yaml]\n", encoding="utf-8")
    assert list(Specs()[Path("c.yaml")].sources) == [Path("c.yaml"), Path("digits/seven.png")]
    assert set(map(str, Specs()[Path("more.yaml")].sources)) == {
        "more.yaml", "a.yaml", "c.yaml", "digits/seven.png",
    }  # fmt: skip


def test_the_text_of_a_card_is_no_source() -> None:
    Path("text.yaml").write_text("playlist: [{card: b.yaml, text: [b.yaml]}, a.yaml]\n", encoding="utf-8")
    assert set(map(str, Specs()[Path("text.yaml")].sources)) == {"text.yaml", "a.yaml"}


def test_digests_are_of_before_the_story_is_told() -> None:
    before = digest_of(Path("a.yaml"))
    spec = Specs()[Path("a.yaml")]
    Path("a.yaml").write_text(SCATTER + "title: Saved meanwhile\n", encoding="utf-8")
    assert spec.sources == {Path("a.yaml"): before}
    assert spec.story.title != "Saved meanwhile"


def test_what_is_saved_while_it_is_read_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest is taken first: of what is read later it may be wrong, but never the other way round."""
    before = digest_of(Path("a.yaml"))

    def saved_meanwhile(path: Path, content: bytes | None = None) -> Document:
        path.write_text(SCATTER + "title: Saved meanwhile\n", encoding="utf-8")
        return read(path, content)

    monkeypatch.setattr(module, "read", saved_meanwhile)
    spec = Specs()[Path("a.yaml")]
    assert (spec.sources[Path("a.yaml")], spec.story.title) == (before, "Saved meanwhile")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("c.yaml", None, r"c\.yaml:1:1: .*no such file"),
        ("c.yaml", "kind: [", r"c\.yaml:1:8: the file ends too early"),
        ("c.yaml", "kind: scatter\n", r"c\.yaml:1:1: .*missing"),
        ("c.yaml", SCATTER + "stride: 0\n", r"c\.yaml:4:9: stride: must be at least 1, got 0\."),
        ("c.yaml", "kind: scatter\ninput: {file: no.npy}\nkernel: [[1]]\n", r"c\.yaml:2:\d+: .*no\.npy"),
        ("c.yaml", "playlist: [a.yaml, no.yaml]\n", r"c\.yaml:1:20: .*no\.yaml"),
        ("c.yaml", "playlist: [all.yaml]\n", r"c\.yaml:1:1[0-9]: .*playlist"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(name: str, text: str | None, message: str) -> None:
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match=message):
        assert Specs()[Path(name)].playlist or Specs()[Path(name)].story


def test_wrong_parts_of_a_playlist_are_all_told() -> None:
    Path("b.yaml").write_text(SCATTER + "stride: 0\n", encoding="utf-8")
    Path("c.yaml").write_text(SCATTER + "padding: -1\npace: 0\n", encoding="utf-8")
    Path("all.yaml").write_text("playlist: [a.yaml, b.yaml, {card: C}, c.yaml]\n", encoding="utf-8")
    with pytest.raises(
        SpecError, match=r"^b\.yaml:4:9: stride.*\nc\.yaml:4:10: padding.*\nc\.yaml:5:7: pace"
    ):
        assert Specs()[Path("all.yaml")].playlist


def test_files_that_an_entry_sets_are_sources_of_the_playlist() -> None:
    Path("sub").mkdir()
    Path("sub/a.yaml").write_text(SCATTER, encoding="utf-8")
    np.save("sub/x.npy", np.array([[1, 2]]))
    Path("all.yaml").write_text(
        "playlist:\n- {spec: sub/a.yaml, set: {input: {file: x.npy}}}\n", encoding="utf-8"
    )
    assert set(Specs()[Path("all.yaml")].sources) == {Path("all.yaml"), Path("sub/a.yaml"), Path("sub/x.npy")}
