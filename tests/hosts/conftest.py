"""The browser, once for all tests, and a fresh page of it for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.hosts.browser import launch, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 × 720; the test fails if it asks for anything from elsewhere, or a script of it fails.

    ``browser.new_context(...)`` with ``watched`` gives others: reduced motion, dark colours, a phone.
    """
    with watched(browser.new_context(viewport={"width": 1280, "height": 720})) as page:
        yield page
