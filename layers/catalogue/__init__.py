"""Every layer a municipality can have on its map, one entry each, in the order in which they are listed to users.

==================  ====================================================================================
administration      the municipality, its districts and centres
plots, register     plots for business and housing; the land office's register; both use ``readiness``
growth              densification zones and the growth boundary
movement            cycle routes, walking network, crossings, barriers
people              addresses, population, workplaces, services, recreation, stops
property            buildings and parcels
plans               plan areas, relations, purposes, zones, lines, heights
nature              land cover, hazards, protected areas, water
setting             built-up areas, main roads, viewpoints
supply              district heating and power
terrain             the height of the ground
==================  ====================================================================================

``columns`` and ``sources`` hold what several themes share. ``docs/how-to/add-a-layer.md`` adds one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.catalogue.administration import ADMINISTRATION
from layers.catalogue.growth import GROWTH
from layers.catalogue.movement import MOVEMENT
from layers.catalogue.nature import NATURE
from layers.catalogue.people import PEOPLE
from layers.catalogue.plans import PLANS
from layers.catalogue.plots import PLOTS
from layers.catalogue.property import PROPERTY
from layers.catalogue.register import REGISTER
from layers.catalogue.setting import SETTING
from layers.catalogue.supply import SUPPLY
from layers.catalogue.terrain import TERRAIN
from layers.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.spec import LayerSpec

_THEMES = (
    ADMINISTRATION,
    PLOTS,
    GROWTH,
    MOVEMENT,
    PEOPLE,
    PROPERTY,
    PLANS,
    REGISTER,
    NATURE,
    SETTING,
    SUPPLY,
    TERRAIN,
)

LAYERS: Mapping[str, LayerSpec] = MappingProxyType({layer.id: layer for theme in _THEMES for layer in theme})


def spec(layer_id: str) -> LayerSpec:
    """Return the layer called `layer_id`.

    Raises
    ------
    UsageFault
        ``unknown-layer`` if the catalogue has none of that name.

    >>> spec("districts").title.nb
    'Kommunedeler'
    """
    try:
        return LAYERS[layer_id]
    except KeyError:
        raise UsageFault("unknown-layer", layer=layer_id) from None


__all__ = ["LAYERS", "spec"]
