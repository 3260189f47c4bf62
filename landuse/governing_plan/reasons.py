"""Why a plan governs a piece of ground, or why nobody can say which: the sentences by code."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "only": Text(
            "Planen er den eneste som gjelder her på datoen.", "The plan is the only one in force here on the date."
        ),
        "newest": Text(
            "Planen er den nyeste som gjelder her, og går foran eldre (pbl. § 1-5 andre ledd).",
            "The plan is the newest in force here and goes before older ones (PBA § 1-5 second para.).",
        ),
        "says-otherwise": Text(
            "Planforholdet sier at planen går foran en nyere plan (pbl. § 1-5 andre ledd).",
            "The plan relation says that the plan goes before a newer one (PBA § 1-5 second para.).",
        ),
        "not-in-conflict": Text(
            "Reguleringsplanen gjelder fortsatt: formålet er ikke i strid med kommuneplanens (pbl. § 1-5 andre ledd).",
            "The zoning plan still applies: its purpose does not conflict with the municipal plan's"
            " (PBA § 1-5 second para.).",
        ),
        "outside": Text("Ingen plan i lagene dekker arealet.", "No plan of the layers covers the ground."),
        "not-in-force": Text(
            "Planer dekker arealet, men ingen av dem gjelder på bakken på datoen.",
            "Plans cover the ground, but none of them is in force on the ground on the date.",
        ),
        "plan-unknown": Text(
            "Et formål som kan gjelde her, hører til en plan som ikke er i laget: importer planen, eller rett plan-ID.",
            "A purpose that may apply here belongs to a plan that the layer does not have: import it, or correct its"
            " identifier.",
        ),
        "status-unknown": Text(
            "En plan som kan gjelde her, har ukjent eller tidsbegrenset status: rett planstatus.",
            "A plan that may govern here has an unknown status, or one with a time limit: correct its status.",
        ),
        "date-unknown": Text(
            "En plan som kan gjelde her, mangler ikraftdato: fyll den inn.",
            "A plan that may govern here has no date in force: fill it in.",
        ),
        "type-unknown": Text(
            "En plan som kan gjelde her, har en plantype som ikke sier om den er kommuneplan eller reguleringsplan.",
            "A plan that may govern here has a type that does not say whether it is a municipal or a zoning plan.",
        ),
        "level-unknown": Text(
            "Et formål som kan gjelde her, sier ikke om det ligger på, under eller over bakken: fyll inn vertikalnivå.",
            "A purpose that may apply here does not say whether it is on, under or above the ground: fill in its"
            " vertical level.",
        ),
        "relation-unknown": Text(
            "En plan som kan gjelde her, er erstattet av en plan som det er ukjent om gjelder.",
            "A plan that may govern here is replaced by one of which it is unknown whether it is in force.",
        ),
        "relations-contradict": Text(
            "Planforholdene sier at planene går foran hverandre i ring: rett dem.",
            "The plan relations put the plans before one another in a ring: correct them.",
        ),
        "same-date": Text(
            "Flere planer gjelder fra samme dag, og ingen av dem er nyest: se hva planene selv sier.",
            "Several plans are in force from the same day and none is the newest: see what they say themselves.",
        ),
        "conflict-unknown": Text(
            "Kommuneplanen er nyere enn reguleringsplanen, og det er ukjent om formålene er i strid med hverandre.",
            "The municipal plan is newer than the zoning plan, and whether their purposes conflict is unknown.",
        ),
        "purposes-overlap": Text(
            "Planen har flere formål på samme sted: rett grensene.",
            "The plan has several purposes in the same place: correct the boundaries.",
        ),
    }
)
