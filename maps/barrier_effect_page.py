"""The map of a barrier effect: who has how much longer a way, what each barrier does, and what each crossing means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from layers.text import Text
from maps.answered import NOUNS, figure_of, remarks_of, rests_on
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.barrier_styles import CROSSINGS, extra_styles
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.styles import STYLES
from maps.view import eased, grown, view_of
from maps.words import BARRIER_KIND, CROSSING_KIND
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from geopandas import GeoDataFrame

    from landuse.results import Result

MOST_PLACES = 1_500
_TARGETS = {
    "water": Text("vannet", "the water"),
    "centres": Text("sentrum", "the centre"),
    "recreation-areas": Text("friluftsområdet", "the recreation area"),
    "services": Text("tjenesten", "the service"),
    "transit-stops": Text("holdeplassen", "the stop"),
}
_FOLLOWING = ("within", "within_without", "longer")
_LEADING = (*_FOLLOWING, "cut_off", "detour", "detour_without", "unconnected", "unknown")


def barrier_effect_page(
    result: Result,
    barriers: GeoDataFrame,
    *,
    context: Mapping[str, GeoDataFrame],
    places_shown: bool = True,
    synthetic: bool = False,
) -> MapPage:
    """Return the page of a barrier effect.

    Parameters
    ----------
    result
        What :func:`landuse.barrier_effect.run` answered.
    barriers
        The layer of the question.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    places_shown
        Whether the page tells of each place, barrier and crossing, or shows only the leading figures.
    synthetic
        Whether the data are made up.

    Notes
    -----
    At most 1500 places are drawn, those that would be nearest without the barriers; a note says how many are not. The
    key figures count them all.
    """
    places, crossings = _nearest(result.frame), _crossings(result)
    view = view_of([places, barriers])
    under = backdrop(
        {name: frame for name, frame in context.items() if name != "barriers"}, View(grown(view.bounds, 0.5), view.crs)
    )
    return MapPage(
        title=_title(result),
        summary=_summary(result),
        layers=(
            *under.layers,
            _barriers_layer(barriers, result, told=places_shown),
            *((_places_layer(places, result), _crossings_layer(crossings)) if places_shown else ()),
        ),
        view=view,
        figures=_figures(result, every=places_shown),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, drawn=len(places) if places_shown else None),
        labels=under.labels,
    )


def _nearest(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the places to draw, those with the longest extra way first: as many as would be nearest without it."""
    known = frame[frame["without_m"].notna()].sort_values(["without_m", "id"], kind="stable").head(MOST_PLACES)
    most = known["extra_m"].fillna(np.inf)
    known = known.assign(most=most).sort_values(
        ["most", "id"], ascending=[False, True], kind="stable", ignore_index=True
    )
    return known.assign(number=np.arange(1, len(known) + 1))


def _places_layer(places: GeoDataFrame, result: Result) -> MapLayer:
    cells = len(places) > 0 and bool(places.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all())
    styles = extra_styles(result.evidence.parameters["extra_classes"], points=not cells)
    bounds = [float(name) for name in styles if name != "cut_off"]
    place = np.searchsorted(bounds, places["extra_m"].fillna(0).to_numpy())
    names = np.where(places["status"].eq("cut_off"), "cut_off", np.array(list(styles))[place])
    columns = [
        Field("number", Text("Sted", "Place")),
        Field("class", Text("Omveg", "Extra way"), words={name: style.label for name, style in styles.items()}),
        Field("extra_m", Text("Lengre på grunn av barrieren", "Longer because of the barrier"), "m"),
        Field("distance_m", Text("Avstand langs nettet", "Distance along the network"), "m"),
        Field("without_m", Text("Uten barrieren", "Without the barrier"), "m"),
        Field("detour_ratio", Text("Omvegfaktor", "Detour ratio"), "1"),
        Field("residents", Text("Innbyggere", "Residents"), "1"),
        Field("dwellings", Text("Boliger", "Dwellings"), "1"),
    ]
    # The ids of cells are public and lead back to the source; those of addresses are kept off the page.
    if cells:
        columns.append(Field("id", Text("Rute-ID", "Cell identifier")))
    return MapLayer(
        frame=places.assign(**{"class": names}),
        style=ByClass("class", styles),
        title=Text("Steder etter hvor mye lengre vegen er", "Places by how much longer the way is"),
        focusable=True,
        properties=tuple(field for field in columns if field.column in places.columns or field.column == "class"),
        noun=Text("steder", "places"),
    )


