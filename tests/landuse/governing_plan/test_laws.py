"""Laws of the pieces: they tile their units, and nothing that should not matter does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.governing_plan import governing_plan
from layers.codes import ANY, list_of
from layers.eksempelvik import layers as town_layers
from tests.landuse.governing_plan.cases import MUNICIPAL, Plan, layers, zones
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import FEW, TODAY, square

if TYPE_CHECKING:
    import geopandas as gpd

    Layers = tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]

DAYS = [date(2000 + number, 1, 1) for number in range(1, 28, 4)]
SOME_UNITS = units({"a": square(), "b": square(0, width=61.7, height=33.3), "far": square(40), "none": None})
_turned = st.builds(
    lambda x, y, width, height, degrees: shapely.affinity.rotate(
        shapely.box(590_000 + x, 6_740_000 + y, 590_000 + x + width, 6_740_000 + y + height), degrees
    ),
    st.integers(-50, 90),
    st.integers(-50, 90),
    st.sampled_from([5.0, 33.3, 100.0]),
    st.sampled_from([7.7, 50.0, 120.0]),
    st.sampled_from([0, 0, 17.3, 45]),
)


@st.composite
def planned(draw: st.DrawFn, *, sure: bool = False) -> Layers:
    """Return up to five plans of any kind and standing, on and across the units, with up to two zones."""
    statuses = ["3"] if sure else ["3", "3", "3", *list_of(ANY, "planstatus").codes, None]
    some = [
        Plan(
            f"p{number}",
            draw(st.sampled_from(DAYS if sure else [*DAYS, None])),
            draw(st.sampled_from(["1300", "1110", "5100", "1900", None])),
            draw(_turned),
            plan_status=draw(st.sampled_from(statuses)),
            **({} if sure or draw(st.booleans()) else MUNICIPAL),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return *layers(*some), zones(*draw(st.lists(_turned, max_size=2)), plan_id="p0")


def told(pieces: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return pieces without their shapes, areas to the thousandth of a m², in an order of their own."""
    plain = pd.DataFrame(pieces.drop(columns="geometry")).round({"area_m2": 3})
    return plain.sort_values(list(plain.columns), ignore_index=True)


@given(planned())
def test_the_pieces_of_a_unit_cover_it_exactly_and_do_not_overlap(some: Layers) -> None:
    pieces = governing_plan(SOME_UNITS, *some, TODAY)
    sums = pieces.groupby("unit")["area_m2"].sum()
    assert sums.to_dict() == pytest.approx({"a": 10_000, "b": 61.7 * 33.3, "far": 10_000}, abs=0.01)
    for name, of_unit in pieces.groupby("unit"):
        whole = SOME_UNITS.set_index("id").geometry[str(name)]
        assert shapely.union_all(of_unit.geometry.to_numpy()).symmetric_difference(whole).area < 0.01
    assert set(pieces.geom_type) <= {"Polygon", "MultiPolygon"}
    assert pieces.is_valid.all()


@FEW
@given(planned(), st.randoms())
def test_the_order_of_rows_changes_nothing(some: Layers, chance: Any) -> None:  # noqa: ANN401 - hypothesis's own
    units_, plans, purposes, of_zones = (
        layer.iloc[chance.sample(range(len(layer)), len(layer))] for layer in (SOME_UNITS, *some)
    )
    first = governing_plan(SOME_UNITS, *some, TODAY)
    again = governing_plan(units_, plans, purposes, of_zones, TODAY)
    pd.testing.assert_frame_equal(told(first), told(again))


@FEW
@given(planned())
def test_a_plan_elsewhere_changes_nothing(some: Layers) -> None:
    elsewhere, its_purposes = layers(Plan("elsewhere", DAYS[-1], "5100", square(20), **MUNICIPAL))
    more = (pd.concat([some[0], elsewhere]), pd.concat([some[1], its_purposes]), some[2])
    first, again = (governing_plan(SOME_UNITS, *each, TODAY) for each in (some, more))
    pd.testing.assert_frame_equal(told(first), told(again))


@FEW
@given(planned(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_as_days_pass_no_ground_ceases_to_be_governed(some: Layers, one: date, other: date) -> None:
    first, then = sorted((one, other))
    before, after = (governing_plan(SOME_UNITS, *some, day) for day in (first, then))
    assert _area(before, "ja", "ukjent") <= _area(after, "ja", "ukjent") + 0.01


@FEW
@given(planned(sure=True), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_as_days_pass_no_zoning_plan_gives_way_to_an_older(some: Layers, one: date, other: date) -> None:
    first, then = sorted((one, other))
    before, after = (governing_plan(SOME_UNITS, *some, day) for day in (first, then))
    sure = [pieces[pieces["governs"] == "ja"] for pieces in (before, after)]
    one_, other_ = sure
    rows = shapely.STRtree(other_.geometry.to_numpy()).query(one_.geometry.to_numpy(), predicate="intersects")
    common = shapely.area(shapely.intersection(one_.geometry.to_numpy()[rows[0]], other_.geometry.to_numpy()[rows[1]]))
    same_unit = one_["unit"].to_numpy()[rows[0]] == other_["unit"].to_numpy()[rows[1]]
    days = [pieces["in_force_date"].to_numpy()[which] for pieces, which in zip(sure, rows, strict=True)]
    assert (days[0] <= days[1])[(common > 0.01) & same_unit].all()


def _area(pieces: gpd.GeoDataFrame, *answers: str) -> float:
    return float(pieces.loc[pieces["governs"].isin(answers), "area_m2"].sum())


def test_the_whole_of_the_made_up_town_is_tiled() -> None:
    town = town_layers()
    plans, purposes, of_zones = (town[layer] for layer in ("plans", "plan-purposes", "plan-zones"))
    districts = town["districts"]
    pieces = governing_plan(districts, plans, purposes, of_zones, TODAY, relations=town["plan-relations"])
    sums = pieces.groupby("unit")["area_m2"].sum()
    expected = pd.Series(districts.area.to_numpy(), districts["id"])
    assert np.abs(sums - expected).max() < 0.01
    tunnel = town["plan-purposes"].query("vertical_level == '1'")["plan_id"].iloc[0]
    assert tunnel not in set(pieces["plan_id"])
