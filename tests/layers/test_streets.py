"""Who may use a street: tag sets and the answer, as Norwegian practice has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from osmium.osm.mutable import Way

from layers.catalogue import spec
from layers.dialects.streets import KEYS, STREETS, cyclable, level, walkable
from tests.layers.sources import codes, feature, geojson, kept, take
from tests.layers.test_readers import two_ways
from tests.specimens import line

if TYPE_CHECKING:
    from pathlib import Path

PATHS = spec("paths")


def tagged(text: str) -> pd.DataFrame:
    """Return the tags of one street, written ``key=value key=value``."""
    tags = dict(pair.split("=") for pair in text.split())
    return pd.DataFrame({key: [tags.get(key)] for key in KEYS}, dtype="str")


@pytest.mark.parametrize(
    ("tags", "walk", "forward", "backward"),
    [
        ("highway=residential", True, True, True),
        ("highway=residential oneway=yes", True, True, False),
        ("highway=residential oneway=-1", True, False, True),
        ("highway=residential oneway=yes oneway:bicycle=no", True, True, True),
        ("highway=residential oneway=yes cycleway=opposite_lane", True, True, True),
        ("highway=residential oneway:bicycle=yes", True, True, False),
        ("highway=residential oneway:bicycle=-1", True, False, True),
        ("highway=tertiary junction=roundabout", True, True, False),
        ("highway=service access=private", False, False, False),
        ("highway=service access=private foot=yes", True, False, False),
        ("highway=service access=no bicycle=designated", False, True, True),
        ("highway=unclassified foot=no", False, True, True),
        ("highway=primary foot=use_sidepath bicycle=use_sidepath", False, False, False),
        ("highway=secondary bicycle=no", True, False, False),
        ("highway=trunk", False, True, True),
        ("highway=trunk foot=yes", True, True, True),
        ("highway=trunk_link foot=permissive", False, True, True),
        ("highway=primary motorroad=yes", False, False, False),
        ("highway=motorway", False, False, False),
        ("highway=motorway foot=yes bicycle=yes", False, False, False),
        ("highway=motorway_link foot=designated", False, False, False),
        ("highway=cycleway foot=designated segregated=no", True, True, True),
        ("highway=cycleway", True, True, True),
        ("highway=cycleway foot=no", False, True, True),
        ("highway=cycleway oneway=yes", True, True, False),
        ("highway=footway", True, False, False),
        ("highway=footway bicycle=yes", True, True, True),
        ("highway=path bicycle=designated", True, True, True),
        ("highway=path bicycle=dismount", True, False, False),
        ("highway=pedestrian bicycle=permissive", True, True, True),
        ("highway=track", True, False, False),
        ("highway=steps", True, False, False),
        ("highway=steps bicycle=yes", True, False, False),
        ("highway=elevator", True, False, False),
        ("highway=platform", True, False, False),
        ("highway=construction foot=yes bicycle=yes", False, False, False),
        ("highway=proposed", False, False, False),
        ("building=yes", False, False, False),
    ],
)
def test_who_may_use_a_street(tags: str, *, walk: bool, forward: bool, backward: bool) -> None:
    table = tagged(tags)
    answer = (walkable(table), *cyclable(table))
    assert [each.tolist() for each in answer] == [[walk], [forward], [backward]]


@pytest.mark.parametrize("value", STREETS)
def test_what_may_be_cycled_or_walked_is_a_street_and_motorways_are_neither(value: str) -> None:
    table = tagged(f"highway={value}")
    used = bool(walkable(table)[0] or np.any(cyclable(table)))
    assert used != value.startswith("motorway")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [("highway=path", "0"), ("highway=path layer=-1 tunnel=yes", "-1"), ("highway=path bridge=yes", None)],
)
def test_a_street_without_a_level_is_on_the_ground_unless_it_is_a_bridge_or_tunnel(
    tags: str, expected: str | None
) -> None:
    (value,) = level(tagged(tags)).astype(object).where(lambda values: values.notna(), None)
    assert value == expected


WALKED = {"highway": "footway"}


def test_ways_are_cut_where_they_meet_and_where_they_meet_themselves(tmp_path: Path) -> None:
    loop = Way(id=12, nodes=[2, 3, 1, 2], tags=WALKED)
    intake = take(two_ways(tmp_path, Way(id=11, nodes=[1, 2, 3], tags=WALKED), loop), PATHS)
    edges = intake.features[["id", "u", "v"]].to_numpy().tolist()
    assert edges == [
        ["11:0", "1", "2"],
        ["11:1", "2", "3"],
        ["12:0", "2", "3"],
        ["12:1", "3", "1"],
        ["12:2", "1", "2"],
    ]
    assert (intake.accounting.read, intake.accounting.imported) == (2, 2)


def test_a_way_that_meets_none_stays_whole_and_a_repeated_node_counts_once(tmp_path: Path) -> None:
    way = Way(id=11, nodes=[1, 2, 2, 3], tags={**WALKED, "name": "Strandgata", "layer": "1"})
    intake = take(two_ways(tmp_path, way), PATHS)
    assert intake.features[["id", "u", "v", "level"]].to_numpy().tolist() == [["11:0", "1", "3", 1]]
    assert len(intake.features.geometry[0].coords) == 3
    assert kept(intake) == [{"name": "Strandgata", "layer": "1"}]


def test_ways_that_are_no_streets_are_counted_and_cut_nothing(tmp_path: Path) -> None:
    planned = Way(id=12, nodes=[2, 3], tags={"highway": "proposed"})
    fence = Way(id=13, nodes=[2, 3], tags={"barrier": "fence"})
    intake = take(two_ways(tmp_path, Way(id=11, nodes=[1, 2, 3], tags=WALKED), planned, fence), PATHS)
    assert intake.features["id"].tolist() == ["11:0"]
    assert intake.accounting.other == {"proposed": 1, "way without highway": 1}
    assert (intake.accounting.licence, intake.accounting.attribution) == ("ODbL 1.0", "© OpenStreetMap contributors")


def test_a_way_with_missing_nodes_is_one_feature_in_quarantine(tmp_path: Path) -> None:
    whole = Way(id=11, nodes=[1, 2], tags=WALKED)
    intake = take(two_ways(tmp_path, whole, Way(id=12, nodes=[2, 9], tags=WALKED)), PATHS)
    assert intake.quarantine[["id", "reason"]].to_numpy().tolist() == [["12:0", "nodes-missing"]]
    assert (intake.accounting.read, intake.accounting.imported, intake.accounting.quarantined) == (2, 1, 1)


def test_a_network_of_our_own_gets_nodes_where_lines_end_and_walking_from_the_type_of_way(tmp_path: Path) -> None:
    lines = (
        feature(line((0, 0), (10, 0)), id="a", highway="footway"),
        feature(line((10.0004, 0), (20, 0)), id="b", highway="motorway"),
    )
    intake = take(geojson(tmp_path, *lines), PATHS)
    first, second = intake.features.to_dict("records")
    assert (first["u"], first["v"]) == ("590000.000 6740000.000", "590010.000 6740000.000")
    assert second["u"] == first["v"]
    assert (first["walk"], second["walk"]) == (True, False)
    assert intake.features["cycle_forward"].isna().all()
    assert codes(intake) == {"nodes-derived": 1, "walk-derived": 1}


def test_a_network_that_has_nodes_keeps_them(tmp_path: Path) -> None:
    edge = feature(line((0, 0), (10, 0)), id="a", U="p", V="q", highway="path", walk="nei", level=-1)
    intake = take(geojson(tmp_path, edge), PATHS)
    row = intake.features.iloc[0]
    assert (row["u"], row["v"], row["walk"], row["level"]) == ("p", "q", False, -1)
    assert codes(intake) == {}
