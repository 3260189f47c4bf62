"""The plot stock from its layers to its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

from landuse import net_area
from landuse.inputs import require_metric, without_attrs
from landuse.net_area.cover import evidence_of
from landuse.network import Network
from landuse.plot_stock import places, remarks
from landuse.plot_stock.axes import absent_axes, axis_metres
from landuse.plot_stock.coming import planned_days, ready_date
from landuse.plot_stock.demand import below_districts
from landuse.plot_stock.facts import Facts, facts_of
from landuse.plot_stock.figures import indicators
from landuse.plot_stock.finding_out import worth_finding_out
from landuse.plot_stock.ladder import Said, combined, missing, stage, stage_best
from landuse.plot_stock.net import net_areas
from landuse.plot_stock.plan_age import needs_assessment, years
from landuse.plot_stock.stock import by_class, by_missing_step, by_place, by_purpose, size_class
from landuse.plot_stock.supply import Districts, by_district, by_size
from landuse.plot_stock.surroundings import gaps
from landuse.plots.keyed import those_there
from landuse.plots.register import chosen
from landuse.plots.remarks import of_days, summed, table
from landuse.plots.streets import Streets
from landuse.reading import grounds, text_of, words
from landuse.results import Evidence, Remark, Result, canonical
from layers.catalogue.readiness import MARKET_STATUS
from layers.raster import Raster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.plot_stock.facts import Columns
    from landuse.plot_stock.parameters import Parameters

VERSION = "1"
# What the answer lacks without the layer is unknown, and said to be.
_WANTED = (
    *("plans", "plan_purposes", "plan_zones", "districts", "byvekstgrense", "densification_zones", "cycle_routes"),
    *("centres", "paths", "main_roads", "buildings", "municipality", "plan_lines", "hazards", "protected", "water"),
    *("terrain", "power"),
)
_PLOTS = frozenset({"business_plots", "housing_plots"})


def run(  # noqa: PLR0913 - a keyword a layer
    *,
    business_plots: gpd.GeoDataFrame,
    housing_plots: gpd.GeoDataFrame | None = None,
    plans: gpd.GeoDataFrame | None = None,
    plan_purposes: gpd.GeoDataFrame | None = None,
    plan_zones: gpd.GeoDataFrame | None = None,
    plan_relations: pd.DataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    byvekstgrense: gpd.GeoDataFrame | None = None,
    densification_zones: gpd.GeoDataFrame | None = None,
    cycle_routes: gpd.GeoDataFrame | None = None,
    centres: gpd.GeoDataFrame | None = None,
    paths: gpd.GeoDataFrame | Network | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    main_roads: gpd.GeoDataFrame | None = None,
    buildings: gpd.GeoDataFrame | None = None,
    municipality: gpd.GeoDataFrame | None = None,
    plan_lines: gpd.GeoDataFrame | None = None,
    hazards: gpd.GeoDataFrame | net_area.Cover | None = None,
    protected: gpd.GeoDataFrame | net_area.Cover | None = None,
    water: gpd.GeoDataFrame | net_area.Cover | None = None,
    terrain: Raster | None = None,
    streets: gpd.GeoDataFrame | Streets | None = None,
    power: gpd.GeoDataFrame | None = None,
    business_known: net_area.Facts | None = None,
    housing_known: net_area.Facts | None = None,
    business_facts: Facts | None = None,
    housing_facts: Facts | None = None,
    parameters: Parameters,
) -> Result:
    """Return how far every plot has come towards being ready to build on, and the stock of plots and daa.

    Parameters
    ----------
    business_plots, housing_plots
        Polygons with ``use``, ``market_status``, ``step_1`` … ``step_8`` as far as they are known; null is unknown.
    plans, plan_purposes, plan_zones, plan_relations
        What answers steps 1 to 4, where it covers the plot; otherwise the plot's own columns do.
    districts
        By the largest part of the plot; outside them and without them, the plot's own ``district``.
    byvekstgrense, densification_zones, cycle_routes
        Where the plot lies; without the layer, or with an empty one, the answer is «ukjent».
    centres, paths, barriers, crossings
        As :func:`landuse.coverage.run` takes them; a plot is measured from its centroid.
    main_roads
        Among them the transport axes.
    buildings
        What stands on the plots, of what the purposes allow.
    municipality
        Plots across its border are named.
    plan_lines, hazards, protected, water, terrain
        What the net area takes besides purposes: :func:`landuse.net_area.run`.
    streets, power
        The ways of which cars drive on some, and the grid: with hazards and slope, what is in the way of steps 6 and 7.
    business_known, housing_known, business_facts, housing_facts
        Facts of the plots from before, of the net area and of all else that follows from outline and layers: for a plot
        that has not changed they are not computed again.
    parameters
        The day, the use, and the limits.

    Returns
    -------
    Result
        `frame` has a row a plot of the use: ``id name use market_status district size_class gross_m2 net_m2`` (net is
        NaN where what may take ground is not known), ``stage stage_best missing``, ``step_1`` … ``step_8``, each with
        ``step_1_source step_1_date step_1_assessor step_1_evidence``, ``ready_date zoned
        plan_age_years aktualitetsvurdering``, and ``ja nei ukjent`` for ``inside_byvekstgrense in_densification_zone
        within_1000_m near_cycle_network``. `tables`: ``stock``, ``districts``, ``sizes``, ``purposes``, ``places``,
        ``missing``, ``worth_finding_out``, ``remarks``.

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
        "plan_zones": plan_zones,
        "plan_relations": plan_relations,
        "districts": districts,
        "byvekstgrense": byvekstgrense,
        "densification_zones": densification_zones,
        "cycle_routes": cycle_routes,
        "centres": centres,
        "paths": paths,
        "barriers": barriers,
        "crossings": crossings,
        "main_roads": main_roads,
        "buildings": buildings,
        "municipality": municipality,
        "plan_lines": plan_lines,
        "hazards": hazards,
        "protected": protected,
        "water": water,
        "terrain": terrain,
        "streets": streets,
        "power": power,
    }
    known = _Known(those_there(business_known, housing_known), those_there(business_facts, housing_facts))
    return _answered({role: layer for role, layer in given.items() if layer is not None}, known, parameters)


