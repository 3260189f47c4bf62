"""What the layers say of a plot is computed once for its outline and use, and is the same whenever it is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import shapely

from landuse import catalogue, plot_stock
from landuse.inputs import described
from landuse.plot_stock import facts as facts_module
from landuse.plot_stock.facts import Facts, facts_of
from landuse.plots.register import chosen
from layers import create_workspace
from tests.landuse.net_area.cases import clear
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import TODAY, TOMORROW, plans, plots, purposes, run, square, steps_of

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from landuse.results import Result

FOUR = plots(*(square(place) for place in range(3)), None, district="Biri")
WEST = shapely.box(589_000, 6_739_000, 590_150, 6_741_000)
HOUSE = units({"h": square(1, width=20)}).assign(building_status="TB", bya_m2=400.0, bra_m2=None, storeys=2)
KP = {"object_type": "KpArealformålOmråde", "level": "kommuneplan"}
LAYERS: dict[str, gpd.GeoDataFrame] = {
    "plans": plans(square(), square(1), plan_status=["3", None], in_force_date=[date(2014, 5, 1), TOMORROW]),
    "plan_purposes": purposes(square(), square(1, width=50), plan_id=["p1", "p2"], utilisation_value=[40, 120]),
    "districts": units({"d": WEST}, name="Vardal"),
    "municipality": units({"m": shapely.box(589_000, 6_739_000, 590_250, 6_741_000)}),
    "byvekstgrense": units({"g": WEST}),
    "main_roads": units({"v": shapely.LineString([(589_000, 6_740_150), (591_000, 6_740_150)])}).assign(
        road_category="R", road_number="4"
    ),
    "buildings": HOUSE,
}


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The width of each plot that was computed, in metres."""
    widths: list[float] = []
    plain = facts_module._computed

    def noted(some: gpd.GeoDataFrame, *rest: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        widths.extend(some.geometry.map(lambda shape: shape.bounds[2] - shape.bounds[0] if shape else 0.0).tolist())
        return plain(some, *rest)

    monkeypatch.setattr(facts_module, "_computed", noted)
    return widths


def asked(**parameters: Any) -> plot_stock.Parameters:  # noqa: ANN401 - a parameter of any kind
    return plot_stock.Parameters(**{"as_of": TODAY, **parameters})


def found(some: gpd.GeoDataFrame, *known: Facts, **parameters: Any) -> Facts:  # noqa: ANN401 - the same
    """Return the facts of plots as an analysis asks for them."""
    counted = chosen(some, None, "all", TODAY).counted
    evidence = {role: described(role, layer) for role, layer in LAYERS.items()}
    return facts_of(counted, LAYERS, asked(**parameters), evidence, known)


def answer(some: gpd.GeoDataFrame, known: Facts | None = None, **parameters: Any) -> Result:  # noqa: ANN401 - the same
    return plot_stock.run(business_plots=some, **LAYERS, business_facts=known, parameters=asked(**parameters))


def test_an_answer_is_the_same_whatever_is_known_from_before(computed: list[float]) -> None:
    changed = FOUR.assign(id=list("wxyz"), market_status="solgt", step_4="ja").iloc[[2, 0, 3, 1]]
    known = found(FOUR)
    stored = Facts.from_arrays(known.arrays())
    fresh = answer(changed).to_json()
    computed.clear()
    assert answer(changed, known).to_json() == answer(changed, stored).to_json() == fresh
    assert computed == []


def test_remarks_are_kept_and_call_the_plot_by_its_name_of_today() -> None:
    known = found(FOUR)
    told = answer(FOUR.assign(id=["ny", "b", "c", "d"]), known).tables["remarks"]
    rows = set(told.itertuples(index=False, name=None))
    assert {
        ("outside-every-plan", "c", ""),
        ("plan-unclear", "b", "p2"),
        ("outside-every-district", "c", ""),
        ("outside-municipality", "c", "10000 m²"),
        ("building-estimated", "b", "h"),
        ("no-area", "d", ""),
    } <= rows
    assert not {name for _, name, _ in rows} & {"a"}


def test_only_a_plot_of_another_outline_or_use_is_computed_again(computed: list[float]) -> None:
    before = found(FOUR)
    computed.clear()
    shapes = [square(), square(1, width=60), *FOUR.geometry[2:]]
    moved = FOUR.set_geometry(shapes, crs=FOUR.crs).assign(use=["business", "business", "housing", "business"])
    after = found(moved, before)
    assert computed == [60.0, 100.0]
    fresh = found(moved)
    assert {name: each.tolist() for name, each in after.columns.items() if each.dtype == object} == {
        name: each.tolist() for name, each in fresh.columns.items() if each.dtype == object
    }
    numbers = [name for name, each in fresh.columns.items() if each.dtype != object]
    assert all(np.array_equal(after.columns[name], fresh.columns[name], equal_nan=True) for name in numbers)


@pytest.mark.parametrize(
    ("parameters", "again"),
    [
        ({"as_of": TODAY.replace(day=1)}, 0),
        ({"as_of": date(2026, 10, 1)}, 0),  # no plan came into force since
        ({"as_of": TOMORROW}, 4),
        ({"as_of": date(2014, 4, 30)}, 4),
        ({"ready_stage": 4}, 0),
        ({"demand_low": 3.0}, 0),
        ({"size_classes": (1.0, 2.0)}, 0),
        ({"min_plan_share": 0.5}, 4),
        ({"axis_distances": (500.0,)}, 4),
        ({"cycle_distance": 10.0}, 4),
    ],
)
def test_facts_are_used_as_long_as_what_they_rest_on_is_the_same(
    computed: list[float], parameters: dict[str, Any], again: int
) -> None:
    before = found(FOUR)
    computed.clear()
    found(FOUR, before, **parameters)
    assert len(computed) == again


def test_the_age_of_a_plan_goes_on_though_the_facts_stay(computed: list[float]) -> None:
    known = found(FOUR)
    computed.clear()
    days = (date(2024, 4, 30), date(2024, 5, 1), TODAY)
    ages = [answer(FOUR, known, as_of=day).frame["plan_age_years"].iloc[0] for day in days]
    assert (ages, computed) == ([9, 10, 12], [])


def test_another_layer_is_another_ground(computed: list[float]) -> None:
    known = found(FOUR)
    computed.clear()
    other = run(FOUR, **{**LAYERS, "buildings": HOUSE.iloc[:0]}, business_facts=known)
    assert len(computed) == 4
    assert other.frame["vacant"].tolist() == ["ukjent"] * 4


@pytest.mark.parametrize("status", ["1", "5", "6", "8", None])
@pytest.mark.parametrize("day", [date(2010, 1, 1), date(2030, 1, 1), None])
def test_an_area_of_the_plan_elsewhere_changes_nothing_of_a_plot(status: str | None, day: date | None) -> None:
    """Gjøvik's municipal plan has such areas: one of them has no legal force, and all have one plan id."""
    here = plans(square(), plan_type="20")
    more = plans(square(), square(40), plan_id="p1", plan_type="20", plan_status=["3", status])
    more["in_force_date"] = [here["in_force_date"].iloc[0], day]
    layers = {**clear(), "plan_purposes": purposes(square(), utilisation_value=40, **KP)}
    some = plots(square(), **steps_of("ukjent"))
    frames = [run(some, **{**layers, "plans": each}).frame for each in (here, more)]
    assert frames[0][["purpose", "net_m2", "allowed_bya_m2"]].notna().all(axis=None)
    pd.testing.assert_frame_equal(*frames)


def test_facts_of_no_plots_come_back_from_arrays() -> None:
    nothing = found(FOUR.iloc[:0])
    assert len(Facts.from_arrays(nothing.arrays()).rows(np.zeros(0, np.int64)).keys) == 0


def test_a_status_in_the_store_recomputes_no_plot_and_an_outline_only_its_own(
    tmp_path: Path, computed: list[float]
) -> None:
    workspace = create_workspace(tmp_path / "w")
    two = FOUR.iloc[:2]
    sold = two.assign(market_status="solgt")
    moved = sold.set_geometry([square(), square(1, width=50)], crs=two.crs)
    for name, frame, again in (("first", two, [100.0, 100.0]), ("sold", sold, []), ("moved", moved, [50.0])):
        frame.to_file(tmp_path / f"{name}.gpkg")
        workspace.import_file("business-plots", tmp_path / f"{name}.gpkg", replace_all=True, today=TODAY)
        computed.clear()
        result = catalogue.run("plot-stock", workspace, as_of=TODAY)
        assert result.frame["market_status"].eq("ledig").all() == (name == "first")
        assert computed == again
