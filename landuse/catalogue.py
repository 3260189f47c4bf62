"""The analyses there are, what each reads, and how to ask one of a workspace.

From this catalogue and the one of the layers come the options of the command line, the processes of the API and the
pages. Adding an analysis is one module with ``Parameters`` and ``run``, and one entry here:
``docs/how-to/add-an-analysis.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from landuse.errors import DataFault, QuestionFault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from types import ModuleType

    import geopandas as gpd

    from landuse.columns import Absent
    from landuse.parameters import AnalysisParameters
    from landuse.results import Result
    from landuse.scenario import Scenario
    from landuse.scenario.edges import PathEdit
    from layers import Workspace
    from layers.spec import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A layer that an analysis reads.

    `role` is the keyword of its ``run``; `layers` are the layers that can fill it, the first of them that is there.
    `prepared` names the function ``module:function`` that makes of (workspace, layer, parameters) what is stored with
    the layer's version and spares the analysis from making it again. A layer given
    for `unless` leaves it out: what is given for one question stands alone, beside nothing of the workspace that is of
    the same.
    """

    role: str
    layers: tuple[str, ...]
    required: bool = True
    prepared: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an analysis knows of the rows of a layer from before, so that only those that changed are computed.

    `role` is the keyword of its ``run``; `prepared` names the function ``module:function`` that makes it of (workspace,
    layer, parameters). Whatever it holds, the answer is the same.
    """

    role: str
    layer: str
    prepared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """How two answers of an analysis are compared, by columns of its frame.

    A unit has changed if a column that `decides` has; the columns `told` are shown beside. `gain` is the column and
    the value that are sought: a unit that comes to have it is gained, one that has it no longer is lost.
    """

    decides: tuple[str, ...]
    told: tuple[str, ...] = ()
    gain: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSpec:
    """An analysis: its id (and module, with ``_``), what it answers, what it reads, and how answers are compared.

    `every` are the parameters, where not the
    defaults, with which the answer has every unit there is.
    """

    id: str
    title: Text
    description: Text
    inputs: tuple[Input, ...]
    comparing: Comparing
    every: tuple[tuple[str, Any], ...] = ()
    known: tuple[Known, ...] = ()

    @property
    def module(self) -> ModuleType:
        """The module with ``Parameters`` and ``run``."""
        return import_module(f"landuse.{self.id.replace('-', '_')}")

    @property
    def parameters(self) -> type[AnalysisParameters]:
        """The class of the analysis's parameters."""
        kind: type[AnalysisParameters] = self.module.Parameters
        return kind

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that its frame has besides those of layers."""
        own: tuple[Column, ...] = self.module.COLUMNS
        return own

    @property
    def absent(self) -> Mapping[str, Absent]:
        """What the lack of a value is called, in the columns in which it may be something else than unknown."""
        words: Mapping[str, Absent] = getattr(self.module, "ABSENT", {})
        return words

    @property
    def layers(self) -> tuple[str, ...]:
        """The ids of every layer it can read."""
        return tuple(layer for item in self.inputs for layer in item.layers)


_KNOWN_PLOTS = tuple(
    Known(role=f"{use}_known", layer=f"{use}-plots", prepared="landuse.net_area.stored:stored_facts")
    for use in ("business", "housing")
)
_STOCK_FACTS = tuple(
    Known(role=f"{use}_facts", layer=f"{use}-plots", prepared="landuse.plot_stock.stored:stored_facts")
    for use in ("business", "housing")
)
_ALL = (
    AnalysisSpec(
        id="coverage",
        title=Text("1000-metersbyen", "The 1000-metre city"),
        description=Text(
            "Hvor mange bor innen gangavstand fra et senter, målt langs gangnettet?",
            "How many live within walking distance of a centre, measured along the walking network?",
        ),
        inputs=(
            Input(role="centres", layers=("centres",)),
            Input(role="paths", layers=("paths",), prepared="landuse.network.stored:stored_network"),
            Input(role="places", layers=("addresses", "population-grid")),
            Input(role="population", layers=("population-grid",), required=False, unless="addresses"),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in (
                    "workplaces",
                    "services",
                    "business-plots",
                    "housing-plots",
                    "districts",
                    "barriers",
                    "crossings",
                )
            ),
            Input(
                role="terrain", layers=("terrain",), required=False, prepared="landuse.network.stored:stored_terrain"
            ),
        ),
        comparing=Comparing(
            decides=("status",),
            told=("distance_m", "minutes", "centre_id", "residents", "dwellings"),
            gain=("status", "covered"),
        ),
    ),
    AnalysisSpec(
        id="barrier-effect",
        title=Text("Barrierevirkning", "Barrier effect"),
        description=Text(
            "Hvor mye lengre blir vegen til innsjøen på grunn av veg og jernbane, og hva betyr hver kryssing?",
            "How much longer is the way to the lake because of road and railway, and what does each crossing mean?",
        ),
        inputs=(
            Input(role="barriers", layers=("barriers",)),
            Input(role="paths", layers=("paths",), prepared="landuse.network.stored:stored_network"),
            Input(role="places", layers=("addresses", "population-grid")),
            Input(role="crossings", layers=("crossings",), required=False),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in ("water", "centres", "recreation-areas", "services", "transit-stops")
            ),
            Input(role="candidates", layers=("link-candidates",), required=False),
        ),
        comparing=Comparing(
            decides=("status",),
            told=("distance_m", "extra_m", "detour_ratio", "residents", "dwellings"),
            gain=("status", "direct"),
        ),
    ),
    AnalysisSpec(
        id="best-link",
        title=Text("Beste nye lenke", "Best new link"),
        description=Text(
            "Hvilken ny gangforbindelse bringer flest innen gangavstand fra et senter for hver meter som bygges?",
            "Which new link brings the most people within walking distance of a centre for each metre built?",
        ),
        inputs=(
            Input(role="centres", layers=("centres",)),
            Input(role="paths", layers=("paths",), prepared="landuse.network.stored:stored_network"),
            Input(role="places", layers=("addresses", "population-grid")),
            Input(role="candidates", layers=("link-candidates",), required=False),
            *(
                Input(role=layer, layers=(layer,), required=False)
                for layer in ("barriers", "crossings", "buildings", "water")
            ),
        ),
        comparing=Comparing(
            decides=("rank",),
            told=("status", "length_m", "places_gained"),
            gain=("status", "useful"),
        ),
    ),
    AnalysisSpec(
        id="plot-stock",
        title=Text("Byggeklare tomter", "Ready-to-build plots"),
        description=Text(
            "Hvor mange tomter og daa er byggeklare, regulerte eller bare avsatt, og hva vet vi ikke?",
            "How many plots and daa are ready to build on, regulated or only set aside, and what is not known?",
        ),
        inputs=(
            Input(role="business_plots", layers=("business-plots",)),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in (
                    *("housing-plots", "plans", "plan-purposes", "districts", "byvekstgrense", "densification-zones"),
                    *("cycle-routes", "centres"),
                    *("plan-zones", "plan-relations"),
                )
            ),
            Input(
                role="paths",
                layers=("paths",),
                required=False,
                prepared="landuse.network.stored:stored_network",
            ),
            Input(role="barriers", layers=("barriers",), required=False),
            Input(role="crossings", layers=("crossings",), required=False),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in ("main-roads", "buildings", "municipality", "plan-lines", "terrain", "power")
            ),
            Input(role="streets", layers=("paths",), required=False, prepared="landuse.plots.streets:stored_streets"),
            *(
                Input(role=layer, layers=(layer,), required=False, prepared="landuse.net_area.stored:stored_cover")
                for layer in ("hazards", "protected", "water")
            ),
        ),
        known=(*_KNOWN_PLOTS, *_STOCK_FACTS),
        comparing=Comparing(
            decides=("stage", "stage_best", "market_status", "district", "size_class", "within_1000_m"),
            told=("name", "gross_m2"),
        ),
        every=(("use", "all"),),
    ),
    AnalysisSpec(
        id="access",
        title=Text("Hverdagsmål i nærheten", "Everyday targets nearby"),
        description=Text(
            "Hvor langt er det fra hvert sted til skole, butikk, holdeplass og andre hverdagsmål, målt langs nettet?",
            "How far is it from every place to school, shop, stop and other everyday targets, along the network?",
        ),
        inputs=(
            Input(role="paths", layers=("paths",), prepared="landuse.network.stored:stored_network"),
            Input(role="places", layers=("addresses", "population-grid")),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in (
                    *("centres", "transit-stops", "services", "recreation-areas", "cycle-routes"),
                    *("districts", "barriers", "crossings"),
                )
            ),
        ),
        comparing=Comparing(
            decides=tuple(
                f"{kind}_within"
                for kind in (
                    *("centre", "transit_stop", "school", "kindergarten", "shop", "doctor", "recreation_area"),
                    "cycle_network",
                )
            ),
            told=("kinds_within", "kinds_unknown", "short_trip_share", "residents", "dwellings"),
        ),
    ),
    AnalysisSpec(
        id="net-area",
        title=Text("Byggbart areal", "Net developable area"),
        description=Text(
            "Hvor mye av hver tomt kan bygges på, hva tar resten, og hva vet vi ikke?",
            "How much of each plot can be built on, what takes the rest, and what is not known?",
        ),
        inputs=(
            Input(role="business_plots", layers=("business-plots",)),
            *(
                Input(role=layer.replace("-", "_"), layers=(layer,), required=False)
                for layer in (
                    *("housing-plots", "plans", "plan-purposes", "plan-zones", "plan-relations", "plan-lines"),
                    *("terrain", "main-roads"),
                )
            ),
            *(
                Input(
                    role=layer.replace("-", "_"),
                    layers=(layer,),
                    required=False,
                    prepared="landuse.net_area.stored:stored_cover",
                )
                for layer in ("hazards", "protected", "water", "land-cover", "buildings")
            ),
            Input(role="paths", layers=("paths",), required=False, prepared="landuse.plots.streets:stored_streets"),
        ),
        comparing=Comparing(
            decides=("net_m2", "net_most_m2", "unknown_wrt"),
            told=("name", "gross_m2"),
        ),
        known=_KNOWN_PLOTS,
        every=(("use", "all"),),
    ),
)

ANALYSES: Mapping[str, AnalysisSpec] = MappingProxyType({spec.id: spec for spec in _ALL})


def spec(analysis: str) -> AnalysisSpec:
    """Return the entry of `analysis`.

    Raises
    ------
    QuestionFault
        If there is no such analysis.
    """
    if analysis not in ANALYSES:
        raise QuestionFault("unknown-analysis", analysis=analysis, known=", ".join(ANALYSES))
    return ANALYSES[analysis]


@dataclass(frozen=True, slots=True)
class Question:
    """An analysis with everything it needs to answer; `workspace` is where the rest of the map can be found."""

    workspace: Workspace
    spec: AnalysisSpec
    inputs: Mapping[str, Any]
    parameters: AnalysisParameters
    scenario: Scenario | None = None

    def answer(self) -> Result:
        """Return the result; its evidence has what the layers lack, and the changes of the scenario if there is one."""
        from landuse.quarantine import in_quarantine  # noqa: PLC0415 - lazy: the catalogue costs no library to read

        result: Result = self.spec.module.run(**self.inputs, parameters=self.parameters)
        evidence, day = result.evidence, getattr(self.parameters, "as_of", None)
        lost = tuple(in_quarantine(self.workspace, evidence.inputs, day))
        changes = () if self.scenario is None else tuple(self.scenario.rows())
        return replace(result, evidence=replace(evidence, dropped=(*evidence.dropped, *lost), scenario=changes))


def ask(
    analysis: str,
    workspace: Workspace,
    *,
    layers: Mapping[str, gpd.GeoDataFrame] | None = None,
    scenario: Scenario | None = None,
    **parameters: Any,  # noqa: ANN401 - each analysis has its own, checked by its Parameters
) -> Question:
    """Return the question of `analysis` to `workspace`, with the layers it needs read.

    Parameters
    ----------
    analysis
        Id in :data:`ANALYSES`.
    workspace
        Where the layers are read.
    layers
        Frames by layer id that stand in for the workspace's own, this time only.
    scenario
        Changes that are made to copies of the layers first.
    parameters
        Values for the analysis's parameters; ``as_of`` also chooses which versions of the layers are read.

    Raises
    ------
    QuestionFault
        If the analysis, a parameter or a layer in `layers` is unknown, or a value out of bounds.
    DataFault
        If a layer that is needed is neither given nor imported.
    """
    entry = spec(analysis)
    chosen = entry.parameters.checked(analysis, parameters)
    given = dict(layers or {})
    for layer in (*given, *(scenario.layers if scenario else ())):
        if layer not in entry.layers:
            raise QuestionFault("unknown-input", analysis=analysis, layer=layer, known=", ".join(entry.layers))
    if scenario:
        given |= _changed(scenario, workspace, given, getattr(chosen, "as_of", None))
    own = frozenset(set(given) - set(layers or {}))
    found = {item.role: _fill(item, workspace, given, chosen, own) for item in entry.inputs}
    found |= {each.role: _known(each, workspace, chosen) for each in entry.known}
    for item in entry.inputs:
        if item.required and found[item.role] is None:
            _refuse_date(item, workspace, getattr(chosen, "as_of", None))
            raise DataFault("input-missing", analysis=analysis, layers=" / ".join(item.layers))
    return Question(workspace, entry, MappingProxyType(found), chosen, scenario)


def _changed(
    scenario: Scenario, workspace: Workspace, given: Mapping[str, gpd.GeoDataFrame], as_of: date | None
) -> dict[str, Any]:
    """Return the layers that `scenario` changes, those given or else the workspace's own, changed."""
    from landuse.scenario.applying import applied  # noqa: PLC0415 - lazy: only a scenario needs it

    def there(layer: str) -> gpd.GeoDataFrame | None:
        if layer in given:
            return given[layer]
        return workspace.read(layer, as_of=as_of) if workspace.has(layer, as_of=as_of) else None

    return applied(scenario, {layer: there(layer) for layer in scenario.layers})


