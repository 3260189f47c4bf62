"""The plot stock from its layers to its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse import net_area
from landuse.inputs import described, require_metric
from landuse.network import Network
from landuse.plot_stock import places, remarks
from landuse.plot_stock.figures import indicators
from landuse.plot_stock.ladder import Said, combined, missing, register_steps, stage, stage_best
from landuse.plot_stock.net import net_m2
from landuse.plot_stock.planning import PlanGround, plan_steps
from landuse.plot_stock.plots import chosen
from landuse.plot_stock.reading import grounds
from landuse.plot_stock.stock import by_class, by_missing_step, by_place, size_class
from landuse.results import Evidence, Remark, Result, canonical
from layers.catalogue.readiness import MARKET_STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.plot_stock.parameters import Parameters
    from layers.raster import Raster

VERSION = "1"
# What the answer lacks without the layer is unknown, and said to be.
_WANTED = (
    *("plans", "plan_purposes", "districts", "byvekstgrense", "densification_zones", "cycle_routes"),
    *("centres", "paths"),
)


def run(  # noqa: PLR0913 - a keyword a layer
    *,
    business_plots: gpd.GeoDataFrame,
    housing_plots: gpd.GeoDataFrame | None = None,
    plans: gpd.GeoDataFrame | None = None,
    plan_purposes: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    byvekstgrense: gpd.GeoDataFrame | None = None,
    densification_zones: gpd.GeoDataFrame | None = None,
    cycle_routes: gpd.GeoDataFrame | None = None,
    centres: gpd.GeoDataFrame | None = None,
    paths: gpd.GeoDataFrame | Network | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    plan_lines: gpd.GeoDataFrame | None = None,
    hazards: gpd.GeoDataFrame | net_area.Cover | None = None,
    protected: gpd.GeoDataFrame | net_area.Cover | None = None,
    water: gpd.GeoDataFrame | net_area.Cover | None = None,
    terrain: Raster | None = None,
    main_roads: gpd.GeoDataFrame | None = None,
    business_known: net_area.Facts | None = None,
    housing_known: net_area.Facts | None = None,
    parameters: Parameters,
) -> Result:
    """Return how far every plot has come towards being ready to build on, and the stock of plots and daa.

    Parameters
    ----------
    business_plots, housing_plots
        Polygons with ``use``, ``market_status``, ``step_1`` … ``step_8`` as far as they are known; null is unknown.
    plans, plan_purposes
        What answers steps 1 to 4, where it covers the plot; otherwise the plot's own columns do.
    districts
        By the largest part of the plot; outside them and without them, the plot's own ``district``.
    byvekstgrense, densification_zones, cycle_routes
        Where the plot lies; without the layer, or with an empty one, the answer is «ukjent».
    centres, paths, barriers, crossings
        As :func:`landuse.coverage.run` takes them; a plot is measured from its centroid.
    plan_lines, hazards, protected, water, terrain, main_roads
        What the net area takes besides purposes: :func:`landuse.net_area.run`.
    business_known, housing_known
        Facts of the plots from before: the net area of a plot that has not changed is not computed again.
    parameters
        The day, the use, and the limits.

    Returns
    -------
    Result
        `frame` has a row a plot of the use: ``id name use market_status district size_class gross_m2 net_m2`` (net is
        NaN where what may take ground is not known), ``stage stage_best missing``, ``step_1`` … ``step_8`` with
        ``step_1_source`` …, and ``ja nei ukjent`` for ``inside_byvekstgrense in_densification_zone within_1000_m
        near_cycle_network``. `tables`: ``stock``, ``places``, ``missing``, ``remarks``.

    Raises
    ------
    DataFault
        If layers do not measure in metres in one CRS, an id is repeated, or the layer of the use is not there.

    Notes
    -----
    Invariants: an unknown answer never makes a stage higher, nor a plot ready; stage ≤ best stage; the rows of
    ``stock`` sum to the frame exactly; the order of rows changes nothing.
    """
    given = {
        "business_plots": business_plots,
        "housing_plots": housing_plots,
        "plans": plans,
        "plan_purposes": plan_purposes,
        "districts": districts,
        "byvekstgrense": byvekstgrense,
        "densification_zones": densification_zones,
        "cycle_routes": cycle_routes,
        "centres": centres,
        "paths": paths,
        "barriers": barriers,
        "crossings": crossings,
        "plan_lines": plan_lines,
        "hazards": hazards,
        "protected": protected,
        "water": water,
        "terrain": terrain,
        "main_roads": main_roads,
    }
    there = {role: layer for role, layer in given.items() if layer is not None}
    known = tuple(facts for facts in (business_known, housing_known) if facts is not None)
    return _answered(there, known, parameters)


def _answered(given: Mapping[str, Any], known: tuple[net_area.Facts, ...], parameters: Parameters) -> Result:
    _require(given)
    layers = {role: layer for role, layer in given.items() if role not in _WANTED or _says_something(layer)}
    plots, elsewhen = chosen(given["business_plots"], given.get("housing_plots"), parameters.use, parameters.as_of)
    ground = PlanGround.of(plots, layers.get("plans"), layers.get("plan_purposes"), parameters.as_of)
    said = Said(plan_steps(ground, parameters.min_plan_share), register_steps(plots, parameters.as_of))
    walk = places.within_reach(plots, layers, parameters)
    where = {
        "district": places.named_district(plots, layers.get("districts")),
        "inside_byvekstgrense": places.inside_byvekstgrense(plots, layers.get("byvekstgrense")),
        "in_densification_zone": places.in_densification_zone(plots, layers.get("densification_zones")),
        "within_1000_m": walk.answers,
        "near_cycle_network": places.near_cycle_network(plots, layers.get("cycle_routes"), parameters.cycle_distance),
    }
    frame = _frame(plots, combined(said, plots.index), where, parameters)
    frame["net_m2"] = net_m2(plots, given, known, parameters)
    odd = remarks.of_plots(plots, layers.get("districts"), ground, said, parameters.as_of)
    gone = remarks.table(remarks.Noted("not-in-register", name) for name in elsewhen["id"])
    evidence = Evidence(
        "plot-stock",
        VERSION,
        parameters.model_dump(),
        tuple(_described(role, layer) for role, layer in given.items()),
        dropped=(*remarks.summed(gone), *walk.dropped),
        warnings=(*_not_given(layers, parameters), *walk.warnings, *remarks.summed(odd)),
    )
    tables = {**_tables(frame, parameters.ready_stage), "remarks": pd.concat([odd, gone], ignore_index=True)}
    return Result(frame, tables, indicators(frame, parameters), evidence)


def _require(given: Mapping[str, Any]) -> None:
    frames = {role: layer for role, layer in given.items() if not isinstance(layer, Network)}
    if isinstance(given.get("paths"), Network):
        frames["paths"] = gpd.GeoDataFrame(geometry=[], crs=given["paths"].about["crs"])
    cut = {role: layer.frame for role, layer in frames.items() if isinstance(layer, net_area.Cover)}
    require_metric({**frames, **cut})


def _says_something(layer: gpd.GeoDataFrame | Network) -> bool:
    return isinstance(layer, Network) or len(layer) > 0


def _described(role: str, layer: gpd.GeoDataFrame | Network | net_area.Cover | Raster) -> dict[str, Any]:
    """Return what the evidence says of an input, in the same order whether it comes as features or made ready."""
    row = layer.about["evidence"] if isinstance(layer, Network | net_area.Cover) else described(role, layer)
    plainly: dict[str, Any] = json.loads(canonical(row))
    return plainly


def _not_given(layers: Mapping[str, Any], parameters: Parameters) -> tuple[Remark, ...]:
    wanted = ("housing_plots", *_WANTED) if parameters.use == "all" else _WANTED
    return tuple(Remark("layer-not-given", role, 1) for role in wanted if role not in layers)


def _frame(
    plots: gpd.GeoDataFrame, answers: pd.DataFrame, where: Mapping[str, Any], parameters: Parameters
) -> gpd.GeoDataFrame:
    area = pd.Series(shapely.area(grounds(plots)), plots.index).round(3)
    gross = area.where(area > 0)
    status = plots["market_status"]
    sizes = size_class((gross / 1000).round(6), parameters.size_classes)
    columns = {
        **{name: plots[name] for name in ("id", "name", "use")},
        **where,
        "market_status": status.where(status.isin(MARKET_STATUS.codes), "ukjent"),
        "size_class": pd.Series(sizes, plots.index, dtype="str"),
        "gross_m2": gross,
        "net_m2": np.nan,
        "stage": stage(answers),
        "stage_best": stage_best(answers),
        "missing": missing(answers, parameters.ready_stage),
        **{name: answers[name] for name in answers.columns},
    }
    return gpd.GeoDataFrame(columns, geometry=plots.geometry, index=plots.index, crs=plots.crs)


def _tables(frame: gpd.GeoDataFrame, ready_stage: int) -> dict[str, pd.DataFrame]:
    return {
        "stock": by_class(frame),
        "places": by_place(frame, ready_stage),
        "missing": by_missing_step(frame, ready_stage),
    }
