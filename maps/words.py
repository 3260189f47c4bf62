"""What the codes of the layers are called for readers: the names of their code lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.codes import ANY, ListId, names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import Column
    from layers.text import Text


def words_of(column: Column) -> Mapping[str, Text]:
    """Return what the codes of a column are called; a code without a name is shown as it is."""
    return names(column.lists)


ANSWERS = names((ListId(ANY, "answer"),))
MARKET_STATUS = names((ListId(ANY, "market_status"),))
USE = names((ListId(ANY, "use"),))
ZONE_KIND = names((ListId("densification-zones", "kind"),))
ROUTE_STATUS = names((ListId("cycle-routes", "status"),))
HAZARD_KIND = names((ListId("hazards", "kind"),))
