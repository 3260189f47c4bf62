"""Each provider's files with what is special about them: cadastre, Statistics Norway, NVE, land cover, N1000."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers import cells
from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options
from tests.layers.sources import codes, feature, frame, geojson, kept, take
from tests.specimens import line, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Intake

BUILDINGS, PARCELS, GRID = spec("buildings"), spec("parcels"), spec("population-grid")
HAZARDS, COVER = spec("hazards"), spec("land-cover")


def listed(table: pd.DataFrame) -> list[list[object]]:
    """Return the rows with None for what is unknown."""
    plain = table.astype(object)
    return [list(row) for row in plain.where(plain.notna(), None).to_numpy()]


# The cadastre


def building(**properties: object) -> dict[str, Any]:
    return feature(square(), bygningsnummer="155", bygningstype=111, bygningsstatus="TB", **properties)


def test_a_building_has_type_status_and_areas(tmp_path: Path) -> None:
    own = building(bebygdAreal=120.5, bruksarealTotalt="240", antallEtasjer=2, lokalId="x")
    columns = ["id", "building_type", "building_status", "bya_m2", "bra_m2", "storeys"]
    intake = take(geojson(tmp_path, own), BUILDINGS)
    assert listed(intake.features[columns]) == [["155", "111", "TB", 120.5, 240.0, 2]]
    assert kept(intake)[0]["lokalId"] == "x"
    assert intake.accounting.dialect == "matrikkelen"


@pytest.mark.parametrize("zero", [0, "0", 0.0, None, ""])
def test_an_area_of_zero_is_unknown_and_is_kept_as_it_was(tmp_path: Path, zero: object) -> None:
    intake = take(geojson(tmp_path, building(bebygdAreal=zero, antallEtasjer=zero)), BUILDINGS)
    assert listed(intake.features[["bya_m2", "storeys"]]) == [[None, None]]
    assert kept(intake)[0]["bebygdAreal"] == zero
    assert codes(intake) == {}


@pytest.mark.parametrize("status", ["RA", "IG", "MB", "FA", "TB", "MT", "MF", "IP", "GR", "BR", "BF", "BA", "BU"])
def test_every_status_of_the_cadastre_is_known(tmp_path: Path, status: str) -> None:
    own = feature(square(), bygningsnummer=1, bygningstype="111", bygningsstatus=status)
    assert take(geojson(tmp_path, own), BUILDINGS).features["building_status"].tolist() == [status]


def test_an_unknown_status_does_not_hide_the_building(tmp_path: Path) -> None:
    intake = take(
        geojson(tmp_path, feature(square(), bygningsnummer=1, bygningstype="111", bygningsstatus="XX")), BUILDINGS
    )
    assert codes(intake) == {"code-ignored": 1}
    assert len(intake.features) == 1


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson"])
def test_a_parcel_has_its_cadastral_number_and_no_owner(tmp_path: Path, name: str) -> None:
    values: dict[str, Any] = {"teigId": ["7"], "matrikkelnummerTekst": ["12/34"], "kommunenummer": ["3407"]}
    path = tmp_path / name
    frame([square()], **values).to_file(path)
    rows = listed(take(path, PARCELS).features[["id", "municipality", "cadastral_number", "owner_class"]])
    assert rows == [["7", "3407", "12/34", None]]


# Statistics Norway

CELL = 22637506643000  # its corner is 263 750, 6 643 000


@given(east=st.integers(0, 1_199), north=st.integers(26_000, 31_600))
def test_a_cell_s_number_is_its_corner(east: int, north: int) -> None:
    corner = (east * 250, north * 250)
    number = (corner[0] + 2_000_000) * 10**7 + corner[1]
    assert len(str(number)) == 14
    assert cells.corner(number) == corner
    (found,) = cells.squares(pd.Series([str(number)]))
    assert found.bounds == (*corner, corner[0] + 250, corner[1] + 250)


@pytest.mark.parametrize("text", ["", "abc", "226375066430", "2263750664300000", "-22637506643000", "22637506643000.5"])
def test_text_that_is_no_cell_s_number_is_no_cell(text: str) -> None:
    assert cells.squares(pd.Series([text])).tolist() == [None]
    assert cells.corners(pd.Series([text])).shape == (1, 2)


@pytest.mark.parametrize("name", cells.NAMES)
def test_a_table_of_cells_without_geometry_is_drawn_from_their_numbers(tmp_path: Path, name: str) -> None:
    path = tmp_path / "rutenett.csv"
    path.write_text(f"{name.upper()};pop_tot;år\n{CELL};14;2025\n{CELL + 250};;2025\nx;1;2025\n{CELL + 500};-3;2025\n")
    intake = take(path, GRID)
    assert listed(intake.features[["id", "residents", "year"]]) == [
        [str(CELL), 14, 2025],
        [str(CELL + 250), None, 2025],
    ]
    assert intake.features.area.tolist() == pytest.approx([62_500, 62_500], rel=0.003)  # drawn in the other zone
    assert intake.quarantine["reason"].tolist() == ["geometry-missing", "number-too-small"]
    assert (intake.accounting.source_crs, intake.accounting.dialect) == ("EPSG:25833", "ssb-grid")


def test_a_cell_with_a_name_that_is_no_number_is_said(tmp_path: Path) -> None:
    intake = take(geojson(tmp_path, feature(square(), ru250m="rute 7", pop_tot=1)), GRID)
    assert codes(intake) == {"cell-unnamed": 1}
    assert intake.features["residents"].tolist() == [1]


def test_a_definition_without_a_code_is_read_by_what_it_says(tmp_path: Path) -> None:
    wkt = gpd.GeoSeries([], crs="EPSG:25833").crs.to_wkt("WKT1_ESRI").replace("ETRS_1989_UTM_Zone_33N", "UTM_Zone_33")
    path = tmp_path / "rutenett.gpkg"
    frame([shapely.box(263_750, 6_643_000, 264_000, 6_643_250)], wkt, ru250m=[CELL], pop_tot=[14]).to_file(path)
    intake = take(path, GRID)
    assert codes(intake) == {}
    assert intake.features["residents"].tolist() == [14]


@pytest.mark.parametrize(
    ("layer", "column", "value"),
    [
        ("population-grid", "residents", -1),
        ("addresses", "residents", "-2"),
        ("addresses", "dwellings", -1.0),
        ("workplaces", "jobs", -5),
        ("built-up-areas", "residents", -1),
    ],
)
def test_fewer_than_none_is_a_fault(tmp_path: Path, layer: str, column: str, value: object) -> None:
    shape = spec(layer).geometry
    own = square() if shape == "polygon" else square().centroid
    features = [feature(own, id=name, **{column: given}) for name, given in (("a", 0), ("b", value), ("c", None))]
    intake = take(geojson(tmp_path, *features), spec(layer))
    assert intake.features["id"].tolist() == ["a", "c"]
    assert intake.quarantine["reason"].tolist() == ["number-too-small"]
    (issue,) = intake.accounting.issues
    assert issue.details == {"column": column, "value": str(value)}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"befolkning_2024": 500, "befolkning_2020": 400}, [500, 2024]),
        ({"Befolkning 2019": "7"}, [7, 2019]),
        ({"befolkning": 7}, [None, None]),
        ({}, [None, None]),
    ],
)
def test_districts_have_the_newest_population(
    tmp_path: Path, columns: dict[str, object], expected: list[object]
) -> None:
    own = feature(square(), bydelsnr="030101", bydel="Gamle Oslo", **columns)
    features = take(geojson(tmp_path, own), spec("districts")).features
    assert listed(features[["id", "name", "residents", "year"]]) == [["030101", "Gamle Oslo", *expected]]


# Land cover


@pytest.mark.parametrize(
    ("values", "code", "scheme"),
    [
        ({"arealtype": 21}, "21", "ar5"),
        ({"ARTYPE": "60"}, "60", "ar5"),
        ({"arealressursArealtype": "30.0"}, "30", "ar5"),
        ({"klasse": 600, "klasse_navn": "dyrket mark"}, "DyrketMark", "n50"),
        ({"klasse": "700", "klasse_navn": "Åpent område"}, "ÅpentOmråde", "n50"),
        ({"code": "23", "scheme": "AR5"}, "23", "ar5"),
    ],
)
def test_land_cover_keeps_the_source_s_own_code(
    tmp_path: Path, values: dict[str, object], code: str, scheme: str
) -> None:
    intake = take(geojson(tmp_path, feature(square(), **values)), COVER)
    assert listed(intake.features[["code", "scheme"]]) == [[code, scheme]]
    assert intake.accounting.attribution == {"n50": "© Kartverket", "ar5": "© Geovekst"}[scheme] or "code" in values


@pytest.mark.parametrize(("code", "reason"), [("", "value-missing"), ("31", "cover-unknown"), ("1l", "cover-unknown")])
def test_land_without_a_code_of_the_list_is_in_quarantine(tmp_path: Path, code: str, reason: str) -> None:
    intake = take(geojson(tmp_path, feature(square(), arealtype=code), feature(square(20), arealtype="11")), COVER)
    assert intake.quarantine["reason"].tolist() == [reason]


# NVE


def flood(kind: str = "FlomAreal", **properties: object) -> dict[str, Any]:
    return feature(square(), objtype=kind, flomsoneid="fs025_2", lokalid=properties.pop("lokalid", "a"), **properties)


def hazard_rows(intake: Intake) -> list[list[object]]:
    return listed(intake.features[["kind", "level", "return_period"]])


@pytest.mark.parametrize(
    ("given_period", "years"),
    [
        (200, 200),
        ("200", 200),
        (20.0, 20),
        ("1000", 1000),
        ("200klima", 200),
        ("200 år", 200),
        (0, None),
        (None, None),
        ("", None),
    ],
)
@pytest.mark.parametrize("column", ["gjentaksintervall", "GJENTAKSINTERVAL"])
def test_a_flood_zone_is_mapped_and_has_its_return_period(
    tmp_path: Path, given_period: object, years: int | None, column: str
) -> None:
    intake = take(geojson(tmp_path, flood("FlomAreal", **{column: given_period})), HAZARDS)
    assert hazard_rows(intake) == [["flom", "kartlagt", years]]
    assert codes(intake) == {}


@pytest.mark.parametrize("year", [2100, "2150", "ukjent"])
def test_the_year_of_a_climate_projection_is_no_return_period(tmp_path: Path, year: object) -> None:
    intake = take(geojson(tmp_path, flood(gjentaksintervall=year)), HAZARDS)
    assert hazard_rows(intake) == [["flom", "kartlagt", None]]
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.details) == ("return-period-ignored", {"count": 1, "value": str(year)})


def test_an_analysed_area_is_no_flood_zone(tmp_path: Path) -> None:
    features = (flood(lokalid="a", gjentaksintervall=200), flood("Analyseområde", lokalid="b"), flood("KanalGrøft"))
    intake = take(geojson(tmp_path, *features), HAZARDS)
    assert hazard_rows(intake) == [["flom", "kartlagt", 200], ["flom", "aktsomhet", None]]
    assert codes(intake) == {"analysed-areas": 1}
    assert dict(intake.accounting.other) == {"KanalGrøft": 1}


def slide(**properties: object) -> dict[str, Any]:
    urls = {"prosjektURL": "https://nve.no", "rapportURL": "https://nve.no", "datafangstdato": "2020-01-01"}
    return feature(square(), lokalId="a", navnerom="skredfaresoner", **urls, **properties)


@pytest.mark.parametrize(
    ("properties", "kind", "years"),
    [
        ({}, "skred", None),
        ({"skredtype": "Snøskred", "skredSannsynlighet": "1/1000"}, "snoskred", 1000),
        ({"skredtype": "Steinsprang", "skredSannsynlighet": 100}, "steinsprang", 100),
        ({"skredtype": "Jord- og flomskred", "skredSannsynlighet": "1/5000"}, "jordskred", 5000),
        ({"skredtype": "Flomskred"}, "jordskred", None),
        ({"skredtype": "Ikke angitt"}, "skred", None),
        ({"skredtype": None}, "skred", None),
    ],
)
def test_a_slide_zone_says_what_it_can(
    tmp_path: Path, properties: dict[str, object], kind: str, years: int | None
) -> None:
    assert hazard_rows(take(geojson(tmp_path, slide(**properties)), HAZARDS)) == [[kind, "kartlagt", years]]


@pytest.mark.parametrize("degree", ["Lav", "Middels", "Høy"])
def test_a_zone_of_quick_clay_is_classified_and_has_no_return_period(tmp_path: Path, degree: str) -> None:
    zones = [
        feature(square(), skredOmrID=number, skredFaregradKlasse=said) for number, said in ((1, degree), (2, "Ingen"))
    ]
    intake = take(geojson(tmp_path, *zones), HAZARDS)
    assert hazard_rows(intake) == [["kvikkleire", "klassifisert", None]]
    assert dict(intake.accounting.other) == {"faregrad ingen": 1}
    assert kept(intake)[0]["skredFaregradKlasse"] == degree


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Flom_aktsomhetsomrade", "flom"),
        ("SnoskredAktsomhet", "snoskred"),
        ("SteinsprangAktsomhet", "steinsprang"),
        ("JordFlomskredAktsomhet", "jordskred"),
        ("KvikkleireskredAktsomhet", "kvikkleire"),
    ],
)
def test_a_map_of_susceptibility_is_known_by_its_layer_or_by_force(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "nve.gpkg"
    frame([square()], lokalId=["a"]).to_file(path, layer=name)
    assert hazard_rows(take(path, HAZARDS)) == [[kind, "aktsomhet", None]]
    forced = take(geojson(tmp_path, feature(square(), id="a")), HAZARDS, Options(dialect=f"nve-{kind}-aktsomhet"))
    assert hazard_rows(forced) == [[kind, "aktsomhet", None]]


def test_a_hazard_that_nobody_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as fault:
        take(geojson(tmp_path, feature(square(), id="a", navn="sone")), HAZARDS)
    assert (fault.value.code, fault.value.details["columns"]) == ("columns-missing", "kind, level")


def test_the_three_levels_of_one_place_stay_apart(tmp_path: Path) -> None:
    levels = {
        take(geojson(tmp_path, given), HAZARDS).features["level"][0]
        for given in (flood(), flood("Analyseområde"), feature(square(), skredFaregradKlasse="Lav"))
    }
    assert levels == {"kartlagt", "aktsomhet", "klassifisert"}


# N1000


def test_rivers_are_water_when_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "n1000.gpkg"
    for name, shape in (("Innsjo", square()), ("ElvBekk", line((0, 0), (10, 0)))):
        frame([shape], medium=["T"]).to_file(path, layer=name)
    assert take(path, spec("water")).features["kind"].tolist() == ["lake"]
    for options in (Options(source_layer="ElvBekk"), Options(source_layer="ElvBekk", dialect="n1000")):
        assert take(path, spec("water"), options).features["kind"].tolist() == ["river"]
    assert take(path, spec("water"), Options(dialect="n1000")).features["kind"].tolist() == ["lake"]
