"""The Quarto extension: what Quarto reads of it."""

from __future__ import annotations

from pathlib import Path

import yaml

EXTENSION = Path(__file__).parents[2] / "integrations" / "quarto" / "_extensions" / "convscenes"


def test_what_quarto_reads() -> None:
    about = yaml.safe_load((EXTENSION / "_extension.yml").read_text("utf-8"))
    (shortcode,) = about["contributes"]["shortcodes"]
    source = (EXTENSION / shortcode).read_text("utf-8")
    assert '["convscenes"] = function(args, kwargs, meta, _, context)' in source
    assert source.count("{") == source.count("}")
    assert about["quarto-required"] == ">=1.4.0"  # add_resource came with it
