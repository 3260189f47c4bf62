"""A network that was changed answers as one made of the changed layer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.network import Network
from landuse.network.changing import changed
from tests.landuse.networks import Street, centres, cross, networks, paths, places, points, spots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]


def distances(network: Network, whence: Shapes, where: Shapes) -> NDArray[np.float64]:
    return network.nearest(network.origins(whence)).at(network.positions(where))[0]


def test_a_street_that_goes_lets_places_meet_the_next_and_a_new_one_draws_them() -> None:
    network, where = Network.of(cross()), points((400, 60), (0, 500))
    at = network.positions(where)
    shortcut = paths({"new": Street("E", "N", [(1000, 0), (0, 1000)])})
    without = changed(network, ["east"])
    moved = without.positions(at, where)
    assert without.after.edge_ids[moved.edge].tolist() == [b"north", b"north"]
    assert moved.access.tolist() == [400, 0]
    more = changed(network, [], shortcut)
    assert more.after.edge_ids.tolist() == [b"east", b"new", b"north", b"south", b"west"]
    assert more.after.edge_ids[more.positions(at, where).edge].tolist() == [b"east", b"north"]
    assert distances(more.after, points((1000, 0)), points((0, 1000))) == pytest.approx(np.sqrt(2e6))


def test_an_edge_that_may_not_be_used_is_neither_added_nor_missed() -> None:
    network = Network.of(cross())
    same = changed(network, ["motorway"], paths({"new": Street("E", "N", [(1000, 0), (0, 1000)])}).assign(walk=False))
    assert same.after.edge_ids.tolist() == network.edge_ids.tolist()
    assert same.after.weights.tolist() == network.weights.tolist()


@given(networks(), centres(), places(), st.data())
def test_the_changed_network_is_the_network_of_the_changed_layer(
    layer: gpd.GeoDataFrame, whence: Shapes, where: Shapes, data: st.DataObject
) -> None:
    removed = data.draw(st.sets(st.sampled_from(sorted(layer["id"])), max_size=len(layer) - 1))
    nodes = sorted({*layer["u"], *layer["v"], "x", "y"})
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes), st.lists(spots(), min_size=2, max_size=3))
    drawn = data.draw(st.lists(ends, max_size=3))
    added = paths({f"{n}new": Street(*street) for n, street in enumerate(drawn)}) if drawn else None
    left = layer[~layer["id"].isin(removed)]
    fresh = Network.of(gpd.GeoDataFrame(pd.concat([left, added]) if drawn else left, crs=layer.crs))
    before = Network.of(layer)
    change = changed(before, removed, added)
    assert change.after.edge_ids.tolist() == fresh.edge_ids.tolist()
    assert change.after.vertices.tolist() == fresh.vertices.tolist()
    assert shapely.equals_exact(change.after.lines, fresh.lines).all()
    positions, expected = change.positions(before.positions(where), where), fresh.positions(where)
    assert positions.edge.tolist() == expected.edge.tolist()
    assert positions.offset == pytest.approx(expected.offset, abs=1e-9)
    assert positions.access == pytest.approx(expected.access, abs=1e-9)
    found = change.after.nearest(change.origins(before.origins(whence), whence)).at(positions)
    wanted = fresh.nearest(fresh.origins(whence)).at(expected)
    assert found[0] == pytest.approx(wanted[0], abs=1e-9)
    assert found[1].tolist() == wanted[1].tolist()


@given(networks(), st.data())
def test_changes_may_follow_one_another(layer: gpd.GeoDataFrame, data: st.DataObject) -> None:
    first, second = (data.draw(st.sampled_from(sorted(layer["id"]))) for _ in range(2))
    network = Network.of(layer)
    if {*layer["id"]} - {first, second}:
        one = changed(changed(network, [first]).after, [second]).after
        both = changed(network, [first, second]).after
        assert one.edge_ids.tolist() == both.edge_ids.tolist()
        assert one.neighbours.tolist() == both.neighbours.tolist()
        back = changed(one, [], layer[layer["id"].isin([first, second])]).after
        assert back.weights.tolist() == network.weights.tolist()
