"""The map of new links, ranked by how many they bring within reach of a centre for each metre built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.text import Text
from maps.answered import NOUNS, figure_of, remarks_of, rests_on
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.barrier_styles import LINKS
from maps.content import ByClass, Field, MapLayer, MapPage, View
from maps.styles import STYLES
from maps.view import grown, view_of
from maps.words import BARRIER_KIND
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geopandas import GeoDataFrame

    from landuse.results import Result


def best_link_page(
    result: Result,
    centres: GeoDataFrame,
    *,
    context: Mapping[str, GeoDataFrame],
    counts_shown: bool = True,
    synthetic: bool = False,
) -> MapPage:
    """Return the page of a ranking of new links.

    Parameters
    ----------
    result
        What :func:`landuse.best_link.run` answered.
    centres
        The centres of the question.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    counts_shown
        Whether the page tells what each link brings, or only draws the links.
    synthetic
        Whether the data are made up.
    """
    view = view_of([result.frame, centres.to_crs(result.frame.crs)], margin=0.1)
    under = backdrop(context, View(grown(view.bounds, 0.5), view.crs))
    return MapPage(
        title=_title(result),
        summary=_summary(result),
        layers=(
            *under.layers,
            MapLayer(frame=centres, style=STYLES["centres"], title=STYLES["centres"].label),
            _links_layer(result, told=counts_shown),
        ),
        view=view,
        figures=tuple(figure_of(found) for found in result.indicators),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, told=counts_shown),
        labels=under.labels,
    )


def _links_layer(result: Result, *, told: bool) -> MapLayer:
    frame = result.frame.sort_values(["rank", "id"], ascending=True, ignore_index=True)
    best = frame["rank"].eq(1).fillna(value=False) & frame["status"].eq("useful")
    noun = _leading(result)
    crossed = {text or "-": _crossed(text) for text in frame["crosses"].dropna().unique()}
    columns = (
        Field("heading", Text("Lenke", "Link")),
        Field("rank", Text("Rang", "Rank"), "1"),
        *(Field(f"{other}_gained", _gained(other), "1") for other in NOUNS if f"{other}_gained" in frame.columns),
        Field("length_m", Text("Lengde å bygge", "Length to build"), "m"),
        Field(f"{noun}_per_m", _per_metre(noun), "1"),
        Field("saved_sum_m", Text("Spart gange i alt", "Walking saved in all"), "m"),
        Field("detour_ratio", Text("Omvegen i dag, minst ganger så lang", "The way round today, times at least"), "1"),
        Field("crosses", Text("Går over", "Goes over"), words=crossed),
    )
    return MapLayer(
        frame=frame.assign(
            heading=frame["name"].where(frame["name"].notna(), frame["id"]),
            crosses=frame["crosses"].replace("", "-"),
            **{"class": np.where(best, "best", frame["status"])},
        ),
        style=ByClass("class", LINKS),
        title=Text("Nye lenker etter hva de gir for hver meter", "New links by what they bring for each metre"),
        focusable=told,
        properties=columns,
        noun=Text("lenker", "links"),
    )


def _crossed(kinds: str) -> Text:
    """Return the kinds of barriers that a link goes over, in words."""
    if not kinds:
        return Text("ingen barriere", "no barrier")
    names = [BARRIER_KIND.get(kind, Text(kind, kind)) for kind in kinds.split(", ")]
    return Text(", ".join(name.nb for name in names), ", ".join(name.en for name in names))


def _gained(noun: str) -> Text:
    return Text(f"Flere {NOUNS[noun].nb} innen rekkevidde", f"More {NOUNS[noun].en} within reach")


def _per_metre(noun: str) -> Text:
    return Text(f"Flere {NOUNS[noun].nb} per meter", f"More {NOUNS[noun].en} per metre")


def _leading(result: Result) -> str:
    """Return what the links are ranked by."""
    return next(noun for noun in NOUNS if f"{noun}_per_m" in result.frame.columns)


def _reach(result: Result) -> str:
    return f"{result.evidence.parameters['max_distance']:g}"


def _title(result: Result) -> Text:
    noun, metres = _leading(result), _reach(result)
    if not result.value("links_useful"):
        return Text(
            f"Beste nye lenke: ingen bringer flere innen {metres} m",
            f"Best new link: none brings more within {metres} m",
        )
    gained, length = written(result.value(f"best_{noun}_gained"), "1"), written(result.value("best_length_m"), "m")
    return Text(
        f"Beste nye lenke: {length.nb} gir {gained.nb} flere {NOUNS[noun].nb} innen {metres} m",
        f"Best new link: {length.en} bring {gained.en} more {NOUNS[noun].en} within {metres} m",
    )


def _summary(result: Result) -> Text:
    noun, metres = _leading(result), _reach(result)
    tried, useful = (written(result.value(name), "1") for name in ("links_tried", "links_useful"))
    within = written(result.value(f"{noun}_within"), "1")
    return Text(
        f"{within.nb} {NOUNS[noun].nb} har i dag høyst {metres} m til sentrum. Av {tried.nb} lenker som er prøvd hver"
        f" for seg, bringer {useful.nb} flere innen rekkevidde. De er ordnet etter hvor mange de gir for hver meter som"
        " bygges.",
        f"{within.en} {NOUNS[noun].en} have at most {metres} m to the centre today. Of {tried.en} links tried one by"
        f" one, {useful.en} bring more within reach. They are ranked by how many they bring for each metre built.",
    )


def _notes(result: Result, *, told: bool) -> tuple[Text, ...]:
    given = any(item["input"] == "candidates" for item in result.evidence.inputs)
    return (
        *(() if given else (_PROPOSED,)),
        _ONE_BY_ONE,
        *(() if told else (_WITHHELD,)),
        *remarks_of(result),
        rests_on(result),
    )


_PROPOSED = Text(
    "Lenkene er foreslått av programmet fra kartet alene: rette streker mellom steder som ligger nær hverandre, men"
    " langt fra hverandre langs nettet. De er steder å undersøke, ikke prosjekter: terreng, eiere og kostnad er"
    " ukjent.",
    "The links are proposed by the software from the map alone: straight lines between places that are near each"
    " other, but far apart along the network. They are places to look into, not projects: ground, owners and cost are"
    " unknown.",
)
_ONE_BY_ONE = Text(
    "Hver lenke er prøvd for seg. Det to lenker gir sammen, er ikke summen av det hver av dem gir.",
    "Each link is tried by itself. What two links bring together is not the sum of what each brings.",
)
_WITHHELD = Text(
    "Hva hver lenke gir, vises bare i kommunens interne tjeneste.",
    "What each link brings is shown only by the municipality's internal service.",
)