def _barriers_layer(barriers: GeoDataFrame, result: Result, *, told: bool) -> MapLayer:
    """Return the barriers in question, each group as one, with what each does by itself."""
    table, style = result.tables["barriers"], STYLES["barriers"]
    groups = [_called(barriers, label) for label in table["barrier"]]
    own = table[[len(group) > 0 for group in groups]]
    shapes = [shapely.union_all(group.geometry.to_numpy()) for group in groups if len(group)]
    frame = gpd.GeoDataFrame(own.reset_index(drop=True), geometry=shapes, crs=barriers.crs)
    noun = _leading(result)
    columns = (
        Field("barrier", Text("Barriere", "Barrier"), words=BARRIER_KIND),
        Field(f"{noun}_longer", _of(noun, _LONGER), "1"),
        Field("extra_mean_m", Text("Lengre i middel", "Longer in the mean"), "m"),
        Field("extra_max_m", Text("Lengst", "Longest"), "m"),
        Field(f"{noun}_cut_off", _of(noun, _CUT_OFF), "1"),
        Field(f"{noun}_lost", _of(noun, _LOST, _metres(result)), "1"),
    )
    return MapLayer(
        frame=eased(frame),
        style=style,
        title=Text("Hver barriere for seg", "Each barrier by itself"),
        focusable=told,
        properties=columns,
        noun=Text("barrierer", "barriers"),
    )


def _called(barriers: GeoDataFrame, label: str) -> GeoDataFrame:
    kinds = barriers["kind"] if "kind" in barriers.columns else barriers["id"]
    return barriers[kinds.fillna("ukjent").eq(label) | barriers["id"].astype("str").eq(label)]


def _crossings(result: Result) -> GeoDataFrame:
    table = result.tables["crossings"]
    columns = [table[name].to_numpy(float) if len(table) else np.empty(0) for name in ("east", "north")]
    points = shapely.points(*columns)
    return gpd.GeoDataFrame(table, geometry=points, crs=result.frame.crs)


def _crossings_layer(crossings: GeoDataFrame) -> MapLayer:
    """Return the crossings with what the closing of each would mean, the one that matters most first."""
    if crossings.empty:
        style = CROSSINGS["little"]
        return MapLayer(frame=crossings, style=style, title=style.label)
    noun = next(name for name in NOUNS if f"{name}_longer" in crossings.columns)
    matters = crossings["extra_sum_m"].fillna(0).gt(0) | crossings[f"{noun}_cut_off"].fillna(0).gt(0)
    heading = crossings["name"].where(crossings["name"].notna(), crossings["crossing_id"])
    columns = (
        Field("heading", Text("Kryssing", "Crossing")),
        Field("rank", Text("Rang", "Rank"), "1"),
        Field("kind", Text("Type", "Kind"), words=CROSSING_KIND),
        Field(f"{noun}_longer", _of(noun, _LONGER), "1"),
        Field("extra_mean_m", Text("Lengre i middel", "Longer in the mean"), "m"),
        Field(f"{noun}_cut_off", _of(noun, _CUT_OFF), "1"),
        Field(f"{noun}_lost", Text("Mister rekkevidden", "Leave reach"), "1"),
        Field("passages", Text("Lenker som går her", "Edges that pass here"), "1"),
    )
    return MapLayer(
        frame=crossings.assign(heading=heading, **{"class": np.where(matters, "much", "little")}),
        style=ByClass("class", CROSSINGS),
        title=Text("Hva det betyr om en kryssing stenges", "What it means if a crossing is closed"),
        focusable=True,
        properties=columns,
        noun=Text("kryssinger", "crossings"),
    )


_LONGER = Text("{noun} med lengre veg", "{noun} with a longer way")
_CUT_OFF = Text("{noun} uten veg", "{noun} with no way")
_LOST = Text("{noun} som mister {metres} m", "{noun} who leave {metres} m")


def _of(noun: str, text: Text, metres: str = "") -> Text:
    said = [text.say(lang, noun=NOUNS[noun].say(lang), metres=metres) for lang in ("nb", "en")]
    return Text(*(side[:1].upper() + side[1:] for side in said))


def _metres(result: Result) -> str:
    return f"{result.evidence.parameters['max_distance']:g}"


def _leading(result: Result) -> str:
    """Return what is counted first: the first noun of which there is any, or any at all."""
    values = {indicator.name: indicator.value for indicator in result.indicators}
    counted = [noun for noun in NOUNS if f"{noun}_total" in values]
    return next((noun for noun in counted if values[f"{noun}_total"]), counted[0])


def _title(result: Result) -> Text:
    noun, target, metres = _leading(result), _TARGETS[result.evidence.parameters["target"]], _metres(result)
    within, without = (result.value(f"{noun}_{name}") for name in ("within", "within_without"))
    if within is None or without is None:
        return Text("Barrierevirkning", "Barrier effect")
    more = written(without - within, "1")
    return Text(
        f"Uten barrieren ville {more.nb} flere {NOUNS[noun].nb} hatt høyst {metres} m til {target.nb}",
        f"Without the barrier, {more.en} more {NOUNS[noun].en} would have at most {metres} m to {target.en}",
    )


