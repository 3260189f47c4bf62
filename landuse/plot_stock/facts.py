"""What follows of each plot from its outline, its use and the layers alone: kept, and computed only where it is new."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from landuse.governing_plan.facts import last_change
from landuse.inputs import shapes_of
from landuse.plot_stock import places, remarks
from landuse.plot_stock.axes import along_axes
from landuse.plot_stock.buildings import used
from landuse.plot_stock.coming import regulated_from
from landuse.plot_stock.evidence import Told, told_by_plans
from landuse.plot_stock.plan_age import plan_days
from landuse.plot_stock.planning import PlanGround, plan_steps
from landuse.plot_stock.purpose_kinds import purpose_kind
from landuse.plot_stock.utilisation import allowed, remaining
from landuse.plots.keyed import completed, keys_of
from landuse.plots.remarks import Noted
from landuse.plots.streets import nearest, streets_of, to_roads
from landuse.plots.votes import PLANNED
from landuse.reading import dates_of, grounds
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.plot_stock.parameters import Parameters
    from landuse.reading import Answers

    Columns = Mapping[str, NDArray[Any]]

ROLES = frozenset(
    {
        *("plans", "plan_purposes", "plan_zones", "plan_relations", "districts", "byvekstgrense"),
        *("densification_zones", "cycle_routes", "main_roads", "buildings", "municipality", "streets", "power"),
    }
)
OF_FACTS = ("min_plan_share", "cycle_distance", "axes", "axis_distances")
# To be raised when the same layers come to give other facts.
FORM = 8


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What the layers say of plots, a row for each outline and use.

    Attributes
    ----------
    keys
        Shape (n,): the outline and use of each.
    columns
        Shape (n,) each: numbers, days, and text, which is None where there is none. ``notes`` holds the remarks on the
        plot in JSON.
    rests_on
        What the facts follow from besides plots: layers and parameters, in canonical JSON.
    """

    keys: NDArray[np.str_]
    columns: Columns
    rests_on: str

    @property
    def steps(self) -> Answers:
        """What the plan layers answer of steps 1 to 5, shape (n, 5)."""
        return np.column_stack([self.columns[f"said_{step}"] for step in range(PLANNED)])

    @property
    def told(self) -> Told:
        """What these answers rest on."""
        columns = ([self.columns[f"{name}_{step}"] for step in range(PLANNED)] for name in Told._fields)
        return Told(*(np.column_stack(each) for each in columns))

    def noted(self, ids: Iterable[str]) -> Iterator[Noted]:
        """Yield the remarks on the plots, which are called by `ids`."""
        for id_, notes in zip(ids, self.columns["notes"], strict=True):
            yield from (Noted(remark, id_, detail) for remark, detail in json.loads(notes or "[]"))

    def rows(self, rows: NDArray[np.int64]) -> Self:
        """Return these rows."""
        return type(self)(self.keys[rows], {name: each[rows] for name, each in self.columns.items()}, self.rests_on)

    def followed_by(self, other: Self) -> Self:
        """Return the rows of both."""
        columns = {name: np.concatenate([each, other.columns[name]]) for name, each in self.columns.items()}
        return type(self)(np.concatenate([self.keys, other.keys]), columns, self.rests_on)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the facts as plain arrays, to be stored."""
        texts = {name: each.tolist() for name, each in self.columns.items() if each.dtype == object}
        plain = {name: each for name, each in self.columns.items() if each.dtype != object}
        about = json.dumps({"rests_on": self.rests_on, "texts": texts}, ensure_ascii=False)
        return {"keys": self.keys, "about": np.frombuffer(about.encode(), np.uint8), **plain}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the facts that :meth:`arrays` took apart."""
        columns = dict(arrays)
        about = json.loads(bytes(columns.pop("about")))
        keys = columns.pop("keys")
        texts = {name: np.array(each, object).reshape(len(keys)) for name, each in about["texts"].items()}
        return cls(keys, {**columns, **texts}, about["rests_on"])


