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


def test_every_part_of_a_stored_layer_is_named_once() -> None:
    assert attributions(["hazards"], {"hazards": of_parts("NVE", "© Kommunen", "NVE")}) == ("NVE", "© Kommunen")


def test_the_catalogue_speaks_for_a_frame_from_elsewhere_and_for_a_layer_not_at_hand() -> None:
    said = LAYERS["water"].attribution
    assert attributions(["water"], {"water": frame({}, [square()])}) == attributions(["water"], {}) == (said,)


def test_a_part_that_asks_for_nothing_leaves_no_blank() -> None:
    assert attributions(["hazards"], {"hazards": of_parts("", "NVE")}) == ("NVE",)


def test_what_nobody_knows_asks_for_nothing() -> None:
    assert attributions(["my-own"], {"my-own": frame({}, [square()])}) == ()


def test_sources_stand_in_the_order_of_the_layers() -> None:
    frames = {"hazards": of_parts("B"), "water": of_parts("A"), "paths": of_parts("C")}
    assert attributions(["water", "hazards"], frames) == ("A", "B")
