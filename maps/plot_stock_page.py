"""The map of the plot stock: which plots are ready to build on, which are on the way, and of which it is unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landuse.plot_stock import readiness
from layers.catalogue import spec
from layers.catalogue.readiness import STEP_TITLES
from layers.text import Text
from maps.answered import figure_of, remarks_of
from maps.attribution import attributions
from maps.backdrop import backdrop
from maps.content import ByClass, Field, KeyFigure, MapLayer, MapPage, View, drawable
from maps.plot_filters import filters
from maps.plot_register import REGISTER_FIELDS, source_words, with_register
from maps.readiness import ladder
from maps.stock_panels import NO_DEMAND, stock_panels
from maps.styles import READINESS, STYLES
from maps.view import eased, grown, view_of
from maps.words import ANSWERS, MARKET_STATUS, USE
from maps.writing import written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geopandas import GeoDataFrame

    from landuse.results import Result


def plot_stock_page(
    result: Result,
    *,
    register: GeoDataFrame | None = None,
    byvekstgrense: GeoDataFrame | None = None,
    context: Mapping[str, GeoDataFrame],
    withheld: Collection[str] = (),
    synthetic: bool = False,
) -> MapPage:
    """Return the page of a plot stock.

    Parameters
    ----------
    result
        What :func:`landuse.plot_stock.run` answered.
    register
        The plots as they came in, with the date and source of each answer.
    byvekstgrense
        The urban growth boundary, if there is one to draw.
    context
        Layers by id, for the backdrop and for what their sources ask to have said.
    withheld
        Ids of plots that may not be shown: they are in the figures, and neither drawn nor tabled.
    synthetic
        Whether the data are made up.

    Notes
    -----
    A plot has the colour and letter of what is certain of it. Every figure is the result's own.
    """
    view = view_of([result.frame])
    under = backdrop(context, View(grown(view.bounds, 0.5), view.crs))
    shown = result.frame[~result.frame["id"].isin(list(withheld))]
    return MapPage(
        title=_title(result),
        summary=_summary(result),
        layers=(*under.layers, *_boundary(byvekstgrense), _plots_layer(shown, register, _ready_stage(result))),
        view=view,
        figures=_figures(result),
        attributions=attributions(result.evidence.inputs, context),
        synthetic=synthetic,
        notes=_notes(result, byvekstgrense, withheld, left_out=len(result.frame) - len(shown)),
        labels=under.labels,
        panels=stock_panels(result, withheld),
    )


def _ready_stage(result: Result) -> int:
    return int(result.evidence.parameters["ready_stage"])


def _boundary(boundary: GeoDataFrame | None) -> tuple[MapLayer, ...]:
    if boundary is None or not drawable(boundary).any():
        return ()
    style = replace(STYLES["byvekstgrense"], weight=2)
    return (MapLayer(frame=eased(boundary), style=style, title=style.label),)


def _plots_layer(frame: GeoDataFrame, register: GeoDataFrame | None, ready_stage: int) -> MapLayer:
    shown = with_register(frame, register).assign(
        **{"class": readiness(frame, ready_stage)},
        heading=frame["name"].where(frame["name"].notna(), frame["id"]),
        gross_daa=frame["gross_m2"] / 1000,
        missing=frame["missing"].replace("", "-"),
    )
    order = {name: place for place, name in enumerate(READINESS)}
    shown = shown.assign(order=shown["class"].map(order)).sort_values(
        ["order", "gross_m2", "id"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    sources = {text: source_words(text) for text in shown.filter(regex=r"^step_\d_source$").stack().unique()}
    return MapLayer(
        frame=eased(shown),
        style=ByClass("class", READINESS),
        title=Text("Tomter etter hvor klare de er", "Plots by how ready they are"),
        focusable=True,
        properties=_properties(shown),
        details=tuple(field for field in _DETAILS if field.column in shown.columns),
        grid=None if register is None else ladder(sources),
        filters=filters(shown),
        noun=Text("tomter", "plots"),
        sheets="id",
    )


def _properties(shown: GeoDataFrame) -> tuple[Field, ...]:
    lacks = {text: Text(text, text.replace("nei", "no").replace("ukjent", "unknown")) for text in shown["missing"]}
    return (
        Field("heading", Text("Tomt", "Plot")),
        Field("class", Text("Klarhet", "Readiness"), words={name: style.label for name, style in READINESS.items()}),
        Field("gross_daa", Text("Areal", "Area"), "daa"),
        Field("stage", Text("Trinn, sikkert", "Stage, certain")),
        Field("stage_best", Text("Trinn, i beste fall", "Stage, at best")),
        Field("market_status", spec("business-plots").column("market_status").title, words=MARKET_STATUS),
        Field("use", spec("business-plots").column("use").title, words=USE),
        Field("district", spec("business-plots").column("district").title),
        Field("missing", Text("Mangler", "Lacks"), words=lacks | {"-": Text("ingenting", "nothing")}),
    )


_DETAILS = (
    Field("inside_byvekstgrense", Text("Innenfor byvekstgrensen", "Inside the growth boundary"), words=ANSWERS),
    Field("in_densification_zone", Text("I fortettingssone", "In a densification zone"), words=ANSWERS),
    Field("within_1000_m", Text("I gangavstand til sentrum", "In walking distance of the centre"), words=ANSWERS),
    Field("near_cycle_network", Text("Nær hovednett for sykkel", "Near the main cycle network"), words=ANSWERS),
    *REGISTER_FIELDS,
    Field("id", Text("Tomt-ID", "Plot identifier")),
)

_OF_USE = {
    "business": Text("næringstomter", "business plots"),
    "housing": Text("boligtomter", "housing plots"),
    "all": Text("tomter for næring og bolig", "plots for business and housing"),
}


def _title(result: Result) -> Text:
    (plots, area), use = _quantities(result, "ready"), _OF_USE[result.evidence.parameters["use"]]
    return Text(
        f"Byggeklare {use.nb}: {plots.nb} på til sammen {area.nb}",
        f"Ready-to-build {use.en}: {plots.en} of {area.en} in all",
    )


def _quantities(result: Result, meaning: str) -> tuple[Text, Text]:
    return written(result.value(f"plots_{meaning}"), "1"), written(result.value(f"area_{meaning}_daa"), "daa")


def _summary(result: Result) -> Text:
    ready_stage = _ready_stage(result)
    title = STEP_TITLES[ready_stage - 1]
    (ready, ready_daa), (regulated, regulated_daa), (reserve, reserve_daa), (unknown, unknown_daa) = (
        _quantities(result, meaning) for meaning in ("ready", "regulated", "reserve", "unknown")
    )
    return Text(
        f"{ready.nb} tomter ({ready_daa.nb}) er sikkert byggeklare: minst trinn {ready_stage} ({title.nb.lower()}) og"
        f" ledige. Den regulerte reserven, med de byggeklare fra trinn 4, er {regulated.nb} tomter"
        f" ({regulated_daa.nb}), og planreserven {reserve.nb} ({reserve_daa.nb}). For {unknown.nb} tomter"
        f" ({unknown_daa.nb}) er noe av svaret ukjent.",
        f"{ready.en} plots ({ready_daa.en}) are certainly ready to build on: at stage {ready_stage}"
        f" ({title.en.lower()}) at least and for sale. The regulated reserve, with the ready ones from stage 4,"
        f" is {regulated.en} plots ({regulated_daa.en}), the planning reserve {reserve.en} ({reserve_daa.en})."
        f" For {unknown.en} plots ({unknown_daa.en}) a part of the answer is unknown.",
    )


def _figures(result: Result) -> tuple[KeyFigure, ...]:
    """Return the plots of each meaning with their area beside them, the years of supply, then what else there is."""
    figures = {of.name: figure_of(of) for of in result.indicators}
    areas = [name for name in figures if name.startswith("area_")]
    beside = {name: name.replace("area_", "plots_").removesuffix("_daa") for name in areas}
    beside["years_high"] = "years_low"
    for name, first in beside.items():
        figures[first] = figures[first]._replace(beside=figures.pop(name))
    figures["years_low"] = _supply(figures["years_low"])
    return tuple(figures.values())


def _supply(of: KeyFigure) -> KeyFigure:
    """Return the years of supply in one: at high demand, and beside it at low."""
    longest = of.beside
    if longest is None or (of.value is None and longest.value is None):
        return of._replace(title=_SUPPLY, note=None, beside=None, unknown=NO_DEMAND)
    return of._replace(title=_SUPPLY_BOTH, unknown=NO_DEMAND, beside=longest._replace(unknown=NO_DEMAND))


_SUPPLY = Text("Forsyning", "Supply")
_SUPPLY_BOTH = Text("Forsyning med høyt og lavt behov", "Supply at high and low demand")


def _notes(
    result: Result, boundary: GeoDataFrame | None, withheld: Collection[str], *, left_out: int
) -> tuple[Text, ...]:
    """Return what a reader must know: how to read the classes, what the boundary is worth, and every remark."""
    hidden = Text(*(side.format(count=left_out) for side in _WITHHELD))
    return (
        _CERTAIN,
        *((hidden,) if left_out else ()),
        *((_NO_FORCE,) if boundary is not None and not _binding(boundary) else ()),
        *remarks_of(result, withheld=withheld),
    )


def _binding(boundary: GeoDataFrame) -> bool:
    return "legal_force" in boundary.columns and bool(boundary["legal_force"].eq("juridisk").all())


_CERTAIN = Text(
    "Fargen og bokstaven sier det som er sikkert. En tomt i en av reservene kan være kommet lenger: «i beste fall» er"
    " trinnet om alt som er ukjent, viser seg å være i orden. «Ikke på lager» er tomter som er solgt, bebygd eller"
    " trukket, og tomter som ikke er avsatt i noen plan.",
    "Colour and letter say what is certain. A plot of one of the reserves may have come further: “at best” is the stage"
    " if all that is unknown turns out well. “Not in stock” are plots that are sold, built on or withdrawn, and plots"
    " that no plan sets aside.",
)
_WITHHELD = Text(
    "{count} tomter er med i nøkkeltallene, men ikke på kartet og i tabellen: eieren vil ikke ha dem vist.",
    "{count} plots are in the key figures, but not on the map and in the table: their owners do not want them shown.",
)
_NO_FORCE = Text(
    "Byvekstgrensen er ikke juridisk bindende: den er hentet fra et temakart eller en retningslinje.",
    "The urban growth boundary is not legally binding: it comes from a thematic map or a guideline.",
)
