"""Fields that are set from outside of a spec: what they change, and how mistakes in them are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from convscenes.errors import SpecError, UsageError
from convscenes.spec import read
from convscenes.spec.document import Document
from convscenes.spec.settings import changed
from convscenes.stories._base.loading import fields_of

SPEC = b"""\
kind: scatter
input: [[2, 3], [4, 3]]
kernel: [[1, 2, 4]]
labels: {input: Bild}
expect: [[2, 7, 14, 12], [4, 11, 22, 12]]
"""


@pytest.fixture
def document() -> Document:
    return read(Path("a.yaml"), SPEC)


def test_a_field_is_overridden_or_added(document: Document) -> None:
    assert changed(document, ["stride=[2, 1]"]).data["stride"] == [2, 1]
    assert changed(document, ["kernel={ones: [1, 2]}"]).data["kernel"] == {"ones": [1, 2]}
    assert changed(document, ["stride=2", "title=Wide", "stride=3"]).data["stride"] == 3
    assert document.data == read(Path("a.yaml"), SPEC).data, "the document itself stays"


def test_a_dotted_name_is_a_field_within_a_field(document: Document) -> None:
    assert changed(document, ["labels.output=Karte"]).data["labels"] == {"input": "Bild", "output": "Karte"}
    assert changed(document, ["random.seed=7"]).data["random"] == {"seed": 7}


def test_what_was_expected_of_other_fields_is_not_expected(document: Document) -> None:
    assert fields_of(changed(document, [])).expect is not None  # type: ignore[attr-defined]
    assert fields_of(changed(document, ["stride=2"])).expect is None  # type: ignore[attr-defined]
    with pytest.raises(SpecError, match=r"^a\.yaml: --set expect: the core gives 2×4, not 1×1\.$"):
        fields_of(changed(document, ["expect=[[1]]"]))


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ("stride=0", "a.yaml: --set stride: must be at least 1, got 0."),
        ("strid=2", 'a.yaml: --set strid: unknown field. Did you mean "stride"?'),
        ("input=[[1, 2], [3]]", "a.yaml: --set input: row 2 has 1 cells, other rows have 2."),
        ("labels.ouput=x", 'a.yaml: --set labels.ouput: unknown label. Did you mean "output"?'),
        ("padding=[[0, 0], [0, -1]]", "a.yaml: --set padding: must be at least 0, got -1."),
        ("title=", "a.yaml: --set title: must be text, got nothing."),
        ("kind=slide", "a.yaml: --set kind: must be one of "),
        ("a/b=1", 'a.yaml: --set "a/b": unknown field.'),
        ("padding=9", "a.yaml: --set padding: "),
    ],
)
def test_a_wrong_value_is_named_by_its_setting(document: Document, setting: str, problem: str) -> None:
    with pytest.raises(SpecError, match="--set") as caught:
        fields_of(changed(document, [setting]))
    assert str(caught.value).startswith(problem)


def test_what_is_wrong_in_the_file_keeps_its_line() -> None:
    document = read(Path("a.yaml"), SPEC + b"pace: 0\n")
    with pytest.raises(SpecError, match="pace") as caught:
        fields_of(changed(document, ["stride=0"]))
    assert str(caught.value).splitlines() == [
        "a.yaml: --set stride: must be at least 1, got 0.",
        "a.yaml:6:7: pace: must be at least 0.1, got 0.",
    ]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("stride", '--set "stride": write FIELD=VALUE, as in --set stride=2.'),
        ("=2", '--set "=2": write FIELD=VALUE, as in --set stride=2.'),
        ("labels..x=2", '--set "labels..x=2": write FIELD=VALUE, as in --set stride=2.'),
        ("input=[[1, 2]", "--set input: this list is not closed, or a comma is missing. Write [1, 2, 3]."),
        ("title=A: B", '--set title: a colon cannot stand here. Quote text that has ": " in it.'),
        ("stride=2\npace: 3", "--set stride: one value, without lines after it."),
        ("stride=&a 2", "--set stride: an anchor (&a). Remove it."),
        ("input.x=2", "--set input.x: input has no fields of its own. Set input as a whole."),
    ],
)
def test_what_is_no_setting_is_refused(document: Document, setting: str, message: str) -> None:
    with pytest.raises(UsageError, match="--set") as caught:
        changed(document, [setting])
    assert str(caught.value) == message
