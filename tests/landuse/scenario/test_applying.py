"""Changes are made to copies, in order; new edges meet the network where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from landuse import catalogue, coverage
from landuse.catalogue import spec
from landuse.errors import QuestionFault
from landuse.network import Network
from landuse.scenario import Scenario, compare
from landuse.scenario.applying import applied
from landuse.scenario.edges import PathEdit
from tests.landuse.networks import CRS, XY, Street, networks, paths, units
from tests.landuse.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from landuse.results import Result

TO_DEGREES = Transformer.from_crs(CRS, "OGC:CRS84", always_xy=True)
EAST, NORTH = 600_000.0, 6_700_000.0
COVERAGE = spec("coverage").comparing


def degrees(*corners: XY) -> list[list[float]]:
    return [list(TO_DEGREES.transform(EAST + x, NORTH + y)) for x, y in corners]


def line(*corners: XY) -> dict[str, object]:
    return {"type": "LineString", "coordinates": degrees(*corners)}


def point(corner: XY) -> dict[str, object]:
    return {"type": "Point", "coordinates": degrees(corner)[0]}


def add(name: str, *corners: XY, **properties: object) -> dict[str, object]:
    return {"op": "add-edge", "id": name, "geometry": line(*corners), "properties": properties}


def ladder() -> gpd.GeoDataFrame:
    """Two parallel streets of 1000 m, 100 m apart, with nothing between them."""
    frame = paths({"south": Street("A", "B", [(0, 0), (1000, 0)]), "north": Street("C", "D", [(0, 100), (1000, 100)])})
    return moved(frame).assign(cycle_forward=True, cycle_backward=True)


def moved(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.assign(geometry=frame.translate(EAST, NORTH))


def changed(frames: Mapping[str, gpd.GeoDataFrame], *changes: object) -> dict[str, gpd.GeoDataFrame]:
    after = applied(Scenario.of({"changes": list(changes)}), frames)
    return {layer: made.frame() if isinstance(made, PathEdit) else made for layer, made in after.items()}


def lengths(frame: gpd.GeoDataFrame) -> dict[str, float]:
    return dict(zip(frame["id"], frame.length.round(3), strict=True))


def test_a_new_street_splits_those_that_it_meets() -> None:
    after = changed({"paths": ladder()}, add("link", (300, 2), (300, 95)))["paths"]
    assert lengths(after) == pytest.approx(
        {"south/1": 300, "south/2": 700, "north/1": 300, "north/2": 700, "link": 100}, abs=0.01
    )
    rows = after.set_index("id")
    assert rows.loc["link", "u"] == rows.loc["south/1", "v"] == rows.loc["south/2", "u"]
    assert rows.loc["link", "v"] == rows.loc["north/1", "v"] == rows.loc["north/2", "u"]
    assert rows.loc["south/1", "u"] == "A"
    assert rows.loc["link", "walk"]


def test_a_new_street_from_corner_to_corner_splits_nothing() -> None:
    after = changed({"paths": ladder()}, add("link", (0, 0), (0, 100)))["paths"].set_index("id")
    assert sorted(after.index) == ["link", "north", "south"]
    assert after.loc["link", ["u", "v"]].tolist() == ["A", "C"]


def test_one_new_street_may_meet_another_that_came_before_it() -> None:
    after = changed({"paths": ladder()}, add("first", (500, 0), (500, 100)), add("second", (500, 50), (0, 0)))["paths"]
    rows = after.set_index("id")
    assert {"first/1", "first/2", "second"} <= set(rows.index)
    assert rows.loc["second", "v"] == "A"
    assert rows.loc["second", "u"] == rows.loc["first/1", "v"]


def test_a_street_that_was_split_can_still_be_removed() -> None:
    after = changed({"paths": ladder()}, add("link", (300, 0), (300, 100)), {"op": "remove-edge", "id": "south"})[
        "paths"
    ]
    assert sorted(after["id"]) == ["link", "north/1", "north/2"]


def test_a_footpath_meets_no_street_that_may_not_be_walked() -> None:
    motorway = ladder().assign(walk=[False, True])
    with pytest.raises(QuestionFault, match=r"no\. 1 has an end at \(600300, 6700000\), over 20 m"):
        changed({"paths": motorway}, add("link", (300, 0), (300, 100)))


def test_nodes_that_are_given_are_used_as_they_are() -> None:
    after = changed({"paths": ladder()}, add("bridge", (500, 30), (500, 70), u="A", v="D"))["paths"].set_index("id")
    assert after.loc["bridge", ["u", "v"]].tolist() == ["A", "D"]
    assert after.length["bridge"] == pytest.approx(40, abs=0.01)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"op": "remove-edge", "id": "vest"}, "gjelder «vest», som ikke finnes"),
        (add("south", (0, 0), (0, 100)), "legger til «south», som finnes"),
        ({"op": "move-centre", "id": "torget", "geometry": point((0, 0))}, "gjelder laget centres"),
        (add("far", (0, 0), (0, 50)), "har en ende"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_done(change: dict[str, object], said: str) -> None:
    frame = ladder()
    with pytest.raises(QuestionFault) as fault:
        changed({"paths": frame}, {"op": "remove-edge", "id": "north"}, change)
    assert f"nr. 2 {said}" in fault.value.say("nb")
    assert_geodataframe_equal(frame, ladder())


def test_units_are_added_moved_and_set_in_copies() -> None:
    plots = units({"t1": shapely.Point(EAST, NORTH)}, market_status=["ledig"], part=["a"])
    centres = units({"torget": shapely.Point(EAST, NORTH)}, name=["Torget"])
    after = changed(
        {"business-plots": plots, "centres": centres},
        {"op": "set-status", "id": "t1", "properties": {"market_status": "solgt"}},
        {"op": "move-centre", "id": "torget", "geometry": point((50, 0))},
        {
            "op": "add-places",
            "layer": "business-plots",
            "id": "t2",
            "geometry": {"type": "Polygon", "coordinates": [degrees((0, 0), (100, 0), (100, 50), (0, 50), (0, 0))]},
            "properties": {"market_status": "ledig"},
        },
    )
    assert after["business-plots"]["market_status"].tolist() == ["solgt", "ledig"]
    assert after["business-plots"]["part"].tolist() == ["a", "scenario"]
    assert after["business-plots"].area.iloc[1] == pytest.approx(5000, abs=1)
    assert after["centres"].geometry.iloc[0].x == pytest.approx(EAST + 50, abs=0.01)
    assert plots["market_status"].tolist() == ["ledig"]


def test_what_is_not_said_of_a_new_unit_is_unknown_and_types_stay() -> None:
    addresses = units({"a": shapely.Point(EAST, NORTH)}, residents=pd.array([3], dtype="Int64"), dwellings=[1.0])
    after = changed(
        {"addresses": addresses},
        {"op": "add-places", "id": "b", "geometry": point((9, 9)), "properties": {"residents": 2}},
    )["addresses"]
    assert after.dtypes.equals(addresses.dtypes)
    assert after["residents"].tolist() == [3, 2]
    assert np.isnan(after["dwellings"].iloc[1])


def answer(network: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> Result:
    centre = units({"A": shapely.Point(EAST, NORTH)})
    return coverage.run(centres=centre, paths=network, places=places)


HOMES = {"near": (900.0, 0.0), "across": (300.0, 100.0), "far": (1000.0, 100.0)}


def homes() -> gpd.GeoDataFrame:
    shapes = {name: shapely.Point(EAST + x, NORTH + y) for name, (x, y) in HOMES.items()}
    return units(shapes, residents=[1, 2, 4])


def test_a_new_bridge_gains_whom_it_brings_within_reach() -> None:
    before = answer(ladder(), homes())
    after = answer(changed({"paths": ladder()}, add("bridge", (300, 0), (300, 100)))["paths"], homes())
    found = compare(before, after, COVERAGE)
    assert found.changed[["id", "change", "status_before", "status_after"]].values.tolist() == [  # noqa: PD011 - rows
        ["far", "changed", "unreachable", "beyond"],
        ["across", "gained", "unreachable", "covered"],
    ]
    assert found.total("gained", "residents") == 2
    within = next(each for each in found.figures if each.name == "residents_within")
    assert (within.before, within.after, within.difference) == (1, 3, 2)


@given(networks(), st.data())
def test_an_edge_that_is_removed_and_put_back_changes_nothing(frame: gpd.GeoDataFrame, data: st.DataObject) -> None:
    whole = frame[frame.length > 0].reset_index(drop=True)
    if len(whole) < 2:
        return
    edge = whole.iloc[data.draw(st.integers(0, len(whole) - 1))]
    back: dict[str, Any] = {
        "op": "add-edge",
        "id": edge["id"],
        "geometry": {
            "type": "LineString",
            "coordinates": [list(TO_DEGREES.transform(*xy)) for xy in edge.geometry.coords],
        },
        "properties": {"u": edge["u"], "v": edge["v"]},
    }
    after = changed({"paths": whole}, {"op": "remove-edge", "id": edge["id"]}, back)["paths"]
    place = units({"p": shapely.Point(590_000.0, 6_740_000.0)})
    asked = {
        "centres": units({"c": edge.geometry}),
        "places": place,
        "parameters": coverage.Parameters(max_access=1000),
    }
    one, other = (coverage.run(paths=each, **asked) for each in (whole, after))
    np.testing.assert_allclose(one.frame["distance_m"], other.frame["distance_m"], atol=1e-5)


@given(networks(), st.data())
def test_comparing_is_fair(frame: gpd.GeoDataFrame, data: st.DataObject) -> None:
    dropped = data.draw(st.integers(0, len(frame) - 1))
    if len(frame) < 2:
        return
    spots = {str(n): shapely.get_point(shape, -1) for n, shape in enumerate(frame.geometry)}
    asked: dict[str, Any] = {
        "places": units(spots, residents=range(len(spots))),
        "centres": units({"c": frame.geometry[0]}),
    }
    near = coverage.Parameters(max_distance=20, max_access=1000)
    before, after = (coverage.run(paths=each, **asked, parameters=near) for each in (frame, frame.drop(dropped)))
    assert compare(before, before, COVERAGE).changed.empty
    there, back = compare(before, after, COVERAGE), compare(after, before, COVERAGE)
    assert there.total("gained", "residents") == sum(
        back.changed.loc[back.changed["change"] == "lost", "residents_before"]
    )
    assert [each.difference for each in there.figures if each.difference is not None] == [
        -each.difference for each in back.figures if each.difference is not None
    ]


def test_a_question_to_a_workspace_changes_its_stored_network_and_answers_as_the_changed_layer_does() -> None:
    shelf = Shelf({"paths": ladder(), "centres": moved(units({"torg": shapely.Point(0, 0)})), "addresses": homes()})
    scenario = Scenario.of({"changes": [add("bridge", (300, 0), (300, 100)), {"op": "remove-edge", "id": "north"}]})
    asked = catalogue.ask("coverage", shelf.workspace, scenario=scenario)
    assert isinstance(asked.inputs["paths"], Network)
    after = changed({"paths": ladder()}, *[change.row() for change in scenario.changes])["paths"]
    by_hand = coverage.run(centres=shelf.read("centres"), paths=after, places=shelf.read("addresses"))
    found = asked.answer()
    assert found.frame["distance_m"].tolist() == pytest.approx(by_hand.frame["distance_m"].tolist(), nan_ok=True)
    assert [figure.value for figure in found.indicators] == [figure.value for figure in by_hand.indicators]
    given_frame = catalogue.ask("coverage", shelf.workspace, scenario=scenario, layers={"paths": ladder()})
    assert not isinstance(given_frame.inputs["paths"], Network)
