"""Plans after both acts, their purposes, zones, building lines and relations, as five layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.eksempelvik.districts import NUMBER
from layers.eksempelvik.municipal_plans import BEFORE, CURRENT, SUB_PLAN, municipal_plans
from layers.eksempelvik.shapes import Drop, frame, minus, numbered
from layers.eksempelvik.water import lake
from layers.eksempelvik.zoning_plans import id_of, zoning_plans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from layers.eksempelvik.plan import Plan
    from layers.eksempelvik.streets import Town

_ZONES: tuple[tuple[str, str, Drop], ...] = (
    ("KpFareSone", "320", Drop(1350, -380, 760, 95, 4, "Skissa")),
    ("KpFareSone", "320", Drop(-4800, 2950, 900, 120, -28, "Skissa vest")),
    ("KpFareSone", "310", Drop(-560, 2560, 260, 150, 40, "Prøvåsen")),
    ("KpFareSone", "310", Drop(-4300, 3250, 700, 190, -22, "Dagdrømmarka")),
    ("KpFareSone", "390", Drop(1700, -520, 210, 120, 0, "Osbukta")),
    ("KpStøySone", "210", Drop(1310, -500, 75, 900, 4, "Riksveg 999")),
    ("KpAngittHensynSone", "570", Drop(330, 30, 330, 150, -10, "Elvebakken")),
    ("KpAngittHensynSone", "510", Drop(900, -5300, 900, 700, 0, "Tenkemoen")),
    ("KpBåndleggingSone", "710", Drop(3180, -2950, 260, 120, -20, "Motneset")),
    ("KpGjennomføringSone", "810", Drop(1905, 790, 60, 110, 0, "Strandkvartalet")),
    ("KpGjennomføringSone", "810", Drop(250, -3790, 240, 150, 0, "Modellmoen vest")),
    ("KpInfrastrukturSone", "430", Drop(-2980, 1230, 260, 190, 36, "Grusmoen vest")),
    ("KpDetaljeringSone", "910", Drop(-20, 1150, 520, 700, 15, "Prøvlia")),
    ("RpSikringSone", "140", Drop(1010, 160, 30, 24, 0, "Sentrum")),
    ("RpFareSone", "370", Drop(735, -4030, 300, 28, 2, "Modellmoen sør")),
    ("RbFareOmråde", "520", Drop(-2350, 330, 160, 60, 30, "Grusmoen")),
    ("RbBevaringOmråde", "661", Drop(1080, 900, 90, 120, 0, "Nordbyen")),
    ("KpRestriksjonOmråde", "141", Drop(-5480, 3560, 220, 150, -12, "Skissedal, innsigelse")),
    ("KpRestriksjonOmråde", "141", Drop(-4637, 2165, 46, 38, 24, "Skissedal næringsfelt, innsigelse")),
)  # fmt: skip
_LINES = {"Kp": ("KpJuridiskLinje", "1111"), "Rp": ("RpJuridiskLinje", "1211")}
_RELATIONS: tuple[tuple[str, str, str], ...] = (
    (CURRENT, BEFORE, "4"),
    (id_of("Sentrum"), id_of("Torget"), "4"),
    (id_of("Fabelparken"), id_of("Fabelåsen"), "5"),
    (id_of("Strandkvartalet"), id_of("Stranda"), "1"),
    (id_of("Prøvlia øst"), id_of("Prøvlia"), "1"),
    (id_of("Stasjonslokket"), id_of("Perrongkvartalet"), "2"),
    (id_of("Elvehagen øst"), id_of("Elvehagen"), "5"),
)


def plans(town: Town) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layers of plans: areas, purposes, zones, building lines, and how plans relate."""
    everyone = [*municipal_plans(), *zoning_plans(town)]
    return {
        "plans": _areas(everyone),
        "plan-purposes": _purposes(everyone),
        "plan-zones": _zones(),
        "plan-lines": _lines(everyone),
        "plan-relations": _relations(),
    }


def _areas(everyone: Sequence[Plan]) -> gpd.GeoDataFrame:
    columns = {
        "id": [plan.id for plan in everyone],
        "municipality": [NUMBER] * len(everyone),
        "plan_id": [plan.id for plan in everyone],
        "plan_type": [plan.standing.type for plan in everyone],
        "plan_status": [plan.standing.status for plan in everyone],
        "in_force_date": [plan.standing.in_force for plan in everyone],
        "law": [plan.standing.law for plan in everyone],
        "private_initiative": [plan.standing.private for plan in everyone],
    }
    return frame(columns, [plan.area for plan in everyone])


def _purposes(everyone: Sequence[Plan]) -> gpd.GeoDataFrame:
    rows = [(plan, number, purpose) for plan in everyone for number, purpose in enumerate(plan.purposes, start=1)]
    columns = {
        "id": [f"{plan.id}-{number}" for plan, number, _ in rows],
        "plan_id": [plan.id for plan, _, _ in rows],
        "object_type": [purpose.kind for _, _, purpose in rows],
        "law": [plan.standing.law for plan, _, _ in rows],
        "level": ["kommuneplan" if purpose.kind.startswith("Kp") else "reguleringsplan" for _, _, purpose in rows],
        "purpose_code": [purpose.code for _, _, purpose in rows],
        "land_status": [purpose.status for _, _, purpose in rows],
        "utilisation_type": [purpose.utilisation[0] if purpose.utilisation else None for _, _, purpose in rows],
        "utilisation_value": [purpose.utilisation[1] if purpose.utilisation else None for _, _, purpose in rows],
        "vertical_level": [purpose.level for _, _, purpose in rows],
        "name": [purpose.name for _, _, purpose in rows],
    }
    return frame(columns, [purpose.shape for _, _, purpose in rows])


def _zones() -> gpd.GeoDataFrame:
    water = lake()
    columns = {
        "id": numbered("hensyn-", len(_ZONES)),
        "plan_id": [_plan_of(kind, zone.name) for kind, _, zone in _ZONES],
        "object_type": [kind for kind, _, _ in _ZONES],
        "zone_code": [code for _, code, _ in _ZONES],
        "name": [f"H{code}_{number}" for number, (_, code, _) in enumerate(_ZONES, start=1)],
    }
    return frame(columns, [minus(zone.shape, water) for _, _, zone in _ZONES])


def _lines(everyone: Sequence[Plan]) -> gpd.GeoDataFrame:
    rows = [(plan, number, shape) for plan in everyone for number, shape in enumerate(plan.lines, start=1)]
    kinds = [_LINES["Kp" if plan.id == CURRENT else "Rp"] for plan, _, _ in rows]
    columns = {
        "id": [f"{plan.id}-b{number}" for plan, number, _ in rows],
        "plan_id": [plan.id for plan, _, _ in rows],
        "object_type": [object_type for object_type, _ in kinds],
        "line_code": [code for _, code in kinds],
    }
    return frame(columns, [shape for _, _, shape in rows])


def _plan_of(kind: str, name: str) -> str:
    """Return the plan of a zone; a restriction area is of the sub-plan, the only municipal one of pbl 1985 in force."""
    if kind == "KpRestriksjonOmråde":
        return SUB_PLAN
    return CURRENT if kind.startswith("Kp") else id_of(name)


def _relations() -> gpd.GeoDataFrame:
    columns = {
        "id": numbered("forhold-", len(_RELATIONS)),
        "plan_id": [plan for plan, _, _ in _RELATIONS],
        "related_plan_id": [other for _, other, _ in _RELATIONS],
        "relation": [relation for _, _, relation in _RELATIONS],
    }
    return frame(columns, [None] * len(_RELATIONS))