def facts_of(
    plots: gpd.GeoDataFrame,
    layers: Mapping[str, Any],
    parameters: Parameters,
    evidence: Mapping[str, Any],
    known: Iterable[Facts] = (),
) -> Facts:
    """Return the facts of `plots`, a row each, computing only those that are not `known`.

    Parameters
    ----------
    plots
        With the column ``use``.
    layers
        By role, those of :data:`ROLES` that are there and have rows.
    evidence
        By role, what the evidence says of each of `layers`.
    known
        Facts from before; those that rest on other layers or parameters are not used.
    """
    own = {role: layer for role, layer in layers.items() if role in ROLES}
    rests = _rests_on(own, parameters, evidence)
    keys = keys_of(plots)
    return completed(keys, rests, known, lambda new: Facts(keys[new], _computed(plots[new], own, parameters), rests))


def _rests_on(layers: Mapping[str, Any], parameters: Parameters, evidence: Mapping[str, Any]) -> str:
    days = dates_of(layers["plans"], "in_force_date") if "plans" in layers else np.zeros(0, "datetime64[D]")
    until = last_change(days, parameters.as_of)
    rows = {role: evidence[role] for role in layers}
    return canonical({"form": FORM, "layers": rows, "until": until, **parameters.model_dump(include=set(OF_FACTS))})


def _computed(plots: gpd.GeoDataFrame, layers: Mapping[str, Any], parameters: Parameters) -> Columns:
    # Remarks are kept by the place of the plot: what it is called may change.
    plots = plots.assign(id=[str(place) for place in range(len(plots))])
    ground = PlanGround.of(
        plots,
        layers.get("plans"),
        layers.get("plan_purposes"),
        parameters.as_of,
        zones=layers.get("plan_zones"),
        relations=layers.get("plan_relations"),
    )
    may, does = allowed(ground, parameters.min_plan_share), used(plots, layers.get("buildings"))
    noted = (*remarks.of_ground(plots, layers, ground), *remarks.of_building(plots, may, does))
    return {
        **_planned(plots, ground, parameters.min_plan_share),
        **_placed(plots, layers, parameters),
        "allowed_bya_m2": may.bya_m2,
        "allowed_bra_m2": may.bra_m2,
        "used_bya_m2": does.bya_m2,
        "used_bra_m2": does.bra_m2,
        "remaining_bya_m2": remaining(may.bya_m2, does.bya_m2),
        "remaining_bra_m2": remaining(may.bra_m2, does.bra_m2),
        "vacant": does.vacant,
        "notes": _by_plot(noted, len(plots)),
    }


def _planned(plots: gpd.GeoDataFrame, ground: PlanGround, min_share: float) -> Columns:
    steps = plan_steps(ground, min_share)
    told = told_by_plans(ground, steps)
    answers = {f"said_{step}": steps[:, step] for step in range(PLANNED)}
    texts = {f"{name}_{step}": each[:, step] for name, each in told._asdict().items() for step in range(PLANNED)}
    return {
        **answers,
        **texts,
        **plan_days(ground.governed)._asdict(),
        "regulated_from": regulated_from(ground, min_share),
        "purpose": purpose_kind(plots, ground, min_share),
    }


def _placed(plots: gpd.GeoDataFrame, layers: Mapping[str, Any], parameters: Parameters) -> Columns:
    roads = to_roads(grounds(plots), layers.get("main_roads"), streets_of("streets", layers.get("streets")))
    axes = along_axes(plots, layers.get("main_roads"), parameters.axes, parameters.axis_distances)
    return {
        "in_district": places.in_district(plots, layers.get("districts")),
        "inside_byvekstgrense": places.inside_byvekstgrense(plots, layers.get("byvekstgrense")),
        "in_densification_zone": places.in_densification_zone(plots, layers.get("densification_zones")),
        "near_cycle_network": places.near_cycle_network(plots, layers.get("cycle_routes"), parameters.cycle_distance),
        "axis_m": axes.metres,
        **axes.near,
        "road_m": roads.nearest.round(6),
        "road_layer": roads.layer,
        "perhaps_road_m": roads.perhaps.round(6),
        "power_m": nearest(grounds(plots), shapes_of(layers["power"]) if "power" in layers else _NOTHING).round(6),
    }


_NOTHING = np.zeros(0, object)


def _by_plot(noted: Iterable[Noted], count: int) -> NDArray[np.object_]:
    """Return the remarks on each plot in JSON, shape (n,), None where there is none."""
    of_plots = defaultdict[str, set[tuple[str, str]]](set)
    for each in noted:
        of_plots[each.id].add((each.remark, each.detail))
    texts = np.full(count, None, object)
    for place, notes in of_plots.items():
        texts[int(place)] = json.dumps(sorted(notes), ensure_ascii=False)
    return texts
