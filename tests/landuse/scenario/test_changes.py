"""A scenario is read with suspicion, and everything that is wrong with it is said at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landuse.errors import QuestionFault
from landuse.scenario import OPERATIONS, Scenario
from layers.catalogue import LAYERS

LINE = {"type": "LineString", "coordinates": [[10.69, 60.79], [10.70, 60.79]]}
POINT = {"type": "Point", "coordinates": [10.69, 60.79]}
DEEP: dict[str, Any] = {"type": "LineString", "coordinates": [[0, 0]]}


def scenario(*changes: object) -> Scenario:
    return Scenario.of({"changes": list(changes)})


def test_a_scenario_has_its_changes_in_order_and_knows_its_layers() -> None:
    read = scenario(
        {"op": "remove-edge", "id": "e1"},
        {"op": "move-centre", "id": "torget", "geometry": POINT},
        {"op": "add-edge", "id": "bru", "geometry": LINE, "properties": {"level": 1}},
    )
    assert [(each.op, each.layer, each.id) for each in read.changes] == [
        ("remove-edge", "paths", "e1"),
        ("move-centre", "centres", "torget"),
        ("add-edge", "paths", "bru"),
    ]
    assert read.layers == {"paths", "centres"}
    assert [number for number, _ in read.of_layer("paths")] == [1, 3]
    assert Scenario.of({"changes": read.rows()}) == read


def test_every_operation_is_for_layers_of_the_catalogue() -> None:
    assert all(set(operation.layers) <= set(LAYERS) for operation in OPERATIONS.values())


@pytest.mark.parametrize(
    "raw", [None, [], {}, {"changes": []}, {"changes": {}}, "changes", {"changes": [{}] * 1001}, {"change": [{}]}]
)
def test_what_is_no_scenario_is_refused(raw: object) -> None:
    with pytest.raises(QuestionFault) as fault:
        Scenario.of(raw)
    assert fault.value.code == "scenario-form"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("remove-edge", "objekt"),
        ({"op": "remove-edge", "id": "a", "colour": "red"}, "objekt"),
        ({"op": "drop table", "id": "a"}, "ukjent «op»"),
        ({"op": ["remove-edge"], "id": "a"}, "ukjent «op»"),
        ({"op": "remove-edge", "layer": "plans", "id": "a"}, "gjelder paths"),
        ({"op": "remove-edge", "layer": {"$ne": 1}, "id": "a"}, "gjelder paths"),
        ({"op": "remove-edge"}, "«id»"),
        ({"op": "remove-edge", "id": 7}, "«id»"),
        ({"op": "remove-edge", "id": ""}, "«id»"),
        ({"op": "remove-edge", "id": "a", "geometry": LINE}, "ikke ha geometri"),
        ({"op": "remove-edge", "id": "a", "properties": {"walk": True}}, "ikke ha «properties»"),
        ({"op": "add-edge", "id": "a"}, "GeoJSON-geometri"),
        ({"op": "add-edge", "id": "a", "geometry": POINT}, "GeoJSON-geometri"),
        ({"op": "add-edge", "id": "a", "geometry": DEEP}, "GeoJSON-geometri"),
        ({"op": "add-edge", "id": "a", "geometry": {"type": "Linje"}}, "GeoJSON-geometri"),
        ({"op": "add-edge", "id": "a", "geometry": LINE | {"coordinates": [[601000, 6700000], [1, 2]]}}, "GeoJSON"),
        ({"op": "add-edge", "id": "a", "geometry": LINE | {"coordinates": [[0, float("nan")], [1, 2]]}}, "GeoJSON"),
        ({"op": "add-edge", "id": "a", "geometry": {"type": "GeometryCollection", "geometries": [LINE]}}, "GeoJSON"),
        ({"op": "add-edge", "id": "a", "geometry": LINE, "properties": {"walk": "ja"}}, "«walk»"),
        ({"op": "add-edge", "id": "a", "geometry": LINE, "properties": {"level": 1.5}}, "«level»"),
        ({"op": "add-edge", "id": "a", "geometry": LINE, "properties": {"__class__": 1}}, "«__class__»"),
        ({"op": "add-edge", "id": "a", "geometry": LINE, "properties": [1]}, "«properties»"),
        ({"op": "set-status", "id": "t"}, "det som settes"),
        ({"op": "set-status", "id": "t", "properties": {"market_status": "borte"}}, "«market_status»"),
        ({"op": "set-status", "id": "t", "properties": {"first_date": "i går"}}, "«first_date»"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_with_its_number(change: object, said: str) -> None:
    with pytest.raises(QuestionFault) as fault:
        scenario({"op": "remove-edge", "id": "fine"}, change)
    assert "nr. 2" in fault.value.say("nb")
    assert said in fault.value.say("nb")


def test_every_fault_is_found_before_anything_is_done() -> None:
    with pytest.raises(QuestionFault) as fault:
        scenario({"op": "?"}, {"op": "remove-edge"}, {"op": "add-edge", "id": "a"})
    assert all(f"no. {number} " in fault.value.say("en") for number in (1, 2, 3))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from([*OPERATIONS, "Point", "paths"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["op", "layer", "id", "geometry", "properties", "type", "coordinates", "walk"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, min_size=1, max_size=3))
def test_whatever_is_sent_is_a_scenario_or_a_sentence(changes: list[object]) -> None:
    with suppress(QuestionFault):
        read = scenario(*changes)
        assert Scenario.of({"changes": read.rows()}) == read
