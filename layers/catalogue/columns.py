"""Columns that several layers have, written once."""

from __future__ import annotations

from dataclasses import replace

from layers.codes import ANY, ListId
from layers.spec import Column
from layers.text import Text

NAME = Column(name="name", title=Text("Navn", "Name"))
KIND = Column(name="kind", title=Text("Type", "Kind"))
MUNICIPALITY = Column(name="municipality", title=Text("Kommunenummer", "Municipality number"))
PLAN_ID = Column(name="plan_id", title=Text("Plan-ID", "Plan identifier"))
OWNER_CLASS = Column(
    name="owner_class",
    title=Text("Eierklasse", "Class of owner"),
    kind="code",
    lists=(ListId(ANY, "owner_class"),),
)
LEGAL_FORCE = Column(
    name="legal_force",
    title=Text("Rettsvirkning", "Legal force"),
    kind="code",
    lists=(ListId(ANY, "legal_force"),),
)
SOURCE_DOCUMENT = Column(name="source_document", title=Text("Kildedokument", "Source document"))
UTILISATION = (
    Column(
        name="utilisation_type",
        title=Text("Utnyttingstype", "Type of utilisation"),
        kind="code",
        lists=(ListId(ANY, "utnyttingstype"),),
    ),
    # No unit: a percentage or square metres, and only the type says which.
    Column(name="utilisation_value", title=Text("Utnyttingstall", "Value of utilisation"), kind="number"),
)
RESIDENTS = Column(name="residents", title=Text("Bosatte", "Residents"), kind="integer", unit="1", least=0)
YEAR = Column(name="year", title=Text("År", "Year"), kind="integer", unit="year")


def required(column: Column) -> Column:
    """Return `column` as one that a feature cannot come in without."""
    return replace(column, required=True)


def kind_listed(layer: str) -> Column:
    """Return the column `kind` where it is one of the layer's own list, and a feature without it says nothing."""
    return replace(KIND, kind="code", lists=(ListId(layer, "kind"),), required=True)
