"""Land-use plans, municipal and zoning, of both acts, in the spellings that they come in.

``sosi-plan``
    The exchange format Reguleringsplanforslag 5.0 (DiBK): GML, the GeoJSON made of it, nested and with the object
    types mixed in one file, or GeoPackage, flattened and with a layer each.
``nap``
    The national plan database (NPAD/NAP, 20190401), nested or flat.
``plan-arcgis``
    A municipality's ArcGIS export: short SOSI names in capitals, integer codes.
``planlegging-igangsatt``
    The national data set of planning that has been announced.
``planregister``
    How the plans of a municipal plan register relate (Fiks Plan): a feature without geometry each.

``docs/formats/plans.md`` has the rules.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from layers.dialects.dialect import Dialect
from layers.dialects.plan_links import linked
from layers.dialects.plan_schema import ATTRIBUTES, TYPES
from layers.dialects.plan_values import planned

if TYPE_CHECKING:
    from layers.readers.source import Source


class _Spelling(NamedTuple):
    """How a provider spells what all plan layers have."""

    id: str
    signs: tuple[str, ...]
    type_columns: tuple[str, ...]
    ids: tuple[str, ...]
    requires: tuple[str, ...] = ()


_EXCHANGE = _Spelling(
    id="sosi-plan",
    signs=("identifikasjon.Identifikasjon.lokalId",),
    type_columns=("objekttypenavn", "name"),
    ids=("identifikasjon.Identifikasjon.lokalId",),
)
_SPELLINGS = (
    _EXCHANGE,
    _Spelling(
        id="nap",
        requires=("objekttypenavn",),
        signs=("arealplanId.planidentifikasjon", "planidentifikasjon", "identifikasjon.lokalId", "lokalId"),
        type_columns=("objekttypenavn",),
        ids=("identifikasjon.lokalId", "lokalId", "objid"),
    ),
    _Spelling(
        id="plan-arcgis", signs=("OBJTYPE",), type_columns=("OBJTYPE",), ids=("LOKALID", "GLOBALID", "OBJECTID", "FID")
    ),
)


def _dialect(spelling: _Spelling, layer: str) -> Dialect:
    """Return how `layer` comes in `spelling`; only the exchange format has links instead of plan ids."""
    relate = partial(linked, layer=layer, type_columns=spelling.type_columns) if spelling is _EXCHANGE else None
    return Dialect(
        layer=layer,
        types=TYPES[layer],
        rename=ATTRIBUTES[layer],
        relate=relate,
        derive=partial(planned, layer=layer, ids=spelling.ids),
        **spelling._asdict(),
    )


def _started(source: Source) -> Source:
    """Return planning that has been announced: it is under the act of 2008 where nothing else is said."""
    read = planned(source, layer="plans", ids=("identifikasjon.lokalId", "objid"))
    return read.deriving(law=read.derived["law"].fillna("2008"))


SOSI_PLAN = (
    *(_dialect(spelling, layer) for spelling in _SPELLINGS for layer in TYPES),
    Dialect(
        id="planlegging-igangsatt",
        layer="plans",
        requires=("nasjonalArealplanId.planid",),
        rename=ATTRIBUTES["plans"],
        constants={"plan_status": "1"},
        ids=("identifikasjon.lokalId", "objid"),
        municipality="nasjonalArealplanId.kommunenummer",
        derive=_started,
        licence="NLOD 2.0",
        attribution="Direktoratet for byggkvalitet (DiBK)",
    ),
    Dialect(
        id="planregister",
        layer="plan-relations",
        requires=("planforhold.kodeverdi", "arealplan.nasjonalArealplanId.planidentifikasjon"),
        rename={
            "plan_id": ("nasjonalArealplanId.planidentifikasjon",),
            "related_plan_id": ("arealplan.nasjonalArealplanId.planidentifikasjon",),
            "relation": ("planforhold.kodeverdi",),
        },
    ),
)
