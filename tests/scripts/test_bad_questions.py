"""What cannot be answered gets one clear sentence; what can be answered in part says what is not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import shapely

from layers import create_workspace
from tests.landuse.networks import Street, cross, paths, units

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from tests.scripts.conftest import Landuse

EAST, NORTH = 590_000.0, 6_740_000.0
HOMES = {"a": shapely.Point(300, 40), "b": shapely.Point(0, 900)}


@pytest.fixture
def town(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a workspace of the cross, its square and two homes, some of it replaced."""

    def make(**layers: gpd.GeoDataFrame | None) -> Path:
        square = units({"square": shapely.Point(0, 0)}, kind=["sentrum"])
        homes = units(HOMES, residents=pd.array([3, None], dtype="Int64"))
        workspace = create_workspace(tmp_path / "town")
        for layer, frame in ({"paths": cross(), "centres": square, "addresses": homes} | layers).items():
            if frame is not None:
                moved = frame.set_geometry(frame.translate(EAST, NORTH))
                moved.assign(highway="residential").to_file(tmp_path / f"{layer}.gpkg")
                workspace.import_file(layer, tmp_path / f"{layer}.gpkg")
        return tmp_path / "town"

    return make


def refused(landuse: Landuse, *words: str | Path) -> str:
    """Return the one sentence that ``landuse`` says when it refuses; progress apart, nothing else is printed."""
    answer = landuse("run", "coverage", *words)
    said = [line for line in answer.err.splitlines() if not line.startswith("…")]
    assert answer.code in {1, 2}
    assert answer.out == ""
    assert len(said) == 1, answer.err
    assert said[0].endswith(".")
    return said[0]


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        ({"paths": cross().assign(walk=False)}, "Nettet har ingen lenker der det er lov å gå"),
        ({"paths": None}, "paths"),
        ({"centres": None}, "centres"),
        ({"addresses": None}, "addresses"),
        ({"centres": units({"far": shapely.Point(0, 5000)})}, "far ligger 4000 m unna og grensen er 150 m"),
    ],
    ids=["nobody may walk", "no network", "no centre", "no places", "centre outside the network"],
)
def test_what_is_missing_is_said_in_one_sentence(
    landuse: Landuse, town: Callable[..., Path], layers: dict[str, gpd.GeoDataFrame | None], sentence: str
) -> None:
    assert sentence in refused(landuse, "--workspace", town(**layers))


@pytest.mark.parametrize("limit", ["0", "-1000", "Infinity", "-Infinity", "NaN", "1e9", "1e400", "tusen", "null", "[]"])
def test_an_impossible_limit_is_refused_in_one_sentence(
    landuse: Landuse, town: Callable[..., Path], limit: str
) -> None:
    assert "max_distance" in refused(landuse, "--set", f"max_distance={limit}", "--workspace", town())


@pytest.mark.parametrize("changes", [["no-such-edge"], ["east", "no-such-edge"]])
def test_a_scenario_that_names_a_missing_edge_is_refused_whole(
    landuse: Landuse, town: Callable[..., Path], changes: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps({"changes": [{"op": "remove-edge", "id": name} for name in changes]}))
    assert "no-such-edge" in refused(landuse, "--scenario", file, "--workspace", town())


def test_a_network_in_pieces_is_answered_and_says_who_cannot_be_reached(
    landuse: Landuse, town: Callable[..., Path]
) -> None:
    apart = {"near": Street("A", "B", [(0, 0), (500, 0)]), "island": Street("C", "D", [(-100, 900), (100, 900)])}
    answer = landuse("run", "coverage", "--json", "--workspace", town(paths=paths(apart)))
    said = json.loads(answer.out)
    figures = {each["name"]: each["value"] for each in said["indicators"]}
    assert answer.code == 0
    assert (figures["addresses_within"], figures["addresses_total"]) == (1, 2)
    unreachable = next(row for row in said["tables"]["classes"] if row["class"] == "unreachable")
    assert unreachable["places"] == 1


def test_a_home_without_a_number_of_residents_is_an_address_and_not_nobody(
    landuse: Landuse, town: Callable[..., Path]
) -> None:
    said = json.loads(landuse("run", "coverage", "--json", "--workspace", town()).out)
    figures = {each["name"]: each["value"] for each in said["indicators"]}
    assert figures["addresses_within"] == 2
    assert (figures["residents_within"], figures["residents_unknown"]) == (3, 1)