def run(
    analysis: str,
    workspace: Workspace,
    *,
    layers: Mapping[str, gpd.GeoDataFrame] | None = None,
    scenario: Scenario | None = None,
    **parameters: Any,  # noqa: ANN401 - each analysis has its own, checked by its Parameters
) -> Result:
    """Return the answer of `analysis` for `workspace`: see :func:`ask` for the arguments and errors."""
    return ask(analysis, workspace, layers=layers, scenario=scenario, **parameters).answer()


def _refuse_date(item: Input, workspace: Workspace, as_of: date | None) -> None:
    """Raise the workspace's own fault if a layer of `item` is there, but was not on the date."""
    for layer in item.layers:
        if workspace.has(layer):
            workspace.manifest(layer, as_of)


def _fill(
    item: Input,
    workspace: Workspace,
    given: Mapping[str, Any],
    parameters: AnalysisParameters,
    changed: frozenset[str],
) -> Any:  # noqa: ANN401 - a frame, or what is prepared of one
    as_of = getattr(parameters, "as_of", None)
    chosen = [layer for layer in item.layers if layer in given]
    if len(chosen) > 1:
        raise QuestionFault("input-twice", role=item.role, layers=", ".join(chosen))
    if chosen and chosen[0] == "paths":
        return _paths(item, given["paths"], workspace, parameters, stored="paths" in changed)
    if chosen:
        return given[chosen[0]]
    if item.unless in given:
        return None
    for layer in item.layers:
        if workspace.has(layer, as_of=as_of):
            return (
                _prepared(item, workspace, layer, parameters) if item.prepared else workspace.read(layer, as_of=as_of)
            )
    return None


def _paths(
    item: Input,
    given: gpd.GeoDataFrame | PathEdit,
    workspace: Workspace,
    parameters: AnalysisParameters,
    *,
    stored: bool,
) -> Any:  # noqa: ANN401 - a frame or a network
    """Return the layer that is given, or the one that an edit makes: as a network where the one before it is stored."""
    from landuse.scenario.edges import PathEdit  # noqa: PLC0415 - lazy: the catalogue is read without it

    if not isinstance(given, PathEdit):
        return given
    if stored and item.role == "paths" and item.prepared and getattr(parameters, "cost", None) == "metres":
        return given.network(_prepared(item, workspace, "paths", parameters))
    return given.frame()


def _known(item: Known, workspace: Workspace, parameters: AnalysisParameters) -> Any:  # noqa: ANN401 - the same
    if not workspace.has(item.layer, as_of=getattr(parameters, "as_of", None)):
        return None
    return _prepared(item, workspace, item.layer, parameters)


def _prepared(item: Input | Known, workspace: Workspace, layer: str, parameters: AnalysisParameters) -> Any:  # noqa: ANN401 - the same
    module, _, function = str(item.prepared).partition(":")
    return getattr(import_module(module), function)(workspace, layer, parameters)
