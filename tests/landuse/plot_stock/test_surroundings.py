"""Roads, power, hazards and slope say what is in the way of steps 6 and 7, and never that a plot is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landuse.plots.streets import Streets
from tests.landuse.net_area.cases import hazards, strip, terrain
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import ANSWERS, FEW, noted, plots, run, square, steps_of

if TYPE_CHECKING:
    import geopandas as gpd


def street(away: float, highway: str | None = "residential") -> gpd.GeoDataFrame:
    """Return a way south of the plots, so many metres from their edge."""
    line = shapely.LineString([(589_900, 6_740_000 - away), (591_000, 6_740_000 - away)])
    return units({"w": line}, highway=[highway])


def told(step: int, *, register: str | None = None, **layers: Any) -> tuple[str, str, str, str]:  # noqa: ANN401 - layers
    """Return a step of a plot with its source, assessor and evidence."""
    some = plots(square(), **{f"step_{step}": [register]})
    row = run(some, **layers).frame.iloc[0].fillna("")
    return tuple(row[f"step_{step}{of}"] for of in ("", "_source", "_assessor", "_evidence"))


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ({}, ("ukjent", "", "", "")),
        ({"streets": street(50)}, ("ukjent", "", "paths", "paths: 50 m")),
        ({"streets": street(51)}, ("nei", "layers", "paths", "paths: 51 m")),
        ({"streets": street(51), "road_distance": 51.0}, ("ukjent", "", "paths", "paths: 51 m")),
        ({"streets": street(10, "footway")}, ("ukjent", "", "", "")),
        ({"streets": street(400), "main_roads": street(20)}, ("ukjent", "", "main-roads", "main-roads: 20 m")),
        ({"streets": street(50.0004)}, ("nei", "layers", "paths", "paths: 50 m")),
        *(  # a way of unknown kind may be a road, and so may a road of unknown place
            ({"streets": pd.concat([street(400), other])}, (answer, source, "paths", "paths: 400 m"))
            for other, answer, source in (
                (street(5, None), "ukjent", ""),
                (street(60, " "), "nei", "layers"),
                (street(5).set_geometry([None], crs=25832), "ukjent", ""),
                (street(5, "cycleway").set_geometry([None], crs=25832), "nei", "layers"),
            )
        ),
        ({"main_roads": street(400)}, ("ukjent", "", "main-roads", "main-roads: 400 m")),  # there may be other roads
        (  # a layer of footways says no more of roads than none
            {"streets": street(10, "footway"), "main_roads": street(400)},
            ("ukjent", "", "main-roads", "main-roads: 400 m"),
        ),
        (
            {"streets": street(3), "power": units({"k": shapely.Point(590_050, 6_740_900)})},
            ("ukjent", "", "paths, power", "paths: 3 m; power: 800 m"),
        ),
        (
            {"streets": street(300), "power": units({"k": shapely.Point(590_050, 6_740_900)})},
            ("nei", "layers", "paths", "paths: 300 m"),
        ),
    ],
)
def test_a_plot_far_from_every_road_is_not_serviced(layers: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert told(6, **layers) == expected


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ({"hazards": hazards(strip(width=10))}, ("ukjent", "", "hazards", "hazards: 10 %")),
        ({"hazards": hazards(strip(width=11))}, ("nei", "layers", "hazards", "hazards: 11 %")),
        ({"hazards": hazards(strip(width=60), level="aktsomhet")}, ("ukjent", "", "hazards", "hazards: 0 %")),
        ({"hazards": hazards(strip(width=60), level=None)}, ("ukjent", "", "", "")),
        ({"terrain": terrain(20)}, ("ukjent", "", "terrain", "terrain: 0 %")),
        ({"terrain": terrain(40)}, ("nei", "layers", "terrain", "terrain: 100 %")),
    ],
)
def test_ground_in_a_hazard_zone_or_too_steep_is_not_prepared(
    layers: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert told(7, **layers) == expected


@pytest.mark.parametrize("answer", ["ja", "nei"])
def test_the_register_knows_better_and_is_asked_to_look_again(answer: str) -> None:
    layers = {"streets": street(340)}
    assert told(6, register=answer, **layers)[:2] == (answer, "plots")
    doubted = noted(run(plots(square(), step_6=[answer]), **layers))
    assert (("step-doubted", "a", "step_6: paths: 340 m") in doubted) == (answer == "ja")


def test_roads_chosen_before_give_the_same_answer() -> None:
    paths = street(51)
    ready = Streets.from_arrays(Streets.of("streets", paths).arrays())
    some = plots(square())
    assert run(some, streets=ready).to_json() == run(some, streets=paths).to_json()
    assert len(Streets.from_arrays(Streets.of("streets", street(1, "path")).arrays()).lines) == 0


@FEW
@given(st.lists(ANSWERS, min_size=8, max_size=8), st.sampled_from([0, 49, 400]), st.sampled_from([0, 40]))
def test_such_layers_never_make_a_stage_higher(answers: list[str], away: float, percent: float) -> None:
    some = plots(square(), **steps_of(*answers))
    before = run(some).frame.iloc[0]
    after = run(some, streets=street(away), terrain=terrain(percent), hazards=hazards(strip(width=30))).frame.iloc[0]
    assert after["stage"] == before["stage"]
    assert after["stage_best"] <= before["stage_best"]
