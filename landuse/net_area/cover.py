"""A layer made ready to be taken from plots: its areas in small pieces, and what each feature says of constraints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import geopandas as gpd
import numpy as np
import shapely

from landuse.inputs import described, shapes_of
from landuse.net_area.constraints import ALL
from landuse.net_area.met import Met
from landuse.net_area.remaining import meeting
from landuse.net_area.subdividing import subdivided
from landuse.plots.streets import Streets
from landuse.reading import grounds
from landuse.results import canonical
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from landuse.reading import Answers
    from layers.raster import Raster

    Shapes = NDArray[np.object_]
    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """A layer of constraints in small pieces.

    Attributes
    ----------
    pieces, piece_row
        Shape (k,): polygons of few vertices, and the row of the feature that each is a piece of.
    marks, mark_row
        Shape (m,): lines and points, which have no area.
    answers
        By constraint, shape (rows,): what each feature says.
    about
        The layer's row in the evidence, its CRS, and the constraints that some feature without a place may hold.
    """

    pieces: Shapes
    piece_row: Ints
    marks: Shapes
    mark_row: Ints
    answers: Mapping[str, Answers]
    about: Mapping[str, Any]

    @classmethod
    def of(cls, role: str, features: gpd.GeoDataFrame) -> Self:
        """Return the layer that plays `role` in small pieces.

        Parameters
        ----------
        features
            In a projected CRS in metres, with the columns that the constraints of the role ask.
        """
        pieces = subdivided(grounds(features))
        shapes = shapes_of(features)
        marks = ~features.geometry.geom_type.isin(_AREAS).to_numpy() & ~shapely.is_empty(shapes)
        asked = {name: of.holds for name, of in ALL.items() if of.role == role and of.holds}
        answers = {name: holds(features) for name, holds in asked.items()}
        lost = shapely.is_empty(shapes)
        anywhere = [name for name, said in answers.items() if (said[lost] >= Answer.UKJENT).any()]
        crs = features.crs and features.crs.to_wkt()
        about = {"evidence": described(role, features), "crs": crs, "anywhere": anywhere}
        return cls(*pieces, shapely.force_2d(shapes[marks]), np.flatnonzero(marks), answers, about)

    def met(self, plots: Shapes) -> dict[str, Met]:
        """Return what each constraint of the layer takes from `plots`, shape (n,)."""
        near = meeting(plots, self.pieces)
        plot, mark = shapely.STRtree(self.marks).query(plots, predicate="intersects")
        return {
            name: Met(
                near.only(said[self.piece_row[near.piece]] == Answer.JA),
                near.only(said[self.piece_row[near.piece]] == Answer.UKJENT),
                _among(plot[said[self.mark_row[mark]] >= Answer.UKJENT], len(plots)),
                name not in self.about["anywhere"],
            )
            for name, said in self.answers.items()
        }

    def widened(self, width: float) -> Self:
        """Return the layer with each line as the ground `width` metres across that it runs along the middle of."""
        lines = shapely.get_dimensions(self.marks) == 1
        strips = subdivided(shapely.buffer(self.marks[lines], width / 2))
        return type(self)(
            np.concatenate([self.pieces, strips.shapes]),
            np.concatenate([self.piece_row, self.mark_row[lines][strips.row]]),
            self.marks[~lines],
            self.mark_row[~lines],
            self.answers,
            self.about,
        )

    @property
    def count(self) -> int:
        """The number of features."""
        return int(self.about["evidence"]["count"])

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """No rows, in the layer's CRS."""
        return gpd.GeoDataFrame(geometry=[], crs=self.about["crs"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the layer as plain arrays, to be stored with its version."""
        _, xy, (rings, polygons) = shapely.to_ragged_array([*self.pieces, _SQUARE])
        marks = shapely.to_wkb(self.marks).tolist()
        about = {**self.about, "constraints": list(self.answers)}
        return {
            "xy": xy,
            "rings": rings,
            "polygons": polygons,
            "piece_row": self.piece_row,
            "marks": np.frombuffer(b"".join(marks), np.uint8),
            "mark_ends": np.cumsum([len(mark) for mark in marks], dtype=np.int64),
            "mark_row": self.mark_row,
            "answers": np.array(list(self.answers.values()), np.int8),
            "about": np.frombuffer(canonical(about).encode(), np.uint8),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the layer that :meth:`arrays` took apart."""
        about = json.loads(bytes(arrays["about"]))
        rings = arrays["rings"], arrays["polygons"]
        pieces = shapely.from_ragged_array(shapely.GeometryType.POLYGON, arrays["xy"], rings)[:-1]
        ends, marks = arrays["mark_ends"].tolist(), arrays["marks"].tobytes()
        shapes = [marks[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        lines = shapely.from_wkb(np.array(shapes, object)) if shapes else np.zeros(0, object)
        answers = dict(zip(about.pop("constraints"), arrays["answers"], strict=True))
        return cls(pieces, arrays["piece_row"], lines, arrays["mark_row"], answers, about)


def evidence_of(role: str, layer: gpd.GeoDataFrame | Cover | Streets | Raster) -> dict[str, Any]:
    """Return what the evidence says of an input, in the same order whether it comes as features or made ready."""
    row = layer.about["evidence"] if isinstance(layer, Cover | Streets) else described(role, layer)
    plainly: dict[str, Any] = json.loads(canonical({**row, "input": role}))
    return plainly


# shapely has no ragged array of nothing: one square more than there are pieces.
_SQUARE = shapely.box(0, 0, 1, 1)


def _among(rows: Ints, count: int) -> Mask:
    mask = np.zeros(count, bool)
    mask[rows] = True
    return mask
