"""The municipal plan in force, the one before it, and an older sub-plan that it leaves in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shapely

from layers.eksempelvik.building_lines import along_main_road
from layers.eksempelvik.drawing import MAIN_ROAD, RAILWAY
from layers.eksempelvik.fields import FIELDS, outline
from layers.eksempelvik.plan import Plan, Purpose, Standing
from layers.eksempelvik.plannings import PLANNINGS
from layers.eksempelvik.quarters import BORDER, GREENS, QUARTERS
from layers.eksempelvik.shapes import Drop, line, minus, polygon, smooth, tiled
from layers.eksempelvik.water import lake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CURRENT, BEFORE, SUB_PLAN = "99990301", "99990201", "99990212"
_SUB_PLAN_AREA = Drop(-5200, 2950, 1250, 1200)
# No plan has this ground: it lies between the sheets of two old ones.
_NO_PLAN = Drop(-2880, -5615, 130, 110)
_MARGIN = 15.0

# Feature type, and the place of its codes in _CODES, by act.
_KINDS: Mapping[str, tuple[str, int]] = {"2008": ("KpArealformålOmråde", 0), "1985": ("KpArealbrukOmråde", 1)}
_CODES: Mapping[str, tuple[str, str]] = {
    "centre": ("1130", "120"),
    "housing": ("1110", "110"),
    "business": ("1300", "130"),
    "mixed": ("1800", "190"),
    "road": ("2010", "630"),
    "railway": ("2020", "620"),
    "park": ("3050", "160"),
    "idrettsplass": ("1400", "160"),
    "badeplass": ("3040", "160"),
    "farm": ("5100", "200"),
    "lake": ("6001", "500"),
}
_USES: Mapping[str, str] = {"centre": "centre", "industry": "business"}


class _Piece(NamedTuple):
    """Ground for a use (a key of ``_CODES``), as it is now or as it is to be (land status 1 or 2)."""

    use: str
    shape: shapely.Geometry
    status: str = "1"
    name: str | None = None


def municipal_plans() -> Iterator[Plan]:
    """Yield the municipal plans; the current one covers all but the sub-plan's area and one hole."""
    whole, sub, hole = polygon(BORDER), _SUB_PLAN_AREA.shape, _NO_PLAN.shape
    current = minus(whole, shapely.union(sub, hole))
    pieces = tuple(_pieces())
    standing, older = (
        Standing("20", "3", "2021-06-17", private=False),
        Standing("21", "3", "2006-03-02", "1985", private=False),
    )
    yield Plan(CURRENT, standing, current, tuple(_purposes(current, pieces, standing.law)), along_main_road(current))
    yield Plan(SUB_PLAN, older, sub, tuple(_purposes(sub, pieces, older.law)))
    yield Plan(BEFORE, Standing("20", "5", "2009-09-24", "1985", private=False), minus(whole, hole))


def _pieces() -> Iterator[_Piece]:
    """Yield what the municipal plan is drawn with; where two overlap, the first has the ground."""
    yield _Piece("lake", lake())
    yield _Piece("road", line(smooth(MAIN_ROAD.points)).buffer(16, quad_segs=2), name=MAIN_ROAD.name)
    yield _Piece("railway", line(smooth(RAILWAY)).buffer(12, quad_segs=2), name="Eksempelbanen")
    for field in FIELDS:
        planning = PLANNINGS[field.planning]
        if planning.set_aside:
            status = "1" if planning.answers.endswith("j") else "2"
            yield _Piece(field.use, outline(field, min(_MARGIN, field.margin)), status, field.name)
    for green in GREENS:
        if green.kind in _CODES:
            yield _Piece(green.kind, green.shape, name=green.name)
    for quarter in QUARTERS:
        yield _Piece(_USES.get(quarter.kind, "housing"), quarter.shape, name=quarter.name)


def _purposes(area: shapely.Geometry, pieces: Sequence[_Piece], law: str) -> Iterator[Purpose]:
    """Yield the purposes of a plan over `area`: what the pieces have of it, and farmland and forest for the rest."""
    kind, place = _KINDS[law]
    shapes, rest = tiled(area, [piece.shape for piece in pieces])
    for piece, shape in zip((*pieces, _Piece("farm", rest)), (*shapes, rest), strict=True):
        if not shapely.is_empty(shape):
            yield Purpose(kind, _CODES[piece.use][place], shape, piece.status, name=piece.name)
