"""Publications among ``outputs:``: made, checked and removed as others; untracked, as videos are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from convscenes.cli import main
from convscenes.publish.formats import FORMATS
from convscenes.spec.fields import PUBLISHED
from tests.cli.regenerate.studio import FIGURES, GALLERY, MANIFEST, SCATTER, A, B, edit, manifest, regenerate

PAGE, DECK = Path("media/html/a.html"), Path("media/revealjs/a")


@pytest.fixture(autouse=True)
def asked(folder: Path) -> None:  # noqa: ARG001  it works there
    """Let a spec ask for figures, a page, and a folder."""
    A.write_text(f"{SCATTER}outputs: [svg, html, revealjs]\n", encoding="utf-8")


def outputs() -> set[str]:
    return set(manifest()["scenes/a.yaml"]["to"])


def test_specs_know_the_formats_of_publications() -> None:
    assert set(PUBLISHED) == set(FORMATS)


def test_publications_are_made_once_and_are_in_the_manifest() -> None:
    result = regenerate()
    assert f"made          {PAGE}" in result.stdout.splitlines()
    index = DECK / "index.html"
    assert PAGE.is_file()
    assert {PAGE.as_posix(), index.as_posix(), *FIGURES} <= outputs()
    assert {path.as_posix() for path in DECK.rglob("*") if path.is_file()} <= outputs()
    B.write_text(SCATTER + "stride: 2\noutputs: [gif]\n", encoding="utf-8")
    assert f"made          {PAGE}" not in regenerate().stdout


def test_what_was_published_by_itself_is_up_to_date() -> None:
    assert CliRunner().invoke(main, ["publish", str(A)]).exit_code == 0
    assert PAGE.is_file()
    assert f"made          {PAGE}" not in regenerate().stdout


def test_the_gallery_shows_figures_not_pictures_of_publications() -> None:
    A.write_text(f"{SCATTER}outputs: [revealjs]\n", encoding="utf-8")
    regenerate()
    assert any(path.endswith(".svg") for path in outputs())
    assert "<img" not in GALLERY.read_text(encoding="utf-8")


def test_a_check_compares_publications_with_all() -> None:
    regenerate()
    assert regenerate("--check", "--all").exit_code == 0
    edit(PAGE)
    (DECK / "index.html").unlink()
    assert regenerate("--check").exit_code == 0
    result = regenerate("--check", "--all", "--quiet")
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [f"differs       {PAGE}", f"missing       {DECK / 'index.html'}"],
    )


def test_a_check_misses_publications_that_were_never_made() -> None:
    regenerate()
    A.write_text(f"{SCATTER}outputs: [svg, html, revealjs, notebook]\n", encoding="utf-8")
    assert f"differs       {MANIFEST}" in regenerate("--check").stdout


def test_a_dry_run_removes_nothing_of_a_folder_that_would_be_made_again() -> None:
    regenerate()
    edit(PAGE)
    edit(DECK / "index.html")
    result = regenerate("--dry-run")
    assert f"would make    {PAGE}" in result.stdout
    assert f"would make    {DECK / 'index.html'}" in result.stdout
    assert "would remove  " not in result.stdout


def test_what_is_not_asked_for_any_more_is_removed() -> None:
    regenerate()
    A.write_text(f"{SCATTER}outputs: [svg]\n", encoding="utf-8")
    result = regenerate("--dry-run")
    assert f"would remove  {DECK / 'index.html'}" in result.stdout
    regenerate()
    assert not PAGE.exists()
    assert not DECK.exists()
    assert outputs() == set(FIGURES)


def test_a_playlist_is_published_as_a_whole() -> None:
    Path("scenes/all.yaml").write_text("outputs: [html]\nplaylist: [a.yaml, b.yaml]\n", encoding="utf-8")
    assert "made          media/html/all.html" in regenerate().stdout.splitlines()


def test_a_pdf_is_one_document_of_a_playlist_and_a_figure_of_each_beat_of_a_spec() -> None:
    A.write_text(f"{SCATTER}outputs: [pdf]\n", encoding="utf-8")
    Path("scenes/all.yaml").write_text("outputs: [pdf]\nplaylist: [a.yaml]\n", encoding="utf-8")
    lines = regenerate("--dry-run").stdout.splitlines()
    assert "would make    media/pdf/all.pdf" in lines
    assert f"would make    {Path(FIGURES[0]).with_suffix('.pdf')}" in lines


def test_a_missing_extra_is_told_by_file_line_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    A.write_text(f"{SCATTER}outputs:\n- svg\n- pptx\n", encoding="utf-8")
    monkeypatch.setattr("convscenes.publish.formats.find_spec", lambda _: None)
    result = regenerate("--dry-run")
    assert (result.exit_code, result.stderr) == (
        2,
        "scenes/a.yaml:6:3: outputs: pptx needs a package that is not installed: "
        "pip install 'convscenes[pptx]'.\n",
    )
