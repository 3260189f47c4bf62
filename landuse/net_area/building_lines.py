"""Building lines (byggegrenser): ground of a plot between the line and the road is not built on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from landuse.governing_plan.facts import plan_areas
from landuse.inputs import shapes_of
from landuse.net_area.met import Met
from landuse.net_area.remaining import NOTHING
from landuse.reading import grounds, text_of
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
_TOUCH_M = 1e-3
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
    within 100 m, all parts seem to be on one side, or the whole plot seems to lie between a line and the road, all of
    it is unsure.

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
    standing = _standing(lines[chosen], plans, as_of)
    shapes = shapely.force_2d(shapes_of(lines)[chosen])[standing >= Answer.UKJENT]
    standing = standing[standing >= Answer.UKJENT]
    near = shapely.STRtree(shapes).query(plots, predicate="dwithin", distance=_OF_ROAD_M)
    through = shapely.relate_pattern(shapes[near[1]], plots[near[0]], _THROUGH)
    sure, unsure = np.full(len(plots), NOTHING, object), np.full(len(plots), NOTHING, object)
    road = _Roads(plots, roads)
    for row in np.unique(near[0]):
        own, crossing = near[1][near[0] == row], through[near[0] == row]
        if not crossing.any():
            unsure[row] = plots[row] if _before(plots[row], shapes[own], road.near(row)) else NOTHING
            continue
        cut = _cut(plots[row], shapes[own[crossing]], road.near(row))
        if cut.known and (standing[own[crossing]] == Answer.JA).all():
            sure[row] = cut.beyond
        else:
            unsure[row] = plots[row]
    return Met.one_each(sure, unsure)


def _standing(lines: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None, as_of: date) -> Answers:
    """Return whether the plan of each line is adopted: the areas of it where the line is drawn, or else all of it."""
    standing = np.full(len(lines), Answer.UKJENT, np.int8)
    if plans is None:
        return standing
    adopted = np.array([area.adopted for area in plan_areas(plans, as_of)], np.int8)
    ids, of_plans = text_of(lines, "plan_id").to_numpy(), text_of(plans, "plan_id").to_numpy()
    line, area = shapely.STRtree(grounds(plans)).query(shapes_of(lines), predicate="intersects")
    for row, plan_id in enumerate(ids):
        own = of_plans == plan_id
        here = area[line == row]
        there = np.unique(adopted[here[own[here]]] if own[here].any() else adopted[own])
        standing[row] = there.max() if own[here].any() else there[0] if len(there) == 1 else Answer.UKJENT
    return standing


class _Roads:
    """The roads near each plot, found once for all."""

    def __init__(self, plots: Shapes, roads: Shapes) -> None:
        self._roads = roads
        self._plot, self._road = shapely.STRtree(roads).query(plots, predicate="dwithin", distance=_OF_ROAD_M)

    def near(self, plot: int) -> shapely.Geometry:
        """Return the roads within 100 m of a plot as one shape."""
        return shapely.union_all(self._roads[self._road[self._plot == plot]])


def _before(plot: shapely.Geometry, lines: Shapes, road: shapely.Geometry) -> bool:
    """Return whether `plot` seems to lie between a line and the road: the way from line to road runs over it."""
    if shapely.is_empty(road):
        return False
    nearest = shapely.get_point(shapely.shortest_line(lines, plot), 0)
    ways = shapely.shortest_line(nearest, road)
    return bool((shapely.length(shapely.intersection(ways, plot)) > _TOUCH_M).any())


def _cut(plot: shapely.Geometry, lines: Shapes, road: shapely.Geometry) -> _Cut:
    """Return the parts of `plot` on the road's side of `lines`."""
    across = shapely.union_all(lines)
    parts = _parts(plot, lines)
    if len(parts) < 2 or shapely.is_empty(road):
        return _Cut(NOTHING, known=False)
    legs = shapely.shortest_line(parts, road)
    roadside = shapely.distance(legs, across) > _TOUCH_M
    return _Cut(shapely.union_all(parts[roadside]), known=bool(roadside.any() and not roadside.all()))


def _parts(plot: shapely.Geometry, lines: Shapes) -> Shapes:
    """Return the parts that `plot` falls into; none where a line ends inside it and leaves open what it parts.

    The lines go in whole: cut off at the boundary first, their ends would miss it by rounding.
    """
    net = shapely.get_parts(shapely.union_all([shapely.boundary(plot), *lines]))
    faces, *loose = (shapely.get_parts(each) for each in shapely.polygonize_full(net)[:3])
    ends = shapely.length(shapely.intersection(np.concatenate(loose), plot))
    inside = shapely.contains(plot, shapely.point_on_surface(faces))
    return faces[:0] if (ends > _TOUCH_M).any() else faces[inside]
