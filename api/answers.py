"""The collections that are answers: the rows of every analysis that the workspace answers with the defaults.

They are the answers that the pages draw, held once for both.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from api import drawings
from api.errors import RequestFault
from api.holding import Holding
from landuse.access.kinds import column_titles
from landuse.catalogue import ANALYSES
from layers.catalogue import LAYERS
from layers.spec import Column, LayerSpec
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from api.drawings import Chart, Drawn
    from api.service import Service
    from layers.spec import Geometry, Kind
    from maps.content import Field

_KINDS: Mapping[str, Kind] = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "date"}
_SHAPES: Mapping[str, Geometry] = {
    **dict.fromkeys(("Point", "MultiPoint"), "point"),
    **dict.fromkeys(("LineString", "MultiLineString"), "line"),
    **dict.fromkeys(("Polygon", "MultiPolygon"), "polygon"),
}
_UNITS = ("m2", "m")
# What the pages show in another unit, under another name, or not at all.
_TITLES: Mapping[str, Text] = {
    "gross_m2": Text("Bruttoareal", "Gross area"),
    "net_m2": Text("Nettoareal", "Net area"),
    "size_class": Text("Størrelsesklasse i daa", "Size class in daa"),
    "centre_id": Text("Nærmeste senter", "The nearest centre"),
    "status": Text("Dekning", "Coverage"),
    "circle": Text("Innen rekkevidden i luftlinje", "Within reach in a straight line"),
    **column_titles(),
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
    return Holding(frame, _spec(chart, drawn, frame), service.audience)


def _spec(chart: Chart, drawn: Drawn, frame: gpd.GeoDataFrame) -> LayerSpec:
    """Return the description of the rows, as a layer has one."""
    shown = {field.column: field for layer in drawn.page.layers for field in (*layer.properties, *layer.details)}
    names = [name for name in frame.columns if name not in {"id", frame.geometry.name}]
    shapes = {_SHAPES.get(kind, "any") for kind in frame.geometry.dropna().geom_type}
    return LayerSpec(
        id=chart.name,
        title=chart.title,
        description=chart.description,
        geometry=shapes.pop() if len(shapes) == 1 else "any",
        columns=tuple(_column(chart, frame[name], shown.get(name)) for name in names),
        licence="",
        attribution="",
    )


def _column(chart: Chart, values: pd.Series, field: Field | None) -> Column:
    """Return the description of a column: as the layer has it that it comes from, and the pages."""
    name = str(values.name)
    kind = _KINDS.get(values.dtype.kind, "text")
    known = next((column for column in _columns(chart, name) if _fits(column, kind, values)), None)
    title = field.title if field else known.title if known else _TITLES.get(name, Text(name, name))
    if known:
        return Column(name=name, title=title, kind=known.kind, unit=known.unit, lists=known.lists)
    unit = next((unit for unit in _UNITS if kind == "number" and name.endswith(f"_{unit}")), None)
    return Column(name=name, title=title, kind=kind, unit=unit)


def _columns(chart: Chart, name: str) -> list[Column]:
    assert chart.analysis is not None  # noqa: S101 - the charts here are those of analyses
    return [column for layer in chart.analysis.layers for column in LAYERS[layer].columns if column.name == name]


def _fits(column: Column, kind: Kind, values: pd.Series) -> bool:
    """Return whether the values are such as the layer's column holds; another layer's may only share its name."""
    if column.kind == "code":
        return set(values.dropna()) <= set(column.codes)
    return column.kind == kind
