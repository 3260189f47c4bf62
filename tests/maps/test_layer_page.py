from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from layers.catalogue import LAYERS
from maps import MapFault, layer_page, page_html
from maps.layer_page import MOST_FEATURES
from maps.table import sheets
from maps.view import latitude_longitude
from tests.maps.cases import frame, layer
from tests.maps.document import Document
from tests.specimens import EAST, LINES, MISSING, NORTH, POINTS, POLYGONS, line, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.spec import LayerSpec

NB = "\u00a0"
SHAPES = {"point": POINTS["point"], "line": LINES["line"], "polygon": POLYGONS["square"], "any": POLYGONS["hole"]}


@pytest.mark.parametrize("spec", [s for s in LAYERS.values() if s.geometry in SHAPES], ids=lambda spec: spec.id)
def test_every_layer_of_the_catalogue_has_a_page_even_with_nothing_known(spec: LayerSpec) -> None:
    html = page_html(layer(spec.id, {}, [SHAPES[spec.geometry]]), lang="en")
    assert spec.title.en in Document(html).only("h1").text
    assert len(Document(html).rows()) == 1


@pytest.mark.parametrize("layer_id", ["stock-register", "terrain"])
def test_a_table_or_a_raster_is_no_map(layer_id: str) -> None:
    with pytest.raises(MapFault, match=f"“{layer_id}” has no geometry") as caught:
        layer_page(LAYERS[layer_id], frame({}, []), context={})
    assert caught.value.exit_code == 1


def test_rows_stand_by_name_and_what_has_none_by_id() -> None:
    page = layer("business-plots", {"id": ["p1", "p2", "p3"], "name": ["Ås", None, " "]}, [square()] * 3)
    assert [row[0] for row in Document(page_html(page)).rows()] == ["p2", "p3", "Ås"]


def test_what_is_private_is_numbered() -> None:
    page = layer("addresses", {"id": ["0301-1", "0301-2"]}, [POINTS["point"]] * 2)
    html = page_html(page)
    assert [row[0] for row in Document(html).rows()] == ["1", "2"]
    assert "0301" not in html


def test_figures_are_sums_of_the_layer() -> None:
    hectares = layer("water", {"name": ["a", "b"]}, [square(side=100.0), square(200, side=100.0)])
    assert [(figure.title.en, figure.value, figure.unit) for figure in hectares.figures] == [
        ("Count", 2, "1"),
        ("Sum of the areas", 20.0, "daa"),
    ]
    assert layer("paths", {}, [line((0, 0), (3000, 4000))]).figures[1].value == 5.0


def test_purposes_are_grouped_with_the_official_fills() -> None:
    codes = ["1300", "2010", "110", None, "1150"]
    page = layer("plan-purposes", {"purpose_code": codes, "name": list("abcde")}, [square()] * 5)
    rows = Document(page_html(page)).rows()
    assert [row[1] for row in rows] == [
        "Bebyggelse og anlegg",
        "Samferdsel og teknisk infrastruktur",
        "Formål etter eldre lov",
        "Ukjent formål",
        "Bebyggelse og anlegg",
    ]
    fills = [style.fill for drawn in page.layers for style in drawn.classes().values()]
    assert fills == ["#ffcc00", "#cccccc", "#e5d8b0", "#ffffff"]


def test_a_year_of_the_calendar_is_no_amount() -> None:
    page = layer("population-grid", {"residents": [1234], "year": [2023]}, [square(side=250.0)])
    assert Document(page_html(page)).rows() == [["1", "200 bosatte eller flere", f"1{NB}234", "2023", "0"]]


def test_a_count_too_small_to_show_is_so_in_class_and_cell() -> None:
    residents = {"residents": [None, None, 5], "residents_note": ["<5", None, None]}
    rows = Document(page_html(layer("population-grid", residents, [square(place * 20.0) for place in range(3)]))).rows()
    assert [row[1:3] for row in rows] == [
        ["Færre enn 5 bosatte", "<5"],
        ["ukjent", "ukjent"],
        ["5–19 bosatte", "5"],
    ]


