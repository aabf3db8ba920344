"""``python -m docs.site``, in the root of the checkout: build the site in ``build/docs``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from docs.site.checking import broken
from docs.site.staging import ROOT, draw, stage


def build(folder: Path) -> Path:
    """Stage, draw, build and check the site in an empty folder; return its first page.

    Raises:
        SystemExit: Sphinx warned, or an address leads nowhere; both are printed.
    """
    from sphinx.cmd.build import build_main  # here, because `make test` has no Sphinx

    source, html = folder / "source", folder / "html"
    stage(source)
    draw(source)
    failed = build_main(["-q", "-W", "--keep-going", str(source / "docs"), str(html)])
    faults = broken(html)
    for fault in faults:
        print(fault, file=sys.stderr)
    if failed or faults:
        raise SystemExit(1)
    return html / "index.html"


if __name__ == "__main__":
    place = ROOT / "build" / "docs"
    shutil.rmtree(place, ignore_errors=True)
    print(f"The site: {build(place)}")
