"""Zoning plans: of quarters as they were built, of fields of plots, and some that show what plans can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shapely

from layers.eksempelvik.building_lines import along_front, along_streets
from layers.eksempelvik.drawing import MAIN_ROAD, RAILWAY
from layers.eksempelvik.fields import FIELDS, GREENFIELD, INFILL, Field, front, outline
from layers.eksempelvik.plan import Plan, Purpose, Standing
from layers.eksempelvik.plannings import PLANNINGS
from layers.eksempelvik.quarters import GREENS, HIKING, QUARTERS
from layers.eksempelvik.shapes import Drop, common, line, minus, parts, polygon, smooth
from layers.eksempelvik.water import lake, river
from layers.eksempelvik.web import ON_FOOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.eksempelvik.shapes import Objects
    from layers.eksempelvik.streets import Town

_FIRST_NUMBER = 400
_ROAD_BESIDE, _CORRIDOR = 9.0, 16.0
_STREET, _WIDE_STREET = 5.5, 8.0
_SMALLEST = 120.0
_DENSITY = 50.0
_NOTHING = "10"  # the type of utilisation that lets nothing be built


class _Form(NamedTuple):
    """How plans of an act are written: feature type, type of utilisation, and codes."""

    kind: str
    utilisation: str
    street: str
    park: str
    belt: str
    uses: Mapping[str, str]


_FORMS: Mapping[str, _Form] = {
    "2008": _Form(
        "RpArealformålOmråde", "16", "2011", "3050", "3060", {"business": "1340", "housing": "1111", "mixed": "1802"}
    ),
    "1985": _Form("RbFormålOmråde", "14", "310", "410", "400", {"business": "140", "housing": "111", "mixed": "912"}),
}
_LABELS: Mapping[str, str] = {"1111": "BFS", "1112": "BKS", "1130": "BS", "1340": "BI", "1800": "BKB", "1802": "BKB"}


class _OfQuarter(NamedTuple):
    """The plan of a quarter, with the code of what is built, and how densely (per cent).

    `setback` is how far from the streets its building line is; at 0, houses may stand along the street, without one.
    """

    name: str
    standing: Standing
    code: str
    density: float
    setback: float = 0.0


_OF_QUARTERS = (
    _OfQuarter("Sentrum", Standing("34", "3", "2018-05-24", private=False), "1130", 70),
    _OfQuarter("Elvebakken", Standing("30", "3", "1988-02-11", "1985"), "110", 30),
    _OfQuarter("Nordbyen", Standing("30", "3", "1991-06-13", "1985"), "110", 35),
    _OfQuarter("Blokkhaugen", Standing("30", "3", "1987-04-02", "1985"), "113", 30),
    _OfQuarter("Prøvlia", Standing("30", "3", "1989-09-28", "1985"), "111", 20),
    _OfQuarter("Nordlia", Standing("30", "3", "1993-03-18", "1985"), "111", 20),
    _OfQuarter("Øvre Nordlia", Standing("33", "3", "1998-11-05", "1985", private=True), "112", 30),
    _OfQuarter("Fabelåsen", Standing("34", "3", "2012-04-26", private=False), "1111", 25, 3.5),
    _OfQuarter("Nordstranda", Standing("30", "3", "2001-01-25", "1985"), "111", 22),
    _OfQuarter("Sørbyen", Standing("35", "3", "2014-02-27", private=True), "1112", 35, 3.0),
    _OfQuarter("Tenklia", Standing("30", "3", "1990-10-11", "1985"), "111", 20),
    _OfQuarter("Modellmoen", Standing("35", "3", "2013-12-12", private=False), "1340", 50, 10.0),
    _OfQuarter("Grusmoen", Standing("30", "3", "1995-05-04", "1985"), "140", 50),
    _OfQuarter("Perrongkvartalet", Standing("30", "8", "1996-08-22", "1985"), "110", 40),
    _OfQuarter("Brygga", Standing("34", "1", private=False), "1800", 45),
    _OfQuarter("Stranda", Standing("34", "2", private=False), "1800", 45),
)


class _Extra(NamedTuple):
    """A plan with one purpose, or none; `level` is 1 for what lies under the ground."""

    area: Drop
    standing: Standing
    code: str | None = None
    level: str = "2"
    utilisation: tuple[str, float] | None = None


_EXTRAS = (
    _Extra(Drop(1120, 120, 22, 420, 8, "Torgtunnelen"), Standing("35", "3", "2020-10-29"), "2011", level="1"),
    _Extra(Drop(1080, 3500, 190, 150, 0, "Fabelparken"), Standing("35", "3", "2023-06-15", private=True), "1113"),
    _Extra(Drop(1000, 150, 180, 150, 0, "Torget"), Standing("30", "5", "1986-03-20", "1985"), "120"),
    _Extra(Drop(2010, -130, 90, 120, 0, "Osbukta"), Standing("30", "3", "1992-12-10", "1985"), "410"),
    _Extra(Drop(1640, 260, 90, 130, 0, "Stasjonslokket"), Standing("35", "6", private=True), "1802"),
    _Extra(Drop(450, -2400, 420, 220, -10, "Søråsen"), Standing("35", "1")),
    _Extra(Drop(2700, 2900, 90, 160, 0, "Neset øst"), Standing("35", "4", "2011-05-26"), "1111"),
    _Extra(Drop(3150, -3080, 160, 70, -20, "Motnes hyttefelt"), Standing("35", "10", private=True)),
    _Extra(Drop(-3350, -5850, 220, 160, 0, "Utkast sør"), Standing("35", "9", private=True)),
    _Extra(Drop(-1750, -950, 260, 180, 0, "Ravneåsen"), Standing("34", "0", private=True)),
    _Extra(Drop(1480, -2350, 110, 160, 0, "Riggplassen"), Standing("35", "7", "2024-02-01"), "1690"),
    _Extra(Drop(-3250, -5080, 240, 150, 10, "Utkast sentrum"), Standing("32", "3", "2005-06-23", "1985"), "110"),
    _Extra(
        Drop(770, -132, 22, 37, 2, "Elvehagen øst"), Standing("35", "3", "2024-05-16", private=True), "1113",
        utilisation=("18", 150.0),
    ),
)  # fmt: skip


def id_of(name: str) -> str:
    """Return the number of the zoning plan called `name`."""
    fields, infill = ([field.name for field in some if _is_zoned(field)] for some in (GREENFIELD, INFILL))
    names = [*(plan.name for plan in _OF_QUARTERS), *fields, *(extra.area.name for extra in _EXTRAS), *infill]
    return f"9999{_FIRST_NUMBER + names.index(name):04d}"


def _is_zoned(field: Field) -> bool:
    return PLANNINGS[field.planning].zoning is not None


def zoning_plans(town: Town) -> Iterator[Plan]:
    """Yield the zoning plans of the municipality."""
    edges = [edge for edge in town.edges if edge.highway not in (*ON_FOOT, "trunk") and edge.level == 0]
    widths = [_STREET if edge.highway == "residential" else _WIDE_STREET for edge in edges]
    streets = shapely.buffer([line(edge.points) for edge in edges], widths, quad_segs=2)
    corridors = [line(smooth(drawn)).buffer(_CORRIDOR, quad_segs=2) for drawn in (MAIN_ROAD.points, RAILWAY)]
    kept = shapely.union_all([lake(), river(), *corridors, *_own_ground()])
    yield from (_of_quarter(plan, streets, kept) for plan in _OF_QUARTERS)
    for field in FIELDS:
        standing = PLANNINGS[field.planning].zoning
        if standing:
            yield _of_field(field, standing)
    yield from (_extra(extra) for extra in _EXTRAS)


def _own_ground() -> list[shapely.Polygon]:
    """Return the ground of the fields that the plans of quarters leave to plans of their own."""
    return [outline(field, field.margin) for field in FIELDS if field in GREENFIELD or _is_zoned(field)]


def _of_quarter(plan: _OfQuarter, streets: Objects, kept: shapely.Geometry) -> Plan:
    """Return the plan of a quarter outside what is `kept` from it: streets and parks, and blocks between them."""
    number = [quarter.name for quarter in QUARTERS].index(plan.name)
    taken = shapely.union_all([kept, *(quarter.shape for quarter in QUARTERS[:number])])
    area = minus(QUARTERS[number].shape, taken)
    purposes = tuple(_blocks(plan, area, streets)) if plan.standing.status != "1" else ()
    lines = along_streets(streets, area, plan.setback) if plan.setback else ()
    return Plan(id_of(plan.name), plan.standing, area, purposes, lines)


def _blocks(plan: _OfQuarter, area: shapely.Geometry, streets: Objects) -> Iterator[Purpose]:
    form = _FORMS[plan.standing.law]
    near = sorted(shapely.STRtree(streets).query(area, predicate="intersects").tolist())
    street = common(shapely.union_all(streets[near]), area)
    parks = common(shapely.union_all([green.shape for green in GREENS if green.kind != HIKING]), area)
    green = minus(parks, street)
    yield Purpose(form.kind, form.street, street)
    yield from (Purpose(form.kind, form.park, park) for park in parts(green, _SMALLEST))
    for number, block in enumerate(parts(minus(minus(area, street), green), _SMALLEST), start=1):
        name = f"{_LABELS[plan.code]}{number}" if plan.code in _LABELS else None
        yield Purpose(form.kind, plan.code, block, utilisation=(form.utilisation, plan.density), name=name)


def _of_field(field: Field, standing: Standing) -> Plan:
    """Return the plan of a field of plots: the plots, a road along their front, and a green belt round them."""
    form, plots, area = _FORMS[standing.law], outline(field), outline(field, field.margin)
    belt = minus(area, plots)
    road = common(polygon([*front(field), *front(field, -_ROAD_BESIDE)[::-1]]), belt)
    if standing.status == "1":
        return Plan(id_of(field.name), standing, area)
    purposes = (
        *_of_plots(field, plots, form),
        Purpose(form.kind, form.street, road),
        Purpose(form.kind, form.belt, minus(belt, road)),
    )
    return Plan(id_of(field.name), standing, area, purposes, along_front(field, area))


def _of_plots(field: Field, plots: shapely.Polygon, form: _Form) -> Iterator[Purpose]:
    """Yield what the plots of `field` are for, and the ground of them that nothing may be built on."""
    code = field.code or form.uses[field.use]
    utilisation = field.utilisation or (form.utilisation, _DENSITY)
    kept = field.kept_open and field.kept_open.shape
    yield Purpose(
        form.kind, code, minus(plots, kept) if kept else plots, utilisation=utilisation, name=_LABELS.get(code)
    )
    if kept:
        yield Purpose(form.kind, code, kept, utilisation=(_NOTHING, None))


def _extra(extra: _Extra) -> Plan:
    area, form = minus(extra.area.shape, lake()), _FORMS[extra.standing.law]
    purpose = extra.code and Purpose(form.kind, extra.code, area, utilisation=extra.utilisation, level=extra.level)
    return Plan(id_of(extra.area.name), extra.standing, area, (purpose,) if purpose else ())
