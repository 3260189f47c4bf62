from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network, Positions, walkshed
from landuse.network.walkshed import reached_stretches
from tests.landuse.networks import Street, cross, networks, paths, points, shapes, spots, street

if TYPE_CHECKING:
    import geopandas as gpd

    from tests.landuse.networks import XY

DISC = pi * 25**2
# The round ends are drawn as half of a polygon of 16 corners: 2.6 % less than a disc.
ROUNDING = 0.026 * DISC


def shed(
    frame: gpd.GeoDataFrame, centre: XY, limit: float, *, buffer: float = 25.0, least_hole: float = 2500.0
) -> shapely.MultiPolygon:
    network = Network.of(frame)
    return walkshed(
        network.nearest(network.origins(points(centre)), limit), limit, buffer=buffer, least_hole=least_hole
    )


@pytest.mark.parametrize(
    ("centre", "limit", "length"),
    [
        ((1000, 0), 1000, 2000),
        ((1000, 0), 300, 600),  # within the one street, though neither end is reached
        ((0, 0), 700, 700),  # cut at the exact remainder
        ((1900, 0), 1000, 1100),  # the end of the street is the end
        ((500, 100), 400, 600),  # 100 m are used up by the access
        ((700, 30), 30, 0),  # the way just reaches the street
    ],
)
def test_a_street_is_drawn_25_m_to_each_side_as_far_as_one_gets(centre: XY, limit: float, length: float) -> None:
    area = shed(street(), centre, limit).area
    assert length * 50 + DISC - ROUNDING <= area <= length * 50 + DISC


def test_every_arm_of_a_crossroads_is_cut_at_what_remains() -> None:
    west, south, east, north = shed(cross(), (100, 0), 400).bounds
    assert (west, south, east, north) == pytest.approx((-325, -325, 525, 325), abs=1e-6)


def test_the_width_is_a_choice() -> None:
    assert shed(street(), (1000, 0), 300, buffer=10).bounds == pytest.approx((690, -10, 1310, 10))


def test_nothing_is_drawn_where_the_access_alone_is_too_long() -> None:
    nothing = shed(street(), (500, 100), 99)
    assert nothing.is_empty
    assert nothing.geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    ("side", "least_hole", "holes"),
    [(200, 2500, 1), (60, 2500, 0), (60, 99, 1), (100, 2500, 1), (100, 2501, 0)],
)
def test_a_block_inside_stays_open_if_it_is_large_enough(side: float, least_hole: float, holes: int) -> None:
    # A square block: what is open inside has sides 50 m shorter, so (100 − 50)² = 2500 m² for a side of 100 m.
    ring = paths({"block": Street("A", "A", [(0, 0), (side, 0), (side, side), (0, side), (0, 0)])})
    drawn = shed(ring, (0, 0), 1000, least_hole=least_hole)
    assert sum(len(part.interiors) for part in shapely.get_parts(drawn)) == holes


def test_a_search_may_have_gone_farther_than_is_drawn() -> None:
    # With a step of length zero beyond the limit, which is as near its own end as can be.
    stepped = paths({"step": Street("B", "C", [(2000, 0), (2000, 0)]), "street": Street("A", "B", [(0, 0), (2000, 0)])})
    network = Network.of(stepped)
    everywhere = network.nearest(network.origins(points((0, 0))))
    assert walkshed(everywhere, 300).bounds == pytest.approx((-25, -25, 325, 25))


def test_a_polygon_centre_is_reached_ground_itself() -> None:
    network = Network.of(street())
    reach = network.nearest(network.origins(shapes(shapely.box(800, -5, 900, 5))), 100)
    assert walkshed(reach, 100).bounds == pytest.approx((675, -25, 1025, 25))


@given(networks(), spots(), st.integers(0, 60))
def test_exactly_the_positions_within_the_limit_are_reached(frame: gpd.GeoDataFrame, centre: XY, limit: float) -> None:
    network = Network.of(frame)
    reach = network.nearest(network.origins(points(centre)), limit)
    stretches = reached_stretches(reach, limit)
    edge = np.repeat(np.arange(len(network.length)), 9)
    offset = network.length[edge] * np.tile(np.linspace(0, 1, 9), len(network.length))
    metres, _ = reach.at(Positions(edge, offset, np.zeros(len(edge))))
    at = shapely.line_interpolate_point(network.lines[edge], offset)
    assert (shapely.distance(at[metres <= limit, None], stretches).min(axis=1, initial=np.inf) < 1e-6).all()
    ends = shapely.points(shapely.get_coordinates(stretches))
    assert (shapely.distance(ends, shapely.Point(centre)) <= limit + 1e-6).all()


@given(networks(), spots(), st.integers(0, 40), st.integers(0, 40))
def test_more_metres_never_reach_less_ground(frame: gpd.GeoDataFrame, centre: XY, limit: int, more: int) -> None:
    near, far = (shed(frame, centre, metres) for metres in (limit, limit + more))
    assert near.difference(far.buffer(0.5)).is_empty  # a corner of a round end may stand out 0.48 m from another's side
