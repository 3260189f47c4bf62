from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.catalogue import LAYERS
from maps.attribution import attributions
from tests.maps.cases import frame
from tests.specimens import square

if TYPE_CHECKING:
    import geopandas as gpd


def of_parts(*said: str) -> gpd.GeoDataFrame:
    """Return a frame as a store reads it, with a part for each attribution."""
    parts: list[dict[str, Any]] = [{"name": f"part {place}", "attribution": line} for place, line in enumerate(said)]
    stored = frame({}, [square()])
    stored.attrs["source"] = {"layer": "hazards", "parts": parts}
    return stored


def rests_on(*said: str) -> dict[str, Any]:
    """Return an input as the evidence of an answer describes it."""
    return {"input": "hazards", "layer": "hazards", "parts": [{"name": line, "attribution": line} for line in said]}


def test_every_part_of_a_stored_layer_is_named_once() -> None:
    assert attributions((), {"hazards": of_parts("NVE", "© Kommunen", "NVE")}) == ("NVE", "© Kommunen")
    assert attributions([rests_on("NVE", "© Kommunen", "NVE")], {}) == ("NVE", "© Kommunen")


def test_the_catalogue_speaks_for_a_layer_of_which_nothing_else_does() -> None:
    said = (LAYERS["water"].attribution,)
    assert attributions((), {"water": frame({}, [square()])}) == said
    assert attributions([{"input": "water", "layer": "water"}], {}) == said
    assert attributions([{"input": "hazards", "layer": "hazards"}], {"hazards": of_parts("NVE")}) == ("NVE",)


def test_a_layer_that_an_answer_rests_on_is_credited_as_its_own_parts_ask_though_it_is_not_drawn() -> None:
    assert attributions([rests_on("Oppdiktede data")], {}) == ("Oppdiktede data",)
    assert attributions([{"input": "places", "count": 3}], {}) == ()


def test_a_part_that_asks_for_nothing_leaves_no_blank() -> None:
    assert attributions([rests_on("", "NVE")], {"hazards": of_parts("")}) == ("NVE",)


def test_what_nobody_knows_asks_for_nothing() -> None:
    assert attributions((), {"my-own": frame({}, [square()])}) == ()


def test_what_an_answer_rests_on_stands_first() -> None:
    frames = {"water": of_parts("A"), "paths": of_parts("C")}
    assert attributions([rests_on("B")], frames) == ("B", "A", "C")
