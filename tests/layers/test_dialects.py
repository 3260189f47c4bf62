"""Names and values in every spelling; and each provider's schema, recognised by what it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers import dialects
from layers.catalogue import LAYERS, spec
from layers.cells import corner
from layers.dialects import DIALECTS, Dialect
from layers.dialects.names import find, fold
from layers.dialects.values import read_as
from layers.errors import FileFault, UsageFault
from layers.intake import DTYPES, Options, Place
from tests.layers.sources import NAMED, column, feature, frame, geojson, kept, layer, take
from tests.specimens import CRS, line, square

if TYPE_CHECKING:
    from layers.spec import Kind

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-dialect.md"
PURPOSES, GRID = spec("plan-purposes"), spec("population-grid")


@pytest.mark.parametrize(
    "spelling",
    ["arealformål", "Arealformål", "AREALFORMAL", "arealformaal", "areal_formål", "areal formål", "areal.formål"],
)
def test_spellings_of_one_name_are_one(spelling: str) -> None:
    assert fold(spelling) == "arealformal"
    assert find(("arealformål",), ("id", spelling), "f") == spelling


@given(st.text("abcdæøå019 _-."))
def test_case_and_separators_make_no_difference(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(name.replace("_", " ").replace("-", "."))


def test_a_name_spelled_as_asked_beats_its_other_spellings() -> None:
    assert find(("name",), ("NAME", "name"), "f") == "name"
    assert find(("feltnavn", "name"), ("Name",), "f") == "Name"
    assert find(("name",), ("navn",), "f") is None


def test_two_other_spellings_of_a_name_are_a_fault() -> None:
    with pytest.raises(FileFault) as fault:
        find(("name",), ("NAME", "na_me"), "tomter.gpkg")
    assert fault.value.say("nb").startswith("«tomter.gpkg» har flere kolonner med samme navn")


@pytest.mark.parametrize(
    ("kind", "raw", "typed"),
    [
        ("text", ["a", " b ", "", None, 1110, 1110.0, 1.5], ["a", "b", None, None, "1110", "1110", "1.5"]),
        ("code", ["1110", 1110, 1110.0, "1110.0", " 1110 ", "", None], ["1110"] * 5 + [None] * 2),
        ("code", ["gs-veg", "GS-veg", "Gs_Veg"], ["gs-veg"] * 3),
        ("number", ["1.5", "1,5", 2, 2.5, None, ""], [1.5, 1.5, 2.0, 2.5, None, None]),
        ("integer", ["12", "12.0", 12, 12.0, None], [12, 12, 12, 12, None]),
        ("boolean", ["ja", "Nei", "true", "FALSE", 1, 0, True, None], [True, False] * 3 + [True, None]),
        (
            "date",
            ["2024-01-31", "31.01.2024", "20240131", 20240131, "2024-01-31Z", "2024-01-31T12:00:00Z", None],
            [dt.datetime(2024, 1, 31)] * 6 + [None],  # noqa: DTZ001 - a date has no time zone
        ),
        (
            "date",
            [1_706_659_200_000, "1706702400000", 1_201_020_300_000, -86_400_000_000],
            [dt.datetime(*day) for day in ((2024, 1, 31), (2024, 1, 31), (2008, 1, 22), (1967, 4, 7))],  # noqa: DTZ001 - a date has no time zone
        ),
    ],
)
def test_readable_differences_are_read(kind: Kind, raw: list[object], typed: list[object]) -> None:
    reading = read_as(pd.Series(raw, dtype=object), column("x", kind, *(("1110", "gs-veg") if kind == "code" else ())))
    assert [None if pd.isna(value) else value for value in reading.typed] == typed
    assert reading.typed.dtype == DTYPES[kind]
    assert not reading.unreadable.any()


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        *(("code", value) for value in ("11.10", "-1110", "1 110", "9999", "gs")),
        *(("number", value) for value in ("a", "1.2.3", "NaN", "ca. 5")),
        *(("integer", value) for value in ("2.5", 2.5, "a", 1e300)),
        *(("boolean", value) for value in ("kanskje", 2, "10")),
        *(("date", value) for value in ("2024-02-30", "i går", "2024", "31/01/2024")),
    ],
)
def test_what_cannot_be_read_is_unknown_and_known_to_be_so(kind: Kind, raw: object) -> None:
    reading = read_as(
        pd.Series([raw], dtype=object), column("x", kind, *(("1110", "gs-veg") if kind == "code" else ()))
    )
    assert reading.typed.isna().all()
    assert reading.unreadable.tolist() == [True]


@pytest.mark.parametrize("dtype", ["Int64", "float64", "object"])
def test_integer_codes_are_codes_whatever_holds_them(dtype: str) -> None:
    raw: pd.Series[Any] = pd.Series([1110, None], dtype=dtype)
    assert read_as(raw, column("x", "code", "1110")).typed.fillna("-").tolist() == ["1110", "-"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_a_date_means_the_same_in_every_way_of_writing_it(day: dt.date) -> None:
    raw = pd.Series([day, day.isoformat(), day.strftime("%d.%m.%Y"), day.strftime("%Y%m%d")], dtype=object)
    assert set(read_as(raw, column("x", "date")).typed.dt.date) == {day}


def test_every_dialect_feeds_a_layer_and_its_columns() -> None:
    for dialect in DIALECTS:
        names = {each.name for each in LAYERS[dialect.layer].columns}
        assert {*dialect.rename, *dialect.constants} <= names, dialect.id


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", HOW_TO.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found, f"the page has no block of {language}"
    return found[1]


def test_the_dialect_of_the_how_to_reads_the_file_of_the_how_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: dict[str, Any] = {"__name__": "layers.dialects.growth_agreement"}
    exec(block("python"), module)  # noqa: S102 - the page is ours, and running it keeps it true
    monkeypatch.setattr(dialects, "DIALECTS", (*DIALECTS, *module["GROWTH_AGREEMENT"]))
    test_every_dialect_feeds_a_layer_and_its_columns()
    path = tmp_path / "soner.geojson"
    path.write_text(block("json"), encoding="utf-8")
    intake = take(path, spec("densification-zones"))
    assert (intake.accounting.dialect, intake.accounting.imported) == ("growth-agreement", 2)
    assert intake.features[["id", "kind", "legal_force"]].to_numpy().tolist() == [
        ["{A-1}", "fortetting", "retningslinje"],
        ["{A-2}", "bevaring", "retningslinje"],
    ]
    assert kept(intake)[0]["SAKSNR"] == "24/118"
    assert intake.quarantine[["id", "reason"]].to_numpy().tolist() == [["{A-3}", "code-unknown"]]


def test_of_several_columns_of_one_meaning_the_first_that_is_given_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Dialect(id="two", layer="places", requires=("navn",), rename={"name": ("navn", "tekst")})
    monkeypatch.setattr(dialects, "DIALECTS", (both,))
    rows: list[dict[str, Any]] = [
        {"navn": "a", "tekst": "x"},
        {"navn": "", "tekst": "b"},
        {"navn": None, "tekst": None},
    ]
    intake = take(geojson(tmp_path, *(feature(**row) for row in rows)))
    assert intake.features["name"].fillna("-").tolist() == ["a", "b", "-"]
    assert kept(intake) == rows


def test_a_dialect_is_only_forced_if_there_is_one_and_for_its_own_layer(tmp_path: Path) -> None:
    path = geojson(tmp_path, feature())
    for wanted, code in (("sosi", "dialect-unknown"), ("ssb-grid", "dialect-not-of-layer")):
        with pytest.raises(UsageFault) as fault:
            take(path, PURPOSES, Options(dialect=wanted))
        assert fault.value.code == code
        assert "sosi-plan" in str(fault.value)


def test_two_dialects_that_fit_are_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = tuple(Dialect(id=name, layer="places", requires=("navn",)) for name in ("north", "south"))
    monkeypatch.setattr(dialects, "DIALECTS", both)
    path = geojson(tmp_path, feature(navn="a"))
    with pytest.raises(FileFault) as fault:
        take(path)
    assert fault.value.details["dialects"] == "north, south"
    assert take(path, NAMED, Options(dialect="south")).accounting.dialect == "south"


def test_the_only_layer_that_a_provider_calls_so_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "n1000.gpkg"
    for name in ("Bane", "ElvBekk"):
        frame([line((0, 0), (10, 0))], medium=["T"]).to_file(path, layer=name)
    intake = take(path, spec("barriers"))
    assert (intake.accounting.source_layer, intake.accounting.dialect) == ("Bane", "n1000")
    assert intake.features[["id", "kind"]].to_numpy().tolist() == [["#1", "railway"]]


def test_among_several_layers_that_could_be_meant_the_user_chooses(tmp_path: Path) -> None:
    path = tmp_path / "kart.gpkg"
    for name in ("en", "to"):
        frame(name=[name]).to_file(path, layer=name)
    with pytest.raises(FileFault) as fault:
        take(path)
    assert (fault.value.code, fault.value.details["layers"]) == ("layer-unclear", "en, to")
    assert take(path, NAMED, Options(source_layer="to")).features["name"].tolist() == ["to"]


CELL = 22637506643000  # its corner is 263 750, 6 643 000


def cell(east: float, north: float, side: float = 250.0, **properties: object) -> dict[str, Any]:
    corner_at = (263_750 + east, 6_643_000 + north)
    box = shapely.box(*corner_at, corner_at[0] + side, corner_at[1] + side)
    return feature(box, **{"ru250m": CELL, "pop_tot": 14, **properties})


@pytest.mark.parametrize(
    ("given_cell", "metres"),
    [
        (cell(0, 0), None),
        (cell(0.4, -0.4), None),
        (cell(100, 100, side=50), None),  # cut at a boundary
        (cell(250, 0), 250),
        (cell(0, -1_000), 1_000),
        (cell(0, 0, side=1_000), 750),
    ],
)
def test_a_cell_that_is_not_where_its_number_says_is_remarked_on(
    tmp_path: Path, given_cell: dict[str, Any], metres: int | None
) -> None:
    intake = take(geojson(tmp_path, given_cell, crs="EPSG:25833"), GRID)
    assert corner(CELL) == (263_750, 6_643_000)
    assert intake.features[["id", "residents"]].to_numpy().tolist() == [[str(CELL), 14]]
    assert intake.features["year"].isna().all()
    assert [issue.details for issue in intake.accounting.issues] == ([] if metres is None else [{"metres": metres}])


def test_a_year_is_taken_where_the_grid_has_one(tmp_path: Path) -> None:
    path = geojson(tmp_path, cell(0, 0, År="2023"), crs="EPSG:25833")
    assert take(path, GRID).features["year"].tolist() == [2023]


def test_of_all_municipalities_the_workspace_takes_its_own(tmp_path: Path) -> None:
    rows = [{"kommunenummer": number, "kommunenavn": number} for number in ("0301", "3407", "4601")]
    path = geojson(tmp_path, *(feature(square(), **row) for row in rows))
    own = take(path, spec("municipality"), place=Place(crs=CRS, municipality="3407"))
    assert own.features[["id", "municipality", "name"]].to_numpy().tolist() == [["3407", "3407", "3407"]]
    assert own.accounting.other == {"municipality": 2}
    assert take(path, spec("municipality")).accounting.imported == 3


def test_the_terms_are_the_dialect_s_and_of_a_file_of_one_s_own_nobody_has_said_any(tmp_path: Path) -> None:
    account = take(geojson(tmp_path, cell(0, 0), crs="EPSG:25833"), GRID).accounting
    assert (account.licence, account.attribution) == ("CC BY 4.0", "Statistisk sentralbyrå (SSB)")
    account = take(geojson(tmp_path, feature(a=1)), layer(column("name"))).accounting
    assert (account.licence, account.attribution) == ("", "")
