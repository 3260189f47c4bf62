from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from shapely.ops import substring

from landuse.network import Network
from tests.landuse.networks import Street, centres, cross, lollipop, networks, parallel, paths, points, shapes, street

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely import Geometry

    from landuse.network import Origins


def stretches(network: Network, *centres: Geometry | None) -> list[tuple[str, object, object]]:
    """Return what the centres cover, overlapping stretches of an edge united, to be compared within 1e-6 m."""
    origins = network.origins(shapes(*centres))
    united: list[tuple[str, float, float]] = []
    for edge, start, end in sorted(zip(origins.edge, origins.start, origins.end, strict=True)):
        name = network.edge_ids[edge].decode()
        if united and united[-1][0] == name and start <= united[-1][2] + 1e-6:
            united[-1] = (name, united[-1][1], max(end, united[-1][2]))
        else:
            united.append((name, start, end))
    return [(name, pytest.approx(start, abs=1e-6), pytest.approx(end, abs=1e-6)) for name, start, end in united]


def test_a_point_starts_where_it_meets_the_network_and_has_walked_its_access() -> None:
    origins = Network.of(cross()).origins(points((300, 40), (-250, 0)))
    assert origins.edge.tolist() == [0, 3]
    assert origins.start.tolist() == origins.end.tolist() == [300.0, 750.0]
    assert origins.cost.tolist() == origins.access.tolist() == [40.0, 0.0]
    assert origins.centre.tolist() == [0, 1]


def test_a_polygon_covers_edges_up_to_its_boundary() -> None:
    network = Network.of(cross())
    assert stretches(network, shapely.box(-100, -50, 200, 1100)) == [
        ("east", 0, 200),
        ("north", 0, 1000),
        ("south", 950, 1000),
        ("west", 900, 1000),
    ]
    assert network.origins(shapes(shapely.box(-100, -50, 200, 1100))).access.tolist() == [0.0]


def test_a_polygon_does_not_cover_its_hole_but_covers_its_boundary() -> None:
    ring = shapely.box(300, -10, 900, 10).difference(shapely.box(400, -5, 800, 5))
    assert stretches(Network.of(street()), ring) == [("street", 300, 400), ("street", 800, 900)]


def test_a_polygon_whose_boundary_runs_along_a_street_covers_it() -> None:
    assert stretches(Network.of(street()), shapely.box(300, 0, 400, 50)) == [("street", 300, 400)]


def test_a_line_covers_what_it_runs_along_and_where_it_crosses() -> None:
    network = Network.of(cross())
    line = shapely.LineString([(100, -10), (100, 0), (150, 0), (-10, 160)])
    assert stretches(network, line) == [("east", 100, 150), ("north", 150, 150)]


@pytest.mark.parametrize("cut", [(50, 250), (0.1, 113), (120, 310.5)])
def test_a_line_cut_out_of_an_oblique_street_covers_it_all(cut: tuple[float, float]) -> None:
    # Its ends are rounded off the street by 1e-10 m, and exact intersection finds none of it.
    oblique = [(597000.123, 6643000.7), (597100.77, 6643050.31), (597313.77, 6643127.31)]
    network = Network.of(paths({"oblique": Street("A", "B", oblique)}))
    assert stretches(network, substring(network.lines[0], *cut)) == [("oblique", *cut)]
    corner = substring(network.lines[0], *cut).union(shapely.Point(597300, 6643000)).convex_hull
    assert ("oblique", *cut) == stretches(network, corner)[0]


def test_what_covers_nothing_starts_at_its_nearest_position() -> None:
    origins = Network.of(street()).origins(
        shapes(shapely.box(2030, 40, 2090, 90), shapely.LineString([(5, 5), (5, 9)]))
    )
    assert origins.start.tolist() == [2000.0, 5.0]
    assert origins.access.tolist() == origins.cost.tolist() == [50.0, 5.0]


def test_an_edge_that_crosses_itself_is_covered_in_both_places() -> None:
    bow = Network.of(paths({"bow": Street("A", "B", [(0, 0), (10, 10), (10, 0), (0, 10)])}))
    diagonal = 200**0.5
    assert stretches(bow, shapely.box(4, 4, 6, 6)) == [
        ("bow", 0.4 * diagonal, 0.6 * diagonal),
        ("bow", 10 + 1.4 * diagonal, 10 + 1.6 * diagonal),
    ]


def test_both_of_two_parallel_edges_and_a_whole_loop_are_covered() -> None:
    assert stretches(Network.of(parallel()), shapely.box(-1, -1, 4, 2)) == [("long", 0, 4), ("short", 0, 3)]
    assert stretches(Network.of(lollipop()), shapely.box(150, -1, 201, 101)) == [("loop", 50, 250)]


def test_a_centre_without_geometry_has_no_origin() -> None:
    origins = Network.of(street()).origins(shapes(None, shapely.Polygon(), shapely.Point(5, 0)))
    assert origins.centre.tolist() == [2]
    assert origins.access.tolist() == [np.inf, np.inf, 0.0]


def test_chosen_centres_are_numbered_anew_in_their_order() -> None:
    origins = Network.of(street()).origins(points((5, 0), (6, 1), (7, 2)))
    chosen = origins.only(np.array([True, False, True]))
    assert chosen.start.tolist() == [5.0, 7.0]
    assert chosen.centre.tolist() == [0, 1]
    assert chosen.access.tolist() == [0.0, 2.0]


@given(networks(), centres())
def test_every_covered_position_lies_on_its_centre(frame: gpd.GeoDataFrame, drawn: NDArray[np.object_]) -> None:
    network = Network.of(frame)
    origins: Origins = network.origins(drawn)
    for offset in (origins.start, (origins.start + origins.end) / 2, origins.end):
        at = shapely.line_interpolate_point(network.lines[origins.edge], offset)
        np.testing.assert_allclose(shapely.distance(at, drawn[origins.centre]), origins.cost, atol=2e-6)
