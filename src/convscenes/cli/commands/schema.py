"""``convscenes schema``: the JSON Schema of specs, for completion and checks in editors."""

from __future__ import annotations

import json
from typing import Any

import click

from convscenes.cli.options import Kind
from convscenes.spec import Playlist
from convscenes.stories import kinds
from convscenes.stories._base.kinds import kind_module

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.argument("kind", type=Kind(kinds()), required=False)
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of specs of all kinds, or of KIND alone."""
    found = kind_schema(kind) if kind else schema_of_all(kinds())
    click.echo(json.dumps({"$schema": DIALECT, **found}, indent=2, ensure_ascii=False))


def schema_of_all(names: tuple[str, ...]) -> dict[str, Any]:
    """Return one schema for playlists and all kinds; ``if … then`` selects the one whose errors are shown."""
    known = {"properties": {"kind": {"enum": list(names)}}, "required": ["kind"]}
    return {
        "title": "convscenes spec or playlist",
        "type": "object",
        "if": {"required": ["playlist"]},
        "then": {"$ref": "#/$defs/playlist"},
        "else": {
            "allOf": [known, *({"if": kind_is(name), "then": {"$ref": f"#/$defs/{name}"}} for name in names)]
        },
        "$defs": {
            "playlist": Playlist.model_json_schema(ref_template="#/$defs/playlist/$defs/{model}"),
            **{name: kind_schema(name, root=f"#/$defs/{name}") for name in names},
        },
    }


def kind_is(name: str) -> dict[str, Any]:
    """Return the schema of every mapping whose kind is ``name``."""
    return {"properties": {"kind": {"const": name}}, "required": ["kind"]}


def kind_schema(kind: str, root: str = "#") -> dict[str, Any]:
    """Return the schema of one kind; its inner references begin at ``root``."""
    found: dict[str, Any] = kind_module(kind).Fields.model_json_schema(ref_template=f"{root}/$defs/{{model}}")
    found["title"] = kind
    found["properties"]["kind"]["const"] = kind
    return found