class _Known(NamedTuple):
    """What is known of the plots from before."""

    net: tuple[net_area.Facts, ...]
    facts: tuple[Facts, ...]


def _answered(given: Mapping[str, Any], known: _Known, parameters: Parameters) -> Result:
    _require(given)
    evidence = {role: _described(role, layer) for role, layer in given.items()}
    there = {role: layer for role, layer in given.items() if role in _PLOTS or _says_something(layer)}
    layers = {role: without_attrs(layer) for role, layer in there.items()}
    plots, elsewhen = chosen(layers["business_plots"], layers.get("housing_plots"), parameters.use, parameters.as_of)
    facts = facts_of(plots, layers, parameters, evidence, known.facts)
    net = net_areas(plots, given, known.net, parameters, evidence)
    said = Said.of(plots, facts.steps, facts.told, parameters.as_of, gaps(facts.columns, net, parameters))
    walk = places.within_reach(plots, layers, parameters)
    frame = _frame(plots, combined(said, plots.index), facts, net, walk, parameters)
    districts = Districts.among(frame, layers.get("districts"))
    odd = table(
        [
            *facts.noted(plots["id"]),
            *remarks.of_register(plots, said, facts.columns["vacant"], parameters.as_of),
            *remarks.of_ages(frame),
        ]
    )
    gone = table(of_days(elsewhen, parameters.as_of))
    tables = tables_of(frame, districts, parameters) | {"remarks": pd.concat([odd, gone], ignore_index=True)}
    return Result(
        frame,
        tables,
        indicators(frame, tables, parameters),
        Evidence(
            "plot-stock",
            VERSION,
            parameters.model_dump(),
            tuple(evidence.values()),
            dropped=(*summed(gone), *walk.dropped),
            warnings=(
                *_not_given(layers, parameters),
                *walk.warnings,
                *absent_axes(layers.get("main_roads"), parameters.axes),
                *_demand_of_nowhere(districts, parameters),
                *below_districts(parameters, districts.names),
                *summed(odd),
            ),
        ),
    )


def _require(given: Mapping[str, Any]) -> None:
    on_ground = {role: layer for role, layer in given.items() if role != "plan_relations"}
    frames = {role: layer for role, layer in on_ground.items() if not isinstance(layer, Network)}
    if isinstance(given.get("paths"), Network):
        frames["paths"] = gpd.GeoDataFrame(geometry=[], crs=given["paths"].about["crs"])
    cut = {role: layer.frame for role, layer in frames.items() if isinstance(layer, net_area.Cover | Streets)}
    require_metric({**frames, **cut})


def _says_something(layer: pd.DataFrame | Network | net_area.Cover | Streets | Raster) -> bool:
    if isinstance(layer, Network):
        return True
    if isinstance(layer, net_area.Cover):
        return layer.count > 0
    return layer.known > 0 if isinstance(layer, Raster) else len(layer) > 0


