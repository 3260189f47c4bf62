"""Purposes, building lines and slope: what each takes of a square of 100 m side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given
from hypothesis import strategies as st

from landuse.governing_plan.ground import Ground
from landuse.inputs import shapes_of
from landuse.net_area.building_lines import beyond_lines
from landuse.net_area.purposes import outside_purposes
from landuse.net_area.steepness import Steepness
from tests.landuse.net_area.cases import lines, strip, terrain
from tests.landuse.plot_stock.cases import TODAY, plans, plots, purposes, square

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.net_area.met import Met

WEST, SOUTH = 590_000, 6_740_000


def taken(met: Met) -> tuple[float, float]:
    """Return the m² that the first plot surely loses, and those of which nobody knows."""
    sides = ((each.ground, each.shapes[each.piece]) for each in (met.sure, met.unsure))
    sure, unsure = (float(shapely.area(shapes[ground == 0]).sum()) for ground, shapes in sides)
    return round(sure, 3), round(unsure, 3)


def across(*ys: float, west: float = -50, east: float = 150) -> list[shapely.LineString]:
    """Return lines from west to east, so many metres north of the square's southern side."""
    return [shapely.LineString([(WEST + west, SOUTH + y), (WEST + east, SOUTH + y)]) for y in ys]


SOUTHERN, NORTHERN = across(-20)[0], across(120)[0]


@pytest.mark.parametrize(
    ("drawn", "roads", "expected"),
    [
        (across(15), [SOUTHERN], (1500, 0)),
        (across(85), [NORTHERN], (1500, 0)),
        (across(15), [NORTHERN], (8500, 0)),
        (across(15, 90), [SOUTHERN, NORTHERN], (2500, 0)),
        (across(15), [SOUTHERN, NORTHERN], (0, 10000)),
        (across(15), across(-101), (0, 10000)),
        (across(15), [], (0, 10000)),
        (across(15, east=50), [SOUTHERN], (0, 10000)),
        (across(15, east=50) + across(15, west=50), [SOUTHERN], (1500, 0)),
        (across(0), [SOUTHERN], (0, 0)),
        (across(-5), [SOUTHERN], (0, 0)),
        (across(105), [SOUTHERN], (0, 10000)),
        (across(100), [SOUTHERN], (0, 10000)),
        (across(201), [SOUTHERN], (0, 0)),
        (across(105, west=110), [SOUTHERN], (0, 0)),
        ([shapely.box(WEST + 10, SOUTH + 10, WEST + 90, SOUTH + 90).exterior], [SOUTHERN], (3600, 0)),
    ],
    ids=[
        *("road in the south", "in the north", "a line far from its road", "between two roads", "roads on both sides"),
        *("no road near", "no road", "ends inside", "drawn in two", "along the edge", "outside"),
        *("behind the plot", "along its far edge", "far behind it", "behind the neighbour", "round what is built"),
    ],
)
def test_ground_towards_the_road_is_beyond_the_line(
    drawn: list[shapely.Geometry], roads: list[shapely.Geometry], expected: tuple[float, float]
) -> None:
    met = beyond_lines(np.array([square()]), lines(*drawn), plans(square()), np.array(roads, object), TODAY)
    assert taken(met) == expected


@pytest.mark.parametrize(
    ("columns", "given", "expected"),
    [
        ({}, plans(square()), (1500, 0)),
        ({"line_code": "1111", "object_type": "KpJuridiskLinje"}, plans(square()), (1500, 0)),
        ({"line_code": "1222"}, plans(square()), (0, 0)),
        ({}, plans(square(), plan_status="6"), (1500, 0)),
        ({}, plans(square(), plan_status="2"), (0, 0)),
        ({}, plans(square(), plan_status=None), (0, 10000)),
        ({}, None, (0, 10000)),
        ({"plan_id": "other"}, plans(square()), (0, 10000)),
    ],
    ids=["zoning", "municipal", "frisikt", "deferred", "proposal", "unknown status", "no plans", "of another plan"],
)
def test_only_building_lines_of_adopted_plans_count(
    columns: dict[str, Any], given: gpd.GeoDataFrame | None, expected: tuple[float, float]
) -> None:
    roads = np.array([SOUTHERN], object)
    met = beyond_lines(np.array([square()]), lines(*across(15), **columns), given, roads, TODAY)
    assert taken(met) == expected


