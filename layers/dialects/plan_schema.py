"""Object types and attributes of plans, in the three spellings that they come in.

Spellings: the exchange format Reguleringsplanforslag 5.0, the national plan database (NPAD/NAP, 20190401), and the
short SOSI names in which municipal ArcGIS exports write them. Attributes that differ in case, å/ø or separators only
stand here once: names match as :func:`layers.dialects.names.fold` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.catalogue import spec

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN = "Arealplan"
PLAN_AREAS = ("RpOmråde", "KpOmråde", "RbOmråde", "Planområde")
TYPES: Mapping[str, tuple[str, ...]] = {
    "plans": (*PLAN_AREAS, PLAN),
    **{
        layer: spec(layer).column("object_type").codes
        for layer in ("plan-purposes", "plan-zones", "plan-lines", "regulated-heights")
    },
}

_PLAN_ID = (
    "arealplanId.planidentifikasjon",
    "arealplanId.NasjonalArealplanId.planidentifikasjon",
    "arealplanId.ArealplanId.planidentifikasjon",
    "nasjonalArealplanId.NasjonalArealplanId.planidentifikasjon",
    "nasjonalArealplanId.planidentifikasjon",
    "nasjonalArealplanId.planid",
    "planidentifikasjon",
    "PLANID",
)
_UNIT = "administrativEnhet.AdministrativEnhetskode.kommunenummer"
_MUNICIPALITY = (
    "arealplanId.kommunenummer",
    f"arealplanId.NasjonalArealplanId.{_UNIT}",
    f"arealplanId.ArealplanId.{_UNIT}",
    f"nasjonalArealplanId.NasjonalArealplanId.{_UNIT}",
    "nasjonalArealplanId.kommunenummer",
    "kommunenummer",
    "KOMM",
)
_ZONES = (
    "angittHensyn",
    "båndlegging",
    "detaljering",
    "fare",
    "gjennomføring",
    "infrastruktur",
    "sikring",
    "støy",
)
_UTILISATION = ("utnytting.Utnytting", "utnytting")
_HEIGHT = ("høydefraplanbestemmelse.Høydefraplanbestemmelse", "høydefraplanbestemmelse")

ATTRIBUTES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "plans": {
        "municipality": _MUNICIPALITY,
        "plan_id": _PLAN_ID,
        "plan_type": ("plantype",),
        "plan_status": ("planstatus", "PLANSTAT"),
        "in_force_date": ("ikrafttredelsesdato", "IKRAFT"),
        "law": ("lovreferanse",),
        "private_initiative": ("forslagsstillerType",),
        "open_objection": ("ubehandletInnsigelse",),
        "open_complaint": ("ubehandletKlage",),
    },
    "plan-purposes": {
        "plan_id": _PLAN_ID,
        "purpose_code": (
            "arealformål",
            "KPAREALFORMÅL",
            "RPAREALFORMÅL",
            "arealbruk",
            "OPLAREAL",
            "reguleringsformål",
            "REGFORM",
        ),
        "land_status": ("arealbruksstatus", "AREALST"),
        # The last is there where several stand in one feature, which one column cannot hold.
        "utilisation_type": (
            *(f"{outer}.utnyttingstype" for outer in _UTILISATION),
            "utnyttingstype",
            "UTNTYP",
            "utnytting",
        ),
        "utilisation_value": (
            *(f"{outer}.utnyttingstall" for outer in _UTILISATION),
            "utnyttingstall",
            "UTNTALL",
            "utnytting",
        ),
        "vertical_level": ("vertikalnivå", "VERTNIV"),
        "name": ("feltnavn", "feltnavn.Feltkode.tekststreng", "feltbetegnelse", "områdenavn", "OMRNAVN"),
    },
    "plan-zones": {
        "plan_id": _PLAN_ID,
        "zone_code": (
            *(prefix + name for name in _ZONES for prefix in ("", "KP", "RP")),
            "arealbruksrestriksjoner",
            "OPLRESTR",
            "arealbruksretningslinjer",
            "OPLRETNL",
            "reguleringsformål",
            "REGFORM",
        ),
        "name": (
            "hensynSonenavn",
            "bestemmelseOmrådeNavn",
            "bestemmelseOmrådeNavn.Feltkode.tekststreng",
            "BESTEMMELSEOMRNAVN",
            "feltbetegnelse",
            "FELTNAVN",
        ),
    },
    "plan-lines": {
        "plan_id": _PLAN_ID,
        "line_code": (
            "juridisklinje",
            "KPJURLINJE",
            "RPJURLINJE",
            "samferdselslinje",
            "KPSAMFERDSELSLINJE",
            "infrastruktur",
            "KPINFRASTRUKTURLINJE",
        ),
    },
    "regulated-heights": {
        "plan_id": _PLAN_ID,
        "height_m": (*(f"{outer}.regulerthøyde" for outer in _HEIGHT), "regulerthøyde", "høydefraplanbestemmelse"),
        "height_datum": (*(f"{outer}.høydereferansesystem" for outer in _HEIGHT), "høydereferansesystem", "HØYDE-REF"),
    },
}
"""Source attributes of each column of the five layers, the preferred first."""

_OF_1985 = ("KpArealbruk", "KpRestriksjon", "KpRetningslinje", "Rb")


def law(object_type: str) -> str:
    """Return the act that features of `object_type` follow.

    >>> law("RbFormålOmråde"), law("RpArealformålOmråde")
    ('1985', '2008')
    """
    return "1985" if object_type.startswith(_OF_1985) else "2008"


def level(object_type: str) -> str:
    """Return the level of the plans that `object_type` belongs to.

    >>> level("KpArealbrukOmråde")
    'kommuneplan'
    """
    return "kommuneplan" if object_type.startswith("Kp") else "reguleringsplan"
