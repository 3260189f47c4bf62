"""What the codes of the layers are called for readers: our own short lists, and the official names of the others.

The names of the national lists are official in Norwegian and have no official English; they stand in both languages.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.catalogue import codes
from layers.text import Text
from maps.writing import NO, UNKNOWN, YES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import Column, LayerSpec

Words = MappingProxyType[str, Text]


def _words(**said: tuple[str, str]) -> Words:
    return MappingProxyType({code: Text(*both) for code, both in said.items()})


def official(names: Mapping[str, str]) -> Words:
    """Return the names of an official list by code, the same in both languages."""
    return MappingProxyType({code: Text(name, name) for code, name in names.items()})


ANSWERS: Words = MappingProxyType({"ja": YES, "nei": NO, "ukjent": UNKNOWN})
MARKET_STATUS = _words(
    ledig=("Ledig", "For sale"),
    reservert=("Reservert", "Reserved"),
    solgt=("Solgt", "Sold"),
    bebygd=("Bebygd", "Built on"),
    trukket=("Trukket", "Withdrawn"),
    ukjent=("Ukjent", "Unknown"),
)
USE = _words(
    business=("Næring", "Business"),
    housing=("Bolig", "Housing"),
    mixed=("Næring og bolig", "Business and housing"),
)
ZONE_KIND = _words(
    fortetting=("Fortetting", "Densification"),
    transformasjon=("Transformasjon", "Transformation"),
    bevaring=("Bevaring", "Preservation"),
)
ROUTE_STATUS = _words(eksisterende=("Eksisterende", "Existing"), planlagt=("Planlagt", "Planned"))
HAZARD_KIND = _words(
    flom=("Flom", "Flood"),
    skred=("Skred", "Slide"),
    snoskred=("Snøskred", "Snow avalanche"),
    steinsprang=("Steinsprang", "Rockfall"),
    jordskred=("Jord- og flomskred", "Debris slide and flow"),
    kvikkleire=("Kvikkleire", "Quick clay"),
    annet=("Annen fare", "Other hazard"),
)

_COLUMNS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "market_status": MARKET_STATUS,
        "use": USE,
        "owner_class": _words(
            kommune=("Kommunen", "The municipality"),
            stat=("Staten", "The state"),
            foretak=("Foretak", "A company"),
            privat=("Privat", "Private"),
            blandet=("Blandet", "Mixed"),
            ukjent=("Ukjent", "Unknown"),
        ),
        "legal_force": _words(
            juridisk=("Juridisk bindende", "Legally binding"),
            retningslinje=("Retningslinje", "Guideline"),
            temakart=("Temakart uten rettsvirkning", "Thematic map without legal force"),
        ),
        "law": MappingProxyType(
            {"2008": Text("Pbl. 2008", "Act of 2008"), "1985": Text("Pbl. 1985 eller eldre", "Act of 1985 or older")}
        ),
        "level": _words(
            kommuneplan=("Kommuneplan", "Municipal plan"),
            reguleringsplan=("Reguleringsplan", "Zoning plan"),
            aktsomhet=("Aktsomhetsområde", "Susceptibility area"),
            kartlagt=("Kartlagt faresone", "Mapped hazard zone"),
            klassifisert=("Klassifisert sone", "Classified zone"),
        ),
        "status": ROUTE_STATUS,
        "network": _words(hovednett=("Hovednett", "Main network"), lokalnett=("Lokalnett", "Local network")),
        "class": MappingProxyType(
            {
                "gs-veg": Text("Gang- og sykkelveg", "Shared path"),
                **_words(
                    sykkelveg=("Sykkelveg", "Cycle track"),
                    sykkelfelt=("Sykkelfelt", "Cycle lane"),
                    sykkelgate=("Sykkelgate", "Cycle street"),
                    blandet=("Blandet trafikk", "Mixed traffic"),
                    gangveg=("Gangveg", "Footway"),
                ),
            }
        ),
        "scheme": _words(ar5=("AR5", "AR5"), n50=("N50", "N50")),
        "plan_type": official(codes.PLAN_TYPE),
        "plan_status": official(codes.PLAN_STATUS),
        "relation": official(codes.PLAN_RELATION),
        "land_status": official(codes.LAND_STATUS),
        "vertical_level": official(codes.VERTICAL_LEVEL),
        "utilisation_type": official(codes.UTILISATION_TYPE),
        "building_status": official(codes.BUILDING_STATUS),
        "road_category": official(codes.ROAD_CATEGORY),
    }
)
_KINDS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "densification-zones": ZONE_KIND,
        "hazards": HAZARD_KIND,
        "district-heating": _words(
            konsesjon=("Konsesjonsområde", "Concession area"),
            tilknytningsplikt=("Tilknytningsplikt", "Duty to connect"),
            ledning=("Ledning", "Pipe"),
        ),
        "power": _words(
            transmisjon=("Transmisjonsnett", "Transmission grid"),
            regional=("Regionalnett", "Regional grid"),
            distribusjon=("Distribusjonsnett", "Distribution grid"),
            sjokabel=("Sjøkabel", "Submarine cable"),
            mast=("Mast", "Pylon"),
            transformatorstasjon=("Transformatorstasjon", "Transformer station"),
        ),
        "barriers": _words(
            railway=("Jernbane", "Railway"),
            main_road=("Hovedveg", "Main road"),
            river=("Elv", "River"),
            lake=("Innsjø", "Lake"),
        ),
    }
)


def words_of(spec: LayerSpec, column: Column) -> Mapping[str, Text]:
    """Return what the codes of a layer's column are called; a code without a name is shown as it is."""
    if column.name == "kind":
        return _KINDS.get(spec.id, {})
    if column.codes == tuple(ANSWERS):
        return ANSWERS
    return _COLUMNS.get(column.name, {}) if column.codes else {}
