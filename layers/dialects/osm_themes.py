"""OpenStreetMap beside its streets: buildings, barriers, water, stops, cycle routes, services and recreation areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from layers.dialects.cycling import facility, planned
from layers.dialects.dialect import Dialect
from layers.dialects.osm import TERMS
from layers.readers.osm import DIALECT
from layers.readers.osm_themes import BARRIERS, BUILDINGS, CYCLING, RECREATION, SERVICES, STOPS, WATER
from layers.readers.source import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.dialects.dialect import Derive
    from layers.readers.osm_themes import Theme
    from layers.readers.source import Source

_RIVERS = ("river", "riverbank", "canal", "stream", "ditch", "drain", "oxbow", "rapids")
_CLOSED = ("no", "private")


def numbered(source: Source) -> Source:
    """Return `source` with the ids of OpenStreetMap's: ``w5`` is way 5."""
    return source.deriving(id=source.keys)


def buildings(source: Source) -> Source:
    """Return `source` with storeys and year as far as they are whole numbers; tags are written freely."""
    storeys = source.attributes["building:levels"].str.extract(r"^(\d{1,3})(?:\.0)?$", expand=False)
    year = source.attributes["start_date"].str.extract(r"^(\d{4})(?:-\d\d){0,2}$", expand=False)
    return numbered(source).deriving(storeys=storeys, built_year=year)


def barriers(source: Source) -> Source:
    """Return what of `source` stops people on foot, as railway, main road, river or lake; tunnels do not."""
    hidden = source.attributes["tunnel"].notna() & source.attributes["tunnel"].ne("no")
    open_air = source.without(marked(hidden.to_numpy(dtype=bool), "tunnel"))
    tags = open_air.attributes
    kind = _water(tags).mask(tags["highway"].notna(), "main-road").mask(tags["railway"].notna(), "railway")
    return numbered(open_air).deriving(kind=kind)


def water(source: Source) -> Source:
    """Return `source` with its kind: river (and whatever else flows) or lake."""
    return numbered(source).deriving(kind=_water(source.attributes))


def cycle_routes(source: Source) -> Source:
    """Return the ways of `source` that have a facility for cycling, with its class and whether it is there yet."""
    known = facility(source.attributes)
    built = source.without(marked(known.isna().to_numpy(), "way"))
    status = pd.Series(np.where(planned(built.attributes), "planlagt", "eksisterende"), dtype="str")
    return numbered(built).deriving(**{"class": known.dropna().reset_index(drop=True), "status": status})


def recreation(source: Source) -> Source:
    """Return the areas of `source` that are open to everyone."""
    closed = source.attributes["access"].isin(_CLOSED).to_numpy()
    return kind_of("leisure", "landuse")(source.without(marked(closed, "closed")))


def kind_of(*keys: str) -> Derive:
    """Return what gives the kind of an object by the first of `keys` that it has; a shop is called shop."""

    def derive(source: Source) -> Source:
        kind = source.attributes[list(keys)].bfill(axis=1).iloc[:, 0]
        shop = source.attributes["shop"].notna() & kind.eq(source.attributes["shop"]) if "shop" in keys else None
        return numbered(source).deriving(kind=kind if shop is None else kind.mask(shop, "shop"))

    return derive


def _water(tags: pd.DataFrame) -> pd.Series[Any]:
    """Return ``river`` for what flows and ``lake`` for what stands."""
    flows = tags["waterway"].isin(_RIVERS) | tags["water"].isin(_RIVERS)
    return pd.Series("lake", index=tags.index, dtype="str").mask(flows, "river")


_LAYERS: Mapping[str, tuple[Theme, Derive]] = {
    "buildings": (BUILDINGS, buildings),
    "barriers": (BARRIERS, barriers),
    "water": (WATER, water),
    "transit-stops": (STOPS, kind_of("highway", "railway", "amenity")),
    "cycle-routes": (CYCLING, cycle_routes),
    "services": (SERVICES, kind_of("amenity", "shop")),
    "recreation-areas": (RECREATION, recreation),
}

OSM_THEMES = tuple(
    Dialect(
        id=DIALECT,
        layer=layer,
        source_layers=(theme.name,),
        bound=True,
        requires=(theme.columns[0],),
        rename={"name": ("name",)} if "name" in theme.columns else {},
        derive=derive,
        **TERMS,
    )
    for layer, (theme, derive) in _LAYERS.items()
)
