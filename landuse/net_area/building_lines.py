"""Building lines (byggegrenser): ground of a plot between the line and the road is not built on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.governing_plan.facts import plan_areas
from landuse.inputs import shapes_of
from landuse.net_area.met import Met
from landuse.net_area.remaining import NOTHING
from landuse.reading import text_of
from landuse.three_valued import Answer

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from numpy.typing import NDArray

    from landuse.reading import Answers

    Shapes = NDArray[np.object_]

_CODES = frozenset({"1111", "1211"})
# A line is drawn because of a road this near (veglova § 29 has 50 m at most); farther off, nobody knows why it is.
_OF_ROAD_M = 100.0
_TOUCH_M = 1e-6
_THROUGH = "T********"  # through the inside, not along the edge


class _Cut(NamedTuple):
    """What of a plot is beyond its lines, and whether that is known."""

    beyond: shapely.Geometry
    known: bool


def beyond_lines(
    plots: Shapes, lines: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, roads: Shapes, as_of: date
) -> Met:
    """Return the ground of each plot between a building line of an adopted plan and the road.

    A line says nothing of which side is which. Where lines cut a plot in two or more, the parts from which the nearest
    road is reached without crossing a line are on the road's side. Where a line ends inside the plot, no road is
    within 100 m, or all parts seem to be on one side, the whole plot is unsure.

    Parameters
    ----------
    plots
        Shape (n,): polygons.
    lines, plans
        The layers: codes 1111 and 1211. A line of a plan that is not there is of unknown standing: unsure.
    roads
        Lines, of which the nearest counts.
    """
    chosen = text_of(lines, "line_code").isin(_CODES).to_numpy()
    standing = _standing(lines, plans, as_of)[chosen]
    shapes = shapely.force_2d(shapes_of(lines)[chosen])
    plot, line = shapely.STRtree(shapes).query(plots, predicate="intersects")
    counts = shapely.relate_pattern(shapes[line], plots[plot], _THROUGH) & (standing[line] >= Answer.UKJENT)
    plot, line = plot[counts], line[counts]
    sure, unsure = np.full(len(plots), NOTHING, object), np.full(len(plots), NOTHING, object)
    for row in np.unique(plot):
        own = line[plot == row]
        cut = _cut(plots[row], shapes[own], _near(plots[row], roads))
        if cut.known and (standing[own] == Answer.JA).all():
            sure[row] = cut.beyond
        else:
            unsure[row] = plots[row]
    return Met.one_each(sure, unsure)


def _standing(lines: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, as_of: date) -> Answers:
    adopted: dict[str | None, Answer] = {}
    for area in () if plans is None else plan_areas(plans, as_of):
        adopted[area.plan_id] = min(area.adopted, adopted.get(area.plan_id, Answer.JA))
    of_lines = text_of(lines, "plan_id").fillna("")
    return np.array([adopted.get(plan_id, Answer.UKJENT) for plan_id in of_lines], np.int8)


def _near(plot: shapely.Geometry, roads: Shapes) -> shapely.Geometry:
    return shapely.union_all(roads[shapely.dwithin(roads, plot, _OF_ROAD_M)])


def _cut(plot: shapely.Geometry, lines: Shapes, road: shapely.Geometry) -> _Cut:
    """Return the parts of `plot` on the road's side of `lines`."""
    across = shapely.union_all(lines)
    parts = _parts(plot, across)
    if len(parts) < 2 or shapely.is_empty(road):
        return _Cut(NOTHING, known=False)
    legs = shapely.shortest_line(parts, road)
    roadside = shapely.distance(legs, across) > _TOUCH_M
    return _Cut(shapely.union_all(parts[roadside]), known=bool(roadside.any() and not roadside.all()))


def _parts(plot: shapely.Geometry, across: shapely.Geometry) -> Shapes:
    """Return the parts that `plot` falls into; none where a line ends inside it and leaves open what it parts."""
    net = shapely.union_all([shapely.boundary(plot), shapely.intersection(across, plot)])
    faces, cuts, dangles, _ = (shapely.get_parts(each) for each in shapely.polygonize_full(shapely.get_parts(net)))
    inside = shapely.contains(plot, shapely.point_on_surface(faces))
    return faces[inside] if not len(dangles) + len(cuts) else faces[:0]
