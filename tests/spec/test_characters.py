"""The characters that are taken for drawn are: asking Typst for each would take a while."""

import typst

from convscenes.spec.characters import LATIN_1, NOWHERE
from convscenes.spec.typesetting import FONT


def test_the_font_has_all_of_latin_1() -> None:
    def drawn(char: str) -> bytes:
        source = f'#set page(width: auto, height: auto)\n#text(font: "{FONT}", fallback: false, "{char}")'
        return typst.compile(source.encode(), format="svg", ignore_system_fonts=True)

    printable = [chr(code) for code in range(0x80, ord(LATIN_1) + 1) if chr(code).isprintable()]
    assert len(printable) > 90
    assert [char for char in printable if drawn(char) == drawn(NOWHERE)] == []
