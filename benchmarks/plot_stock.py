"""The stock of 2 000 plots among plans, districts, roads and buildings that are read already."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.race import Contestant, laps_table, race
from landuse import catalogue, plot_stock
from landuse.inputs import described
from landuse.plot_stock.analysis import tables_of
from landuse.plot_stock.net import net_areas
from landuse.plot_stock.supply import Districts
from landuse.plots.register import chosen
from layers import create_workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from layers import Workspace

TITLE = "The stock of 2 000 plots"
COUNT, ROUNDS = 2_000, 7
_CRS, _WEST, _SOUTH = "EPSG:25832", 580_000.0, 6_730_000.0
_PARAMETERS = plot_stock.Parameters(as_of=date(2026, 11, 1), use="all", demand_low=20, demand_high=40)


def run(folder: Path) -> str:
    """Return the table of times; the ratio is to the answer of a warm workspace."""
    layers = town(COUNT)
    workspace = settled(folder, layers)
    asked = partial(catalogue.ask, "plot-stock", workspace, **_PARAMETERS.model_dump())
    question = asked()
    known = {role: question.inputs[role] for role in ("business_known", "business_facts")}
    answer = partial(plot_stock.run, **layers, parameters=_PARAMETERS)
    frame = answer().frame
    given = {role: layer for role, layer in question.inputs.items() if layer is not None and role not in known}
    evidence = {role: described(role, layer) for role, layer in given.items()}
    plots = chosen(layers["business_plots"], None, _PARAMETERS.use, _PARAMETERS.as_of).counted
    net = partial(net_areas, plots, given, [known["business_known"]], _PARAMETERS, evidence)
    contestants = [
        Contestant("the whole question to a warm workspace, its files read", lambda: asked().answer()),
        Contestant("of it: the answer, with what the workspace knows of its plots", question.answer),
        Contestant("of that: the net area of every plot", net),
        Contestant("of that: every table of the stock, from the frame", partial(summed, frame)),
        Contestant("`plot_stock.run`, layers in memory, everything computed anew", answer),
    ]
    counts = ", ".join(f"{len(layer)} {role.replace('_', ' ')}" for role, layer in layers.items())
    same = answer(**known).to_json() == answer().to_json()
    return f"{laps_table(race(contestants, ROUNDS), ROUNDS)}\n\n{counts}. With what is known, the same: {same}."


def settled(folder: Path, layers: dict[str, gpd.GeoDataFrame]) -> Workspace:
    """Return a workspace with the layers of the made-up town."""
    workspace = create_workspace(folder / "town")
    for role, layer in layers.items():
        file = folder / f"{role}.gpkg"
        layer.to_file(file)
        workspace.import_file(role.replace("_", "-"), file, as_of=_PARAMETERS.as_of)
    return workspace


def summed(frame: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Return every table of a stock whose frame is there already."""
    return tables_of(frame, Districts.among(frame, None), _PARAMETERS)


def town(count: int) -> dict[str, gpd.GeoDataFrame]:
    """Return `count` plots in a grid, each with a zoning purpose, a plan for each twenty, and what lies around."""
    random = np.random.default_rng(3)
    row, column = np.divmod(np.arange(count), 50)
    x, y = _WEST + 150.0 * column, _SOUTH + 150.0 * row
    plots = shapely.box(x, y, x + random.uniform(30, 120, count), y + random.uniform(30, 120, count))
    ids = [f"t{number}" for number in range(count)]
    answers = {step: random.choice(["ja", "nei", "ukjent"], count, p=[0.8, 0.1, 0.1]) for step in plot_stock.STEPS}
    told = {"use": random.choice(["business", "housing", "mixed"], count), "market_status": _statuses(random, count)}
    extent = shapely.box(_WEST, _SOUTH, x.max() + 150, y.max() + 150)
    plan = np.arange(count) // 20
    home = shapely.box(x - 10, y - 10, x + 140, y + 140)
    return {
        "business_plots": _layer(plots, id=ids, **told, **answers),
        "plans": _plans(home, plan),
        "plan_purposes": _purposes(home, plan),
        "districts": _quarters(extent, 6),
        "byvekstgrense": _boundary(extent.buffer(-900)),
        "densification_zones": _quarters(extent.buffer(-1500), 4).assign(kind="fortetting"),
        "main_roads": _roads(extent),
        "buildings": _buildings(random, extent, 10 * count),
        "municipality": _layer([extent.buffer(100)], municipality="9999", name="By"),
    }


def _layer(shapes: Any, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - shapes and columns of any kind
    shapes = np.asarray(shapes, dtype=object)
    return gpd.GeoDataFrame(
        {"id": [str(number) for number in range(len(shapes))], **columns}, geometry=shapes, crs=_CRS
    )


def _boundary(shape: shapely.Geometry) -> gpd.GeoDataFrame:
    told = {"name": "grense", "legal_force": "temakart", "source_document": "Temakart", "source_date": "2020-01-01"}
    return _layer([shape], **told, accuracy_m=10.0)


def _statuses(random: np.random.Generator, count: int) -> NDArray[np.str_]:
    found: NDArray[np.str_] = random.choice(["ledig", "ledig", "reservert", "solgt", "ukjent"], count)
    return found


def _plans(home: NDArray[np.object_], plan: NDArray[np.int64]) -> gpd.GeoDataFrame:
    areas = [shapely.union_all(home[plan == number]) for number in range(plan.max() + 1)]
    names = [f"p{number}" for number in range(len(areas))]
    return _layer(areas, plan_id=names, plan_type="35", plan_status="3", in_force_date="2020-01-01")


def _purposes(home: NDArray[np.object_], plan: NDArray[np.int64]) -> gpd.GeoDataFrame:
    """Return a zoning purpose under each plot."""
    return _layer(
        home,
        plan_id=[f"p{number}" for number in plan],
        object_type="RpArealformålOmråde",
        law="2008",
        level="reguleringsplan",
        purpose_code=["1300", "1110", "1800", "1150"] * (len(home) // 4),
        utilisation_type="16",
        utilisation_value=40,
        vertical_level="2",
    )


def _quarters(extent: shapely.Polygon, count: int) -> gpd.GeoDataFrame:
    west, south, east, north = extent.bounds
    edges = np.linspace(west, east, count + 1)
    shapes = [shapely.box(left, south, right, north) for left, right in pairwise(edges.tolist())]
    return _layer(shapes, name=[f"Del {number}" for number in range(count)])


def _roads(extent: shapely.Polygon) -> gpd.GeoDataFrame:
    west, south, east, north = extent.bounds
    middle, turns = (south + north) / 2, np.linspace(west, east, 500)
    line = shapely.LineString(np.column_stack([turns, middle + 200 * np.sin(turns / 300)]))
    return _layer([line, shapely.LineString([(west, south), (east, north)])], road_category=["R", "F"], road_number="4")


def _buildings(random: np.random.Generator, extent: shapely.Polygon, count: int) -> gpd.GeoDataFrame:
    west, south, east, north = extent.bounds
    x, y = random.uniform(west, east, count), random.uniform(south, north, count)
    shapes = shapely.box(x, y, x + 12, y + 10)
    return _layer(shapes, building_status="TB", bya_m2=120.0, bra_m2=200.0, storeys=2)
