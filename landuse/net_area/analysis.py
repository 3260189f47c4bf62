"""The net area of plots from its layers to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from landuse.inputs import require_metric
from landuse.net_area.constraints import HARD, SOFT
from landuse.net_area.cover import Cover, evidence_of
from landuse.net_area.facts import Facts, facts_of
from landuse.net_area.figures import by_constraint, indicators
from landuse.net_area.ground import what_fits
from landuse.net_area.hard import cut
from landuse.net_area.met import Met
from landuse.net_area.steepness import Steepness
from landuse.plots import remarks
from landuse.plots.keyed import those_there
from landuse.plots.register import chosen
from landuse.plots.streets import Streets, streets_of, to_roads
from landuse.reading import grounds
from landuse.results import Evidence, Remark, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from landuse.net_area.parameters import Parameters
    from layers.raster import Raster

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]
    Layers = Mapping[str, Any]

VERSION = "1"
SLOPES = ("slope_0_5_share", "slope_5_10_share", "slope_10_20_share", "slope_20_share", "slope_unknown_share")
_WANTED = tuple(
    dict.fromkeys((*(each.role for each in (*HARD.values(), *SOFT.values())), "plans", "main_roads", "paths"))
)


def run(  # noqa: PLR0913 - a keyword a layer
    *,
    business_plots: gpd.GeoDataFrame,
    housing_plots: gpd.GeoDataFrame | None = None,
    plans: gpd.GeoDataFrame | None = None,
    plan_purposes: gpd.GeoDataFrame | None = None,
    plan_lines: gpd.GeoDataFrame | None = None,
    plan_zones: gpd.GeoDataFrame | None = None,
    plan_relations: pd.DataFrame | None = None,
    hazards: gpd.GeoDataFrame | Cover | None = None,
    protected: gpd.GeoDataFrame | Cover | None = None,
    water: gpd.GeoDataFrame | Cover | None = None,
    terrain: Raster | None = None,
    land_cover: gpd.GeoDataFrame | Cover | None = None,
    buildings: gpd.GeoDataFrame | Cover | None = None,
    main_roads: gpd.GeoDataFrame | None = None,
    paths: gpd.GeoDataFrame | Streets | None = None,
    business_known: Facts | None = None,
    housing_known: Facts | None = None,
    parameters: Parameters,
) -> Result:
    """Return how much of every plot can be built on, what takes the rest, and what is to be known of what is left.

    Parameters
    ----------
    business_plots, housing_plots
        Polygons with ``use``.
    plan_purposes, hazards, protected, water, plan_lines, terrain
        What takes ground, as far as ``parameters.hard`` names it. Without the layer, or with an empty one, the net area
        is unknown.
    plan_zones, land_cover, buildings
        What flags ground that is left, besides `hazards`.
    plans, plan_relations
        With `plan_zones` which plan governs; the standing of lines.
    main_roads, paths
        Public roads.
    business_known, housing_known
        Facts from before: a plot that has not changed is not computed again, if the layers have not either.
    parameters
        The day, the use, what takes ground, and the limits.

    Returns
    -------
    Result
        `frame` has a row a plot of the use. ``gross_m2`` = ``net_most_m2`` + ``constrained_m2``. ``net_m2`` is what can
        be built on, NaN where ``unknown_wrt`` names what may take more; ``net_most_m2`` is all that it can be.
        ``purpose_m2`` … ``slope_m2`` are what each constraint takes by itself, overlapping the others;
        ``susceptibility_m2`` … ``buildings_m2`` what is flagged of the ground that is left; NaN is unknown.
        ``part_most_m2``, ``rectangle_most_m2`` (``_long_m``, ``_short_m``) and ``circle_most_m`` (diameter) are of the
        largest part of that ground; ``road_m`` is from the plot's edge; ``slope_0_5_share`` … are of the whole plot.
        `tables`: ``constraints``, ``remarks``.

    Raises
    ------
    DataFault
        If layers do not measure in metres in one CRS, an id is repeated, or the layer of the use is not there.

    Notes
    -----
    Invariants: a further constraint never leaves more; ground under several is taken once; the order of rows changes
    nothing; nothing that is not known makes the net area larger.
    """
    given = {
        "business_plots": business_plots,
        "housing_plots": housing_plots,
        "plans": plans,
        "plan_purposes": plan_purposes,
        "plan_lines": plan_lines,
        "plan_zones": plan_zones,
        "plan_relations": plan_relations,
        "hazards": hazards,
        "protected": protected,
        "water": water,
        "terrain": terrain,
        "land_cover": land_cover,
        "buildings": buildings,
        "main_roads": main_roads,
        "paths": paths,
    }
    there = {role: layer for role, layer in given.items() if layer is not None}
    return _answered(there, those_there(business_known, housing_known), parameters)


def buildable_ground(given: Layers, parameters: Parameters) -> gpd.GeoDataFrame:
    """Return the ground that ``net_most_m2`` measures, for maps: ``id`` and shape, no row for a plot of none.

    Parameters
    ----------
    given
        By role, what :func:`run` takes; None is not there.
    parameters
        As :func:`run` takes them.
    """
    there = {role: layer for role, layer in given.items() if layer is not None}
    known = tuple(facts for facts in there.values() if isinstance(facts, Facts))
    layers = cut({role: layer for role, layer in there.items() if not isinstance(layer, Facts)})
    plots = chosen(there["business_plots"], there.get("housing_plots"), parameters.use, parameters.as_of).counted
    facts = facts_of(plots, layers, parameters, known)
    ground = gpd.GeoDataFrame({"id": plots["id"]}, geometry=facts.left, index=plots.index, crs=plots.crs)
    return ground[~ground.geometry.is_empty]


def _answered(given: Layers, known: tuple[Facts, ...], parameters: Parameters) -> Result:
    on_ground = {role: layer for role, layer in given.items() if role != "plan_relations"}
    made = Cover | Streets
    require_metric({role: layer.frame if isinstance(layer, made) else layer for role, layer in on_ground.items()})
    layers = cut(given)
    plots, elsewhen = chosen(given["business_plots"], given.get("housing_plots"), parameters.use, parameters.as_of)
    facts = facts_of(plots, layers, parameters, known)
    frame = _frame(plots, facts, layers)
    odd = remarks.table(remarks.of_shapes(plots))
    gone = remarks.table(remarks.of_days(elsewhen, parameters.as_of))
    evidence = Evidence(
        "net-area",
        VERSION,
        parameters.model_dump(),
        tuple(evidence_of(role, layer) for role, layer in given.items()),
        dropped=remarks.summed(gone),
        warnings=(*_not_given(layers, parameters), *remarks.summed(odd)),
    )
    tables = {
        "constraints": by_constraint(frame, parameters.hard),
        "remarks": pd.concat([odd, gone], ignore_index=True),
    }
    return Result(frame, tables, indicators(frame), evidence)


def _not_given(layers: Layers, parameters: Parameters) -> tuple[Remark, ...]:
    wanted = ("housing_plots", *_WANTED) if parameters.use == "all" else _WANTED
    return tuple(Remark("layer-not-given", role, 1) for role in wanted if role not in layers)


def _frame(plots: gpd.GeoDataFrame, facts: Facts, layers: Layers) -> gpd.GeoDataFrame:
    shapes, gross = grounds(plots), np.where(facts.gross > 0, facts.gross, np.nan)
    most = np.where(facts.gross > 0, facts.most, np.nan).round(3)
    columns = {
        **{name: plots[name] for name in ("id", "name", "use")},
        "gross_m2": gross.round(3),
        "net_m2": np.where(facts.gross > 0, facts.net, np.nan).round(3),
        "net_most_m2": most,
        "constrained_m2": (gross.round(3) - most).round(3),
        "unknown_wrt": _named(facts.unknown, tuple(HARD)),
        **{f"{name}_m2": facts.alone[:, place].round(3) for place, name in enumerate(HARD)},
        **_flagged(facts.left, layers),
        **{name: values.round(3) for name, values in what_fits(facts.left).items()},
        "road_m": _to_road(shapes, layers).round(3),
        **_slopes(shapes, layers),
    }
    return gpd.GeoDataFrame(columns, geometry=plots.geometry, index=plots.index, crs=plots.crs)


def _named(holds: NDArray[np.bool_], names: tuple[str, ...]) -> list[str]:
    """Return the names of the columns that hold, a text a row."""
    return [", ".join(name for name, held in zip(names, row, strict=True) if held) for row in holds]


def _flagged(left: Shapes, layers: Layers) -> dict[str, Floats]:
    """Return the m² of each soft constraint on the ground that is left, and the names of those that hold somewhere."""
    found: dict[str, Floats] = {}
    for role in dict.fromkeys(each.role for each in SOFT.values()):
        layer = layers.get(role)
        cover = layer if layer is None or isinstance(layer, Cover) else Cover.of(role, layer)
        met = cover.met(left) if cover else {}
        for name in (name for name, each in SOFT.items() if each.role == role):
            found[f"{name}_m2"] = met.get(name, Met.nobody_knows(len(left))).takes(left).round(3)
    return found


def _to_road(plots: Shapes, layers: Layers) -> Floats:
    return to_roads(plots, layers.get("main_roads"), streets_of("paths", layers.get("paths"))).nearest


def _slopes(plots: Shapes, layers: Layers) -> dict[str, Floats]:
    if "terrain" not in layers:
        return dict.fromkeys(SLOPES, np.full(len(plots), np.nan))
    return dict(zip(SLOPES, Steepness(layers["terrain"]).shares(plots).T.round(6), strict=True))
