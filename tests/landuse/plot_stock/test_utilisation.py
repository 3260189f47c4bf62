"""How much may be built on a plot, how much of it is used, and what remains."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.plot_stock.utilisation import TYPES, rules
from layers import create_workspace
from layers.codes import ANY, list_of
from layers.intake import Options
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import FEW, TOMORROW, noted, plans, plots, purposes, run, square

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from landuse.results import Result

OLDER = ("1", "2", "3", "4", "5", "6", "7", "12", "13", "14")


Written = str | float | None


def planned(form: Written, number: Written = None, *, width: float = 100.0, **columns: Written) -> Result:
    """Return the stock of a plot of 10 000 m² of which a purpose covers `width` hundredths."""
    layer = purposes(square(width=width), utilisation_type=[form], utilisation_value=[number], **columns)
    return run(plots(square()), plans=plans(square()), plan_purposes=layer)


def amounts(result: Result, of: str = "allowed") -> list[float | None]:
    row = result.frame.iloc[0][[f"{of}_bya_m2", f"{of}_bra_m2"]]
    return [None if np.isnan(value) else value for value in row.astype(float)]


def remarks(result: Result) -> set[str]:
    return {remark for remark, *_ in noted(result) if remark.startswith(("utilisation", "building", "plot-built"))}


@pytest.mark.parametrize(
    ("form", "number", "allowed", "remark"),
    [
        ("10", None, [0, 0], None),
        ("11", None, [0, 0], None),
        (11, None, [0, 0], None),
        ("15", 1500, [1500, None], None),
        ("15", 12_000, [10_000, None], None),  # no more ground than there is
        ("16", 45, [4500, None], None),
        ("16", 100, [10_000, None], None),
        ("16", 101, [None, None], "utilisation-impossible"),
        ("16", 45.5, [None, None], "utilisation-fraction"),
        ("16", 0.45, [None, None], "utilisation-fraction"),  # a part, or less than half a per cent?
        ("17", 12_000, [None, 12_000], None),
        ("18", 80, [None, 8000], None),
        ("18", 250, [None, 25_000], "utilisation-high"),
        ("16", None, [None, None], "utilisation-unknown"),
        ("16", 0, [None, None], "utilisation-unknown"),
        ("16", -5, [None, None], "utilisation-unknown"),
        ("16", float("inf"), [None, None], "utilisation-unknown"),
        (None, 45, [None, None], "utilisation-unknown"),  # the percentage is not always %-BYA
        ("99", 45, [None, None], "utilisation-unknown"),
        (None, None, [None, None], None),  # many services leave it out
        *((form, 30, [None, None], "utilisation-refused") for form in OLDER),
    ],
)
def test_what_is_allowed_goes_by_the_type(
    form: Written, number: Written, allowed: list[float | None], remark: str | None
) -> None:
    result = planned(form, number)
    assert amounts(result) == allowed
    assert remarks(result) == ({remark} if remark else set())


def test_every_type_of_the_list_is_taken_or_refused_by_name() -> None:
    listed = set(list_of(ANY, "utnyttingstype").codes)
    assert listed == TYPES | set(OLDER)
    result = planned("14", 30)
    assert ("utilisation-refused", "a", "14 %-TU 30") in noted(result)


def test_the_percentage_is_of_the_ground_set_aside_for_building_on_the_plot() -> None:
    """The nettotomt (TEK17 § 5-8): 7 000 m² for business and 3 000 m² of road."""
    layer = purposes(
        square(width=70),
        shapely.box(590_070, 6_740_000, 590_100, 6_740_100),
        purpose_code=["1300", "2011"],
        utilisation_type=["16", None],
        utilisation_value=[50, None],
    )
    assert amounts(run(plots(square()), plans=plans(square()), plan_purposes=layer)) == [3500, None]


def test_two_purposes_add_up_and_a_measure_that_one_does_not_tell_is_unknown() -> None:
    def both(forms: list[str], numbers: list[float | None]) -> list[float | None]:
        halves = square(width=50), shapely.box(590_050, 6_740_000, 590_100, 6_740_100)
        layer = purposes(*halves, utilisation_type=forms, utilisation_value=numbers)
        return amounts(run(plots(square()), plans=plans(square()), plan_purposes=layer))

    assert both(["16", "16"], [40, 60]) == [5000, None]
    assert both(["16", "15"], [40, 700]) == [2700, None]
    assert both(["16", "18"], [40, 60]) == [None, None]
    assert both(["16", "11"], [40, None]) == [2000, None]
    assert both(["11", "10"], [None, None]) == [0, 0]


def test_purposes_that_lie_over_each_other_leave_it_unknown_which_counts() -> None:
    layer = purposes(square(), square(width=50), utilisation_type="16", utilisation_value=[40, 60])
    result = run(plots(square()), plans=plans(square()), plan_purposes=layer)
    assert amounts(result) == [None, None]
    assert remarks(result) == {"utilisation-doubled"}


@pytest.mark.parametrize(
    "columns", [{"vertical_level": "1"}, {"plan_id": "p9"}, {"width": 80.0}, {"purpose_code": None}]
)
def test_what_is_not_in_force_on_the_ground_of_the_plot_allows_nothing_that_is_known(columns: dict[str, Any]) -> None:
    assert amounts(planned("16", 45, **columns)) == [None, None]


def test_a_sliver_of_the_neighbouring_field_adds_nothing() -> None:
    beside = shapely.box(590_099.9999, 6_740_000, 590_200, 6_740_100)
    layer = purposes(square(width=99.9999), beside, utilisation_type="17", utilisation_value=[2000, 5000])
    assert amounts(run(plots(square()), plans=plans(square()), plan_purposes=layer)) == [None, 2000]


def test_the_same_square_metres_in_two_fields_may_be_for_each_or_for_both() -> None:
    halves = square(width=50), shapely.box(590_050, 6_740_000, 590_100, 6_740_100)
    layer = purposes(*halves, utilisation_type="17", utilisation_value=2000)
    result = run(plots(square()), plans=plans(square()), plan_purposes=layer)
    assert amounts(result) == [None, None]
    assert ("utilisation-repeated", "a", "17 BRA 2000") in noted(result)
    other = purposes(*halves, utilisation_type="17", utilisation_value=[2000, 3000])
    assert amounts(run(plots(square()), plans=plans(square()), plan_purposes=other)) == [None, 5000]


def test_the_plan_that_governs_says_how_much() -> None:
    layer = purposes(square(), square(), plan_id=["p1", "p2"], utilisation_value=[40, 60])
    both = plans(square(), square(width=50), in_force_date=[date(2010, 1, 1), date(2020, 1, 1)])
    layer = layer.set_geometry(both.geometry.to_numpy(), crs=layer.crs)
    result = run(plots(square()), plans=both, plan_purposes=layer)
    assert amounts(result) == [0.4 * 5000 + 0.6 * 5000, None]
    assert remarks(result) == set()


def test_square_metres_for_a_plot_are_not_counted_for_each_piece_of_a_purpose() -> None:
    layer = purposes(square(), utilisation_type="15", utilisation_value=1500)
    halves = purposes(square(width=50), plan_id="p1").assign(
        object_type="RpFareSone", zone_code="310", id="z1", zone_type="fare"
    )
    assert amounts(run(plots(square()), plans=plans(square()), plan_purposes=layer, plan_zones=halves)) == [1500, None]


def test_a_plan_of_tomorrow_allows_nothing_today() -> None:
    layer = purposes(square(), utilisation_value=45)
    later = plans(square(), in_force_date=TOMORROW)
    found = [
        amounts(run(plots(square()), as_of=day, plans=later, plan_purposes=layer)) for day in (TOMORROW, None) if day
    ]
    assert found == [[4500, None]]
    assert amounts(run(plots(square()), plans=later, plan_purposes=layer)) == [None, None]


def building(shape: shapely.Geometry | None = None, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - a column of any kind
    """Return a building of 20 by 10 m, in use, on the plot unless another shape is said."""
    layer = units({"h": square(width=20, height=10) if shape is None else shape})
    told = {"building_status": "TB", "bya_m2": 210.0, "bra_m2": 400.0, "storeys": 2, **columns}
    return layer.assign(**{name: [value] for name, value in told.items()})


def stands(layer: gpd.GeoDataFrame | None, plot: shapely.Polygon | None = None, **columns: Any) -> Result:  # noqa: ANN401 - the same
    plan = purposes(square(), utilisation_type="16", utilisation_value=4)
    some = plots(plot or square(), **columns)
    return run(some, plans=plans(square()), plan_purposes=plan, buildings=layer)


@pytest.mark.parametrize(
    ("columns", "used", "remark"),
    [
        ({}, [210, 400], set()),
        ({"bya_m2": 0}, [200, 400], set()),  # the footprint stands for it
        ({"bya_m2": None}, [200, 400], set()),
        ({"bra_m2": 0}, [210, 420], {"building-estimated"}),
        ({"bra_m2": None, "bya_m2": None}, [200, 400], {"building-estimated"}),
        ({"bra_m2": None, "storeys": None}, [210, None], {"building-unmeasured"}),
        ({"bra_m2": None, "storeys": 0}, [210, None], {"building-unmeasured"}),
        ({"building_status": "FA"}, [210, 400], set()),
        ({"building_status": "IG"}, [210, 400], set()),
        ({"building_status": None}, [210, 400], {"building-status-unknown"}),
        ({"building_status": "XX"}, [210, 400], {"building-status-unknown"}),
        *(({"building_status": status}, [0, 0], set()) for status in ("GR", "BR", "BF", "BA", "BU")),
    ],
)
def test_what_stands_on_a_plot_uses_it(columns: dict[str, Any], used: list[float | None], remark: set[str]) -> None:
    result = stands(building(**columns))
    assert amounts(result, "used") == used
    assert remarks(result) - {"plot-built"} == remark


@pytest.mark.parametrize(
    ("columns", "vacant"),
    [
        ({}, "nei"),
        ({"building_status": "RA", "bya_m2": 5}, "nei"),  # a permit takes the plot
        ({"bya_m2": 19}, "ja"),  # a shed does not
        ({"bya_m2": 199}, "ja"),  # nor what takes less than 2 % of the plot
        ({"bya_m2": 200}, "nei"),
        ({"building_status": "BR"}, "ja"),
        ({"building_status": None}, "ukjent"),
        ({"building_status": None, "bya_m2": 5}, "ja"),
        ({"shape": shapely.Point(590_050, 6_740_050), "bya_m2": None}, "ukjent"),
    ],
)
def test_a_plot_is_vacant_until_something_takes_it(columns: dict[str, Any], vacant: str) -> None:
    result = stands(building(**columns))
    assert result.frame["vacant"].tolist() == [vacant]
    assert ("plot-built" in remarks(result)) == (vacant == "nei")


def test_a_sold_plot_with_a_house_is_as_it_should_be() -> None:
    assert "plot-built" not in remarks(stands(building(), market_status="solgt"))
    assert "plot-built" in remarks(stands(building(), market_status="reservert"))


@pytest.mark.parametrize(
    ("shape", "used"),
    [
        (shapely.box(589_990, 6_740_000, 590_010, 6_740_010), [105, 200]),  # half of it
        (shapely.box(590_200, 6_740_000, 590_220, 6_740_010), [0, 0]),
        (shapely.box(589_980.09, 6_740_000, 590_000.09, 6_740_010), [0, 0]),  # a sliver
        (shapely.Point(590_050, 6_740_050), [210, 400]),
        (shapely.Point(590_150, 6_740_050), [0, 0]),
        (shapely.Polygon(), [0, 0]),
    ],
)
def test_a_building_counts_with_its_part_on_the_plot(shape: shapely.Geometry, used: list[float]) -> None:
    assert amounts(stands(building(shape)), "used") == used


def test_without_the_layer_of_buildings_nothing_is_known_of_them() -> None:
    for layer in (None, building()[:0]):
        result = stands(layer)
        assert amounts(result, "used") == amounts(result, "remaining") == [None, None]
        assert result.frame["vacant"].tolist() == ["ukjent"]


def test_what_remains_is_what_is_allowed_less_what_is_used() -> None:
    assert amounts(stands(building()), "remaining") == [190, None]
    over = stands(building(bya_m2=500))
    assert amounts(over, "remaining") == [0, None]
    assert ("utilisation-exceeded", "a", "BYA: 500 > 400 m²") in noted(over)
    plan = purposes(square(), utilisation_type="11")
    no_more = run(plots(square()), plans=plans(square()), plan_purposes=plan, buildings=building())
    assert amounts(no_more, "remaining") == [0, 0]
    assert "utilisation-exceeded" not in remarks(no_more)


@FEW
@given(st.data())
def test_another_building_never_leaves_more_and_their_order_is_nothing(data: st.DataObject) -> None:
    sides = data.draw(st.lists(st.floats(1, 60), min_size=1, max_size=5))
    houses = pd.concat([building(square(width=side, height=7), bya_m2=None, id=str(side)) for side in sides])
    one, all_of_them, reverse = (stands(layer).frame for layer in (houses[:1], houses, houses[::-1]))
    for measure in ("remaining_bya_m2", "remaining_bra_m2"):
        assert not (all_of_them[measure] > one[measure]).any()
    pd.testing.assert_frame_equal(all_of_them, reverse)


def test_the_words_for_a_rule_are_those_of_the_code_list() -> None:
    told = rules(pd.DataFrame({"utilisation_type": ["18", None, "77"], "utilisation_value": [120.0, 5.0, nan]}))
    assert told["said"].tolist() == ["18 %-BRA 120", "5", "77"]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "allowed", "faults"),
    [
        ("gml.avgr.1-pass.gml", [4300, 4300, None], {"utilisation-impossible"}),  # its third field says 104 %
        ("gml.flate.1-fail.gml", [4300, 4300, 2400], set()),
    ],
)
def test_what_real_plans_allow_is_read_as_they_mean_it(
    real_data: Path, tmp_path: Path, name: str, allowed: list[float | None], faults: set[str]
) -> None:
    """The fields of real files as they are imported; their drawings lie in degrees, so these are plots of 10 000 m²."""
    workspace = create_workspace(tmp_path / "plan")
    workspace.import_file("plan-purposes", real_data / "plan-gml" / name, options=Options(crs="EPSG:4326"))
    read = workspace.read("plan-purposes").sort_values("name")
    told = {column: read[column].tolist() for column in ("utilisation_type", "utilisation_value")}
    fields = [square(place) for place in range(3)]
    layer = purposes(*fields, **told)
    result = run(plots(*fields), plans=plans(shapely.union_all(fields)), plan_purposes=layer)
    assert (
        result.frame["allowed_bya_m2"].astype(object).where(result.frame["allowed_bya_m2"].notna(), None).tolist()
        == allowed
    )
    assert remarks(result) == faults
