"""Pages in the distribution's Chromium: what leaves them, what axe finds, what a screen reader is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.hosts.programs import PACKAGES

if TYPE_CHECKING:  # nothing of Playwright is needed to collect the tests
    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright

ARGUMENTS = [
    "--no-sandbox",  # Chromium has none as root
    "--disable-dev-shm-usage",  # small in containers
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # it finds no network
    "--disable-domain-reliability",
    "--autoplay-policy=no-user-gesture-required",
    "--font-render-hinting=none",
]
STATES = ("checked", "disabled", "expanded", "pressed", "selected")
RANGES = {"slider", "progressbar", "spinbutton", "scrollbar"}
UNSEEN = {"none", "generic", "InlineTextBox", "LineBreak"}


def launch(playwright: Playwright) -> Browser:
    """Return a running Chromium, the one that the distribution has installed."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """Give a page; afterwards fail if it asked for anything from elsewhere, or if a script of it failed.

    Elsewhere is all but files, data in the page and servers of this machine. Such a request is not sent.
    """
    faults: list[str] = []

    def refuse(route: Any) -> None:
        faults.append(f"leaves the page: {route.request.url}")
        route.abort()

    context.route(elsewhere, refuse)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    page = context.new_page()
    page.on(
        "websocket",
        lambda socket: faults.append(f"leaves the page: {socket.url}") if elsewhere(socket.url) else None,
    )
    page.on(
        "console",
        lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None,
    )
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def elsewhere(url: str) -> bool:
    """Return whether an address is neither in the page nor on this machine.

    >>> elsewhere("file:///tmp/a.html"), elsewhere("data:,"), elsewhere("http://localhost:8000/a")
    (False, False, False)
    >>> elsewhere("https://cdn.example/reveal.js"), elsewhere("wss://example/")
    (True, True)
    """
    parts = urlsplit(url)
    return parts.scheme not in {"file", "data", "blob", "about"} and parts.hostname not in {
        "localhost",
        "127.0.0.1",
    }


def axe(page: Page, *ignored: str) -> list[str]:
    """Return what axe-core finds wrong with a page as it stands, one line for each element.

    ``ignored`` are names of its rules. It runs from outside: the page's Content-Security-Policy holds.
    """
    page.evaluate((PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    rules = {rule: {"enabled": False} for rule in ignored}
    found = page.evaluate(
        "rules => axe.run(document, { rules, preload: false }).then(found => found.violations)", rules
    )
    return [f"{rule['id']}: {rule['help']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def tree(page: Page) -> list[str]:
    """Return the accessibility tree as Chromium gives it to screen readers, indented, a node a line.

    A line has a role, a name, a value and the states that hold: ``slider "Beat" = 3 of 8 [disabled]``.
    """
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def lines(node: dict[str, Any], depth: int) -> Iterator[str]:
        shown = not node.get("ignored") and node["role"]["value"] not in UNSEEN
        if shown:
            yield "  " * depth + line_of(node, value_text(session, node))
        for child in node.get("childIds", []):
            if child in nodes:
                yield from lines(nodes[child], depth + shown)

    found = list(lines(next(iter(nodes.values())), 0))
    session.detach()
    return found


def value_text(session: CDPSession, node: dict[str, Any]) -> str:
    """Return the value of a node; a range's in words, which Chromium keeps to itself here, if it has any."""
    if node["role"]["value"] in RANGES:
        element = session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]
        attributes = element.get("attributes", [])
        if "aria-valuetext" in attributes:
            return str(attributes[attributes.index("aria-valuetext") + 1])
    return str(node.get("value", {}).get("value", ""))


def line_of(node: dict[str, Any], value: str) -> str:
    """Return a node of the accessibility tree as a line."""
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    name = node.get("name", {}).get("value", "")
    states = "".join(f" [{state}]" for state in STATES if properties.get(state) not in (None, False, "false"))
    return node["role"]["value"] + (f' "{name}"' if name else "") + (f" = {value}" if value else "") + states
