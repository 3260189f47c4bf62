"""CSV: the cadastre's addresses with all that can be wrong with them, and the other ways to say where a row lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Options, Place
from layers.readers import delimited
from layers.readers.placing import in_one_crs
from layers.readers.source import objects
from tests.layers.sources import NAMED, codes, kept, take
from tests.specimens import CRS, EAST, NORTH

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = spec("addresses")
HEADER = "lokalId;kommunenummer;adressetype;adresseTekst;EPSG-kode;Nord;Øst"
ROW = "1;3407;vegadresse;Strandgata 1;25832;6740000,00;590000.0"


def csv(folder: Path, *lines: str, encoding: str = "utf-8", name: str = "adresser.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_addresses_are_read_in_each_character_set(tmp_path: Path, encoding: str) -> None:
    other = "2;3407;matrikkeladresse;1/2 Ås;25832;6740000;590010"
    intake = take(csv(tmp_path, HEADER, ROW, other, encoding=encoding), ADDRESSES)
    assert intake.features["id"].tolist() == ["1", "2"]
    assert [(point.x, point.y) for point in intake.features.geometry] == [(EAST, NORTH), (EAST + 10, NORTH)]
    assert intake.features[["dwellings", "residents"]].isna().all(axis=None)
    assert kept(intake)[1]["adresseTekst"] == "1/2 Ås"
    assert codes(intake) == ({"read-as-latin-1": 1} if encoding == "latin-1" else {})
    assert (intake.accounting.dialect, intake.accounting.attribution) == ("matrikkelen", "© Kartverket")


@pytest.mark.real
def test_the_whole_header_of_the_cadastre_is_known(real_data: Path, tmp_path: Path) -> None:
    header = (real_data / "samples" / "matrikkelen_vegadresse_csv_header.txt").read_text(encoding="utf-8").strip()
    given_values = {"lokalId": "7", "kommunenummer": "3407", "EPSG-kode": "25832", "Nord": "6740000", "Øst": "590000"}
    row = ";".join(given_values.get(name, "x") for name in header.split(";"))
    intake = take(csv(tmp_path, header, row), ADDRESSES)
    assert intake.features["id"].tolist() == ["7"]
    assert intake.features.geometry[0] == shapely.Point(EAST, NORTH)
    assert len(kept(intake)[0]) == len(header.split(";")) - 1  # the id is a column


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2;3407;vegadresse;a;25832;;", "geometry-missing"),
        ("2;3407;vegadresse;a;25832;6740000;", "geometry-unreadable"),
        ("2;3407;vegadresse;a;25832;nord;590000", "geometry-unreadable"),
        ("2;3407;vegadresse;a;25832;6 740 000;590000", "geometry-unreadable"),
        ("2;3407;vegadresse;a;25832;inf;590000", "geometry-not-finite"),
        ("2;3407;vegadresse;a;;6740000;590000", "epsg-unknown"),
        ("2;3407;vegadresse;a;99999;6740000;590000", "epsg-unknown"),
        ("2;3407;vegadresse;a;UTM32;6740000;590000", "epsg-unknown"),
        ("2;3407;vegadresse;a;4936;6740000;590000", "epsg-unknown"),  # from the centre of the earth
        ("2;3407;vegadresse;a;25832;590000;6740000", "geometry-outside-crs"),
        ("2;3407;vegadresse;a;25832;6740000", "row-uneven"),
        ("2;3407;vegadresse;a;b;25832;6740000;590000", "row-uneven"),
        ("1;3407;vegadresse;a;25832;6740000;590000", "id-duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_in_quarantine_with_all_that_it_said(
    tmp_path: Path, row: str, reason: str
) -> None:
    intake = take(csv(tmp_path, HEADER, ROW, row, ROW.replace("1;", "3;", 1)), ADDRESSES)
    assert intake.features["id"].tolist() == ["1", "3"]
    assert intake.quarantine["reason"].tolist() == [reason]
    original = intake.quarantine["source_properties"][0]
    assert row in original if reason == "row-uneven" else all(each in original for each in row.split(";"))


def test_rows_of_several_systems_lie_where_they_say(tmp_path: Path) -> None:
    place = gpd.GeoSeries([shapely.Point(EAST, NORTH)], crs=CRS)
    utm33, degrees = place.to_crs("EPSG:25833")[0], place.to_crs("EPSG:4258")[0]
    rows = (
        ROW,
        ROW.replace("1;", "2;", 1),
        f"3;3407;vegadresse;a;25833;{utm33.y};{utm33.x}",
        f"4;3407;vegadresse;a;EPSG:4258;{degrees.y};{degrees.x}",
    )
    intake = take(csv(tmp_path, HEADER, *rows), ADDRESSES)
    assert all(point.distance(place[0]) < 0.001 for point in intake.features.geometry)
    (issue,) = intake.accounting.issues
    assert issue.details == {"systems": "EPSG:4258 (1), EPSG:25832 (2), EPSG:25833 (1)", "crs": "EPSG:25832"}
    assert intake.accounting.source_crs == "EPSG:25832"


@given(st.lists(st.sampled_from(["25832", "25833", "3045", "4258", None, "1"]), min_size=1, max_size=8))
def test_every_shape_is_placed_or_marked(systems: list[str | None]) -> None:
    shapes = objects([shapely.Point(10, 60) if code == "4258" else shapely.Point(EAST, NORTH) for code in systems])
    geometry, broken, issues = in_one_crs(shapes, objects(systems))
    lost = [code in (None, "1") for code in systems]
    assert [code == "epsg-unknown" for code in broken] == lost
    assert geometry.isna().tolist() == lost
    assert len(issues) == (len({code for code in systems if code not in (None, "1")}) > 1)


def test_of_a_whole_county_the_workspace_takes_its_own(tmp_path: Path) -> None:
    elsewhere = ROW.replace("1;3407", "2;3403", 1)
    path = csv(tmp_path, HEADER, ROW, elsewhere, "uneven")
    account = take(path, ADDRESSES, place=Place(crs=CRS, municipality="3407")).accounting
    assert (account.read, account.imported, account.quarantined, account.other) == (3, 1, 1, {"addresses": 1})


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("name|Øst|Nord", f"a|{EAST}|{NORTH}"),
        ("name|x|y", f"a|{EAST}|{NORTH}"),
        ("name|WKT", f"a|POINT ({EAST} {NORTH})"),
    ],
)
def test_without_codes_the_user_says_which_system_it_is(tmp_path: Path, header: str, row: str, delimiter: str) -> None:
    path = csv(tmp_path, header.replace("|", delimiter), row.replace("|", delimiter))
    with pytest.raises(FileFault) as fault:
        take(path)
    assert fault.value.code == "crs-missing"
    features = take(path, NAMED, Options(crs=CRS)).features
    assert (features["name"][0], features.geometry[0]) == ("a", shapely.Point(EAST, NORTH))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("name;Øst;Nord;name", "a;1;2;b"), "column-twice"),
        (("name;Øst;Nord",), "no-features"),
        (("name;Øst;Nord", ""), "no-features"),
        (("name;farge", "a;rød"), "no-places"),
        (("name", "a"), "file-disguised"),
        ((HEADER, "2;3407;vegadresse;a;25832;;"), "no-places"),
    ],
)
def test_a_table_that_is_no_map_is_refused(tmp_path: Path, lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(FileFault) as fault:
        take(csv(tmp_path, *lines))
    assert fault.value.code == code
    assert "adresser.csv" in fault.value.say("nb")


@pytest.mark.parametrize("content", [b"a;b\x00c\n1;2", b'{"a": "1;2"}', b"<a>;</a>"])
def test_what_is_only_called_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(FileFault) as fault:
        take(path)
    assert fault.value.code == "file-disguised"


def test_quotes_line_ends_in_them_and_long_values_are_kept(tmp_path: Path) -> None:
    far = ", ".join(f"{EAST + number} {NORTH}" for number in range(20_000))
    path = csv(tmp_path, "name;merknad;wkt", f'"a;b";"to\nlinjer";"LINESTRING ({far})"', ';;"POINT (1' + ' 2)"')
    intake = take(path, NAMED, Options(crs=CRS))
    assert intake.features["name"].tolist() == ["a;b"]
    assert intake.features.geometry[0].length == 19_999
    assert kept(intake)[0]["merknad"] == "to\nlinjer"
    assert intake.quarantine["reason"].tolist() == ["geometry-outside-crs"]


def test_a_layer_without_geometry_needs_no_place(tmp_path: Path) -> None:
    path = csv(tmp_path, "plan_id;related_plan_id;relation;", "A;B;4;")
    features = take(path, spec("plan-relations")).features
    assert features[["plan_id", "related_plan_id", "relation"]].to_numpy().tolist() == [["A", "B", "4"]]


@given(st.text('ab;,\t"\n\r æø0123456789.', max_size=200))
def test_any_text_is_rows_or_one_clear_fault(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(("name;Øst;Nord\n" + body).encode())
    try:
        source = delimited.read(path, lambda layers: layers[0])
    except FileFault as fault:
        assert "any.csv" in fault.say("nb")  # noqa: PT017 - the other outcome that the law allows
        return
    assert source.read == len(source) == len(list(source.originals()))
