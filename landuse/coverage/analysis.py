"""The distance of every place from the nearest centre, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse import counting
from landuse.connecting import Leg
from landuse.connecting.places import counted, edges_left_out, heights_missing
from landuse.coverage import counts
from landuse.coverage.dasymetric import spread
from landuse.coverage.measuring import Measuring
from landuse.coverage.parameters import Parameters
from landuse.districts import district_at
from landuse.inputs import amounts_of, described, ids_of, require_rows, shapes_of
from landuse.network import walkshed
from landuse.results import Evidence, Remark, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from landuse.network import Network
    from layers.raster import Raster

VERSION = "2"


def run(  # noqa: PLR0913 - a keyword a layer
    *,
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    population: gpd.GeoDataFrame | None = None,
    workplaces: gpd.GeoDataFrame | None = None,
    services: gpd.GeoDataFrame | None = None,
    business_plots: gpd.GeoDataFrame | None = None,
    housing_plots: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    terrain: Raster | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> Result:
    """Return how far every place is from the nearest centre, and what is covered.

    Parameters
    ----------
    centres
        Points, lines or polygons. A point meets the network at the nearest position and its access leg counts; a line
        or polygon has distance 0 along itself. Each part of a multi-geometry meets the network by itself.
    paths
        The layer ``paths``, or the network made of it.
    places
        Points (each one address) or polygons (each counted whole, at its centroid), with the columns ``residents`` and
        ``dwellings`` where known; null is unknown.
    population
        Cells with ``residents``, spread over the dwellings of `places` where those are addresses of which no number of
        residents is known.
    workplaces, services, business_plots, housing_plots
        What is counted besides: ``jobs``, services, and the plots that are for sale (``ledig``) with their area. A
        service or plot is measured from the point of it that is nearest to the network.
    districts
        Areas with ``name``, by which everything is counted too.
    barriers, crossings
        Lines or areas that an access leg may not cross, unless near a crossing. Without `barriers` the access legs are
        not tested, and the evidence says so.
    terrain
        Heights, which minutes need.
    parameters
        Thresholds.

    Returns
    -------
    Result
        `frame` has the index of `places` and the columns ``id``, ``distance_m``, ``minutes``, ``access_m`` (NaN where
        there is none; minutes only if they are the cost), ``centre_id``, ``status`` (covered, beyond, unconnected,
        unreachable), ``circle`` (within the reach in a straight line), ``district`` if there are any, the places'
        counts, and their geometry. `tables`: ``classes``, ``by_centre``, ``by_district``, ``unconnected``.

    Raises
    ------
    DataFault
        If a layer is empty, lacks a column, or does not measure in metres in the same CRS; no centre is connected; or
        minutes are asked for without `terrain`, or safe crossings without `barriers`.

    Notes
    -----
    Invariants: covered ⇔ cost ≤ reach, compared after rounding to 1e-6; in metres, covered implies circle; every total
    is the sum of its classes.
    """
    require_rows("places", places)
    if districts is not None:
        require_rows("districts", districts, ("name",))
    besides = {
        "workplaces": workplaces,
        "services": services,
        "business_plots": business_plots,
        "housing_plots": housing_plots,
    }
    cells = population if _lacks_residents(places) else None
    others = {"places": places, "population": cells, "districts": districts, **besides}
    leg = Leg(barriers, crossings, parameters)
    measuring = Measuring.of(centres, paths, leg, parameters, terrain=terrain, others=others)
    inhabited, left = _inhabited(places, cells)
    measured = measuring.places(shapely.centroid(shapes_of(places)), places.index)
    frame = _frame(inhabited, measured, districts)
    tallies = counts.of_places(frame)
    for name, rows in _besides(measuring, besides, left, districts):
        tallies[name] = pd.concat([tallies[name], rows], ignore_index=True) if name in tallies else rows
    tabled = {"places": counts.tally(frame, np.ones(len(frame))), **tallies}
    reasons = pd.Series(measured["reason"].to_numpy(), index=frame["id"])
    tables = {
        "classes": counts.by_class(tabled, parameters.distance_classes),
        "by_centre": counts.by_centre(tabled, np.unique(measuring.centres.ids)),
        **({} if districts is None else {"by_district": counts.by_district(tabled, _names(districts))}),
        "unconnected": counting.unconnected(frame, reasons),
    }
    network = measuring.network
    evidence = Evidence(
        "coverage",
        VERSION,
        parameters.model_dump(),
        tuple(_inputs(network, {"centres": centres, **others, "barriers": barriers, "crossings": crossings})),
        dropped=(
            *edges_left_out(network),
            *measuring.centres.dropped,
            *counted("places", reasons[reasons.ne("")]),
        ),
        warnings=(*leg.untested, *heights_missing(network), *_spread(inhabited, places, left)),
    )
    return Result(frame, tables, counts.indicators(tallies), evidence)


def reached_ground(  # noqa: PLR0913 - a keyword a layer
    *,
    centres: gpd.GeoDataFrame,
    paths: gpd.GeoDataFrame | Network,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    terrain: Raster | None = None,
    water: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> gpd.GeoDataFrame:
    """Return the polygon within reach, for maps only: one row, in the CRS of `centres`.

    Takes what :func:`run` takes, and `water`. Counts never come from this polygon: it is drawn 25 m to each side of the
    stretches of the network within reach, which are cut at exactly the cost that remains, and stops at barriers and
    water.
    """
    leg = Leg(barriers, crossings, parameters)
    measuring = Measuring.of(centres, paths, leg, parameters, terrain=terrain, others={})
    reach = measuring.network.nearest(measuring.centres.origins, measuring.limit)
    stops = [shapes_of(layer) for layer in (barriers, water) if layer is not None]
    shape = walkshed(reach, measuring.limit, barriers=np.concatenate(stops) if stops else None)
    return gpd.GeoDataFrame({"max_distance": [measuring.radius]}, geometry=[shape], crs=centres.crs)


def _lacks_residents(places: gpd.GeoDataFrame) -> bool:
    """Return whether the places are addresses of which no number of residents is known."""
    known = "residents" in places.columns and places["residents"].notna().any()
    return not known and "addresses" in counts.of_places(places)


def _inhabited(
    places: gpd.GeoDataFrame, population: gpd.GeoDataFrame | None
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame | None]:
    """Return the places with the residents of the grid spread over them, and the cells left over."""
    if population is None:
        return places, None
    require_rows("population", population, ("residents",))
    residents, left = spread(population, places)
    return places.assign(residents=residents), left


def _frame(places: gpd.GeoDataFrame, measured: pd.DataFrame, districts: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    lies_in = {} if districts is None else {"district": _districts_of(places, districts)}
    columns = {
        "id": ids_of("places", places),
        **measured.drop(columns="reason"),
        **lies_in,
        **{name: places[name] for name in counting.COUNTED if name in places.columns},
    }
    return gpd.GeoDataFrame(columns, geometry=places.geometry, index=places.index, crs=places.crs)


def _besides(
    measuring: Measuring,
    layers: Mapping[str, gpd.GeoDataFrame | None],
    left: gpd.GeoDataFrame | None,
    districts: gpd.GeoDataFrame | None,
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tallies of what is counted besides the places, by name."""

    def measured(frame: gpd.GeoDataFrame) -> pd.DataFrame:
        rows = measuring.places(shapes_of(frame), frame.index)
        return rows if districts is None else rows.assign(district=_districts_of(frame, districts))

    workplaces, services = layers["workplaces"], layers["services"]
    if left is not None and len(left):
        cells = left.set_geometry(left.centroid)
        yield "residents", counts.tally(measured(cells), np.asarray(amounts_of("population", left, "residents"), float))
    if workplaces is not None and len(workplaces):
        require_rows("workplaces", workplaces, ("jobs",))
        yield (
            "jobs",
            counts.tally(measured(workplaces), np.asarray(amounts_of("workplaces", workplaces, "jobs"), float)),
        )
    if services is not None and len(services):
        yield "services", counts.tally(measured(services), np.ones(len(services)))
    for use in ("business", "housing"):
        plots = layers[f"{use}_plots"]
        if plots is not None and len(plots):
            require_rows("plots", plots, ("market_status",))
            vacant = plots[plots["market_status"].eq("ledig")]
            rows = measured(vacant)
            yield f"{use}_plots", counts.tally(rows, np.ones(len(vacant)))
            yield f"{use}_daa", counts.tally(rows, vacant.area.to_numpy() / 1000)


def _districts_of(frame: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> pd.Series[str]:
    return pd.Series(district_at(shapely.centroid(shapes_of(frame)), districts), frame.index, dtype="str")


def _names(districts: gpd.GeoDataFrame) -> np.ndarray:
    return np.unique(districts["name"].dropna().to_numpy(str))


def _inputs(network: Network, layers: Mapping[str, gpd.GeoDataFrame | None]) -> Iterator[Mapping[str, object]]:
    """Yield what the evidence says of each layer, the network's after the centres."""
    for role, layer in layers.items():
        if layer is not None:
            yield described(role, layer)
        if role == "centres":
            yield from network.inputs


def _spread(inhabited: gpd.GeoDataFrame, places: gpd.GeoDataFrame, left: gpd.GeoDataFrame | None) -> tuple[Remark, ...]:
    """Return what must be said of residents that were spread over addresses."""
    if inhabited is places:
        return ()
    unplaced = () if left is None or left.empty else (Remark("residents-unplaced", "population", len(left)),)
    return (Remark("residents-spread", "population", int(inhabited["residents"].gt(0).sum())), *unplaced)
