from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from landuse import coverage as analysis
from landuse.results import Evidence, Result
from layers.catalogue import LAYERS
from maps import coverage_page, page_html
from maps.coverage_page import MOST_PLACES
from tests.maps.cases import coverage, coverage_frame, coverage_result, frame
from tests.maps.document import Document
from tests.specimens import CRS, EAST, NORTH, square

NB = "\u00a0"


def test_the_title_is_the_answer() -> None:
    page = coverage()
    assert page.title.nb == f"1000-metersbyen: 1{NB}234 innbyggere innen 1000 m til fots"
    assert page.title.en == "The 1000-metre city: 1,234 residents within 1000 m on foot"
    assert f"1{NB}234 av 1{NB}394 innbyggere (88,5{NB}%)" in page.summary.nb
    assert "would have added 20," in page.summary.en


def test_places_stand_in_the_order_one_walks_to_them_without_the_remote_one() -> None:
    rows = Document(page_html(coverage())).rows()
    assert [row[:4] for row in rows] == [
        ["1", "Innen 1000 m langs nettet", f"13{NB}m", f"1{NB}234"],
        ["2", "Innen 1000 m bare i luftlinje", f"1{NB}200{NB}m", "20"],
        ["3", "Lenger unna", f"1{NB}700{NB}m", "30"],
        ["4", "Ikke koblet til nettet", "ukjent", "ukjent"],
        ["5", "Ingen forbindelse til sentrum", "ukjent", "50"],
    ]
    assert rows[0][-1] == "near"


def test_what_is_not_drawn_unknown_or_untested_is_said() -> None:
    notes = " ".join(note.nb for note in coverage().notes)
    assert notes.startswith("1 steder lenger unna er ikke tegnet")
    assert "Barrierer er ikke oppgitt" in notes
    assert "En rute regnes hel" in notes
    assert "er ukjent. Det er verken regnet som innenfor eller utenfor" in notes


def test_an_unconnected_place_inside_the_circle_is_unknown_not_false() -> None:
    places = next(layer.drawn for layer in coverage().layers if layer.focusable)
    assert dict(zip(places["id"], places["class"], strict=True))["loose"] == "unconnected"


def test_ids_of_addresses_are_kept_off_the_page() -> None:
    html = page_html(coverage(coverage_frame(points=True)))
    assert all(place not in html for place in ("detour", "loose", "remote"))
    assert "Rute-ID" not in html
    assert "detour" in page_html(coverage())


def test_key_figures_are_the_results_own() -> None:
    figures = {figure.name: figure for figure in coverage().figures}
    assert list(figures) == [
        f"residents_{name}" for name in ("within", "total", "circle_only", "unconnected", "unknown")
    ]
    share = figures["residents_within"].beside
    assert share is not None
    assert (share.name, share.value, share.unit) == ("residents_share", 1234 / 1394, "share")


def test_the_nearest_are_drawn_when_places_are_many() -> None:
    count = MOST_PLACES + 500
    many = frame(
        {
            "id": [f"{place:05}" for place in range(count)],
            "distance_m": [float(place) for place in range(count)],
            "minutes": None,
            "access_m": 0.0,
            "centre_id": "1",
            "status": "covered",
            "circle": True,
        },
        [shapely.Point(EAST + place / 10, NORTH) for place in range(count)],
    )
    places = next(layer.drawn for layer in coverage(many).layers if layer.focusable)
    assert len(places) == MOST_PLACES
    assert places["distance_m"].max() == MOST_PLACES - 1
    assert coverage(many).notes[0].en.startswith("500 places farther away")


def test_the_order_of_the_places_changes_nothing() -> None:
    places = coverage_frame()
    assert page_html(coverage(places.iloc[::-1])) == page_html(coverage(places))


def test_no_places_and_no_figures_still_make_a_page() -> None:
    asked = analysis.Parameters(max_distance=750).model_dump()
    result = Result(coverage_frame().head(0), {}, (), Evidence("coverage", "2", asked, ()))
    nothing = frame({"max_distance": [750.0]}, [shapely.Polygon()])
    page = coverage_page(result, nothing, frame({}, [square()]), context={})
    assert page.title.nb == "750-metersbyen"
    assert "Antall innbyggere, boliger og adresser er ukjent." in page_html(page)


def test_sources_are_those_of_the_layers_the_answer_rests_on() -> None:
    osm = frame({}, [square(side=50.0)])
    osm.attrs["source"] = {"parts": [{"attribution": "© OpenStreetMap contributors"}, {"attribution": ""}]}
    page = coverage(paths=osm, water=frame({}, [square()]))
    assert page.attributions == (
        LAYERS["population-grid"].attribution,
        "© OpenStreetMap contributors",
        LAYERS["water"].attribution,
    )


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:4326"])
def test_context_and_centres_may_come_in_another_system(crs: str) -> None:
    centres = frame({"id": ["1"]}, [shapely.Point(EAST, NORTH)]).to_crs(crs)
    water = frame({}, [square(side=300.0)]).to_crs(crs)
    page = coverage_page(
        coverage_result(coverage_frame()),
        frame({"max_distance": [1000.0]}, [shapely.Polygon()]),
        centres,
        context={"water": water},
    )
    west, south, east, north = page.view.bounds
    assert (west + east) / 2 == pytest.approx(EAST, abs=0.01)
    assert (south + north) / 2 == pytest.approx(NORTH, abs=0.01)
    assert page.layers[0].drawn.crs == CRS


def test_a_page_stays_light_with_two_thousand_addresses() -> None:
    ring = [shapely.Point(EAST + place % 50 * 20, NORTH + place // 50 * 20) for place in range(2000)]
    many = gpd.GeoDataFrame(
        pd.concat([coverage_frame(points=True).head(1)] * 2000, ignore_index=True).assign(
            id=[str(place) for place in range(2000)]
        )
    ).set_geometry(ring, crs=CRS)
    assert len(page_html(coverage(many)).encode()) < 1_500_000


def test_where_people_live_can_be_kept_off_the_page() -> None:
    page = coverage(places_shown=False)
    assert not [layer for layer in page.layers if layer.focusable]
    assert [figure.name for figure in page.figures] == ["residents_within", "residents_total"]
    assert "sirkel" not in page.summary.nb
    assert page.notes[0].nb.startswith("Hvor mange som bor hvert sted")
    html = page_html(page)
    assert "detour" not in html
    assert "<table" not in html
