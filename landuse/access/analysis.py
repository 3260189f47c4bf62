"""The distance of every place to the nearest target of each kind, and how many are near enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse import counting
from landuse.access.figures import Found, by_district, by_kind, indicators, short_trip_share
from landuse.access.kinds import KINDS, ROLES
from landuse.access.parameters import Parameters
from landuse.access.reached import Places, Reached, reached, unknown
from landuse.access.targets import Aims, aims_of, answers_of, unclear
from landuse.connecting import Leg, network_for, reached_from, targets_of
from landuse.connecting.places import counted, edges_left_out, require_together
from landuse.districts import district_at
from landuse.errors import DataFault
from landuse.inputs import described, ids_of, require_rows, shapes_of
from landuse.reading import words
from landuse.results import Evidence, Remark, Result
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landuse.network import Network

VERSION = "1"


def run(  # noqa: PLR0913 - a keyword a layer
    *,
    paths: gpd.GeoDataFrame | Network,
    places: gpd.GeoDataFrame,
    centres: gpd.GeoDataFrame | None = None,
    transit_stops: gpd.GeoDataFrame | None = None,
    services: gpd.GeoDataFrame | None = None,
    recreation_areas: gpd.GeoDataFrame | None = None,
    cycle_routes: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    parameters: Parameters = Parameters(),  # noqa: B008 - frozen, so the one default serves every call
) -> Result:
    """Return how far every place is from the nearest target of each of :data:`KINDS`, and who is near enough.

    Parameters
    ----------
    paths, places, barriers, crossings
        As :func:`landuse.coverage.run` takes them.
    centres, transit_stops, services, recreation_areas, cycle_routes
        The targets: points, lines or polygons. A line or polygon has distance 0 along itself; the parts of a feature
        are one target. Services are told apart by ``kind``; of the cycle routes ``network`` hovednett and ``status``
        eksisterende are meant. A kind of which no feature is known is unknown everywhere.
    districts
        Polygons with ``name``, for the table by district.
    parameters
        For each kind how far is near enough, and how one moves.

    Returns
    -------
    Result
        `frame` has the index of `places` and the columns ``id``, ``access_m``, ``connected``; for every kind
        ``<kind>_m`` and ``<kind>_id`` (the nearest; missing where there is none), ``<kind>_count`` (how many within the
        limit; missing where it is unknown whether there are any) and ``<kind>_within`` (ja, nei, ukjent);
        ``kinds_within`` and ``kinds_unknown`` (how many kinds have which answer), ``short_trip_share``, the places'
        counts, and their geometry. `tables`: ``by_kind``, ``by_district`` if `districts` are given, ``unconnected``.

    Raises
    ------
    DataFault
        If a layer lacks a column or does not measure in metres in the same CRS, there are no places or no targets at
        all, or none of them is connected.

    Notes
    -----
    Invariants: no distance is shorter than the straight line; one target more never makes a distance longer nor a count
    lower; within ⇔ count ≥ 1; a higher limit never turns a «ja»; every total is the sum of its districts.
    """
    leg = Leg(barriers, crossings, parameters)
    layers = {
        "centres": centres,
        "transit_stops": transit_stops,
        "services": services,
        "recreation_areas": recreation_areas,
        "cycle_routes": cycle_routes,
    }
    others = {"places": places, "districts": districts, "barriers": barriers, "crossings": crossings}
    given = {role: layer for role, layer in (layers | others).items() if layer is not None}
    require_rows("places", places)
    require_together(paths, given)
    network = network_for(paths, leg)
    sought = _sought(network, {role: layer for role, layer in layers.items() if layer is not None}, leg)
    found, reasons = _found(network, sought.aims, places, leg, parameters)
    tables = {"by_kind": by_kind(found, parameters), "unconnected": counting.unconnected(found.frame, reasons)}
    if districts is not None and not districts.empty:
        require_rows("districts", districts, ("name",))
        tables["by_district"] = by_district(found, district_at(_points(places), districts))
    evidence = Evidence(
        "access",
        VERSION,
        parameters.model_dump(),
        (*network.inputs, *(described(role, layer) for role, layer in given.items())),
        dropped=(*edges_left_out(network), *sought.dropped, *counted("places", reasons[reasons.ne("")])),
        warnings=(*sought.warnings, *leg.untested),
    )
    return Result(found.frame, tables, indicators(found, parameters), evidence)


class _Sought(NamedTuple):
    """The targets by kind, None where none is known, and what is to be said of their layers."""

    aims: dict[str, Aims | None]
    dropped: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def _sought(network: Network, layers: Mapping[str, gpd.GeoDataFrame], leg: Leg) -> _Sought:
    """Return the targets of every kind; each layer meets the network once, whatever the number of its kinds."""
    aims: dict[str, Aims | None] = dict.fromkeys(KINDS)
    dropped: list[Remark] = []
    warnings: list[Remark] = []
    for role in ROLES:
        if role not in layers or layers[role].empty:
            warnings.append(Remark("layer-not-given", role, 1))
            continue
        kinds = [kind for kind in KINDS.values() if kind.role == role]
        answers = answers_of(kinds, layers[role], role)
        warnings += unclear(kinds, layers[role], answers, role)
        some = answers.ge(Answer.UKJENT).any(axis="columns").to_numpy()
        known = [kind.id for kind in kinds if answers[kind.id].eq(Answer.JA).any()]
        warnings += [Remark("kind-not-found", kind.id, 0) for kind in kinds if kind.id not in known]
        if known:
            targets = targets_of(network, layers[role][some], role, leg)
            aims |= {kind: aims_of(answers[kind], targets) for kind in known}
            dropped += targets.dropped
    _require_some(aims, leg)
    return _Sought(aims, tuple(dropped), tuple(warnings))


def _require_some(aims: Mapping[str, Aims | None], leg: Leg) -> None:
    known = [of for of in aims.values() if of is not None]
    if not known:
        raise DataFault("no-targets", layers=", ".join(role.replace("_", "-") for role in ROLES))
    if not any(len(of.ids) for of in known):
        raise DataFault("no-target-connected", limit=f"{leg.parameters.max_access:g}")


def _found(
    network: Network,
    aims: Mapping[str, Aims | None],
    places: gpd.GeoDataFrame,
    leg: Leg,
    parameters: Parameters,
) -> tuple[Found, pd.Series[str]]:
    """Return what is found, and why each place is not connected (empty where it is)."""
    at, reasons = reached_from(network, _points(places), leg)
    where = Places(_points(places), at, reasons == "")
    of_kind = {
        kind: unknown(where, limit) if (some := aims[kind]) is None else reached(network, some, where, limit)
        for kind, limit in parameters.limits.items()
    }
    answers = np.array([kind.answers for kind in of_kind.values()])
    access = np.where(np.isfinite(at.access), at.access.round(6), np.nan)
    columns: dict[str, Any] = {"id": ids_of("places", places), "access_m": access, "connected": where.connected}
    for kind, of in of_kind.items():
        columns |= _columns(kind, of, places.index)
    columns["kinds_within"] = (answers == Answer.JA).sum(axis=0)
    columns["kinds_unknown"] = (answers == Answer.UKJENT).sum(axis=0)
    columns["short_trip_share"] = short_trip_share(aims, of_kind, parameters.short_trip, len(places))
    columns |= {name: places[name] for name in counting.COUNTED if name in places.columns}
    frame = gpd.GeoDataFrame(columns, geometry=places.geometry, index=places.index, crs=places.crs)
    return Found(frame, counting.amounts(frame), aims, of_kind), pd.Series(reasons, index=frame["id"])


def _columns(kind: str, of: Reached, index: pd.Index[Any]) -> dict[str, Any]:
    answers = of.answers
    return {
        f"{kind}_m": np.where(np.isfinite(of.metres), of.metres, np.nan),
        f"{kind}_id": pd.Series(of.nearest, index, dtype="str"),
        f"{kind}_count": pd.Series(of.count, index, dtype="Int64").mask(answers == Answer.UKJENT),
        f"{kind}_within": words(answers),
    }


def _points(places: gpd.GeoDataFrame) -> Any:  # noqa: ANN401 - an array of points
    return shapely.centroid(shapes_of(places))
