"""The map of one layer, as it is stored: every feature with its attributes, or its classes where features are many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from layers.text import Text
from maps.attribution import attributions
from maps.backdrop import CONTEXT, backdrop
from maps.classes import classes_of
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View, drawable
from maps.errors import MapFault
from maps.readiness import ladder
from maps.view import eased, grown, together, view_of
from maps.words import words_of
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoDataFrame

    from layers.spec import Column, LayerSpec
    from maps.classes import Classes

MOST_FEATURES = 2_000
MOST_COLUMNS = 8
_CLASS = "drawn_as"


def layer_page(
    spec: LayerSpec, frame: GeoDataFrame, *, context: Mapping[str, GeoDataFrame], synthetic: bool = False
) -> MapPage:
    """Return the page of a layer.

    Parameters
    ----------
    spec
        The layer's entry in the catalogue.
    frame
        Its features, with the catalogue's columns as far as they are there, in a projected CRS in metres.
    context
        Other layers by id, for the backdrop.
    synthetic
        Whether the data are made up.

    Raises
    ------
    MapFault
        ``nothing-to-draw`` if the layer is a table or a raster.

    Notes
    -----
    More than 2000 features are drawn class by class and tabled so, with the count and the sum of each class.
    """
    if spec.geometry in {"none", "raster"}:
        raise MapFault("nothing-to-draw", layer=spec.id)
    around = {name: other for name, other in context.items() if name in CONTEXT and name != spec.id}
    view = view_of([frame, *around.values()])
    under = backdrop(around, View(grown(view.bounds, 0.5), view.crs))
    count = written(len(frame), "1")
    return MapPage(
        title=spec.title,
        summary=Text(f"{spec.description.nb} {count.nb} i alt.", f"{spec.description.en} {count.en} in all."),
        layers=(*under.layers, _subject(spec, frame)),
        view=view,
        figures=_figures(frame),
        attributions=attributions((), {spec.id: frame, **around}),
        synthetic=synthetic,
        notes=_notes(frame),
        labels=under.labels,
    )


def _subject(spec: LayerSpec, frame: GeoDataFrame) -> MapLayer:
    classes, noted = classes_of(spec), _noted(frame)
    values = noted[classes.column] if classes.column in noted.columns else [None] * len(noted)
    classed = noted.assign(**{_CLASS: [classes.key(value) for value in values]})
    of_class = Field(_CLASS, classes.title, words={key: style.label for key, style in classes.styles.items()})
    many = len(frame) > MOST_FEATURES
    drawn = _merged_by_class(classed) if many else _headed(spec, classed)
    fields = (of_class, *_SUMS) if many else _fields(spec, classes, of_class)
    there = tuple(field for field in fields if field.column in drawn.columns)
    steps = not many and {"step_1", "step_1_date", "step_1_source"} <= set(drawn.columns)
    return MapLayer(
        frame=eased(drawn),
        style=ByClass(_CLASS, classes.styles),
        title=spec.title,
        focusable=True,
        properties=there[:MOST_COLUMNS],
        details=there[MOST_COLUMNS:],
        grid=ladder() if steps else None,
    )


def _noted(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the frame with the notes that stand in for values too small to show in their place."""
    notes = {name: f"{name}_note" for name in frame.columns if f"{name}_note" in frame.columns}
    return frame.assign(
        **{name: frame[name].astype(object).where(frame[name].notna(), frame[note]) for name, note in notes.items()}
    )


def _fields(spec: LayerSpec, classes: Classes, of_class: Field) -> tuple[Field, ...]:
    """Return the columns of the layer under their titles; the one it is drawn by comes first, unless it says more."""
    steps = re.compile(r"step_\d")
    shown = [column for column in spec.columns if column.name != "name" and not steps.match(column.name)]
    codes = set(spec.column(classes.column).codes) if classes.column else set()
    same = bool(codes) and codes <= set(classes.styles)
    rest = [column for column in shown if not (same and column.name == classes.column)]
    identity = (Field("id", Text("ID", "Identifier")),) if spec.public else ()
    return (
        _heading(spec),
        *((of_class,) if classes.column else ()),
        *(Field(column.name, column.title, _unit(column), words_of(column)) for column in rest),
        *identity,
    )


def _heading(spec: LayerSpec) -> Field:
    title = spec.column("name").title if _has_names(spec) else Text("Nr.", "No.")
    return Field("heading", title)


def _headed(spec: LayerSpec, frame: GeoDataFrame) -> GeoDataFrame:
    """Return the features under what they are called: name, or id where it has none; numbers where they are private."""
    if not _has_names(spec):
        return frame.assign(heading=np.arange(1, len(frame) + 1))
    named = frame["name"].notna() & frame["name"].astype("str").str.strip().ne("")
    headed = frame.assign(heading=frame["name"].where(named, frame["id"]))
    return headed.sort_values("heading", kind="stable", key=lambda names: names.astype("str").str.casefold())


def _has_names(spec: LayerSpec) -> bool:
    return spec.public and any(column.name == "name" for column in spec.columns)


def _unit(column: Column) -> str | None:
    """Return the unit to write after a value: none after a year of the calendar, which is no amount."""
    return None if column.unit == "year" and column.name.endswith("year") else column.unit


def _merged_by_class(frame: GeoDataFrame) -> GeoDataFrame:
    groups = frame.groupby(_CLASS, sort=True)
    return gpd.GeoDataFrame(
        [{_CLASS: name, "count": len(group), **_sums(group)} for name, group in groups],
        geometry=[together(group.geometry.to_numpy()) for _, group in groups],
        crs=frame.crs,
    )


def _sums(frame: GeoDataFrame) -> dict[str, float]:
    """Return the areas in daa and the lengths in km, each summed feature by feature, as far as there are any."""
    areas = frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    lines = frame.geometry.geom_type.isin(["LineString", "MultiLineString"])
    sums = {
        "area_daa": frame.geometry[areas].area.sum() / 1000,
        "length_km": frame.geometry[lines].length.sum() / 1000,
    }
    return {name: float(value) for name, value in sums.items() if value}


_SUMS = (
    Field("count", Text("Antall", "Count"), "1"),
    Field("area_daa", Text("Sum av flatene", "Sum of the areas"), "daa"),
    Field("length_km", Text("Samlet lengde", "Total length"), "km"),
)


def _figures(frame: GeoDataFrame) -> tuple[KeyFigure, ...]:
    values = {"count": len(frame), **_sums(frame)}
    return tuple(
        KeyFigure(field.column, field.title, values[field.column], field.unit or "1")
        for field in _SUMS
        if field.column in values
    )


def _notes(frame: GeoDataFrame) -> tuple[Text, ...]:
    missing = int((~drawable(frame)).sum())
    left = written(missing, "1")
    notes = (
        (
            Text(
                f"{left.nb} av radene mangler geometri. De er talt, men verken tegnet eller i tabellen.",
                f"{left.en} of the rows have no geometry. They are counted, but neither drawn nor in the table.",
            ),
            missing > 0,
        ),
        (
            Text(
                "Laget har for mange objekter til å åpne hvert av dem. De er tegnet og talt samlet.",
                "The layer has too many features to open each of them. They are drawn and counted together.",
            ),
            len(frame) > MOST_FEATURES,
        ),
    )
    return tuple(note for note, holds in notes if holds)
