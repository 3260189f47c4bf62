"""Pages made from a workspace: a layer, or the answer of an analysis, over the layers that show where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import pandas as pd

from landuse.coverage import reached_ground
from landuse.net_area import buildable_ground
from layers.catalogue import RASTERS, spec
from layers.eksempelvik import MUNICIPALITY as MADE_UP
from layers.errors import UsageFault
from layers.files import put
from maps.access_page import access_page
from maps.backdrop import CONTEXT
from maps.barrier_effect_page import barrier_effect_page
from maps.best_link_page import best_link_page
from maps.coverage_page import coverage_page
from maps.errors import MapFault
from maps.image import image_bytes
from maps.layer_page import layer_page
from maps.net_area_page import net_area_page
from maps.page import page_html
from maps.plot_stock_page import plot_stock_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from landuse.catalogue import Question
    from landuse.results import Result
    from layers import Workspace
    from layers.text import Lang
    from maps.content import MapPage

_WRITERS: Mapping[str, Callable[[MapPage, Lang], bytes]] = {
    ".html": lambda page, lang: page_html(page, lang=lang).encode(),
    ".png": lambda page, lang: image_bytes(page, format="png", lang=lang),
    ".svg": lambda page, lang: image_bytes(page, format="svg", lang=lang),
    ".pdf": lambda page, lang: image_bytes(page, format="pdf", lang=lang),
}


class Audience(NamedTuple):
    """What those for whom a page is made may see: whether places where people live, and which plots they may not."""

    places: bool = True
    withheld: frozenset[str] = frozenset()


EVERYBODY_INSIDE = Audience()


def layer_page_of(
    workspace: Workspace, layer: str, *, as_of: date | None = None, frame: gpd.GeoDataFrame | None = None
) -> MapPage:
    """Return the page of a layer of the workspace; `frame` is what may be shown of it, if that is not all.

    Raises
    ------
    WorkspaceFault
        If the layer is not imported.
    MapFault
        If it has nothing that can be drawn.
    """
    if layer in RASTERS:
        raise MapFault("raster-not-drawn", layer=layer)
    shown = workspace.read(layer, as_of=as_of) if frame is None else frame
    return layer_page(spec(layer), shown, context=_context(workspace, as_of), synthetic=_made_up(workspace))


def analysis_page(question: Question, result: Result, *, audience: Audience = EVERYBODY_INSIDE) -> MapPage:
    """Return the page of the answer `result` to `question`, with no more on it than the audience may see."""
    return _PAGES[question.spec.id](question, result, audience)


_REACH = ("centres", "paths", "barriers", "crossings", "terrain")


def _coverage(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    context = _context(question.workspace, parameters.as_of) | _given(question)
    return coverage_page(
        result,
        reached_ground(
            **{role: question.inputs[role] for role in _REACH}, water=context.get("water"), parameters=parameters
        ),
        question.inputs["centres"],
        context=context,
        places_shown=audience.places,
        synthetic=_made_up(question.workspace),
    )


def _plot_stock(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    plots = [question.inputs[role] for role in ("business_plots", "housing_plots")]
    return plot_stock_page(
        result,
        register=pd.concat([frame for frame in plots if frame is not None], ignore_index=True),
        byvekstgrense=question.inputs["byvekstgrense"],
        context=_context(question.workspace, parameters.as_of) | _given(question),
        withheld=audience.withheld,
        synthetic=_made_up(question.workspace),
    )


def _access(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    return access_page(
        result,
        context=_context(question.workspace, parameters.as_of) | _given(question),
        places_shown=audience.places,
        synthetic=_made_up(question.workspace),
    )


def _barrier_effect(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    return barrier_effect_page(
        result,
        question.inputs["barriers"],
        context=_context(question.workspace, parameters.as_of) | _given(question),
        places_shown=audience.places,
        synthetic=_made_up(question.workspace),
    )


def _best_link(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    return best_link_page(
        result,
        question.inputs["centres"],
        context=_context(question.workspace, parameters.as_of) | _given(question),
        counts_shown=audience.places,
        synthetic=_made_up(question.workspace),
    )


def _net_area(question: Question, result: Result, audience: Audience) -> MapPage:
    parameters: Any = question.parameters
    return net_area_page(
        result,
        buildable_ground(question.inputs, parameters),
        context=_context(question.workspace, parameters.as_of) | _given(question),
        withheld=audience.withheld,
        synthetic=_made_up(question.workspace),
    )


_PAGES: Mapping[str, Callable[[Question, Result, Audience], MapPage]] = {
    "coverage": _coverage,
    "barrier-effect": _barrier_effect,
    "best-link": _best_link,
    "net-area": _net_area,
    "plot-stock": _plot_stock,
    "access": _access,
}


def _context(workspace: Workspace, as_of: date | None) -> dict[str, gpd.GeoDataFrame]:
    return {layer: workspace.read(layer, as_of=as_of) for layer in CONTEXT if workspace.has(layer, as_of)}


def _given(question: Question) -> dict[str, gpd.GeoDataFrame]:
    """Return the question's own frames by layer, so that what was given for this run is what is drawn."""
    given = {role: frame for role, frame in question.inputs.items() if isinstance(frame, gpd.GeoDataFrame)}
    named = {frame.attrs["source"]["layer"]: frame for frame in given.values() if "source" in frame.attrs}
    return named | {role: frame for role, frame in given.items() if role in CONTEXT}


def _made_up(workspace: Workspace) -> bool:
    return workspace.municipality == MADE_UP


def check_ending(file: Path) -> None:
    """Raise UsageFault ``ending`` if a map cannot be written to `file`."""
    if file.suffix.lower() not in _WRITERS:
        raise UsageFault("ending", file=file.name, endings=" ".join(_WRITERS))


def write_page(page: MapPage, file: Path, lang: Lang) -> None:
    """Write the page to `file`, whole or not at all: the ending chooses between a page and an image.

    Raises
    ------
    UsageFault
        ``ending``.
    FileFault
        ``cannot-write``.
    """
    check_ending(file)
    put(file, _WRITERS[file.suffix.lower()](page, lang))
