"""SOSI Reguleringsplanforslag 5.0 (DiBK): the exchange format of zoning plans, as GeoJSON, GML or GeoPackage.

Nested in GeoJSON, with the object types mixed in one file; flattened in GeoPackage and GML, with a layer each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.dialects.dialect import Dialect

if TYPE_CHECKING:
    from layers.readers.source import Source


def numbered(source: Source) -> Source:
    """Return `source` with the plan's id, where the file itself gives it; it is never guessed from the file's name."""
    plan = source.header.get("plan")
    return source.deriving(plan_id=plan["id"]) if isinstance(plan, dict) and isinstance(plan.get("id"), str) else source


SOSI_PLAN = (
    Dialect(
        id="sosi-plan",
        layer="plan-purposes",
        requires=("arealformål",),
        rename={"purpose_code": ("arealformål",), "name": ("feltnavn",), "vertical_level": ("vertikalnivå",)},
        ids=("identifikasjon.Identifikasjon.lokalId", "identifikasjon.lokalId", "lokalId"),
        constants={"law": "2008", "level": "reguleringsplan"},
        types=("RpArealformålOmråde",),
        type_columns=("objekttypenavn", "name"),
        derive=numbered,
    ),
)
