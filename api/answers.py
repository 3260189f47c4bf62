"""The collections that are answers: the rows of every analysis that the workspace answers with the defaults.

They are the answers that the pages draw, held once for both.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from api import drawings
from api.errors import RequestFault
from api.holding import Holding
from landuse import columns
from landuse.catalogue import ANALYSES
from layers.spec import LayerSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from api.service import Service
    from landuse.catalogue import AnalysisSpec
    from layers.spec import Geometry

_SHAPES: Mapping[str, Geometry] = {
    **dict.fromkeys(("Point", "MultiPoint"), "point"),
    **dict.fromkeys(("LineString", "MultiLineString"), "line"),
    **dict.fromkeys(("Polygon", "MultiPolygon"), "polygon"),
}


def versions(service: Service) -> dict[str, str]:
    """Return by analysis the version of every answer there is for the audience, as far as its layers tell."""
    found = {analysis: version(service, analysis) for analysis in ANALYSES}
    return {analysis: digits for analysis, digits in found.items() if digits}


def version(service: Service, analysis: str) -> str | None:
    """Return the id of the answer's version, which follows from those of its layers and from its parameters.

    None if a layer is missing, or if the audience may not have the rows.
    """
    chart = drawings.of_analysis(ANALYSES[analysis])
    if drawings.lacking(service, chart) or not drawings.is_open(service, chart):
        return None
    return blake2b("\0".join(drawings.state(service, chart)).encode(), digest_size=6).hexdigest()


def refusal(service: Service, collection: str) -> RequestFault:
    """Return why there is no such collection."""
    chart = drawings.of_analysis(ANALYSES[collection]) if collection in ANALYSES else None
    if chart and (group := drawings.lacking(service, chart)):
        return RequestFault("collection-missing", collection=collection, layers=" / ".join(group), first=group[0])
    return RequestFault("no-such-collection", collection=collection)


def holding(service: Service, analysis: str, version: str) -> Holding:
    """Return the rows of the answer; for a worker thread.

    Raises
    ------
    RequestFault
        ``no-such-collection`` if the audience may not have them, ``busy``.
    LanduseError
        If the data give no answer.
    """
    chart = drawings.of_analysis(ANALYSES[analysis])
    drawn = drawings.drawn(service, chart)
    if drawn.result is None:
        raise RequestFault("no-such-collection", collection=analysis)
    frame = drawn.result.frame.copy()
    parts = [part for given in drawn.result.evidence.inputs for part in given.get("parts", ())]
    frame.attrs["source"] = {"layer": analysis, "version": version, "parts": parts}
    return Holding(frame, described(ANALYSES[analysis], frame), service.audience)


def described(analysis: AnalysisSpec, frame: gpd.GeoDataFrame) -> LayerSpec:
    """Return the description of the rows, as a layer has one."""
    names = [name for name in frame.columns if name not in {"id", frame.geometry.name}]
    shapes = {_SHAPES.get(kind, "any") for kind in frame.geometry.dropna().geom_type}
    return LayerSpec(
        id=analysis.id,
        title=analysis.title,
        description=analysis.description,
        geometry=shapes.pop() if len(shapes) == 1 else "any",
        columns=tuple(columns.described(analysis, frame[name]) for name in names),
        licence="",
        attribution="",
    )