def _described(role: str, layer: pd.DataFrame | Network | net_area.Cover | Streets | Raster) -> dict[str, Any]:
    """Return what the evidence says of an input, in the same order whether it comes as features or made ready."""
    if not isinstance(layer, Network):
        return evidence_of(role, layer)
    plainly: dict[str, Any] = json.loads(canonical(layer.about["evidence"]))
    return plainly


def _not_given(layers: Mapping[str, Any], parameters: Parameters) -> tuple[Remark, ...]:
    wanted = ("housing_plots", *_WANTED) if parameters.use == "all" else _WANTED
    return tuple(Remark("layer-not-given", role, 1) for role in wanted if role not in layers)


def _frame(
    plots: gpd.GeoDataFrame,
    answers: pd.DataFrame,
    facts: Facts,
    net: pd.DataFrame,
    walk: places.Walk,
    parameters: Parameters,
) -> gpd.GeoDataFrame:
    area = pd.Series(shapely.area(grounds(plots)), plots.index).round(3)
    gross = area.where(area > 0)
    status = plots["market_status"]
    sizes = size_class((gross / 1000).round(6), parameters.size_classes)
    columns = {
        **{name: plots[name] for name in ("id", "name", "use")},
        **_where(plots, facts.columns, walk),
        "market_status": status.where(status.isin(MARKET_STATUS.codes), "ukjent"),
        "size_class": pd.Series(sizes, plots.index, dtype="str"),
        "gross_m2": gross,
        **{name: net[name] for name in ("net_m2", "net_most_m2", "net_unknown_wrt")},
        **{name: facts.columns[name].round(3) for name in ("road_m", "power_m")},
        "stage": stage(answers),
        "stage_best": stage_best(answers),
        "missing": missing(answers, parameters.ready_stage),
        **{name: answers[name] for name in answers.columns},
        **_of_time(plots, facts.columns, answers, parameters),
    }
    return gpd.GeoDataFrame(columns, geometry=plots.geometry, index=plots.index, crs=plots.crs)


def _where(plots: gpd.GeoDataFrame, facts: Columns, walk: places.Walk) -> dict[str, Any]:
    """Return the columns of a plot's place, what its plans say it is for, and how much may be built there."""
    district = pd.Series(facts["in_district"], plots.index, dtype="str")
    near = {name: column for name, column in facts.items() if axis_metres(name) is not None}
    names = [f"{of}_{measure}_m2" for of in ("allowed", "used", "remaining") for measure in ("bya", "bra")]
    return {
        "district": district.fillna(text_of(plots, "district")),
        **{name: facts[name] for name in ("inside_byvekstgrense", "in_densification_zone")},
        "within_1000_m": walk.answers,
        **{name: facts[name] for name in ("near_cycle_network", "axis_m")},
        **near,
        "purpose": facts["purpose"],
        **{name: facts[name] for name in names},
        "vacant": words(facts["vacant"]),
    }


def _of_time(plots: gpd.GeoDataFrame, facts: Columns, answers: pd.DataFrame, parameters: Parameters) -> dict[str, Any]:
    """Return when each plot is to be ready, and how old its plan is."""
    planned = planned_days(plots, facts["regulated_from"], parameters.as_of)
    return {
        "ready_date": ready_date(answers, planned, parameters.ready_stage),
        "zoned": words(facts["zoned"]),
        "plan_age_years": years(facts["since"], parameters.as_of),
        "aktualitetsvurdering": needs_assessment(plots, facts["due"], facts["perhaps"], parameters.as_of),
    }


def tables_of(frame: gpd.GeoDataFrame, districts: Districts, parameters: Parameters) -> dict[str, pd.DataFrame]:
    """Return every table of a stock but the remarks, from its frame alone."""
    ready_stage = parameters.ready_stage
    return {
        "stock": by_class(frame),
        "districts": by_district(frame, districts, parameters),
        "sizes": by_size(frame, districts, parameters),
        "purposes": by_purpose(frame, ready_stage),
        "places": by_place(frame, ready_stage),
        "missing": by_missing_step(frame, ready_stage),
        "worth_finding_out": worth_finding_out(frame, ready_stage),
    }


def _demand_of_nowhere(districts: Districts, parameters: Parameters) -> tuple[Remark, ...]:
    """Return a remark on a demand that is given for a district that is not there."""
    nowhere = sorted(set(parameters.by_district) - set(districts.names))
    return (Remark("demand-nowhere", "districts", len(nowhere), {"first": nowhere[:10]}),) if nowhere else ()
