"""What hard constraints leave of each plot, and what of that is known from before.

The facts of a plot follow from its outline, its use and the layers alone: whatever else changes in a register leaves
them as they are. So they are kept by a key of outline and use, together with what they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import shapely

from landuse.governing_plan.facts import last_change
from landuse.net_area.constraints import HARD
from landuse.net_area.cover import evidence_of
from landuse.net_area.hard import taken_by
from landuse.net_area.remaining import Taken, remaining
from landuse.plots.keyed import completed, keys_of
from landuse.reading import dates_of, grounds
from landuse.results import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.net_area.parameters import Parameters

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What hard constraints leave of plots, a row for each outline and use.

    Attributes
    ----------
    keys
        Shape (n,): the outline and use of each.
    gross, most
        Shape (n,): m² of the plot, and of the ground that is left by all that is known to take some of it.
    alone
        Shape (n, 6): m² that each of :data:`HARD` takes of the plot by itself; NaN where it was not asked, or nobody
        knows.
    unknown
        Shape (n, 6): whether it may take more of the ground that is left, by no one's knowledge.
    left
        Shape (n,): the ground that `most` measures.
    rests_on
        What the facts follow from besides plots: layers and parameters, in canonical JSON.
    """

    keys: NDArray[np.str_]
    gross: Floats
    most: Floats
    alone: Floats
    unknown: Mask
    left: Shapes
    rests_on: str

    @property
    def net(self) -> Floats:
        """Shape (n,): m² that can be built on; NaN where a constraint may take more. Nothing is left of nothing."""
        return np.where(self.unknown.any(axis=1), np.nan, self.most)

    def rows(self, rows: NDArray[np.int64]) -> Self:
        """Return these rows."""
        return replace(self, **{name: getattr(self, name)[rows] for name in _BY_PLOT})

    def followed_by(self, other: Self) -> Self:
        """Return the rows of both."""
        both: dict[str, Any] = {}
        for name in _BY_PLOT:
            both[name] = np.concatenate([getattr(self, name), getattr(other, name)])
        return replace(self, **both)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the facts as plain arrays, to be stored."""
        left = shapely.to_wkb(self.left).tolist()
        return {
            "keys": self.keys,
            "gross": self.gross,
            "most": self.most,
            "alone": self.alone,
            "unknown": self.unknown,
            "left": np.frombuffer(b"".join(left), np.uint8),
            "ends": np.cumsum([len(shape) for shape in left], dtype=np.int64),
            "rests_on": np.frombuffer(self.rests_on.encode(), np.uint8),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the facts that :meth:`arrays` took apart."""
        ends, left = arrays["ends"].tolist(), arrays["left"].tobytes()
        shapes = np.empty(len(ends), object)
        shapes[:] = shapely.from_wkb([left[start:end] for start, end in zip([0, *ends], ends, strict=False)])
        plain: dict[str, Any] = {name: arrays[name] for name in _BY_PLOT if name != "left"}
        return cls(**plain, left=shapes, rests_on=bytes(arrays["rests_on"]).decode())


_BY_PLOT = ("keys", "gross", "most", "alone", "unknown", "left")


def facts_of(
    plots: gpd.GeoDataFrame,
    layers: Mapping[str, Any],
    parameters: Parameters,
    known: Iterable[Facts] = (),
    evidence: Mapping[str, Any] | None = None,
) -> Facts:
    """Return the facts of `plots`, a row each, computing only those that are not `known`.

    Parameters
    ----------
    plots
        Polygons with the column ``use``, in the CRS of the layers.
    layers
        By role, those that are there, as :func:`landuse.net_area.hard.cut` returns them.
    known
        Facts from before; those that rest on other layers or parameters are not used.
    evidence
        By role, what the evidence says of each layer, where that is known already.

    Notes
    -----
    Invariants: a further constraint, or a wider one, leaves no more; the order of plots and of features changes
    nothing; ground under several constraints is taken once.
    """
    rests = rests_on(layers, parameters, evidence or {})
    keys = keys_of(plots)
    return completed(keys, rests, known, lambda new: _computed(plots[new], keys[new], layers, parameters, rests))


def rests_on(layers: Mapping[str, Any], parameters: Parameters, evidence: Mapping[str, Any]) -> str:
    """Return what the facts of plots follow from besides the plots, in canonical JSON."""
    asked = roles_of(parameters).intersection(layers)
    rows = {role: evidence.get(role) or evidence_of(role, layers[role]) for role in sorted(asked)}
    days = dates_of(layers["plans"], "in_force_date") if "plans" in layers else np.zeros(0, "datetime64[D]")
    until = {"plans_until": last_change(days, parameters.as_of)}
    return canonical({"form": FORM, "layers": rows, **until, **parameters.model_dump(include=set(OF_FACTS))})


def roles_of(parameters: Parameters) -> frozenset[str]:
    """Return the inputs that facts follow from besides the plots: constraints, and what tells of plans and roads."""
    return frozenset({HARD[name].role for name in parameters.hard} | _TOLD_BY)


_TOLD_BY = frozenset({"plans", "plan_purposes", "plan_zones", "plan_relations", "main_roads"})
# To be raised when the same layers come to give other facts.
FORM = 2
OF_FACTS = ("hard", "max_slope", "watercourse_width")


def _computed(
    plots: gpd.GeoDataFrame,
    keys: NDArray[np.str_],
    layers: Mapping[str, Any],
    parameters: Parameters,
    rests: str,
) -> Facts:
    shapes = grounds(plots)
    taken = taken_by(plots, layers, parameters)
    left = remaining(shapes, Taken.together(met.sure for met in taken.values()))
    gross, most = shapely.area(shapes), shapely.area(left)
    unknown, alone = np.zeros((len(plots), len(HARD)), bool), np.full((len(plots), len(HARD)), np.nan)
    for place, name in enumerate(HARD):
        if name in taken:
            unknown[:, place] = taken[name].may_take(left)
            alone[:, place] = taken[name].takes(shapes)
    return Facts(keys, gross, most, alone, unknown, left, rests)