def test_codes_have_their_names_and_dates_their_form() -> None:
    given = {
        "name": ["P"],
        "plan_status": ["3"],
        "plan_type": ["35"],
        "in_force_date": pd.to_datetime(["2021-06-17"]),
        "law": ["2008"],
    }
    (row,) = Document(page_html(layer("plans", given, [square()]))).rows()
    assert {"Detaljregulering", "Endelig vedtatt arealplan", "17.06.2021", "Plan- og bygningsloven av 2008"} <= set(row)
    (row,) = Document(
        page_html(layer("business-plots", {"market_status": ["ledig"], "use": ["mixed"]}, [square()]))
    ).rows()
    assert {"Ledig", "Næring og bolig"} <= set(row)
    (row,) = Document(
        page_html(layer("cycle-routes", {"class": ["gs-veg"], "status": [None]}, [line((0, 0), (9, 9))]))
    ).rows()
    assert {"Gang- og sykkelveg", "ukjent"} <= set(row)


def test_what_the_table_has_no_room_for_stands_in_the_sheet() -> None:
    steps = {"step_1": ["ja"], "step_1_date": pd.to_datetime(["2020-05-04"]), "step_1_source": ["Kommuneplan"]}
    plots = layer("business-plots", {"name": ["Ås"], "preceded_by": ["N-1"], **steps}, [square()])
    drawn = plots.layers[-1]
    shown = [field.column for field in (*drawn.properties, *drawn.details)]
    assert shown[:2] == ["heading", "drawn_as"]
    assert {"preceded_by", "first_date", "end_date", "owner_class", "public", "id"} <= set(shown)
    assert not [column for column in shown if column.startswith("step")]
    sheet = sheets(plots, "nb")[len(plots.layers) - 1]
    assert sheet["grid"]["titles"][0] == "1. Avsatt i plan"
    assert sheet["grid"]["cells"][0][:2] == [("✓ ja", "04.05.2020", "Kommuneplan"), ("ukjent", "ukjent", "ukjent")]


def test_many_features_are_drawn_and_tabled_by_class() -> None:
    count = MOST_FEATURES + 1
    codes = ["1110" if place % 2 else "2010" for place in range(count)]
    page = layer("plan-purposes", {"purpose_code": codes}, [square(place * 20.0) for place in range(count)])
    document = Document(page_html(page))
    assert document.rows() == [
        ["Bebyggelse og anlegg", f"1{NB}000", f"100,0{NB}daa"],
        ["Samferdsel og teknisk infrastruktur", f"1{NB}001", f"100,1{NB}daa"],
    ]
    assert "for mange objekter" in document.html


@pytest.mark.parametrize("missing", MISSING.values(), ids=MISSING)
def test_rows_without_a_shape_are_counted_and_said(missing: object) -> None:
    page = layer("water", {"name": ["a", "b"]}, [missing, square()])
    assert page.figures[0].value == 2
    assert page.notes[0].en.startswith("1 of the rows have no geometry")
    assert len(Document(page_html(page)).rows()) == 1


def test_an_empty_layer_shows_where_it_would_be() -> None:
    town = frame({}, [square(side=1000.0)])
    spec = LAYERS["business-plots"]
    empty = gpd.GeoDataFrame({"id": [], "name": []}, geometry=[], crs=town.crs)
    page = layer_page(spec, empty, context={"built-up-areas": town, "business-plots": town, "paths": town.head(0)})
    assert page.view.bounds == (EAST - 50, NORTH - 50, EAST + 1050, NORTH + 1050)
    assert [drawn.background for drawn in page.layers] == [True, False]


@pytest.mark.real
def test_the_municipality_of_gjovik_is_drawn_where_it_lies(real_data: Path) -> None:
    boundary = gpd.read_file(real_data / "gjovik" / "municipality_3407.gpkg").to_crs("EPSG:25832")
    water = gpd.read_file(real_data / "gjovik" / "n1000_region.gpkg", layer="Innsjo").to_crs("EPSG:25832")
    given = gpd.GeoDataFrame(
        {"id": ["3407"], "name": ["Gjøvik"]}, geometry=boundary.geometry.to_list(), crs=boundary.crs
    )
    page = layer_page(LAYERS["municipality"], given, context={"water": water})
    assert page.figures[1].value == pytest.approx(670_700, abs=100)
    (south, west), (north, east) = latitude_longitude(page.view)
    assert south < 60.7957 < north  # the town of Gjøvik
    assert west < 10.6915 < east
    assert shapely.get_num_geometries(page.layers[0].drawn.geometry.iloc[0]) > 10
    assert len(page_html(page).encode()) < 1_500_000
