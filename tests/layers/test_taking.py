"""From a file to features, quarantine and account: what is kept, and the laws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import spec
from layers.errors import FileFault
from layers.faults import FAULTS
from layers.intake import DTYPES, Options
from layers.taking import take_in
from layers.text import LANGUAGES
from tests.layers.sources import (
    CODED,
    NAMED,
    PLACE,
    POINT,
    UNCODED,
    codes,
    collection,
    column,
    feature,
    frame,
    geojson,
    kept,
    layer,
    parquet,
    take,
)
from tests.specimens import line, square

if TYPE_CHECKING:
    from pathlib import Path

    from layers.text import Text


def test_half_a_file_in_quarantine_is_still_a_file(tmp_path: Path) -> None:
    account = take(geojson(tmp_path, UNCODED, feature(use="housing")), CODED).accounting
    assert (account.read, account.imported, account.quarantined) == (2, 1, 1)


def test_a_strict_import_of_a_good_file_is_an_import(tmp_path: Path) -> None:
    assert len(take(geojson(tmp_path, feature(use="Housing")), CODED, Options(strict=True)).features) == 1


FULL = layer(
    column("name"),
    column("use", "code", "business"),
    column("floors", "integer"),
    column("area", "number"),
    column("public", "boolean"),
    column("day", "date"),
)


def test_features_have_the_columns_of_the_layer_in_order_and_one_dtype_a_kind(tmp_path: Path) -> None:
    for rows in (
        (feature(a=1),),
        (feature(name="a", use="business", floors=1, area=1, public="ja", day="2024-01-31"),),
    ):
        features = take(geojson(tmp_path, *rows), FULL).features
        names = [each.name for each in FULL.columns]
        assert features.columns.tolist() == ["id", *names, "source_properties", "geometry"]
        assert [str(features[each.name].dtype) for each in FULL.columns] == [DTYPES[each.kind] for each in FULL.columns]
        assert isinstance(features.index, pd.RangeIndex)


def test_the_dtypes_survive_geoparquet(tmp_path: Path) -> None:
    features = take(geojson(tmp_path, feature(name="a", floors=None)), FULL).features
    features.to_parquet(tmp_path / "back.parquet")
    assert gpd.read_parquet(tmp_path / "back.parquet").dtypes.to_dict() == features.dtypes.to_dict()


@pytest.mark.parametrize(
    ("given_row", "rest"),
    [
        ({"id": "a", "name": "Gjøvik"}, {}),
        ({"id": 7, "name": "Gjøvik"}, {"id": 7}),
        ({"id": "a", "NAME": "Gjøvik"}, {}),
        ({"id": "a", "name": " Gjøvik "}, {"name": " Gjøvik "}),
        ({"id": "a", "floors": 2, "area": 2.5}, {}),
        ({"id": "a", "floors": "2", "area": 2}, {"floors": "2", "area": 2}),
        ({"id": "a", "use": "Business", "day": "31.01.2024"}, {"use": "Business", "day": "31.01.2024"}),
        ({"id": "a", "day": "2024-01-31", "public": True}, {}),
        ({"id": "a", "public": "ja", "name": None}, {"public": "ja", "name": None}),
        ({"id": "a", "x": {"y": [1, None, "ø"]}}, {"x": {"y": [1, None, "ø"]}}),
        ({"id": "a", "x": float("nan")}, {"x": None}),
    ],
)
def test_what_the_columns_do_not_carry_unchanged_is_kept(
    tmp_path: Path, given_row: dict[str, Any], rest: dict[str, Any]
) -> None:
    assert kept(take(geojson(tmp_path, feature(**given_row)), FULL)) == [rest]


def test_what_is_kept_is_text_in_a_fixed_order(tmp_path: Path) -> None:
    features = take(geojson(tmp_path, feature(id="a", å=1, b="ø", a=None)), NAMED).features
    assert features["source_properties"][0] == '{"a":null,"b":"ø","å":1}'


def test_dates_bytes_and_lists_of_a_table_are_kept_as_json(tmp_path: Path) -> None:
    rows = frame(id=["a"], day=[pd.Timestamp("2024-01-31 12:00")], raw=[b"\x01\xff"], parts=[[1, 2]])
    assert kept(take(parquet(tmp_path, rows))) == [{"day": "2024-01-31T12:00:00", "raw": "01ff", "parts": [1, 2]}]


def test_the_account_names_the_file_and_never_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame(id=["a"]).to_file(path, layer="one")
    account = take(path).accounting
    assert (account.source, account.source_layer, account.dialect) == ("a.gpkg", "one", "plain")
    assert len(account.source_sha256) == 64
    assert take(geojson(tmp_path, feature())).accounting.source_layer is None


def test_the_hash_of_a_shapefile_is_that_of_all_its_parts(tmp_path: Path) -> None:
    hashes = set()
    for name in "ab":
        frame(name=[name]).to_file(tmp_path / "a.shp")
        hashes.add(take(tmp_path / "a.shp").accounting.source_sha256)
    assert len(hashes) == 2


def test_ids_that_are_missing_are_made_of_the_number_in_the_file(tmp_path: Path) -> None:
    intake = take(geojson(tmp_path, feature(id="a"), feature(id=None), {**feature(), "id": "x"}))
    assert intake.features["id"].tolist() == ["a", "#1", "#2"]
    assert codes(intake) == {"ids-made": 1, "no-columns": 1}
    assert kept(intake)[2] == {"@id": "x"}


def test_the_id_of_a_geojson_feature_is_its_id(tmp_path: Path) -> None:
    assert take(geojson(tmp_path, {**feature(), "id": "x"})).features["id"].tolist() == ["x"]


def test_long_steps_are_announced(tmp_path: Path) -> None:
    said: list[Text] = []
    take_in(geojson(tmp_path, feature()), NAMED, Options(), PLACE, said.append)
    assert [text.say("nb") for text in said] == ["Leser filen …", "Kontrollerer objektene …"]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text().filter(lambda text: "inf" not in text.casefold())  # what is infinite goes to quarantine
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
KEYS = st.sampled_from(["name", "floors", "area", "public", "day", "use"]) | st.text("xyz.@", min_size=1, max_size=3)


@given(rows=st.lists(st.dictionaries(KEYS, VALUES, max_size=5), min_size=1, max_size=4))
def test_nothing_in_geojson_is_lost(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]) -> None:
    path = tmp_path_factory.getbasetemp() / "law.geojson"
    path.write_text(json.dumps(collection([feature(POINT) | {"properties": row} for row in rows])), encoding="utf-8")
    try:
        intake = take(path, FULL)
    except FileFault as fault:
        assert fault.code == "column-twice"  # noqa: PT017 - a name spelled twice is a question, not a loss
        return
    columns = intake.features[[each.name for each in FULL.columns]].astype({"day": "str"}).to_dict("records")
    for row, carried, rest in zip(rows, columns, kept(intake), strict=True):
        assert {name: carried[name] for name in row if name not in rest} | rest == row


FEATURES = st.tuples(
    st.sampled_from([POINT, None, shapely.Point(), line((0, 0), (10, 0)), square()]),
    st.sampled_from(["a", "b", "c", None]),
    st.sampled_from(["business", "farm", None]),
)
POINTS_CODED = layer(CODED.columns[0], geometry="point")


@given(st.lists(FEATURES, min_size=1, max_size=12))
def test_every_feature_is_imported_or_in_quarantine_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, str | None, str | None]]
) -> None:
    properties = [{"id": name, "use": use, "n": n} for n, (_, name, use) in enumerate(rows)]
    pairs = zip((shape for shape, _, _ in rows), properties, strict=True)
    path = geojson(tmp_path_factory.getbasetemp(), *(feature(shape, **row) for shape, row in pairs))
    try:
        intake = take(path, POINTS_CODED)
    except FileFault as fault:
        assert fault.code == "mostly-quarantined"  # noqa: PT017 - the other outcome that the law allows
        return
    numbers = [each["n"] for each in kept(intake)]
    rejected = [json.loads(text)["n"] for text in intake.quarantine["source_properties"]]
    assert sorted(numbers + rejected) == list(range(len(rows)))
    assert numbers == sorted(numbers)
    assert rejected == sorted(rejected)
    assert intake.features["id"].is_unique
    assert all(FAULTS[reason].kind == "feature" for reason in intake.quarantine["reason"])
    account = intake.accounting
    assert (account.read, account.imported, account.quarantined) == (len(rows), len(numbers), len(rejected))
    for issue in account.issues:
        assert all(FAULTS[issue.code].text.say(lang, **issue.details) for lang in LANGUAGES)


def test_the_same_file_gives_the_same_intake(tmp_path: Path) -> None:
    path = geojson(tmp_path, feature(id="b", use="housing", z=1), UNCODED, feature(id="a", use="business"))
    first, second = take(path, CODED), take(path, CODED)
    assert first.accounting == second.accounting
    for one, other in ((first.features, second.features), (first.quarantine, second.quarantine)):
        one.to_parquet(tmp_path / "one.parquet")
        other.to_parquet(tmp_path / "other.parquet")
        assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "other.parquet").read_bytes()


def test_a_file_with_none_of_a_layer_s_columns_is_imported_and_said_to_have_none(tmp_path: Path) -> None:
    intake = take(geojson(tmp_path, feature(id="a", farge="rød")), spec("addresses"))
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.details) == ("no-columns", {"columns": "dwellings, residents"})
    assert "dwellings, residents" in FAULTS["no-columns"].text.say("nb", **issue.details)
    assert intake.features["dwellings"].isna().all()
    assert codes(take(geojson(tmp_path, feature(id="a", Residents=3)), spec("addresses"))) == {}
