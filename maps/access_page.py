"""The map of everyday targets: how many kinds of them are near enough, square by square, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from landuse.access import KINDS
from layers.text import Text
from maps.answered import remarks_of, rests_on
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.styles import ACCESS, labelled
from maps.view import grown, view_of
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoDataFrame

    from landuse.results import Indicator, Result
    from maps.styles import Style

MOST_SQUARES = 2_000
_FINEST = 250.0  # metres: the cells of Statistics Norway's population grid

_NOUNS = {
    "residents": Text("innbyggerne", "residents"),
    "dwellings": Text("boligene", "dwellings"),
    "addresses": Text("adressene", "addresses"),
}


def access_page(
    result: Result, *, context: Mapping[str, GeoDataFrame], places_shown: bool = True, synthetic: bool = False
) -> MapPage:
    """Return the page of an access.

    Parameters
    ----------
    result
        What :func:`landuse.access.run` answered.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    places_shown
        Whether the page shows the squares where people live, or only the leading figures.
    synthetic
        Whether the data are made up.

    Notes
    -----
    Every place is in one square of 250 m, or as much larger as it takes to draw them all. A square has the class of
    its middle place. The key figures are the result's own.
    """
    shown = squares(result)
    view = view_of([shown, result.frame])
    under = backdrop(context, View(grown(view.bounds, 0.25), view.crs))
    return MapPage(
        title=_title(result),
        summary=_summary(result),
        layers=(*under.layers, *((_squares_layer(result, shown),) if places_shown else ())),
        view=view,
        figures=_figures(result, every=places_shown),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, shown, places_shown=places_shown),
        labels=under.labels,
    )


def measured(result: Result) -> tuple[str, ...]:
    """Return the kinds that the answer has a known target of."""
    known = result.tables["by_kind"].set_index("kind")["targets"].notna()
    return tuple(kind for kind in KINDS if known[kind])


def squares(result: Result) -> GeoDataFrame:
    """Return the places by squares that cover all of them, at most 2000: their class, and the sums over their places.

    Worst served first, and then by how many live there.
    """
    frame = result.frame[~shapely.is_empty(shapely.centroid(result.frame.geometry.to_numpy()))]
    side = _FINEST
    while len(_corners(frame, side).drop_duplicates()) > MOST_SQUARES:
        side *= 2
    corners = _corners(frame, side)
    rows = _summed(frame, corners, measured(result))
    shapes = [shapely.box(east, north, east + side, north + side) for east, north in rows.index]
    order = {name: place for place, name in enumerate(reversed(list(ACCESS)))}
    made = gpd.GeoDataFrame(rows.reset_index(), geometry=shapes, crs=result.frame.crs).assign(
        order=rows["class"].map(order).to_numpy()
    )
    by = [name for name in ("residents", "places") if name in made.columns]
    made = made.sort_values(
        ["order", *by, "east", "north"],
        ascending=[True, *(False for _ in by), True, True],
        kind="stable",
        ignore_index=True,
    )
    return made.assign(number=np.arange(1, len(made) + 1), side_m=side)


def _corners(frame: GeoDataFrame, side: float) -> pd.DataFrame:
    """Return the south-western corner of the square that each place lies in."""
    at = shapely.get_coordinates(shapely.centroid(frame.geometry.to_numpy()))
    return pd.DataFrame(np.floor(at / side) * side, index=frame.index, columns=["east", "north"])


def _summed(frame: GeoDataFrame, corners: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    columns: dict[str, Any] = {"places": 1, "near": frame["kinds_within"].where(frame["connected"])}
    columns |= {name: pd.to_numeric(frame[name]) for name in ("residents", "dwellings") if name in frame.columns}
    columns |= {kind: frame[f"{kind}_within"].eq("ja").astype("float64") for kind in kinds}
    columns["short_trip_share"] = frame["short_trip_share"]
    groups = pd.DataFrame(columns, index=frame.index).groupby([corners["east"], corners["north"]])
    rows = groups[[name for name in ("places", "residents", "dwellings") if name in columns]].sum(min_count=1)
    rows["near"] = groups["near"].quantile(0.5, interpolation="lower")
    rows[[*kinds, "short_trip_share"]] = groups[[*kinds, "short_trip_share"]].mean()
    near, spans = rows["near"], _spans(len(kinds))
    rows["class"] = np.select([near.ge(least) for least, _ in spans.values()], list(spans), "unconnected")
    return rows


def _spans(kinds: int) -> dict[str, tuple[int, int]]:
    """Return the least and most targets of each class, thirds of them all, the most first; none of them by itself.

    >>> _spans(8)
    {'many': (6, 8), 'several': (3, 5), 'few': (1, 2), 'none': (0, 0)}
    """
    third, two_thirds = kinds // 3, 2 * kinds // 3
    return {"many": (two_thirds + 1, kinds), "several": (third + 1, two_thirds), "few": (1, third), "none": (0, 0)}


def _squares_layer(result: Result, shown: GeoDataFrame) -> MapLayer:
    kinds = measured(result)
    styles = _styles(len(kinds))
    columns = (
        Field("number", Text("Rute", "Square")),
        Field("class", Text("Nær nok", "Near enough"), words={name: style.label for name, style in styles.items()}),
        Field("near", Text("Antall mål", "Targets"), "1"),
        Field("short_trip_share", _short(result), "share"),
        Field("places", Text("Steder", "Places"), "1"),
        Field("residents", Text("Innbyggere", "Residents"), "1"),
        Field("dwellings", Text("Boliger", "Dwellings"), "1"),
    )
    return MapLayer(
        frame=shown,
        style=ByClass("class", styles),
        title=Text("Ruter etter hvor mange hverdagsmål som er nær nok", "Squares by how many targets are near enough"),
        focusable=True,
        properties=tuple(field for field in columns if field.column in shown.columns),
        details=tuple(Field(kind, _of_kind(result, kind), "share") for kind in kinds),
        noun=Text("ruter", "squares"),
    )


def _styles(kinds: int) -> dict[str, Style]:
    """Return the styles of the classes, their labels with the numbers that they stand for."""
    spans = {name: f"{least}" if least == most else f"{least}–{most}" for name, (least, most) in _spans(kinds).items()}
    return {name: labelled(style, span=spans.get(name, ""), count=f"{kinds}") for name, style in ACCESS.items()}


def _short(result: Result) -> Text:
    metres = f"{result.evidence.parameters['short_trip']:g}"
    return Text(f"Mål innen {metres} m", f"Targets within {metres} m")


def _of_kind(result: Result, kind: str) -> Text:
    metres, title = f"{result.evidence.parameters[f'{kind}_limit']:g}", KINDS[kind].title
    return Text(f"Steder med {title.nb} innen {metres} m, andel", f"Places with a {title.en} within {metres} m, share")


def _leading(result: Result) -> str | None:
    """Return the noun that the figures of the kinds are of."""
    names = {indicator.name for indicator in result.indicators}
    return next((noun for noun in _NOUNS if f"school_{noun}_within" in names), None)


def _title(result: Result) -> Text:
    noun = _leading(result)
    share = result.value(f"{noun}_short_trip_share") if noun else None
    if share is None:
        return Text("Hverdagsmål i nærheten", "Everyday targets nearby")
    said, metres = written(share, "share"), f"{result.evidence.parameters['short_trip']:g}"
    return Text(
        f"Hverdagsmål i nærheten: i snitt er {said.nb} av dem innen {metres} m",
        f"Everyday targets nearby: on average {said.en} of them are within {metres} m",
    )


def _summary(result: Result) -> Text:
    """Return which kinds most and fewest have near enough."""
    noun = _leading(result)
    shares = {kind: result.value(f"{kind}_{noun}_share") for kind in measured(result)} if noun else {}
    known = {kind: share for kind, share in shares.items() if share is not None}
    if noun is None or not known:
        return Text("Hvor mange som har målene nær, er ukjent.", "How many have the targets near is unknown.")
    best, worst = max(known, key=lambda kind: known[kind]), min(known, key=lambda kind: known[kind])
    most, fewest = written(known[best], "share"), written(known[worst], "share")
    near, far = _with_limit(result, best), _with_limit(result, worst)
    return Text(
        f"Av {_NOUNS[noun].nb} har {most.nb} {near.nb}, målt langs nettet, men bare {fewest.nb} har {far.nb}.",
        f"Of the {_NOUNS[noun].en}, {most.en} have a {near.en} along the network, but only {fewest.en} a {far.en}.",
    )


def _with_limit(result: Result, kind: str) -> Text:
    metres, title = f"{result.evidence.parameters[f'{kind}_limit']:g}", KINDS[kind].title
    return Text(f"{title.nb} innen {metres} m", f"{title.en} within {metres} m")


def _figures(result: Result, *, every: bool) -> tuple[KeyFigure, ...]:
    """Return who is near enough to each kind, its share beside it; `every` adds what is doubtful and of few."""
    noun = _leading(result)
    by_name = {indicator.name: indicator for indicator in result.indicators}
    if noun is None:
        return ()
    names = [f"{noun}_total", *(f"{kind}_{noun}_within" for kind in KINDS)]
    doubtful = (f"{noun}_short_trip_share", f"{noun}_unconnected", f"{noun}_unknown")
    return tuple(
        _figure(by_name[name])._replace(beside=_share(by_name, name)) for name in (*names, *(doubtful if every else ()))
    )


def _share(by_name: Mapping[str, Indicator], name: str) -> KeyFigure | None:
    share = by_name.get(name.replace("_within", "_share")) if name.endswith("_within") else None
    return _figure(share) if share else None


def _figure(of: Indicator) -> KeyFigure:
    return KeyFigure(of.name, of.title, of.value, of.shown_as, of.note)


def _notes(result: Result, shown: GeoDataFrame, *, places_shown: bool) -> tuple[Text, ...]:
    """Return what a reader must know: how to read the squares, and the remarks, of places only where they show."""
    side = f"{shown['side_m'].iloc[0]:g}" if len(shown) else f"{_FINEST:g}"
    return (
        Text(*(half.format(side=side) for half in _SQUARES)) if places_shown else _WITHHELD,
        *remarks_of(result, apart_from=() if places_shown else ("places",)),
        rests_on(result),
    )


_SQUARES = Text(
    "Stedene er samlet i ruter på {side} m. Klassen er den som det midterste stedet i ruta har: halvparten har minst så"
    " mange mål nær nok. Bare slag som lagene har noe av, er med.",
    "The places are gathered in squares of {side} m. The class is that of the square's middle place: half of them have"
    " at least as many targets near enough. Only kinds that the layers have any of are counted.",
)
_WITHHELD = Text(
    "Hvem som har målene nær sted for sted, vises bare i kommunens interne tjeneste. Nøkkeltallene teller alle.",
    "Who has the targets near, place by place, is shown only by the municipality's internal service. The key figures"
    " count everyone.",
)
