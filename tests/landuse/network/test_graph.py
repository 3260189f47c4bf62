from __future__ import annotations

import io
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.errors import DataFault
from landuse.network import Network
from tests.landuse.networks import Street, cross, lollipop, networks, parallel, paths

if TYPE_CHECKING:
    from random import Random


def test_edges_are_in_the_order_of_their_ids() -> None:
    network = Network.of(cross().iloc[[3, 1, 0, 2]])
    assert network.edge_ids.tolist() == [b"east", b"north", b"south", b"west"]
    assert network.length.tolist() == [1000.0] * 4
    assert network.node_count == 5


def test_ids_are_ordered_as_text_whatever_their_alphabet() -> None:
    network = Network.of(paths({name: Street("A", "B", [(0, 0), (1, 0)]) for name in ("å", "9", "10", "z")}))
    assert [name.decode() for name in network.edge_ids] == ["10", "9", "z", "å"]


def test_of_parallel_edges_the_graph_has_the_shortest() -> None:
    network = Network.of(parallel())
    assert network.length.tolist() == [4.0, 3.0]
    assert network.weights.tolist() == [3.0, 3.0]
    assert network.neighbours.tolist() == [1, 0]


def test_a_loop_is_an_edge_but_leads_nowhere() -> None:
    network = Network.of(lollipop())
    assert network.length.tolist() == [400.0, 100.0]
    assert network.weights.tolist() == [100.0, 100.0]


def test_an_edge_of_length_zero_joins_its_nodes() -> None:
    network = Network.of(paths({"step": Street("A", "B", [(5, 5), (5, 5)])}))
    assert network.weights.tolist() == [0.0, 0.0]
    assert network.node_count == 2


def test_lengths_are_horizontal() -> None:
    steep = cross().assign(geometry=lambda frame: shapely.force_3d(frame.geometry.to_numpy(), z=[0, 1, 2, 3]))
    assert Network.of(steep).length.tolist() == [1000.0] * 4


def test_nodes_may_be_named_by_numbers() -> None:
    numbered = cross().assign(u=[0, 0, 3, 4], v=pd.array([1, 2, 0, 0], dtype="Int64"))
    assert Network.of(numbered).node_count == 5


def test_what_cannot_be_used_is_left_out_and_counted_once_by_its_first_reason() -> None:
    names = ["closed", "no line", "no node", "nan", "open", "two lines", "unknown"]
    line, two = shapely.LineString([(0, 0), (1, 0)]), shapely.MultiLineString([[(0, 0), (1, 0)], [(2, 0), (3, 0)]])
    with np.errstate(invalid="ignore"):
        broken = shapely.from_wkt("LINESTRING (0 0, NaN 1)")
    frame = gpd.GeoDataFrame(
        {
            "id": names,
            "u": "A",
            "v": ["B", "B", None, "B", "B", "B", "B"],
            "walk": pd.array([False, True, True, True, True, True, None], dtype="boolean"),
        },
        geometry=[None, None, line, broken, line, two, line],
        crs=25832,
    )
    network = Network.of(frame)
    assert network.edge_ids.tolist() == [b"open"]
    assert network.about["dropped"] == {
        "not-permitted": 1,
        "permission-unknown": 1,
        "not-one-line": 3,
        "no-node": 1,
    }
    assert network.about["evidence"]["count"] == 7


@pytest.mark.parametrize("walk", [False, None, float("nan")])
def test_a_network_that_nobody_may_use_is_refused(walk: object) -> None:
    frame = cross().assign(walk=pd.Series([walk] * 4, dtype=object))
    with pytest.raises(DataFault, match="no edge where one may walk"):
        Network.of(frame)


def test_repeated_ids_are_refused_among_the_edges_that_are_used() -> None:
    twice = cross().assign(id=["x", "x", "y", "z"])
    with pytest.raises(DataFault, match="several rows with id “x”"):
        Network.of(twice)
    assert len(Network.of(twice.assign(walk=[True, False, True, True])).length) == 3


@pytest.mark.parametrize("column", ["u", "v", "walk"])
def test_a_missing_column_is_refused(column: str) -> None:
    with pytest.raises(DataFault, match=f"lacks the column “{column}”"):
        Network.of(cross().drop(columns=column))


def test_metres_along_and_segments_belong_to_their_edges() -> None:
    network = Network.of(parallel())
    assert network.along.tolist() == [0.0, 0.5, 3.5, 4.0, 0.0, 3.0]
    owner, segment = network.segments(np.array([1, 0, 1]))
    assert owner.tolist() == [0, 1, 1, 1, 2]
    assert segment.tolist() == [4, 0, 1, 2, 4]


@given(networks(), st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_the_rows(frame: gpd.GeoDataFrame, chance: Random) -> None:
    shuffled = frame.sample(frac=1, random_state=chance.randint(0, 1000))
    one, other = Network.of(frame).arrays(), Network.of(shuffled).arrays()
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name], err_msg=name)


def test_arrays_survive_a_file_without_pickles() -> None:
    network = Network.of(lollipop())
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **network.arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as stored:
        again = Network.from_arrays(dict(stored))
    assert again.about == network.about
    for name, array in network.arrays().items():
        np.testing.assert_array_equal(again.arrays()[name], array, err_msg=name)
