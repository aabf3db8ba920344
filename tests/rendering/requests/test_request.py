"""Requests: their outputs, their recipes, and whether they are up to date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from convscenes.rendering.jobs.processes import Here
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.schedule import fulfil
from convscenes.rendering.toolchain import toolchain

SMALL = Options(Quality(64, 36, 10))
A = Path("a.yaml")
VIDEO = VideoRequest(A, Path("out/a.mp4"), SMALL)
FIGURES = FigureRequest(A, Path("out"), SMALL)


def test_a_video_is_its_own_output_and_clips_have_one_that_stands_for_all() -> None:
    assert VIDEO.output == Path("out/a.mp4")
    clips = VideoRequest(A, Path("out/a"), SMALL, clips=True)
    assert clips.output == Path("out/a/*.mp4")
    assert FIGURES.output == Path("out/*.svg")


def test_requests_for_other_files_have_other_outputs() -> None:
    """Otherwise the record of one would take the place of the other's."""
    webm = replace(SMALL, format="webm")
    clips = VideoRequest(A, Path("out"), SMALL, clips=True)
    requests: list[Request] = [
        *(clips, replace(clips, options=webm), replace(clips, path=Path("b"))),
        *(replace(clips, first="maps"), replace(clips, last="maps"), replace(clips, first="a", last="maps")),
        *(FIGURES, replace(FIGURES, format="pdf"), replace(FIGURES, numbers=True)),
        *(replace(FIGURES, beats=("maps",)), replace(FIGURES, beats=("maps", "overlap"))),
        replace(FIGURES, beats=("maps",), numbers=True),
    ]
    assert len({request.output for request in requests}) == len(requests)


def test_only_all_numbered_files_leave_no_others_of_their_kind() -> None:
    clips = VideoRequest(A, Path("out/a"), SMALL, clips=True)
    numbered = replace(FIGURES, numbers=True)
    assert clips.numbered
    assert numbered.numbered
    for some in (VIDEO, FIGURES, replace(clips, first="maps"), replace(clips, last="maps")):
        assert not some.numbered
    assert not replace(numbered, beats=("maps",)).numbered


def test_a_request_moves_to_another_folder() -> None:
    assert VIDEO.moved(Path("there")) == replace(VIDEO, path=Path("there/a.mp4"))
    assert FIGURES.moved(Path("there")) == replace(FIGURES, folder=Path("there"))


@pytest.mark.parametrize(
    ("request_", "others"),
    [
        (
            VIDEO,
            [
                {"spec": Path("b.yaml")},
                {"first": "maps"},
                {"last": "maps"},
                {"options": replace(SMALL, theme="light")},
                {"options": replace(SMALL, quality=Quality(64, 36, 11))},
            ],
        ),
        (
            FIGURES,
            [
                {"spec": Path("b.yaml")},
                {"beats": ("maps",)},
                {"options": replace(SMALL, theme="light")},
            ],
        ),
    ],
    ids=["video", "figures"],
)
def test_the_recipe_has_whatever_decides_over_the_files(
    request_: Request, others: list[dict[str, object]]
) -> None:
    recipe = request_.recipe
    assert recipe == json.loads(json.dumps(recipe)), "a record keeps it as text"
    assert recipe | toolchain() == recipe
    assert set(recipe["options"]) == {field.name for field in fields(Options)}
    for other in others:
        assert replace(request_, **other).recipe != recipe


def test_a_first_beat_is_no_last_one() -> None:
    assert replace(VIDEO, first="maps").recipe != replace(VIDEO, last="maps").recipe


PROGRAM = """
import sys
from pathlib import Path
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests.request import VideoRequest
request = VideoRequest(Path("a.yaml"), Path("a.png"), Options(Quality(64, 36, 10), "png"))
print(len(request.up_to_date()), sorted({"manim", "av", "typst", "cairo", "PIL"} & set(sys.modules)))
"""


def test_what_is_up_to_date_needs_no_manim() -> None:
    A.write_text("kind: scatter\ninput: [[2]]\nkernel: [[1]]\n", encoding="utf-8")
    request = VideoRequest(A, Path("a.png"), Options(Quality(64, 36, 10), "png"))
    (result,) = fulfil([request], Here(), lambda _: None)
    assert (result.error, result.fresh) == (None, False)
    path = os.pathsep.join(filter(None, sys.path))
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True, env={"PYTHONPATH": path}
    )
    assert (ended.stdout, ended.stderr) == ("1 []\n", "")
