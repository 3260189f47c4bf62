"""The road database: links as its API answers with them, and who may use which kind of way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from layers.catalogue import spec
from layers.errors import FileFault
from layers.intake import Place
from tests.layers.sources import codes, frame, kept, take
from tests.specimens import CRS, EAST, NORTH, line

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Intake

PATHS, ROADS = spec("paths"), spec("main-roads")
WKT = f"LINESTRING Z ({EAST} {NORTH} 130, {EAST + 100} {NORTH} 131)"
PLACE = Place(crs=CRS)


def link(
    number: int = 1, *, kind: str = "ENKEL_BILVEG", wkt: str = WKT, srid: int = 25832, **more: object
) -> dict[str, Any]:
    own: Any = more.pop("geometri", {})
    geometry = {"wkt": wkt, "srid": srid, "lengde": 100.0, **own}
    return {
        "nummer": number,
        "typeVeg": kind,
        "detaljniva": "VEGTRASE_OG_KJOREBANE",
        "topologiniva": "VEGTRASE",
        "startport": 1,
        "sluttport": 2,
        "feltoversikt": ["1", "2"],
        "geometri": geometry,
        **more,
    }


def sequence(*links: dict[str, Any], number: int = 41_437) -> dict[str, Any]:
    ports = [{"nummer": 1, "nodeId": 10}, {"nummer": 2, "nodeId": 20}]
    return {"id": number, "porter": ports, "veglenker": list(links), "lengde": 1.0}


def answer(folder: Path, document: object) -> Path:
    path = folder / "svar.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def taken(folder: Path, *links: dict[str, Any]) -> Intake:
    return take(answer(folder, {"veglenkesekvenser": [sequence(*links)]}), PATHS, place=PLACE)


def test_a_link_is_an_edge_between_the_nodes_of_the_road_database(tmp_path: Path) -> None:
    intake = taken(tmp_path, link(16, konnektering=False))
    (row,) = intake.features.to_dict("records")
    expected = {"id": "41437-16", "u": "10", "v": "20", "highway": "ENKEL_BILVEG", "walk": True, "level": 0}
    assert {name: row[name] for name in expected} == expected
    assert row["geometry"] == line((0, 0), (100, 0))
    assert codes(intake) == {"z-dropped": 1, "walk-derived": 1}
    (rest,) = kept(intake)
    assert rest["veglenkesekvensid"] == 41_437
    assert rest["geometri"] == {"srid": 25832, "lengde": 100.0}  # the line itself is the geometry
    assert (intake.accounting.dialect, intake.accounting.licence) == ("nvdb", "NLOD")


@pytest.mark.parametrize(
    "document",
    [
        {"veglenkesekvenser": [sequence(link())], "metadata": {"returnert": 1}},
        {"objekter": [sequence(link())]},
        sequence(link()),
        {
            "objekter": [
                {**link(), "veglenkesekvensid": 41_437, "veglenkenummer": 1, "startnode": "10", "sluttnode": "20"}
            ]
        },
        {"veglenkesegmenter": [{**link(), "veglenkesekvensid": 41_437, "startnode": 10, "sluttnode": 20}]},
    ],
)
def test_every_form_of_answer_gives_the_same_edge(tmp_path: Path, document: object) -> None:
    features = take(answer(tmp_path, document), PATHS, place=PLACE).features
    assert features[["u", "v"]].to_numpy().tolist() == [["10", "20"]]
    assert features["id"][0].startswith("41437-1")


@pytest.mark.parametrize("document", [{"veglenkesekvenser": []}, {"objekter": [{"id": 1}]}, {"veglenker": 3}, {"a": 1}])
def test_json_that_is_no_answer_is_refused(tmp_path: Path, document: object) -> None:
    with pytest.raises(FileFault) as fault:
        take(answer(tmp_path, document), PATHS)
    assert fault.value.code == "geojson-unknown"


YES, NO, UNKNOWN = True, False, None


@pytest.mark.parametrize(
    ("kind", "walk", "cycle"),
    [
        ("ENKEL_BILVEG", YES, YES),
        ("Enkel bilveg", YES, YES),
        ("enkelBilveg", YES, YES),
        ("RUNDKJORING", YES, YES),
        ("Rundkjøring", YES, YES),
        ("GATETUN", YES, YES),
        ("GANG_OG_SYKKELVEG", YES, YES),
        ("Gang- og sykkelveg", YES, YES),
        ("SYKKELVEG", YES, YES),
        ("GANGVEG", YES, NO),
        ("FORTAU", YES, NO),
        ("TRAPP", YES, NO),
        ("GANGFELT", YES, NO),
        ("GAGATE", YES, UNKNOWN),
        ("Gågate", YES, UNKNOWN),
        ("TRAKTORVEG", YES, UNKNOWN),
        ("STI", YES, UNKNOWN),
        ("KANALISERT_VEG", NO, NO),
        ("RAMPE", NO, NO),
        ("BILFERJE", NO, NO),
        ("PASSASJERFERJE", NO, NO),
        ("ANNET", NO, UNKNOWN),
    ],
)
def test_who_may_use_which_kind_of_way(tmp_path: Path, kind: str, walk: bool, cycle: bool | None) -> None:
    row = taken(tmp_path, link(kind=kind)).features.astype(object).iloc[0]
    assert row["walk"] is walk
    for direction in ("cycle_forward", "cycle_backward"):
        assert (None if pd.isna(row[direction]) else row[direction]) is cycle


@pytest.mark.parametrize(
    ("kind", "said", "walk", "cycle"),
    [
        ("KANALISERT_VEG", "ingen", YES, UNKNOWN),
        ("KANALISERT_VEG", "Motorveg", NO, NO),
        ("ENKEL_BILVEG", "Motortrafikkveg", NO, NO),
        ("ENKEL_BILVEG", "ingen", YES, YES),
    ],
)
def test_a_motorway_is_neither_walked_nor_cycled(
    tmp_path: Path, kind: str, said: str, walk: bool, cycle: bool | None
) -> None:
    row = taken(tmp_path, link(kind=kind, motorvegtype=said)).features.astype(object).iloc[0]
    assert row["walk"] is walk
    assert (None if pd.isna(row["cycle_forward"]) else row["cycle_forward"]) is cycle


@pytest.mark.parametrize(
    ("lanes", "forward", "backward"),
    [(["1", "2"], YES, YES), (["1"], YES, NO), (["2", "4"], NO, YES), (["1K", "3"], YES, NO), ([], YES, YES)],
)
def test_lanes_with_odd_numbers_lead_along_the_link(
    tmp_path: Path, lanes: list[str], forward: bool, backward: bool
) -> None:
    row = taken(tmp_path, link(feltoversikt=lanes)).features.iloc[0]
    assert (bool(row["cycle_forward"]), bool(row["cycle_backward"])) == (forward, backward)


@pytest.mark.parametrize(("medium", "level"), [(None, 0), ("T", 0), ("L", 1), ("B", 1), ("U", -1)])
def test_the_level_is_that_of_the_medium(tmp_path: Path, medium: str | None, level: int) -> None:
    given: dict[str, Any] = {} if medium is None else {"geometri": {"medium": medium}}
    assert taken(tmp_path, link(**given)).features["level"].tolist() == [level]


def test_links_that_ended_and_the_detail_of_a_road_are_counted(tmp_path: Path) -> None:
    links = (
        link(1),
        link(2, gyldighetsperiode={"startdato": "1950-01-01", "sluttdato": "2011-01-25"}),
        link(3, topologiniva="KJOREBANE"),
        link(4, topologiniva="KJOREFELT"),
    )
    intake = taken(tmp_path, *links)
    assert intake.features["id"].tolist() == ["41437-1"]
    assert dict(intake.accounting.other) == {"avsluttet": 1, "kjørebane/kjørefelt": 2}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"wkt": "LINESTRING Z (1"}, "geometry-unreadable"),
        ({"srid": 99_999}, "epsg-unknown"),
        ({"wkt": None}, "geometry-missing"),
    ],
)
def test_a_link_that_cannot_be_drawn_is_in_quarantine(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    intake = taken(tmp_path, link(1), link(2, **change))
    assert intake.quarantine[["id", "reason"]].to_numpy().tolist() == [["41437-2", reason]]
    if reason == "geometry-unreadable":
        assert "LINESTRING Z (1" in intake.quarantine["source_properties"][0]


def test_nodes_that_are_not_given_are_where_the_line_ends(tmp_path: Path) -> None:
    segment = {"veglenkesekvensid": 1, "startnode": 10, **link()}
    features = take(answer(tmp_path, {"objekter": [segment]}), PATHS, place=PLACE).features
    assert features[["u", "v"]].to_numpy().tolist() == [["10", "590100.000 6740000.000"]]


def test_segments_know_their_road(tmp_path: Path) -> None:
    road: dict[str, Any] = {"vegsystemreferanse": {"vegsystem": {"vegkategori": "F", "nummer": 33}, "kortform": "FV33"}}
    links = (link(1, **road), link(2, kind="GANG_OG_SYKKELVEG"), link(3, kind="RAMPE"))
    segments = [{"veglenkesekvensid": 7, **each} for each in links]
    intake = take(answer(tmp_path, {"objekter": segments}), ROADS, place=PLACE)
    rows = intake.features[["id", "road_category", "road_number", "road_type"]].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        ["7-1", "F", "33", "ENKEL_BILVEG"],
        ["7-3", None, None, "RAMPE"],
    ]
    assert dict(intake.accounting.other) == {"gangogsykkelveg": 1}


def test_elveg_in_a_vector_file_is_read_by_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "elveg.gpkg"
    columns: dict[str, Any] = {
        "lokalId": ["a", "b"],
        "typeVeg": ["enkelBilveg", "trapp"],
        "detaljnivå": ["vegtraseOgKjørebane"] * 2,
    }
    frame([line((0, 0), (10, 0)), line((10, 0), (20, 0))], **columns).to_file(path, layer="Veglenke")
    intake = take(path, PATHS, place=PLACE)
    assert intake.features[["id", "u", "walk"]].to_numpy().tolist() == [
        ["a", "590000.000 6740000.000", True],
        ["b", "590010.000 6740000.000", True],
    ]
    assert intake.accounting.dialect == "nvdb"


@pytest.mark.real
def test_links_of_real_sequences_meet_at_shared_nodes(real_data: Path) -> None:
    features = take(real_data / "nvdb" / "veglenkesekvenser-41437-41438.json", PATHS, place=PLACE).features
    nodes = pd.concat([features["u"], features["v"]])
    assert nodes.value_counts().gt(1).mean() > 0.3
    assert nodes.str.fullmatch(r"\d+").all()
    assert features["highway"].value_counts().to_dict() == {
        "ENKEL_BILVEG": 62,
        "KANALISERT_VEG": 5,
        "GANG_OG_SYKKELVEG": 1,
    }
    assert features.loc[features["highway"] == "KANALISERT_VEG", "walk"].sum() == 0
