"""The Quarto extension in pandoc's own Lua: a video on pages, the picture elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "integrations" / "quarto" / "_extensions" / "convscenes"
STUBS = """
local format, resources = {format!r}, {{}}
quarto = {{doc = {{
  is_format = function(name) return name == format end,
  add_resource = function(path) table.insert(resources, path) end,
}}}}
local shortcode = dofile({lua!r}).convscenes
local kwargs = setmetatable({{label = {label!r}, lang = {lang!r}}}, {{__index = function() return "" end}})
local made = shortcode({{"a b.mp4"}}, kwargs, {{}}, {{}}, "block")
local image = made.t == "Para" and made.content[1]
print(image and image.src .. " " .. image.attributes["fig-alt"] or made.text)
print(table.concat(resources, " "))
"""


def run(folder: Path, format: str, label: str = "One <value>", lang: str = "") -> list[str]:
    pandoc = shutil.which("pandoc")
    assert pandoc, "pandoc is not installed"
    script = folder / "run.lua"
    lua = str(EXTENSION / "convscenes.lua")
    script.write_text(STUBS.format(format=format, lua=lua, label=label, lang=lang), encoding="utf-8")
    done = subprocess.run([pandoc, "lua", script], capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).splitlines()


@pytest.mark.extern
def test_a_video_on_pages_and_the_picture_elsewhere(tmp_path: Path) -> None:
    html = run(tmp_path, "html:js", lang="de")
    assert html[0] == '<video controls preload="metadata" poster="a b.png" style="max-width: 100%"'
    assert html[1].strip() == 'aria-label="One &lt;value&gt;">'
    assert html[3].strip() == '<track kind="captions" src="a b.vtt" srclang="de" label="Captions">'
    assert html[-1] == "a b.mp4 a b.vtt a b.png"
    assert run(tmp_path, "pdf") == ["a b.pdf One <value>", ""]
    assert run(tmp_path, "docx")[0] == "a b.png One <value>"
    assert "give it a label" in "".join(run(tmp_path, "html:js", label=""))
