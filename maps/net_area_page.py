"""The map of the net area: what of each plot can be built on, what takes the rest, and where that is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from landuse.net_area.columns import COLUMNS, constraint_title
from landuse.net_area.constraints import ALL, HARD
from layers.catalogue import spec
from layers.text import Text
from maps.answered import remarks_of
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View
from maps.styles import BUILDABLE, NET_GROUND
from maps.view import eased, grown, view_of
from maps.words import USE
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geopandas import GeoDataFrame

    from landuse.results import Result

NEARLY_ALL = 0.9
_DAA = ("gross", "net", "net_most", "part_most")


def net_area_page(
    result: Result,
    ground: GeoDataFrame,
    *,
    context: Mapping[str, GeoDataFrame],
    withheld: Collection[str] = (),
    synthetic: bool = False,
) -> MapPage:
    """Return the page of a net area.

    Parameters
    ----------
    result
        What :func:`landuse.net_area.run` answered.
    ground
        What is left of the plots: :func:`landuse.net_area.buildable_ground`.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    withheld
        Ids of plots that may not be shown: they are in the figures, and neither drawn nor tabled.
    synthetic
        Whether the data are made up.
    """
    view = view_of([result.frame])
    under = backdrop(context, View(grown(view.bounds, 0.5), view.crs))
    hidden = list(withheld)
    shown, open_ground = (frame[~frame["id"].isin(hidden)] for frame in (result.frame, ground))
    return MapPage(
        title=_title(result),
        summary=_summary(result),
        layers=(
            *under.layers,
            *(
                (MapLayer(frame=eased(open_ground), style=NET_GROUND, title=NET_GROUND.label),)
                if len(open_ground)
                else ()
            ),
            _plots_layer(shown),
        ),
        view=view,
        figures=tuple(KeyFigure(of.name, of.title, of.value, of.shown_as, of.note) for of in result.indicators),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, hidden, left_out=len(result.frame) - len(shown)),
        labels=under.labels,
    )


def _title(result: Result) -> Text:
    most, net = (written(result.value(name), "daa") for name in ("area_net_most_daa", "area_net_daa"))
    if result.value("plots_net_unknown"):
        return Text(f"Byggbart areal: høyst {most.nb}", f"Net developable area: at most {most.en}")
    return Text(f"Byggbart areal: {net.nb}", f"Net developable area: {net.en}")


def _summary(result: Result) -> Text:
    names = ("plots", "plots_net_unknown", "plots_without_net")
    plots, unknown, none = (written(result.value(name), "1") for name in names)
    gross, most = (written(result.value(name), "daa") for name in ("area_gross_daa", "area_net_most_daa"))
    return Text(
        f"Av {gross.nb} på {plots.nb} tomter kan høyst {most.nb} bygges på. For {unknown.nb} tomter er nettoarealet"
        f" ukjent, og på {none.nb} er det ingenting igjen.",
        f"Of {gross.en} on {plots.en} plots, at most {most.en} can be built on. Of {unknown.en} plots the net area is"
        f" unknown, and on {none.en} nothing is left.",
    )


def _plots_layer(frame: GeoDataFrame) -> MapLayer:
    net, gross = frame["net_m2"].to_numpy(float), frame["gross_m2"].to_numpy(float)
    classes = np.select([np.isnan(net), net == 0, net >= NEARLY_ALL * gross], ["unknown", "none", "whole"], "part")
    shown = frame.assign(
        **{"class": classes},
        heading=frame["name"].where(frame["name"].notna(), frame["id"]),
        unknown=frame["unknown_wrt"].replace("", "-"),
        **{f"{name}_daa": frame[f"{name}_m2"] / 1000 for name in _DAA},
    ).sort_values(["net_most_m2", "id"], ascending=[False, True], kind="stable", ignore_index=True)
    return MapLayer(
        frame=eased(shown),
        style=ByClass("class", BUILDABLE),
        title=Text("Tomter etter hvor mye som kan bygges på", "Plots by how much can be built on"),
        focusable=True,
        properties=_properties(shown),
        details=_DETAILS,
        noun=Text("tomter", "plots"),
        sheets="id",
    )


def _properties(shown: GeoDataFrame) -> tuple[Field, ...]:
    words = {text: _words(text) for text in shown["unknown"]}
    return (
        Field("heading", Text("Tomt", "Plot")),
        Field(
            "class", Text("Byggbart", "Can be built on"), words={name: each.label for name, each in BUILDABLE.items()}
        ),
        Field("gross_daa", Text("Brutto", "Gross"), "daa"),
        Field("net_daa", Text("Netto", "Net"), "daa"),
        Field("net_most_daa", Text("Netto, høyst", "Net, at most"), "daa"),
        Field("part_most_daa", Text("Største sammenhengende del, høyst", "Largest part in one piece, at most"), "daa"),
        Field("road_m", Text("Til offentlig veg", "To a public road"), "m"),
        Field("unknown", Text("Ukjent på grunn av", "Unknown because of"), words=words),
    )


def _words(names: str) -> Text:
    if names == "-":
        return Text("ingenting", "nothing")
    titles = [HARD[name].title for name in names.split(", ")]
    return Text(", ".join(title.nb.lower() for title in titles), ", ".join(title.en.lower() for title in titles))


_TITLES = {column.name: column.title for column in COLUMNS}
_DETAILS = (
    *(Field(name, _TITLES[name], "m") for name in ("rectangle_most_long_m", "rectangle_most_short_m", "circle_most_m")),
    *(Field(f"{name}_m2", constraint_title(name), "m2") for name in ALL),
    *(Field(column.name, column.title, "share") for column in COLUMNS if column.name.endswith("_share")),
    Field("use", spec("business-plots").column("use").title, words=USE),
    Field("id", Text("Tomt-ID", "Plot identifier")),
)


def _notes(result: Result, withheld: Collection[str], *, left_out: int) -> tuple[Text, ...]:
    """Return what a reader must know: what «høyst» means, what overlaps, and every remark."""
    hidden = Text(*(side.format(count=left_out) for side in _WITHHELD))
    return (
        _AT_MOST,
        _EACH_ALONE,
        *((hidden,) if left_out else ()),
        *remarks_of(result, withheld=withheld),
    )


_AT_MOST = Text(
    "«Høyst» er arealet som er igjen når alt kjent er trukket fra. Det som er ukjent, kan bare gjøre det mindre.",
    "“At most” is the area that is left when all that is known is taken away. What is unknown can only make it less.",
)
_EACH_ALONE = Text(
    "Det som tar areal, er målt hver for seg og kan ligge oppå hverandre: tallene summerer ikke til det som er trukket"
    " fra. Flagg tar ikke areal, og er målt på det som er igjen.",
    "What takes ground is measured each by itself, and may lie on each other: the numbers do not sum to what is taken."
    " Flags take no ground, and are measured on what is left.",
)
_WITHHELD = Text(
    "{count} tomter er med i nøkkeltallene, men ikke på kartet og i tabellen: eieren vil ikke ha dem vist.",
    "{count} plots are in the key figures, but not on the map and in the table: their owners do not want them shown.",
)
