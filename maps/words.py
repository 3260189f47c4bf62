"""What the codes of the layers are called for readers: the names of their code lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.codes import ANY, ListId, names
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import Column


def words_of(column: Column) -> Mapping[str, Text]:
    """Return what the codes of a column are called; a code without a name is shown as it is."""
    return names(column.lists)


ANSWERS = names((ListId(ANY, "answer"),))
MARKET_STATUS = names((ListId(ANY, "market_status"),))
USE = names((ListId(ANY, "use"),))
ZONE_KIND = names((ListId("densification-zones", "kind"),))
ROUTE_STATUS = names((ListId("cycle-routes", "status"),))
# Kinds of barriers as OpenStreetMap's reader, Kartverket's and our own town write them.
BARRIER_KIND: Mapping[str, Text] = MappingProxyType(
    {
        "railway": Text("jernbane", "railway"),
        "main-road": Text("hovedveg", "main road"),
        "main_road": Text("hovedveg", "main road"),
        "river": Text("elv", "river"),
        "lake": Text("innsjø", "lake"),
        "ukjent": Text("ukjent type", "unknown kind"),
    }
)
CROSSING_KIND: Mapping[str, Text] = MappingProxyType(
    {
        "bru": Text("bru", "bridge"),
        "undergang": Text("undergang", "underpass"),
        "gangfelt": Text("gangfelt", "zebra crossing"),
        "signal": Text("signal", "traffic signal"),
        "planovergang": Text("planovergang", "level crossing"),
    }
)
HAZARD_KIND = names((ListId("hazards", "kind"),))
