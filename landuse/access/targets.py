"""Where the targets of a kind meet the network, which of them are not connected, and which may be of the kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from landuse.inputs import ids_of
from landuse.reading import text_of
from landuse.results import Remark
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.access.kinds import Kind
    from landuse.connecting import Targets
    from landuse.network import Origins

_MOST_WORDS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Aims:
    """The targets of a kind, as far as is known.

    Attributes
    ----------
    ids, origins
        The features that certainly are of the kind and have a part on the network, in the order of their ids, and
        where they meet it: a feature is one centre, however many parts it has.
    perhaps
        Where the features meet the network that may or may not be of the kind.
    loose
        What is not connected of the features that are of the kind or may be: their distance is unknown, but never less
        than the straight line.
    everything
        The shapes of all parts that are of the kind or may be.
    certain, unsure
        How many features are of the kind, and how many may or may not be.
    """

    ids: NDArray[np.str_]
    origins: Origins
    perhaps: Origins
    loose: NDArray[np.object_]
    everything: NDArray[np.object_]
    certain: int
    unsure: int


def aims_of(answers: pd.Series[int], targets: Targets) -> Aims:
    """Return which of `targets` are aims, by the answer to whether each feature is one, by its id."""
    connected = answers.reindex(targets.ids).to_numpy()
    sure, unsure = connected == Answer.JA, connected == Answer.UKJENT
    ids, feature = np.unique(targets.ids[sure], return_inverse=True)
    parts = targets.origins.only(sure)
    loose = targets.left_out[answers.reindex(targets.unconnected.index).to_numpy() >= Answer.UKJENT]
    return Aims(
        ids,
        replace(parts, centre=feature[parts.centre], access=np.zeros(len(ids))),
        targets.origins.only(unsure),
        loose,
        np.concatenate([targets.shapes[sure | unsure], loose]),
        int((answers == Answer.JA).sum()),
        int((answers == Answer.UKJENT).sum()),
    )


def answers_of(kinds: Iterable[Kind], frame: gpd.GeoDataFrame, role: str) -> pd.DataFrame:
    """Return whether each feature of `frame` is of each of `kinds`: a row a feature by its id, a column a kind."""
    return pd.DataFrame({kind.id: kind.answers(frame) for kind in kinds}, index=ids_of(role, frame))


def unclear(kinds: Iterable[Kind], frame: gpd.GeoDataFrame, answers: pd.DataFrame, role: str) -> tuple[Remark, ...]:
    """Return a remark if some features may or may not be of a kind; it has what their columns say instead."""
    unsure = answers.eq(Answer.UKJENT).any(axis="columns").to_numpy()
    if not unsure.any():
        return ()
    said = ((sign, text_of(frame[unsure], sign.column).dropna()) for kind in kinds for sign in kind.signs)
    words = {word for sign, column in said for word in column if word.lower() not in sign.yes | sign.no}
    return (Remark("kind-unclear", role, int(unsure.sum()), {"words": sorted(words)[:_MOST_WORDS]}),)


def straight(points: NDArray[np.object_], shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how far each of `points` is from the nearest of `shapes` in a straight line.

    Zero where either may be anywhere, having no geometry; infinite where there are no shapes.
    """
    metres = np.full(len(points), np.inf)
    if len(shapes):
        nowhere = shapely.is_empty(points) | shapely.is_empty(shapes).any()
        (point, _), apart = shapely.STRtree(shapes).query_nearest(points, return_distance=True, all_matches=False)
        metres[point] = apart
        metres[nowhere] = 0.0
    return metres
