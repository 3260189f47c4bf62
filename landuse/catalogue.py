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

    from landuse.parameters import AnalysisParameters
    from landuse.results import Result
    from landuse.scenario import Scenario
    from layers import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A layer that an analysis reads.

    `role` is the keyword of its ``run``; `layers` are the layers that can fill it, the first of them that is there.
    `prepared` names the function ``module:function`` that makes of (workspace, layer, parameters) what is stored with
    the layer's version and spares the analysis from making it again.
    """

    role: str
    layers: tuple[str, ...]
    required: bool = True
    prepared: str | None = None


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
    """An analysis: its id (and module, with ``_``), what it answers, what it reads, and how answers are compared."""

    id: str
    title: Text
    description: Text
    inputs: tuple[Input, ...]
    comparing: Comparing

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
    def layers(self) -> tuple[str, ...]:
        """The ids of every layer it can read."""
        return tuple(layer for item in self.inputs for layer in item.layers)


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
            Input(role="population", layers=("population-grid",), required=False),
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
        ),
        comparing=Comparing(
            decides=("stage", "stage_best", "market_status", "district", "size_class", "within_1000_m"),
            told=("name", "gross_m2"),
        ),
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
        """Return the result; its evidence has the changes of the scenario, if there is one."""
        result: Result = self.spec.module.run(**self.inputs, parameters=self.parameters)
        if self.scenario is None:
            return result
        return replace(result, evidence=replace(result.evidence, scenario=tuple(self.scenario.rows())))


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
    found = {item.role: _fill(item, workspace, given, chosen) for item in entry.inputs}
    for item in entry.inputs:
        if item.required and found[item.role] is None:
            _refuse_date(item, workspace, getattr(chosen, "as_of", None))
            raise DataFault("input-missing", analysis=analysis, layers=" / ".join(item.layers))
    return Question(workspace, entry, MappingProxyType(found), chosen, scenario)


def _changed(
    scenario: Scenario, workspace: Workspace, given: Mapping[str, gpd.GeoDataFrame], as_of: date | None
) -> dict[str, gpd.GeoDataFrame]:
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
    item: Input, workspace: Workspace, given: Mapping[str, gpd.GeoDataFrame], parameters: AnalysisParameters
) -> Any:  # noqa: ANN401 - a frame, or what is prepared of one
    as_of = getattr(parameters, "as_of", None)
    chosen = [layer for layer in item.layers if layer in given]
    if len(chosen) > 1:
        raise QuestionFault("input-twice", role=item.role, layers=", ".join(chosen))
    if chosen:
        return given[chosen[0]]
    for layer in item.layers:
        if workspace.has(layer, as_of=as_of):
            return (
                _prepared(item, workspace, layer, parameters) if item.prepared else workspace.read(layer, as_of=as_of)
            )
    return None


def _prepared(item: Input, workspace: Workspace, layer: str, parameters: AnalysisParameters) -> Any:  # noqa: ANN401 - the same
    module, _, function = str(item.prepared).partition(":")
    return getattr(import_module(module), function)(workspace, layer, parameters)
