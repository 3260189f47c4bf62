"""The maps there are: which layers each rests on, and how it is drawn for the audience."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from api import privacy
from api.errors import RequestFault
from api.execution import dated
from landuse.catalogue import ANALYSES, ask
from layers.catalogue import LAYERS
from layers.text import Text
from maps.backdrop import CONTEXT
from maps.compose import Audience, analysis_page, layer_page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from api.service import Service
    from landuse.catalogue import AnalysisSpec
    from landuse.results import Result
    from layers.spec import LayerSpec
    from maps.content import MapPage

LEADING = ("plot-stock", "coverage", "business-plots", "densification-zones", "byvekstgrense", "cycle-routes")
"""The maps that come first, in their order."""
PLOTS = "tomter"
# Analyses of people whose page can be drawn without the places where they live.
_WITHOUT_PLACES = frozenset({"coverage", "access"})


@dataclass(frozen=True, slots=True)
class Chart:
    """A map that can be asked for.

    Attributes
    ----------
    name
        The id of a layer or an analysis; ``tomter`` is the plot stock of every use.
    title, description
        What it is called and shows.
    layers
        The ids of every layer it may rest on.
    parameters
        Of the analysis, besides those with defaults.
    """

    name: str
    title: Text
    description: Text
    layers: tuple[str, ...]
    analysis: AnalysisSpec | None = None
    parameters: tuple[tuple[str, Any], ...] = ()

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """What must be imported before it can be drawn: one layer of each group."""
        if self.analysis is None:
            return ((self.name,),)
        return tuple(item.layers for item in self.analysis.inputs if item.required)


class Drawn(NamedTuple):
    """A map as the audience may see it, with the answer that it draws if the audience may have its rows."""

    page: MapPage
    result: Result | None = None


def charts(service: Service) -> Mapping[str, Chart]:
    """Return every map there is for the audience, by its name; whether its layers are imported is another matter."""
    layers = (spec for spec in LAYERS.values() if spec.geometry not in {"none", "raster"})
    found = {analysis.id: of_analysis(analysis) for analysis in ANALYSES.values()}
    found |= {spec.id: _of_layer(spec) for spec in layers if service.audience.sees(spec)}
    leading = {name: found[name] for name in LEADING if name in found}
    return leading | found


def chart(service: Service, name: str) -> Chart:
    """Return the map called `name`.

    Raises
    ------
    RequestFault
        ``no-such-map``.
    """
    found = charts(service).get(name)
    if found is None:
        raise RequestFault("no-such-map", map=name)
    return found


def plots_chart() -> Chart:
    """Return the map of the plots of every use."""
    stock = of_analysis(ANALYSES["plot-stock"])
    title = Text("Tomter for næring og bolig", "Plots for business and housing")
    return Chart(PLOTS, title, stock.description, stock.layers, stock.analysis, ANALYSES["plot-stock"].every)


def with_every_unit(of: Chart) -> Chart:
    """Return the map that has every unit of the analysis: of plots, those of every use."""
    if of.analysis is None or not of.analysis.every:
        return of
    plots = plots_chart()
    return plots if of.analysis == plots.analysis else replace(of, parameters=of.analysis.every)


def of_the_same_units(service: Service, of: Chart) -> tuple[Chart, ...]:
    """Return the other maps that there are of the same plots."""
    every = of.analysis.every if of.analysis else ()
    others = (each for each in charts(service).values() if each.analysis and each.analysis.every and every)
    return tuple(each for each in others if each.analysis != of.analysis and not lacking(service, each))


def of_analysis(analysis: AnalysisSpec) -> Chart:
    """Return the map of the analysis's answer to the question that its defaults ask."""
    layers = tuple(dict.fromkeys((*analysis.layers, *CONTEXT)))
    return Chart(analysis.id, analysis.title, analysis.description, layers, analysis)


def _of_layer(spec: LayerSpec) -> Chart:
    return Chart(spec.id, spec.title, spec.description, tuple(dict.fromkeys((spec.id, *CONTEXT))))


def state(service: Service, of: Chart) -> tuple[str, ...]:
    """Return what decides how the map looks: its name, what is asked, the layers' versions, and the day it tells of."""
    versions = ((layer, service.version(layer)) for layer in of.layers)
    day = (str(_parameters(of).get("as_of", "")),) if of.analysis else ()
    asked = (f"{name}={value}" for name, value in of.parameters)
    return (of.name, *asked, *(f"{layer}={version}" for layer, version in versions if version), *day)


def drawn(service: Service, of: Chart) -> Drawn:
    """Return the map, drawn once for each state of its layers; for a worker thread.

    Raises
    ------
    RequestFault
        ``map-missing`` if a layer is not imported, ``map-internal`` if the audience may not see it, ``busy``.
    """
    found: Drawn = service.drawn.made(state(service, of), lambda: _draw(service, of))
    return found


def lacking(service: Service, of: Chart) -> tuple[str, ...]:
    """Return the layers of which one must be imported before the map can be drawn; none if it can be."""
    return next((group for group in of.needed if not any(map(service.version, group))), ())


def is_open(service: Service, of: Chart) -> bool:
    """Return whether the audience may have the rows of the answer that the map draws."""
    day = _parameters(of).get("as_of")
    return all(service.audience.may_rest_on(service.workspace, LAYERS[layer], day) for layer in _read(service, of, day))


def _draw(service: Service, of: Chart) -> Drawn:
    if group := lacking(service, of):
        raise RequestFault("map-missing", title=of.title, layers=" / ".join(group), first=group[0])
    with service.gate.passed():
        return Drawn(_layer_page(service, of)) if of.analysis is None else _answer(service, of)


def _layer_page(service: Service, of: Chart) -> MapPage:
    spec = LAYERS[of.name]
    if not service.audience.may_rest_on(service.workspace, spec, None):
        raise RequestFault("map-internal", title=of.title)
    frame = service.audience.shown(service.workspace.read(spec.id), spec)
    return layer_page_of(service.workspace, spec.id, frame=frame)


def _answer(service: Service, of: Chart) -> Drawn:
    assert of.analysis is not None  # noqa: S101 - the caller has looked
    question = ask(of.analysis.id, service.workspace, **_parameters(of))
    result = question.answer()
    open_to_all = is_open(service, of)
    if not open_to_all and (of.analysis.id not in _WITHOUT_PLACES or privacy.tells_of_few(result)):
        raise RequestFault("map-internal", title=of.title)
    withheld = service.audience.withheld(question)
    page = analysis_page(question, result, audience=Audience(places=open_to_all, withheld=withheld))
    return Drawn(page, privacy.told(result, withheld) if open_to_all else None)


def _parameters(of: Chart) -> dict[str, Any]:
    return dated(of.analysis, dict(of.parameters)) if of.analysis else {}


def _read(service: Service, of: Chart, day: date | None) -> Iterator[str]:
    """Yield the layers that the answer rests on."""
    assert of.analysis is not None  # noqa: S101 - the caller has looked
    for item in of.analysis.inputs:
        there = [layer for layer in item.layers if service.workspace.has(layer, day)]
        yield from there[:1]
