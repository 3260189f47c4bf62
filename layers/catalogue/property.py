"""What the cadastre knows: buildings and parcels."""

from __future__ import annotations

from layers.catalogue.columns import MUNICIPALITY, OWNER_CLASS
from layers.catalogue.sources import KARTVERKET
from layers.codes import ANY, ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

PROPERTY = (
    LayerSpec(
        id="buildings",
        title=Text("Bygninger", "Buildings"),
        description=Text(
            "Bygninger fra matrikkelen som punkt eller fotavtrykk. Tomt areal betyr ukjent.",
            "Buildings of the cadastre as points or footprints. An empty area means unknown.",
        ),
        geometry="any",
        columns=(
            Column(name="building_type", title=Text("Bygningstype", "Type of building")),
            Column(
                name="building_status",
                title=Text("Bygningsstatus", "Building status"),
                kind="code",
                lists=(ListId(ANY, "bygningsstatus"),),
            ),
            Column(name="bya_m2", title=Text("Bebygd areal", "Built area"), kind="number", unit="m2"),
            Column(name="bra_m2", title=Text("Bruksareal", "Floor area"), kind="number", unit="m2"),
            Column(name="storeys", title=Text("Etasjer", "Storeys"), kind="integer", unit="1"),
            Column(name="built_year", title=Text("Byggeår", "Year built"), kind="integer", unit="year"),
        ),
        **KARTVERKET,
    ),
    LayerSpec(
        id="parcels",
        title=Text("Eiendomsteiger", "Parcels"),
        description=Text(
            "Eiendomsteiger med matrikkelnummer og eierklasse, aldri navn på eier.",
            "Parcels with their cadastral number and class of owner, never an owner's name.",
        ),
        geometry="polygon",
        columns=(
            MUNICIPALITY,
            Column(name="cadastral_number", title=Text("Matrikkelnummer", "Cadastral number")),
            OWNER_CLASS,
        ),
        public=False,
        **KARTVERKET,
    ),
)
