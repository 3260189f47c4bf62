"""The 1000-metre city of Oslo: every cell of the population grid, on all the streets of the east, to 1e-6 m."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from landuse import catalogue, coverage
from tests.landuse.brute import BruteForce
from tests.landuse.networks import shapes, units

if TYPE_CHECKING:
    from landuse.results import Result
    from layers import Workspace

pytestmark = pytest.mark.real

JERNBANETORGET = gpd.GeoSeries.from_xy([10.7715], [59.9155], crs=4326).to_crs(25832).iloc[0]


@pytest.fixture(scope="module")
def streets(oslo: Workspace) -> BruteForce:
    paths = oslo.read("paths")
    return BruteForce(paths[paths["walk"].fillna(value=False)])


@pytest.fixture(scope="module")
def answer(oslo: Workspace) -> Result:
    return catalogue.run("coverage", oslo, layers={"centres": units({"centre": JERNBANETORGET})})


def _centre(kind: str, streets: BruteForce) -> list[shapely.Geometry]:
    x, y = JERNBANETORGET.x, JERNBANETORGET.y
    return {
        "point": [JERNBANETORGET],
        "points": [shapely.Point(x + east, y + 300) for east in range(-600, 1200, 300)],
        "line": [shapely.LineString([(x - 300, y - 100), (x + 300, y + 50)]), streets.lines[1000]],
        "polygon": [shapely.Point(x, y).buffer(400).difference(shapely.Point(x + 50, y).buffer(150))],
    }[kind]


@pytest.mark.parametrize("kind", ["point", "points", "line", "polygon"])
def test_every_cell_is_as_far_as_brute_force_finds_it(oslo: Workspace, streets: BruteForce, kind: str) -> None:
    whence = _centre(kind, streets)
    centres = units({str(number): shape for number, shape in enumerate(whence)})
    result = catalogue.run("coverage", oslo, layers={"centres": centres})
    cells = shapely.centroid(oslo.read("population-grid").geometry.to_numpy())
    expected, positions = streets.distances(cells, shapes(*whence))
    access = np.array([position.access for position in positions])
    connected = access <= 150
    np.testing.assert_allclose(result.frame["access_m"], access, atol=1e-6)
    np.testing.assert_allclose(
        result.frame["distance_m"], np.where(connected & np.isfinite(expected), expected, np.nan), atol=1e-6
    )
    assert (result.frame["status"].eq("covered") == (connected & (expected <= 1000))).all()


def test_everybody_is_counted_once(answer: Result) -> None:
    assert len(answer.frame) == 2380
    assert answer.value("residents_total") == 707_339
    assert answer.tables["classes"]["residents"].sum() == 707_339
    assert answer.tables["classes"]["places"].sum() == 2380
    within = answer.tables["classes"].query("to_m <= 1000")["residents"].sum()
    assert answer.value("residents_within") == answer.tables["by_centre"]["residents"].sum() == within
    assert answer.value("residents_share") == pytest.approx(within / 707_339)
    assert answer.value("residents_unconnected") == answer.tables["unconnected"]["residents"].sum()


def test_the_circle_adds_whom_the_streets_do_not_reach(answer: Result, oslo: Workspace) -> None:
    cells = oslo.read("population-grid")
    near = shapely.distance(shapely.centroid(cells.geometry.to_numpy()), JERNBANETORGET) <= 1000
    in_circle = cells.loc[near, "residents"].sum()
    within, added = answer.value("residents_within"), answer.value("residents_circle_only")
    assert within is not None
    assert added is not None
    assert within + added == in_circle
    assert added > 0.2 * within


def test_two_runs_and_every_order_of_the_rows_give_the_same_bytes(oslo: Workspace, answer: Result) -> None:
    centres = units({"centre": JERNBANETORGET})
    assert catalogue.run("coverage", oslo, layers={"centres": centres}).to_json() == answer.to_json()
    paths, places = (oslo.read(layer).sample(frac=1, random_state=7) for layer in ("paths", "population-grid"))
    shuffled = coverage.run(centres=centres, paths=paths, places=places)
    assert shuffled.to_json() == answer.to_json()
    pd.testing.assert_series_equal(
        shuffled.frame.set_index("id")["distance_m"].sort_index(),
        answer.frame.set_index("id")["distance_m"].sort_index(),
    )


def test_the_evidence_names_the_versions_of_what_was_read(oslo: Workspace, answer: Result) -> None:
    centres, paths, places = answer.evidence.inputs
    assert centres["unversioned"] is True
    assert (paths["version"], places["version"]) == (
        oslo.manifest("paths").version,
        oslo.manifest("population-grid").version,
    )
    assert places["count"] == 2380
    not_permitted = oslo.read("paths")["walk"].eq(other=False).sum()
    assert ("not-permitted", "paths", not_permitted) in {(r.code, r.role, r.count) for r in answer.evidence.dropped}


def test_the_polygon_of_the_map_holds_every_position_within_reach(oslo: Workspace, answer: Result) -> None:
    ground = catalogue.ask("coverage", oslo, layers={"centres": units({"centre": JERNBANETORGET})})
    shed = coverage.reached_ground(**ground.inputs, parameters=coverage.Parameters()).geometry.iloc[0]
    assert shed.is_valid
    assert shed.within(JERNBANETORGET.buffer(1025.5))
    on_street = answer.frame[answer.frame["access_m"] <= 24]
    covered = on_street["distance_m"] - on_street["access_m"] <= 1000
    assert shapely.contains(shed, shapely.centroid(on_street.geometry.to_numpy()))[covered].all()


def test_a_site_is_as_far_as_measured_by_hand(oslo: Workspace) -> None:
    # Way 4982404 (Selma Ellefsens vei) and the footway 143616754 that leads on from its end, vertex by vertex.
    road = [(600811.397, 6644659.616), (600892.132, 6644575.844), (600957.847, 6644516.076), (600964.726, 6644509.746)]
    road += [(600966.77, 6644508.208), (600969.093, 6644506.723)]
    footway = [(600969.093, 6644506.723), (600974.157, 6644509.903), (600979.211, 6644513.484)]
    footway += [(600992.065, 6644524.286), (601007.244, 6644537.402), (601032.606, 6644561.661)]
    footway += [(601059.723, 6644584.942)]
    # The site is half way along the first segment and 5 m to its right; the centre stands where the footway ends.
    (x, y), (east, north) = road[:2]
    half = dist(road[0], road[1]) / 2
    site = shapely.Point((x + east) / 2 + 5 * (north - y) / (2 * half), (y + north) / 2 - 5 * (east - x) / (2 * half))
    metres = 5 + half + sum(dist(*ends) for ends in (*pairwise(road[1:]), *pairwise(footway)))
    assert metres == pytest.approx(286.525, abs=0.001)
    answer = catalogue.run(
        "coverage",
        oslo,
        layers={"centres": units({"end": shapely.Point(footway[-1])}), "addresses": units({"a": site})},
    )
    assert answer.frame["distance_m"].tolist() == [pytest.approx(metres, abs=0.005)]
    assert answer.frame["access_m"].tolist() == [pytest.approx(5, abs=0.001)]
