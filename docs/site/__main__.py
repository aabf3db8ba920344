"""``python -m docs.site``, in the root of the checkout: build the site in ``build/docs``; any warning is an error."""

from __future__ import annotations

import shutil
import sys

from docs.site.checking import broken
from docs.site.staging import ROOT, draw, stage

BUILD = ROOT / "build" / "docs"


def main() -> None:
    """Stage, draw, build and check."""
    from sphinx.cmd.build import build_main  # here: `make test` has no Sphinx

    shutil.rmtree(BUILD, ignore_errors=True)
    stage(BUILD / "source")
    draw(BUILD / "source")
    failed = build_main(["-q", "-W", "--keep-going", str(BUILD / "source" / "docs"), str(BUILD / "html")])
    faults = broken(BUILD / "html")
    for fault in faults:
        print(fault, file=sys.stderr)
    if failed or faults:
        raise SystemExit(1)
    print(f"The site: {BUILD / 'html' / 'index.html'}")


if __name__ == "__main__":
    main()
