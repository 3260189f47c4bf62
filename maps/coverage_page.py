"""The map of the 1000-metre city: what is reached on foot, who lives there, and what a plain circle would claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from layers.text import Text
from maps.answered import NOUNS, figure_of, rests_on
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.coverage_panels import coverage_panels
from maps.styles import CIRCLE, STYLES, WALKSHED, coverage_styles, labelled
from maps.view import eased, view_of
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoDataFrame

    from landuse.results import Indicator, Result

MOST_PLACES = 2_000
_DRAWN_REACHES = 2.0
_BACKGROUND_REACHES = 2.05

_BESIDES = ("jobs", "services", "business_daa", "housing_daa")
_HOW = {
    "walk": Text("til fots", "on foot"),
    "cycle": Text("på sykkel", "by bicycle"),
    "e-bike": Text("på elsykkel", "by electric bicycle"),
}
_WAYS = {
    "to": Text("når sentrum på {limit} eller mindre", "reach the centre within {limit}"),
    "from": Text("nås fra sentrum på {limit} eller mindre", "are reached from the centre within {limit}"),
}
_LEADING = ("within", "total", "circle_only", "unconnected", "unknown")
_FOLLOWING = ("within", "total")


class _Reach(NamedTuple):
    """What was asked, in words: what such a city is called, its limit, how one moves, and which way."""

    name: Text
    limit: Text
    how: Text
    way: Text

    @classmethod
    def of(cls, result: Result) -> _Reach:
        asked = result.evidence.parameters
        way, how = _WAYS[asked["direction"]], _HOW[asked["mode"]]
        if asked["cost"] == "minutes":
            number = f"{asked['max_minutes']:g}"
            limit = Text(f"{number} minutter", f"{number} minutes")
            name = Text(f"{number}-minuttersbyen", f"The {number}-minute city")
        else:
            number = f"{asked['max_distance']:g}"
            limit = Text(f"{number} m", f"{number} m")
            name = Text(f"{number}-metersbyen", f"The {number}-metre city")
        return cls(name, limit, how, Text(way.nb.format(limit=limit.nb), way.en.format(limit=limit.en)))


def coverage_page(
    result: Result,
    walkshed: GeoDataFrame,
    centres: GeoDataFrame,
    *,
    context: Mapping[str, GeoDataFrame],
    places_shown: bool = True,
    synthetic: bool = False,
) -> MapPage:
    """Return the page of a coverage.

    Parameters
    ----------
    result
        What :func:`landuse.coverage.run` answered.
    walkshed
        The ground within reach, for the eye only: :func:`landuse.coverage.reached_ground`.
    centres
        The centres of the question.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    places_shown
        Whether the page shows each place and who lives there, or only the ground and the leading figures.
    synthetic
        Whether the data are made up.

    Notes
    -----
    Places within two reaches of a centre are drawn, at most 2000 and the nearest first; a note says how many are not.
    The key figures count them all.
    """
    reach = _Reach.of(result)
    radius = float(walkshed["max_distance"].iloc[0])
    straight = labelled(CIRCLE, limit=f"{radius:.0f} m")
    crs = result.frame.crs
    centre = shapely.union_all(centres.geometry.to_crs(crs).to_numpy())
    circle = gpd.GeoDataFrame(geometry=[shapely.buffer(centre, radius, quad_segs=32)], crs=crs)
    around = View(shapely.buffer(centre, _BACKGROUND_REACHES * radius).bounds, crs)
    places = _nearest(result.frame, centre, _DRAWN_REACHES * radius)
    under = backdrop(context, around)
    return MapPage(
        title=_title(result, reach),
        summary=_summary(result, reach, circle=places_shown),
        layers=(
            *under.layers,
            MapLayer(frame=eased(walkshed), style=WALKSHED, title=WALKSHED.label),
            *((_places_layer(places, reach.limit),) if places_shown else ()),
            MapLayer(frame=circle, style=straight, title=straight.label),
            MapLayer(frame=centres, style=STYLES["centres"], title=STYLES["centres"].label),
        ),
        view=view_of([circle], margin=0.04),
        figures=_figures(result, every=places_shown),
        panels=coverage_panels(result) if places_shown else (),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, drawn=len(places) if places_shown else None),
        labels=under.labels,
    )


def _nearest(frame: GeoDataFrame, centre: shapely.Geometry, limit: float) -> GeoDataFrame:
    """Return the places to draw, in the order in which one walks to them, numbered and with their class."""
    away = shapely.distance(shapely.centroid(frame.geometry.to_numpy()), centre)
    near = frame.assign(away=away)[away <= limit]
    near = near.sort_values(["away", "id"], kind="stable").head(MOST_PLACES)
    near = near.sort_values(["distance_m", "away", "id"], kind="stable", ignore_index=True)
    known_beyond = near["status"].isin(["beyond", "unreachable"])
    classes = near["status"].mask(near["circle"].astype(bool) & known_beyond, "circle_only")
    return near.assign(number=np.arange(1, len(near) + 1), **{"class": classes})


def _places_layer(places: GeoDataFrame, limit: Text) -> MapLayer:
    cells = len(places) > 0 and bool(places.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all())
    styles = coverage_styles(limit, points=not cells)
    columns = [
        Field("number", Text("Sted", "Place")),
        Field("class", Text("Dekning", "Coverage"), words={name: style.label for name, style in styles.items()}),
        *([Field("minutes", Text("Minutter", "Minutes"), "min")] if places["minutes"].notna().any() else []),
        Field("distance_m", Text("Avstand langs nettet", "Distance along the network"), "m"),
        Field("residents", Text("Innbyggere", "Residents"), "1"),
        Field("dwellings", Text("Boliger", "Dwellings"), "1"),
        Field("access_m", Text("Herav tilkomst til nettet", "Of it, access to the network"), "m"),
    ]
    # The ids of cells are public and lead back to the source; those of addresses are kept off the page.
    if cells:
        columns.append(Field("id", Text("Rute-ID", "Cell identifier")))
    return MapLayer(
        frame=places,
        style=ByClass("class", styles),
        title=Text("Steder etter avstand til sentrum", "Places by their distance to the centre"),
        focusable=True,
        properties=tuple(field for field in columns if field.column in places.columns),
    )


def _leading(result: Result) -> str | None:
    """Return what is counted first: the first noun of which there is any."""
    values = {indicator.name: indicator.value for indicator in result.indicators}
    return next((noun for noun in NOUNS if values.get(f"{noun}_total")), None)


def _title(result: Result, reach: _Reach) -> Text:
    noun = _leading(result)
    if noun is None:
        return reach.name
    within = written(result.value(f"{noun}_within"), "1")
    return Text(
        f"{reach.name.nb}: {within.nb} {NOUNS[noun].nb} innen {reach.limit.nb} {reach.how.nb}",
        f"{reach.name.en}: {within.en} {NOUNS[noun].en} within {reach.limit.en} {reach.how.en}",
    )


def _summary(result: Result, reach: _Reach, *, circle: bool) -> Text:
    """Return the answer in words; `circle` adds what a plain circle would claim."""
    noun = _leading(result)
    if noun is None:
        return Text(
            "Antall innbyggere, boliger og adresser er ukjent.", "The number of residents and dwellings is unknown."
        )
    within, total = (written(result.value(f"{noun}_{figure}"), "1") for figure in ("within", "total"))
    share, more = written(result.value(f"{noun}_share"), "share"), _circle(result, noun) if circle else Text("", "")
    return Text(
        f"{within.nb} av {total.nb} {NOUNS[noun].nb} ({share.nb}) {reach.way.nb} {reach.how.nb}.{more.nb}",
        f"{within.en} of {total.en} {NOUNS[noun].en} ({share.en}) {reach.way.en} {reach.how.en}.{more.en}",
    )


def _circle(result: Result, noun: str) -> Text:
    more = written(result.value(f"{noun}_circle_only"), "1")
    doubt = {found.name: found.note for found in result.indicators}[f"{noun}_circle_only"] or Text("", "")
    return Text(
        f" En sirkel med samme radius ville tatt med {more.nb} til, fordi den ser bort fra hvor veiene går. "
        f"{doubt.nb}".rstrip(),
        f" A circle of the same radius would have added {more.en}, because it ignores where the ways go. "
        f"{doubt.en}".rstrip(),
    )


def _figures(result: Result, *, every: bool) -> tuple[KeyFigure, ...]:
    """Return the figures of each noun, its share beside what is within; `every` adds what is doubtful of the first."""
    leading = _leading(result) if every else None
    by_name = {indicator.name: indicator for indicator in result.indicators}
    nouns = (*NOUNS, *_BESIDES)
    names = [f"{noun}_{figure}" for noun in nouns for figure in (_LEADING if noun == leading else _FOLLOWING)]
    return tuple(
        figure_of(found)._replace(beside=_share(by_name, name))
        for name in names
        if (found := by_name.get(name)) and not (name.endswith("_unknown") and not found.value)
    )


def _share(by_name: Mapping[str, Indicator], name: str) -> KeyFigure | None:
    share = by_name.get(name.replace("_within", "_share")) if name.endswith("_within") else None
    return figure_of(share) if share else None


def _notes(result: Result, *, drawn: int | None) -> tuple[Text, ...]:
    """Return what a reader must know: what is not drawn, how places are counted, and what is unknown."""
    frame = result.frame
    left = written(len(frame) - (drawn or 0), "1")
    warned = {remark.code for remark in result.evidence.warnings}
    notes = (
        (_WITHHELD, drawn is None),
        (
            Text(_NOT_DRAWN.nb.format(left=left.nb), _NOT_DRAWN.en.format(left=left.en)),
            drawn is not None and len(frame) > drawn,
        ),
        (_WHOLE_CELLS, frame.geometry.geom_type.ne("Point").any()),
        (_UNCONNECTED, frame["status"].eq("unconnected").any()),
        (_NO_BARRIERS, "barriers-not-given" in warned),
        (_FOR_THE_EYE, True),
        (rests_on(result), True),
    )
    return tuple(note for note, holds in notes if holds)


_NOT_DRAWN = Text(
    "{left} steder lenger unna er ikke tegnet og ikke i tabellen. De er med i nøkkeltallene.",
    "{left} places farther away are not drawn and not in the table. The key figures count them.",
)
_WITHHELD = Text(
    "Hvor mange som bor hvert sted, vises bare i kommunens interne tjeneste. Nøkkeltallene teller alle.",
    "How many live in each place is shown only by the municipality's internal service. The key figures count everyone.",
)
_WHOLE_CELLS = Text(
    "En rute regnes hel, etter midtpunktet: alle som bor i den, får samme avstand.",
    "A cell counts whole, by its centroid: everyone who lives in it has the same distance.",
)
_UNCONNECTED = Text(
    "Et sted som ikke er koblet til nettet, er ukjent. Det er verken regnet som innenfor eller utenfor.",
    "A place that is not connected to the network is unknown. It is taken neither as within nor as outside.",
)
_NO_BARRIERS = Text(
    "Barrierer er ikke oppgitt. Tilkomsten fra et sted til nettet er derfor ikke prøvd mot jernbane, veg og vann.",
    "No barriers were given. The access from a place to the network was therefore not tested against railway, road and"
    " water.",
)
_FOR_THE_EYE = Text(
    "Flaten som er nådd, er tegnet for øyet, 25 m til hver side av gangnettet. Tallene kommer fra avstanden til hvert"
    " sted, aldri fra flaten.",
    "The ground reached is drawn for the eye, 25 m to each side of the network. The numbers come from the distance to"
    " every place, never from this ground.",
)
