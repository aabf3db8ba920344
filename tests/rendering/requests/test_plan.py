"""Plans of requests: files, sources and jobs. Nothing is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from convscenes.errors import SpecError, UsageError
from convscenes.rendering.options import Options, Quality
from convscenes.rendering.requests import store
from convscenes.rendering.requests.fingerprint import clip_keys
from convscenes.rendering.requests.plan import (
    JoinedPlan,
    Plan,
    chapters_of,
    figures_of,
    plan_of,
    shown,
)
from convscenes.rendering.requests.request import FigureRequest, Request, VideoRequest
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.film import Film
from convscenes.rendering.tasks.stills import Figure, Stills

NUMBERS = {"a": ([[2, 3]], [[1, 2, 4]]), "b": ([[5, 1]], [[2, 0, 3]]), "c": ([[4, 7]], [[3, 1, 5]])}
"""Inputs and kernels of three specs: they have no map in common, so that none is handed over."""
SMALL = Options(Quality(64, 36, 10))
GIF, BOOK, PNG = (replace(SMALL, format=name) for name in ("gif", "flipbook", "png"))
BEATS = ("maps", "lift-1", "multiply-1", "land-1", "stamp-2", "overlap")
TITLES = (
    "Input, kernel and output",
    "One value is lifted",
    "It multiplies the kernel",
    "The stamp lands",
    "Stamp 2",
    "How many stamps met",
)
A, ALL = Path("a.yaml"), Path("all.yaml")


def scatter(name: str) -> str:
    image, kernel = NUMBERS[name]
    return f"kind: scatter\ninput: {image}\nkernel: {kernel}\ntitle: Part {name}\n"


@pytest.fixture(autouse=True)
def files(workplace: Path) -> None:  # noqa: ARG001  the files are written there
    for name in "abc":
        Path(f"{name}.yaml").write_text(scatter(name), encoding="utf-8")
    playlist("a.yaml", "b.yaml", "a.yaml")


def playlist(*parts: str, **fields: object) -> None:
    lines = [f"playlist: [{', '.join(parts)}]", *(f"{key}: {value}" for key, value in fields.items())]
    ALL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def video(spec: Path = A, options: Options = SMALL, **more: Any) -> VideoRequest:
    return VideoRequest(spec, Path("out", f"{spec.stem}.{options.format}"), options, **more)


def joined(request: Request) -> JoinedPlan:
    plan = plan_of(request, Specs())
    assert isinstance(plan, JoinedPlan)
    return plan


def drawn(request: Request) -> Plan:
    plan = plan_of(request, Specs())
    assert not isinstance(plan, JoinedPlan)
    return plan


@pytest.mark.parametrize("format", ["mp4", "webm", "mov"])
def test_a_video_is_joined_from_the_clips_of_its_beats(format: str) -> None:
    options = replace(SMALL, format=format)
    plan = joined(video(options=options))
    assert plan.files == (Path(f"out/a.{format}"), Path("out/a.vtt"))
    assert all(isinstance(job, Clip) for job in plan.jobs)
    assert [clip.number for clip in plan.jobs] == list(range(6))
    keys = clip_keys(Specs()[A].story, options)
    assert [clip.path for clip in plan.jobs] == [store.place_of(key, f".{format}") for key in keys]
    assert list(plan.sources) == [A]
    assert plan.jobs is plan.jobs, "it is resolved once"


@pytest.mark.parametrize(
    ("first", "last", "beats"),
    [
        (None, None, BEATS),
        ("maps", "overlap", BEATS),
        ("lift-1", None, BEATS[1:]),
        (None, "lift-1", BEATS[:2]),
        ("lift-1", "land-1", BEATS[1:4]),
        ("overlap", "overlap", BEATS[5:]),
        ("maps", "maps", BEATS[:1]),
    ],
)
def test_some_beats_are_those_clips_of_the_whole(
    first: str | None, last: str | None, beats: tuple[str, ...]
) -> None:
    whole, some = joined(video()), joined(video(first=first, last=last))
    begin = BEATS.index(beats[0])
    assert some.jobs == whole.jobs[begin : begin + len(beats)]
    assert tuple(beat.name for beat, _ in shown(some.parts)) == beats
    titles = {beat.name: beat.title for beat, _ in shown(whole.parts)}
    assert chapters_of(some.parts) == [(titles[name], 1) for name in beats]
    assert Specs()[A].story.span(first, last) == (begin, begin + len(beats))
    film = drawn(video(options=GIF, first=first, last=last)).jobs[0]
    assert isinstance(film, Film)
    assert (film.first, film.end) == (begin, begin + len(beats))
    book = drawn(video(options=BOOK, first=first, last=last)).jobs[0]
    assert isinstance(book, Stills)
    assert book.pages == beats
    still = drawn(video(options=PNG, first=first, last=last)).jobs[0]
    assert isinstance(still, Stills)
    assert [figure.beat for figure in still.figures] == [beats[-1]]


@pytest.mark.parametrize(
    ("spec", "more", "message"),
    [
        (A, {"first": "lift"}, r'beat of a: no "lift"\. Did you mean "lift-1"\?'),
        (A, {"last": "end"}, r'beat of a: no "end"\.'),
        (A, {"first": "land-1", "last": "lift-1"}, r"lift-1 comes before land-1 in a\."),
        (ALL, {"first": "maps"}, r"all\.yaml is a playlist: take clips and beats of one of its specs\."),
        (ALL, {"last": "maps"}, r"all\.yaml is a playlist"),
        (ALL, {"clips": True}, r"all\.yaml is a playlist"),
        (ALL, {"options": GIF}, r"a playlist becomes mp4, webm, mov, not gif: all\.yaml\."),
        (ALL, {"options": BOOK}, r"a playlist becomes mp4, webm, mov, not flipbook: all\.yaml\."),
        (ALL, {"options": PNG}, r"a playlist becomes mp4, webm, mov, not png: all\.yaml\."),
    ],
)
def test_what_makes_no_sense_is_told(spec: Path, more: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        plan_of(video(spec, **more), Specs())


def test_a_playlist_has_no_figures() -> None:
    with pytest.raises(SpecError, match=r"all\.yaml:1:\d+: playlist: has no story of its own"):
        plan_of(FigureRequest(ALL, Path("figures"), PNG), Specs())


def test_each_clip_as_a_video_of_its_own_is_numbered_in_the_order_of_the_story() -> None:
    request = VideoRequest(A, Path("out/a"), SMALL, clips=True)
    plan = joined(request)
    names = ("01-maps", "02-lift-1", "03-multiply-1", "04-land-1", "05-stamp-2", "06-overlap")
    assert plan.files == tuple(Path(f"out/a/{name}.{suffix}") for name in names for suffix in ("mp4", "vtt"))
    assert plan.jobs == joined(video()).jobs
    some = joined(replace(request, first="land-1", last="stamp-2"))
    assert some.clip_files == (Path("out/a/04-land-1.mp4"), Path("out/a/05-stamp-2.mp4"))


def test_files_in_which_nothing_is_joined_are_one_job() -> None:
    gif, book, still = (drawn(video(options=options)) for options in (GIF, BOOK, PNG))
    assert gif.jobs == (Film(Specs()[A].packed, GIF, 0, 6, Path("out/a.gif")),)
    assert book.jobs == (Stills(Specs()[A].packed, BOOK, (), Path("out/a.flipbook"), BEATS),)
    assert still.jobs == (Stills(Specs()[A].packed, PNG, (Figure("overlap", Path("out/a.png")),)),)
    for plan in (gif, book, still):
        assert plan.files == plan.jobs[0].files == (plan.request.output,)


def test_figures_are_one_job_in_the_order_of_the_story() -> None:
    request = FigureRequest(A, Path("figures"), PNG, "svg")
    assert drawn(request).files == tuple(Path(f"figures/{beat}.svg") for beat in BEATS)
    some = drawn(replace(request, beats=("overlap", "maps"), format="pdf"))
    assert some.files == (Path("figures/maps.pdf"), Path("figures/overlap.pdf"))
    numbered = drawn(replace(request, beats=("overlap", "maps"), numbers=True))
    assert numbered.files == (Path("figures/01-maps.svg"), Path("figures/06-overlap.svg"))
    with pytest.raises(UsageError, match=r'beat of a: no "map"\. Did you mean "maps"\?'):
        plan_of(replace(request, beats=("map",)), Specs())


def test_no_beats_are_no_figures() -> None:
    assert figures_of(Specs()[A].story, (), "svg", Path("figures")) == ()


def test_the_clips_of_a_playlist_are_those_of_its_parts() -> None:
    plan = joined(video(ALL))
    a, b = (joined(video(Path(f"{name}.yaml"))).jobs for name in "ab")
    assert plan.jobs == (*a, *b, *a)
    assert plan.files == (Path("out/all.mp4"), Path("out/all.vtt"))
    assert set(plan.sources) == {ALL, A, Path("b.yaml")}


def test_parts_that_differ_only_in_their_file_s_name_share_their_clips() -> None:
    Path("copy.yaml").write_text(A.read_text(encoding="utf-8"), encoding="utf-8")
    one, other = (joined(video(spec)).jobs for spec in (A, Path("copy.yaml")))
    assert [clip.path for clip in one] == [clip.path for clip in other]


@pytest.mark.parametrize(
    ("fields", "asked", "same"),
    [
        ({}, {}, True),
        ({"theme": "light"}, {}, False),
        ({"pace": 4}, {}, False),
        ({"fps": 12}, {}, False),
        ({"theme": "light", "pace": 4, "fps": 12}, {"theme": "dark", "pace": 1.0, "fps": 10}, True),
    ],
)
def test_a_playlist_presents_its_parts_unless_the_request_does(
    fields: dict[str, Any], asked: dict[str, Any], same: bool
) -> None:
    playlist("a.yaml", "{card: End}", **fields)
    options = replace(SMALL, **asked)
    plan = joined(video(ALL, options))
    part = joined(video(A, options))
    assert (plan.jobs[:6] == part.jobs) == same
    expected = {"theme": None, "pace": None, "fps": None} | fields | asked
    assert {(p.options.theme, p.options.pace, p.options.fps) for p in plan.parts} == {
        (expected["theme"], expected["pace"], expected["fps"])
    }


def test_chapters_are_beats_of_one_story_and_parts_of_many() -> None:
    assert chapters_of(joined(video()).parts) == [(title, 1) for title in TITLES]
    assert chapters_of(joined(video(ALL)).parts) == [("Part a", 6), ("Part b", 6), ("Part a", 6)]


def test_a_card_begins_the_chapter_of_what_follows() -> None:
    Path("opening.yaml").write_text("kind: title-card\ntitle: Opening\n", encoding="utf-8")
    playlist(
        "opening.yaml",
        "a.yaml",
        "{card: Why, text: [One., Two.]}",
        "b.yaml",
        "c.yaml",
        "{card: Rest}",
        "{card: End}",
    )
    assert chapters_of(joined(video(ALL)).parts) == [
        ("Opening", 7),
        ("Why", 9),
        ("Part c", 6),
        ("Rest", 1),
        ("End", 1),
    ]


def test_a_playlist_of_one_has_the_beats_as_chapters() -> None:
    playlist("b.yaml")
    assert chapters_of(joined(video(ALL)).parts) == [(title, 1) for title in TITLES]


def test_with_the_stock_engine_all_clips_of_that_story_are_others_and_no_more() -> None:
    plan = joined(video(ALL))
    stock = plan.with_stock_engine(plan.parts[1].packed)
    assert [part.options.engine for part in stock.parts] == ["incremental", "stock", "incremental"]
    assert stock.jobs[:6] == plan.jobs[:6]
    assert not set(stock.jobs[6:12]) & set(plan.jobs)
    assert stock.jobs[6:12] == joined(video(Path("b.yaml"), replace(SMALL, engine="stock"))).jobs
    assert stock.files == plan.files


def test_what_comes_of_the_same_job_elsewhere_has_the_same_order() -> None:
    jobs = [
        *joined(video()).jobs,
        *(drawn(video(options=options)).jobs[0] for options in (GIF, BOOK, PNG)),
        drawn(FigureRequest(A, Path("figures"), PNG)).jobs[0],
    ]
    for job in jobs:
        moved = job.moved(Path("there"))
        assert len(moved.files) == len(job.files) == len(set(moved.files))
        assert {path.parent for path in moved.files} == {Path("there")}
        assert [path.suffix for path in moved.files] == [path.suffix for path in job.files]
        assert all(mine.name.endswith(its.name) for mine, its in zip(moved.files, job.files, strict=True))


def test_only_the_clips_that_begin_with_maps_of_the_part_before_are_others() -> None:
    Path("b.yaml").write_text(scatter("a").replace("Part a", "The same numbers"), encoding="utf-8")
    playlist("a.yaml", "{card: Why}", "b.yaml")
    first, card, second = (part.clips for part in joined(video(ALL)).parts)
    assert first == joined(video()).jobs
    alone = joined(video(Path("b.yaml"))).jobs
    assert [one == other for one, other in zip(second, alone, strict=True)] == [False] + [True] * 5
    assert [clip.before is not None for clip in (*first, *card, *second)] == [False] * 6 + [True] * 2 + [
        False
    ] * 5
    playlist("a.yaml", "{card: Why}", "{spec: b.yaml, handover: false}")
    assert [part.before for part in joined(video(ALL)).parts] == [None, None, None]


def test_the_parts_of_a_playlist_have_one_aspect_and_its_cards_that() -> None:
    for name in "ab":
        Path(f"{name}.yaml").write_text(scatter(name) + "aspect: 4:3\nframe: bare\n", encoding="utf-8")
    playlist("a.yaml", "{card: Why}", "b.yaml")
    presented = [presentation for _, presentation in shown(joined(video(ALL)).parts)]
    assert {(one.aspect, one.frame) for one in presented} == {("4:3", "full")}
    playlist("a.yaml", "c.yaml")
    with pytest.raises(UsageError, match=r"a\.yaml is 4:3, c\.yaml is 16:9\. Give the playlist an aspect\."):
        joined(video(ALL))
    playlist("a.yaml", "c.yaml", aspect="9:16")
    assert {one.aspect for _, one in shown(joined(video(ALL)).parts)} == {"9:16"}
    asked = replace(SMALL, aspect="1:1")
    assert {one.aspect for _, one in shown(joined(video(ALL, asked)).parts)} == {"1:1"}


def test_a_playlist_cannot_be_bare() -> None:
    with pytest.raises(UsageError, match="a playlist is framed"):
        joined(video(ALL, replace(SMALL, frame="bare")))