@given(st.floats(0, 90), st.floats(5, 95))
def test_a_line_that_crosses_a_turned_plot_parts_it(angle: float, y: float) -> None:
    """Where line and plot are turned together, rounding leaves no end of the line inside."""
    centre = (WEST + 50, SOUTH + 50)
    plot, line, road = (
        shapely.affinity.rotate(each, angle, origin=centre) for each in (square(), across(y)[0], SOUTHERN)
    )
    met = beyond_lines(np.array([plot]), lines(line), plans(plot), np.array([road], object), TODAY)
    sure, unsure = taken(met)
    assert sure == pytest.approx(100 * y, abs=0.01)
    assert unsure == 0


@pytest.mark.parametrize(("status", "expected"), [("3", (1500, 0)), ("5", (1500, 0)), ("6", (1500, 0))])
def test_another_area_of_the_plan_elsewhere_changes_no_line(status: str, expected: tuple[float, float]) -> None:
    two = plans(square(), square(20), plan_id="p1", plan_status=["3", status])
    roads = np.array([SOUTHERN], object)
    met = beyond_lines(np.array([square()]), lines(*across(15)), two, roads, TODAY)
    assert taken(met) == expected


def outside(of_purposes: gpd.GeoDataFrame, of_plans: gpd.GeoDataFrame | None = None) -> tuple[float, float]:
    """Return what purposes surely take from a square, and what they may take."""
    some, there = plots(square()), plans(square()) if of_plans is None else of_plans
    return taken(outside_purposes(some, Ground.of(some, there, of_purposes, None, TODAY)))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, (0, 0)),
        ({"purpose_code": "2010"}, (10000, 0)),
        ({"purpose_code": "1234"}, (0, 10000)),
        ({"utilisation_type": "11"}, (10000, 0)),
        ({"utilisation_type": None}, (0, 0)),
        ({"vertical_level": "1"}, (0, 10000)),
        ({"plan_id": "other"}, (0, 10000)),
    ],
    ids=["business", "road", "no such code", "no more building", "no utilisation", "tunnel", "plan not there"],
)
def test_what_a_purpose_says_of_its_ground(columns: dict[str, Any], expected: tuple[float, float]) -> None:
    assert outside(purposes(square(), **columns)) == expected


def test_purposes_that_agree_cover_ground_together_and_ground_under_none_is_unsure() -> None:
    both = purposes(
        strip(width=50), strip(width=40, west=40), strip(width=10, west=80), purpose_code=["1300", "1340", "2011"]
    )
    assert outside(both) == (1000, 1000)


def test_ground_where_purposes_disagree_is_unsure() -> None:
    both = purposes(strip(width=60), strip(width=60, west=40), purpose_code=["1300", "5100"])
    assert outside(both) == (4000, 2000)