def _summary(result: Result) -> Text:
    noun = _leading(result)
    names = ("total", "within", "within_without", "longer", "detour", "detour_without")
    total, within, without, longer, detour, also = (written(result.value(f"{noun}_{name}"), "1") for name in names)
    mean, metres = written(result.value("extra_mean"), "m"), _metres(result)
    ratio = written(result.evidence.parameters["max_ratio"], "1")
    target = _TARGETS[result.evidence.parameters["target"]]
    return Text(
        f"{within.nb} av {total.nb} {NOUNS[noun].nb} har høyst {metres} m til {target.nb} langs gangnettet. Uten"
        f" barrieren hadde det vært {without.nb}. {longer.nb} har lengre veg på grunn av den, i middel {mean.nb}."
        f" {detour.nb} går mer enn {ratio.nb} ganger luftlinjen; {also.nb} ville gjort det også uten barrieren.",
        f"{within.en} of {total.en} {NOUNS[noun].en} have at most {metres} m to {target.en} along the network. Without"
        f" the barrier it would be {without.en}. {longer.en} have a longer way because of it, {mean.en} in the mean."
        f" {detour.en} go more than {ratio.en} times the straight line; {also.en} would do so without the barrier too.",
    )


def _figures(result: Result, *, every: bool) -> tuple[KeyFigure, ...]:
    """Return the figures of each noun; `every` adds what is doubtful of the first, and the metres."""
    leading = _leading(result) if every else None
    by_name = {indicator.name: indicator for indicator in result.indicators}
    names = [f"{noun}_{figure}" for noun in NOUNS for figure in (_LEADING if noun == leading else _FOLLOWING)]
    return tuple(
        figure_of(found)
        for name in [*names, "extra_mean", "extra_max"]
        if (found := by_name.get(name)) and not (name.endswith("_unknown") and not found.value)
    )


def _notes(result: Result, *, drawn: int | None) -> tuple[Text, ...]:
    """Return what a reader must know: how it is measured, what the barriers do together, and what is not drawn."""
    left = written(len(result.frame) - (drawn or 0), "1")
    gap = f"{result.evidence.parameters['gap']:g}"
    return (
        Text(_WITHOUT.nb.format(gap=gap), _WITHOUT.en.format(gap=gap)),
        *((_together_note(result.tables["barriers"], _leading(result)),) if drawn is not None else (_WITHHELD,)),
        *((_CLOSED,) if drawn is not None and len(result.tables["crossings"]) else ()),
        *((Text(_NOT_DRAWN.nb.format(left=left.nb), _NOT_DRAWN.en.format(left=left.en)),) if drawn is not None else ()),
        *remarks_of(result),
        rests_on(result),
    )


def _together_note(table: pd.DataFrame, noun: str) -> Text:
    last = table.iloc[-1]
    longer, mean = written(last[f"{noun}_longer"], "1"), written(last["extra_mean_m"], "m")
    return Text(
        f"Tabellen over barrierer sier hva hver gjør alene, mens de andre står. Sammen gir de {longer.nb}"
        f" {NOUNS[noun].nb} lengre veg, i middel {mean.nb}. Der to går side om side, hjelper det lite å fjerne"
        " bare én.",
        f"The table of barriers says what each does alone while the others stand. Together they give {longer.en}"
        f" {NOUNS[noun].en} a longer way, {mean.en} in the mean. Where two run side by side, taking away one helps"
        " little.",
    )


_WITHOUT = Text(
    "«Uten barrieren» betyr at man kan gå rett over den der gangnettet på de to sidene er høyst {gap} m fra hverandre."
    " Gatene ellers er som i dag, så en by som var bygd uten barrieren, kunne hatt enda kortere veger.",
    "“Without the barrier” means that one can go straight over it where the network on its two sides is at most {gap} m"
    " apart. The streets are otherwise as today, so a town built without it might have had even shorter ways.",
)
_CLOSED = Text(
    "Tabellen over kryssinger sier hva som skjer om hver av dem stenges, de andre er åpne. Den viktigste står først.",
    "The table of crossings says what happens if each of them is closed, the others open. The most important is first.",
)
_NOT_DRAWN = Text(
    "{left} steder lenger unna målet, eller med ukjent avstand, er ikke tegnet og ikke i tabellen. De er med i"
    " nøkkeltallene.",
    "{left} places farther from the target, or of unknown distance, are not drawn and not in the table. The key figures"
    " count them.",
)
_WITHHELD = Text(
    "Hva barrieren betyr for hvert sted, vises bare i kommunens interne tjeneste. Nøkkeltallene teller alle.",
    "What the barrier means to each place is shown only by the municipality's internal service. The key figures count"
    " everyone.",
)
