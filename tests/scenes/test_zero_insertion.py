"""zero-insertion: the headline's weights can be read on the cells they lie on, and its counters tick."""

from pathlib import Path

from tests.scenes.screen import Screen, screens

SPEC = Path(__file__).parents[2] / "scenes" / "10-zero-insertion.yaml"


def written(name: str) -> dict[str, list[str]]:
    def of(screen: Screen) -> list[str]:
        return sorted(text.words for text in screen.texts if text.group == name)

    return {screen.beat.name: of(screen) for screen in screens(SPEC, "dark")}


def test_weights_lie_on_their_cells() -> None:
    weights = written("weights")
    for beat in ("window-1", "sum-1", "step-2", "row-3"):
        assert weights[beat] == list("123456789"), beat


def test_counters_show_what_was_counted() -> None:
    useful, wasted = written("useful"), written("wasted")
    assert "window-1" not in [beat for beat, words in useful.items() if words]
    assert (useful["products-1"], wasted["products-1"]) == (["1"], ["8"])
    assert (useful["explain"], wasted["explain"]) == (["36"], ["189"])
