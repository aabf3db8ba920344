"""What every page is held to, and that each rule notices a page which breaks it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hosts.browser import axe, tree, watched
from tests.hosts.programs import nu

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.host
GOOD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">
<link rel="icon" href="data:,">
<title>Stamps</title>
<main>
<h1>Stamps</h1>
<input type="range" aria-label="Beat" aria-valuetext="3 of 8" max="8" value="3">
</main>
</html>
"""


def test_a_page_without_fault(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "good.html"
    path.write_text(GOOD, encoding="utf-8")
    page.goto(path.as_uri())
    assert axe(page) == []
    assert nu(path) == []
    assert tree(page) == [
        'RootWebArea "Stamps"',
        "  main",
        '    heading "Stamps"',
        '      StaticText "Stamps"',
        '    slider "Beat" = 3 of 8',
    ]


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("fetch('https://example.org/a.js').catch(() => null)", "leaves the page: https://example.org/a.js"),
        ("new Image().src = 'http://example.org/a.png'", "leaves the page: http://example.org/a.png"),
        ("new WebSocket('wss://example.org/')", "leaves the page: wss://example.org/"),
        ("setTimeout(() => nothing.there)", "script: nothing is not defined"),
        ("console.error('no clip')", "console: no clip"),
    ],
)
def test_what_leaves_or_fails_is_noticed(browser: Browser, script: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(fault)), watched(browser.new_context()) as page:
        page.evaluate(f"() => {{ {script}; return new Promise(done => setTimeout(done, 300)); }}")


def test_what_has_no_name_is_noticed(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        GOOD.replace(' aria-label="Beat"', " disabled").replace("<h1>", '<h1 id="a b">'), encoding="utf-8"
    )
    page.goto(path.as_uri())
    assert [fault.partition(":")[0] for fault in axe(page)] == ["label"]
    assert tree(page)[-1] == "    slider = 3 of 8 [disabled]"
    assert [fault for fault in nu(path) if "id" in fault] != []
