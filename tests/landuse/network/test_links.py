"""New links: what they bring nearer, in the head, and against networks that have them built in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Links, Network, Positions, by_links, joined
from tests.landuse.brute import BruteForce
from tests.landuse.linked import At, point_at, with_links
from tests.landuse.networks import Street, networks, paths, places, points, shapes, street

if TYPE_CHECKING:
    import geopandas as gpd
    from hypothesis.strategies import DataObject
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIDES = {"south": Street("A", "B", [(0, 0), (1000, 0)]), "north": Street("C", "D", [(0, 60), (1000, 60)])}
BETWEEN = {**SIDES, "west": Street("A", "C", [(0, 0), (0, 60)])}


def link(network: Network, *ends: tuple[tuple[float, float], tuple[float, float]]) -> Links:
    return joined(network, np.array([shapely.LineString(each) for each in ends]), 20)[0]


def metres(frame: gpd.GeoDataFrame, links: list[tuple[tuple[float, float], tuple[float, float]]], limit: float = np.inf,
           centre: tuple[float, float] = (0, 0), place: tuple[float, float] = (1000, 60)) -> float:  # fmt: skip
    """Return how far `place` is from `centre` with the links."""
    network = Network.of(frame)
    at = network.positions(points(place))
    reach = network.nearest(network.origins(points(centre)), limit)
    farther = by_links(network, reach, link(network, *links), limit) if links else None
    return float(min(reach.at(at)[0][0], np.inf if farther is None else farther.at(at)[0][0]))


@pytest.mark.parametrize(
    ("links", "distance"),
    [
        ([], 1060),
        ([((1000, 0), (1000, 60))], 1060),  # as long as the way there is
        ([((500, 0), (900, 60))], 500 + np.hypot(400, 60) + 100),
        ([((0, 0), (1000, 60))], np.hypot(1000, 60)),
        ([((1000, 60), (0, 0))], np.hypot(1000, 60)),  # either way
        ([((10, 0), (20, 0))], 1060),  # along the street
        ([((0, 0), (0, 60)), ((0, 60), (1000, 60))], 1060),
    ],
)
def test_a_link_is_gone_where_it_helps(
    links: list[tuple[tuple[float, float], tuple[float, float]]], distance: float
) -> None:
    assert metres(paths(BETWEEN), links) == pytest.approx(distance)


def test_an_island_is_reached_by_a_link_and_the_next_by_two() -> None:
    third = paths({**SIDES, "far": Street("E", "F", [(0, 120), (1000, 120)])})
    one, two = ((400, 0), (400, 60)), ((600, 60), (600, 120))
    assert metres(third, [one], place=(1000, 60)) == 400 + 60 + 600
    assert metres(third, [one], place=(0, 120)) == np.inf
    assert metres(third, [two, one], place=(0, 120)) == 400 + 60 + 200 + 60 + 600


def test_what_is_built_from_an_end_to_the_network_is_part_of_the_link() -> None:
    assert metres(paths(SIDES), [((500, 10), (500, 45))]) == 500 + 10 + 35 + 15 + 500


@pytest.mark.parametrize(("limit", "distance"), [(1060, 1060), (560, 1060), (559.9, np.inf)])
def test_links_that_lead_beyond_the_limit_are_not_gone(limit: float, distance: float) -> None:
    assert metres(paths(SIDES), [((500, 0), (500, 60))], limit) == distance


def test_lines_meet_the_network_at_both_ends_or_are_no_links() -> None:
    network = Network.of(street())
    lines = shapes(
        shapely.LineString([(0, 20), (500, -20)]),
        shapely.LineString([(0, 20.001), (500, 0)]),
        shapely.LineString([(0, 0), (500, 21)]),
        shapely.Point(5, 5),
        None,
        shapely.MultiLineString([[(0, 0), (1, 1)]]),
    )
    links, meets = joined(network, lines, 20)
    assert meets.tolist() == [True, False, False, False, False, False]
    assert links.cost[0] == pytest.approx(np.hypot(500, 40) + 40)
    assert len(links.only(meets).cost) == 1


@given(networks(), places(), st.data())
def test_distances_are_those_of_a_network_that_has_the_links(
    frame: gpd.GeoDataFrame, found: NDArray[np.object_], data: DataObject
) -> None:
    network = Network.of(frame)
    ids = network.edge_ids.astype(str)
    spot = st.integers(0, len(ids) - 1).flatmap(
        lambda edge: st.builds(
            lambda share: At(ids[edge], share * network.length[edge]), st.sampled_from([0.0, 0.3, 1.0])
        )
    )
    drawn = data.draw(st.lists(st.tuples(spot, spot), min_size=1, max_size=3))
    # On the network, so that no place and no centre is nearer to a link.
    feet = shapely.get_point(shapely.shortest_line(found, shapely.union_all(network.lines)), 1)
    feet = shapely.line_interpolate_point(network.lines[network.positions(feet).edge], network.positions(feet).offset)
    built = BruteForce(with_links(frame, *drawn)).distances(feet, feet[:1])[0]
    at = network.positions(feet)
    reach = network.nearest(network.origins(feet[:1]))
    farther = by_links(network, reach, _links(network, frame, drawn))
    ours = reach.at(at)[0] if farther is None else np.minimum(reach.at(at)[0], farther.at(at)[0])
    np.testing.assert_allclose(ours, built, atol=1e-6)


def _links(network: Network, frame: gpd.GeoDataFrame, drawn: list[tuple[At, At]]) -> Links:
    ids = network.edge_ids.astype(str).tolist()
    start, end = (
        Positions(
            np.array([ids.index(pair[side].edge) for pair in drawn]),
            np.array([pair[side].offset for pair in drawn]),
            np.zeros(len(drawn)),
        )
        for side in (0, 1)
    )
    return Links(start, end, np.array([point_at(frame, a).distance(point_at(frame, b)) for a, b in drawn]))
