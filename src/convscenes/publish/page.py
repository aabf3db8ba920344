"""What our own pages have in common: a skeleton that loads nothing from elsewhere, and colours."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from convscenes.colours.theme import colour_of, theme_of

ROLES = ("background", "ink", "quiet", "rule", "input", "kernel")
"""The colours of a theme that pages use."""
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="description" content="{description}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
{body}
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
"""
BESIDE = " 'self' file:"
"""Sources beside the page; opened as a file, it has no origin that 'self' could mean."""


def page_of(
    *,
    language: str,
    title: str,
    description: str,
    style: str,
    body: str,
    script: str,
    data: Any,
    beside: bool = False,
) -> str:
    """Return a page. Its policy refuses all that is not in the page, or ``beside`` it.

    The script reads ``data``, which are plain, as the content of the element called so.
    """
    media = f"data: blob:{BESIDE if beside else ''}"
    policy = (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        f"img-src {media}; media-src {media}"
    )
    return PAGE.format(
        language=escape(language),
        policy=policy,
        description=escape(description),
        title=escape(title),
        style=colours() + style,
        body=body,
        data=json_of(data),
        script=script,
    )


def colours() -> str:
    """Return CSS variables of both themes: the reader's own, unless ``data-theme`` of the page names one.

    Paper is light.

    >>> "--background: #0f1218" in colours()
    True
    """
    light, dark = (
        " ".join(f"--{role}: {colour_of(theme_of(name).role(role))};" for role in ROLES)
        for name in ("light", "dark")
    )
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f"{{ :root:not([data-theme=light]) {{ color-scheme: dark; {dark} }} }}\n"
        f"@media screen {{ :root[data-theme=dark] {{ color-scheme: dark; {dark} }} }}\n"
    )


def json_of(data: Any) -> str:
    r"""Return data as JSON that may stand in an element of script.

    >>> print(json_of({"caption": "3 < 4</script>"}))
    {"caption":"3 \u003c 4\u003c/script>"}
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
