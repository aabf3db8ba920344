"""Fields: defaults, good forms, checks across fields, playlists, and the JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError, field_validator

from convscenes.errors import Problem, SpecError
from convscenes.spec import Card, Document, Playlist, Position, check, is_playlist, read
from convscenes.spec.strict import Strict
from tests.spec.kinds import Scatter, Slide, load

NOTEBOOK = {"kind": "scatter", "input": [[2, 3], [4, 3]], "kernel": [[1, 2, 4], [1, 1, 3], [1, 2, 4]]}


def checked(model: type[BaseModel], **fields: Any) -> Any:
    return check(Document(Path("spec.yaml"), fields, {(): Position((1, 1), (1, 1))}), model)


def test_defaults() -> None:
    spec = checked(Scatter, **NOTEBOOK)
    assert (spec.title, spec.description, spec.theme, spec.pace) == ("", "", "dark", 1)
    assert (spec.labels, spec.outputs) == ({}, ("mp4", "svg"))
    assert (spec.stride, spec.padding, spec.dilation, spec.output_padding) == ((1,), ((0, 0),), (1,), (0,))
    assert spec.expect is None


def test_one_number_counts_for_every_axis() -> None:
    spec = checked(Slide, kind="slide", input={"ones": [5, 7]}, kernel={"ones": [2, 3]}, stride=2, padding=1)
    assert spec.geometry.stride == (2, 2)
    assert spec.geometry.padding == ((1, 1), (1, 1))
    assert spec.geometry.output_shape == (3, 4)  # ⌊(5 + 2 − 2) / 2⌋ + 1, ⌊(7 + 2 − 3) / 2⌋ + 1


def test_rectangular_geometry() -> None:
    spec = checked(
        Slide,
        kind="slide",
        input={"range": [3, 5]},
        kernel={"range": [2, 3]},
        stride=[2, 1],
        padding=[[1, 0], [0, 1]],
    )
    assert spec.geometry.padding == ((1, 0), (0, 1))
    assert spec.geometry.output_shape == (2, 4)  # ⌊(3 + 1 − 2) / 2⌋ + 1, 5 + 1 − 3 + 1
    assert spec.geometry is spec.geometry, "computed once"


def test_padding_per_axis_and_mixed() -> None:
    fields: dict[str, Any] = {"kind": "slide", "input": {"ones": [4, 4]}, "kernel": [[1]]}
    assert checked(Slide, **fields, padding=[1, 2]).padding == ((1, 1), (2, 2))
    assert checked(Slide, **fields, padding=[1, [0, 2]]).padding == ((1, 1), (0, 2))


def test_one_dimension() -> None:
    spec = checked(Scatter, kind="scatter", input=[1, 2], kernel=[1, 0, 3], stride=2, output_padding=1)
    assert spec.geometry.output_shape == (6,)  # 2·(2 − 1) + 1 + 3


def test_the_notebook_expects_its_numbers() -> None:
    checked(Scatter, **NOTEBOOK, expect=[[2, 7, 14, 12], [6, 16, 31, 21], [6, 14, 29, 21], [4, 11, 22, 12]])
    image = [[3, 3, 3, 6], [7, 4, 3, 2], [7, 2, 8, 5], [1, 7, 3, 1]]
    checked(Slide, kind="slide", input=image, kernel=NOTEBOOK["kernel"], expect=[[84, 84], [87, 60]])


def test_decimals_are_expected_up_to_rounding() -> None:
    fields: dict[str, Any] = {"kind": "slide", "input": [1, 1, 1], "kernel": [0.1, 0.1, 0.1]}
    checked(Slide, **fields, expect=[0.3])  # 0.1 + 0.1 + 0.1 is 0.30000000000000004
    with pytest.raises(SpecError, match=r"expect: the core gives 0\.3\d* in column 1, not 0\.301\."):
        checked(Slide, **fields, expect=[0.301])


def test_whole_numbers_are_expected_exactly() -> None:
    large = {"kind": "slide", "input": [1_000_000], "kernel": [1_000_000]}
    with pytest.raises(
        SpecError, match="expect: the core gives 1000000000000 in column 1, not 1000000000001"
    ):
        checked(Slide, **large, expect=[1_000_000_000_001])


def test_what_does_not_fit_is_said_even_if_other_fields_are_wrong() -> None:
    with pytest.raises(SpecError, match="kernel: 2×2 does not fit") as caught:
        checked(Slide, kind="slide", input=[[1]], kernel=[[1, 2], [3, 4]], theme="pink", expect=[["x"]])
    assert [problem.field for problem in caught.value.problems] == ["expect", "kernel", "theme"]


def test_fit_is_not_guessed_while_an_argument_is_wrong() -> None:
    with pytest.raises(SpecError, match="stride: must be at least 1") as caught:
        checked(Slide, kind="slide", input=[[1]], kernel=[[1, 2], [3, 4]], stride=0, expect=[[1]])
    assert len(caught.value.problems) == 1


@given(
    st.dictionaries(
        st.sampled_from(list(Scatter.model_fields)) | st.text(max_size=3),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.sampled_from(["scatter", "mp4", "dark"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["ones", "range", "random", "image", "shape"]), inner, max_size=2
                )
            ),
            max_leaves=6,
        ),
    )
)
def test_any_mapping_is_taken_or_refused(data: dict[str, Any]) -> None:
    document = Document(Path("spec.yaml"), data, {(): Position((1, 1), (1, 1))})
    refused: tuple[Problem, ...] = ()
    try:
        spec = check(document, Scatter)
    except SpecError as error:
        refused = error.problems
    assert refused or spec.geometry.output_shape
    assert all("\n" not in str(problem) and problem.message.endswith((".", "?")) for problem in refused)


def test_fields_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        checked(Scatter, **NOTEBOOK).pace = 2


def test_text_loses_the_line_break_that_yaml_leaves() -> None:
    spec = checked(Scatter, **NOTEBOOK, title="One value\n", description="Two\nlines\n")
    assert (spec.title, spec.description) == ("One value", "Two\nlines")


def test_a_kind_of_its_own_may_raise_plain_errors_and_have_inner_models() -> None:
    class Inner(Strict):
        width: int

    class Outer(Strict):
        inner: Inner
        other: bytes = b""

        @field_validator("other", mode="before")
        @classmethod
        def _plain(cls, value: object) -> object:
            if value == "odd":
                raise ValueError("odd indeed.")
            return value

    with pytest.raises(SpecError, match=r'inner\.widht: unknown field\. Did you mean "width"\?') as caught:
        checked(Outer, inner={"widht": 3}, other="odd")
    assert [problem.message for problem in caught.value.problems if problem.field == "other"] == [
        "odd indeed."
    ]
    with pytest.raises(SpecError, match=r"other: not valid, got 3\.$"):
        checked(Outer, inner={"width": 3}, other=3)


def test_a_playlist_names_its_parts_from_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parts").mkdir()
    for name in ("a.yaml", "parts/b.yaml"):
        (tmp_path / name).write_text("kind: scatter\n", encoding="utf-8")
    path = tmp_path / "lecture.yaml"
    path.write_text("playlist: [parts/b.yaml, a.yaml]\ntitle: All\ntheme: light\nfps: 30\n", encoding="utf-8")
    monkeypatch.chdir("/")
    playlist = load(path)
    assert isinstance(playlist, Playlist)
    assert playlist.specs == (tmp_path / "parts/b.yaml", tmp_path / "a.yaml")
    assert (playlist.title, playlist.theme, playlist.fps, playlist.outputs) == ("All", "light", 30, ("mp4",))


def test_a_playlist_has_cards_between_its_specs(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("kind: scatter\n", encoding="utf-8")
    path = tmp_path / "lecture.yaml"
    entries = (
        "- card: Why up-sample?\n  text: |\n    A picture shrinks.\n\n    It must grow again.\n"
        "- a.yaml\n- {card: Lines, text: [one, two]}\n- card: One line\n  text: alone\n- card: End\n"
    )
    path.write_text(f"playlist:\n{entries}", encoding="utf-8")
    playlist = load(path)
    assert isinstance(playlist, Playlist)
    assert playlist.specs == (tmp_path / "a.yaml",)
    assert [(part.card, part.text) for part in playlist.playlist if isinstance(part, Card)] == [
        ("Why up-sample?", ("A picture shrinks.", "It must grow again.")),
        ("Lines", ("one", "two")),
        ("One line", ("alone",)),
        ("End", ()),
    ]


def test_an_entry_may_refuse_maps_of_the_part_before(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("kind: scatter\n", encoding="utf-8")
    path = tmp_path / "lecture.yaml"
    entries = "- a.yaml\n- {card: Why, handover: false}\n- {spec: b.yaml, handover: false}\n- spec: a.yaml\n"
    path.write_text(f"playlist:\n{entries}", encoding="utf-8")
    playlist = load(path)
    assert isinstance(playlist, Playlist)
    assert playlist.specs == (tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "a.yaml")
    assert [part.handover for part in playlist.playlist] == [True, False, False, True]


def test_editors_are_told_all_forms_of_a_part() -> None:
    forms = Playlist.model_json_schema()["properties"]["playlist"]["items"]["anyOf"]
    assert forms[0]["type"] == "string"
    assert [(form["required"], list(form["properties"])) for form in forms[1:]] == [
        (["card"], ["card", "text", "handover"]),
        (["spec"], ["spec", "first", "last", "set", "handover"]),
    ]


def test_a_playlist_is_known_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("playlist: 3\n", encoding="utf-8")
    assert is_playlist(read(path))
    path.write_text("kind: playlist\n", encoding="utf-8")
    assert not is_playlist(read(path))


@pytest.mark.parametrize("model", [Scatter, Slide, Playlist])
def test_editors_are_told_what_every_field_is(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    fields = schema["properties"]
    assert fields.keys() == model.model_fields.keys()
    assert [name for name, field in fields.items() if not field.get("description") and name != "kind"] == []
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema


def test_editors_are_told_every_form_of_a_matrix() -> None:
    schema = Scatter.model_json_schema()
    forms = schema["properties"]["kernel"]["anyOf"]
    assert [form["type"] for form in forms[:2]] == ["array", "array"]
    written = [schema["$defs"][form["$ref"].rsplit("/", 1)[1]] if "$ref" in form else form for form in forms]
    assert [form["required"][0] for form in written[2:7]] == ["ones", "range", "random", "image", "file"]
    channels, kernels = forms[7:]
    assert channels["items"]["anyOf"][1:] == forms[2:7]
    assert kernels["items"]["items"] == channels["items"]
    batch = schema["properties"]["input"]["anyOf"][8]
    assert batch["items"]["items"] == forms[0], "an input has no fourth axis"
    numbers = written[4]["properties"]["random"]["anyOf"]
    assert [form["required"] for form in numbers] == [["shape"], ["shape", "normal"]]


def test_editors_are_told_defaults_as_people_write_them() -> None:
    fields = Scatter.model_json_schema()["properties"]
    assert [fields[name]["default"] for name in ("stride", "padding", "dilation", "output_padding")] == [
        1,
        0,
        1,
        0,
    ]


def test_the_geometry_agrees_with_the_arrays() -> None:
    spec = checked(Scatter, **NOTEBOOK)
    assert spec.geometry.image_shape == spec.input.shape == (2, 2)
    assert np.array_equal(spec.kernel, NOTEBOOK["kernel"])