@pytest.mark.parametrize(
    ("days", "more", "expected"),
    [
        ((2010, 2020), {}, (0, 0)),
        ((2020, 2010), {}, (6000, 0)),
        ((2020, 2020), {}, (0, 6000)),
        ((2010, 2099), {}, (0, 0)),
        ((2099, 2010), {}, (0, 0)),
        ((2010, 2020), {"plan_status": ["3", "1"]}, (6000, 4000)),
        ((2010, 2020), {"plan_status": ["3", "6"]}, (0, 0)),
        ((2010, 2020), {"plan_status": ["3", "8"]}, (6000, 4000)),
        ((2010, 2020), {"plan_status": ["3", "7"]}, (0, 10000)),
    ],
    ids=[
        *("the newer allows", "the older allows", "same day", "allows from later on", "forbids from later on"),
        *("allowing is begun", "allowing is deferred", "allowing is repealed", "nobody knows if it is in force"),
    ],
)
def test_the_purpose_of_the_plan_that_governs_counts(
    days: tuple[int, int], more: dict[str, Any], expected: tuple[float, float]
) -> None:
    """Plan p1 has farmland on six tenths of the square; p2 has all of it for business."""
    both = purposes(strip(width=60), square(), plan_id=["p1", "p2"], purpose_code=["5100", "1300"])
    of_plans = plans(strip(width=60), square(), in_force_date=[date(year, 1, 1) for year in days], **more)
    assert outside(both, of_plans) == expected


def test_a_zoning_plan_goes_before_the_older_municipal_plan() -> None:
    both = purposes(
        square(),
        strip(width=60),
        plan_id=["p1", "p2"],
        object_type=["KpArealformålOmråde", "RpArealformålOmråde"],
        level=["kommuneplan", "reguleringsplan"],
        purpose_code=["5100", "1300"],
    )
    of_plans = plans(
        square(), strip(width=60), plan_type=["20", "35"], in_force_date=[date(2010, 1, 1), date(2020, 1, 1)]
    )
    assert outside(both, of_plans) == (4000, 0)


@pytest.mark.parametrize(("percent", "expected"), [(10, (0, 0)), (30, (0, 0)), (31, (10000, 0))])
def test_cells_above_the_limit_are_too_steep(percent: float, expected: tuple[float, float]) -> None:
    met = Steepness(terrain(percent)).above(np.array([square()]), 30)
    within = np.array([shapely.intersection(square(), piece) for piece in met.sure.shapes[met.sure.piece]], object)
    assert (round(shapely.area(within).sum()), taken(met)[1]) == expected


def test_a_hole_in_the_terrain_is_unsure_with_the_cells_beside_it() -> None:
    whole = terrain(0)
    values = whole.values.copy()
    values[38, 22] = np.nan
    holed = type(whole)(values, whole.transform, whole.crs)
    met = Steepness(holed).above(np.array([square()]), 30)
    assert taken(met) == (0, 75 * 75)
    assert Steepness(holed).shares(np.array([square()])).tolist() == [[7 / 16, 0, 0, 0, 9 / 16]]


@pytest.mark.parametrize(
    ("percent", "shares"),
    [
        (0, [1, 0, 0, 0, 0]),
        (4.9, [1, 0, 0, 0, 0]),
        (5.1, [0, 1, 0, 0, 0]),
        (15, [0, 0, 1, 0, 0]),
        (60, [0, 0, 0, 1, 0]),
    ],
)
def test_cells_are_shared_out_by_class(percent: float, shares: list[float]) -> None:
    assert Steepness(terrain(percent)).shares(np.array([square()])).tolist() == [shares]


def test_a_plot_outside_the_terrain_is_unknown_and_one_between_centres_has_no_share() -> None:
    far, small, nowhere = square(500), square(width=5, height=5), shapely.Point()
    found = Steepness(terrain()).shares(np.array([far, small, nowhere], object))
    assert found[0].tolist() == [0, 0, 0, 0, 1]
    assert np.isnan(found[1:]).all()
    met = Steepness(terrain()).above(np.array([far, small, nowhere], object), 30)
    assert met.may_take(np.array([far, small, nowhere], object)).tolist() == [True, False, False]


def test_shapes_without_ground_are_met_by_nothing() -> None:
    nothing = shapes_of(plots(None))
    assert taken(beyond_lines(nothing, lines(*across(15)), plans(square()), np.array([SOUTHERN]), TODAY)) == (0, 0)
    ground = Ground.of(plots(None), plans(square()), purposes(square()), None, TODAY)
    assert taken(outside_purposes(plots(None), ground)) == (0, 0)
