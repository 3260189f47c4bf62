"""Every open service that is asked, one entry each. ``docs/formats/services.md`` is made from this table.

Only services without login. The sources of a layer complete each other: no two of them give the same thing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.catalogue.sources import KARTVERKET, MILJODIREKTORATET, NVDB, NVE, SSB, Terms
from layers.dialects.services import N50_TYPES
from layers.fetching.arcgis import ArcGis
from layers.fetching.geonorge import Geonorge
from layers.fetching.kommuneinfo import Kommuneinfo
from layers.fetching.nvdb import Nvdb
from layers.fetching.ogc_api import OgcApi
from layers.fetching.overpass import Overpass
from layers.fetching.source import Address, Source
from layers.fetching.wfs import Wfs

if TYPE_CHECKING:
    from collections.abc import Mapping

_OSM: Terms = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors"}
_DIBK: Terms = {"licence": "NLOD 2.0", "attribution": "Direktoratet for byggkvalitet (DiBK)"}
_PUBLIC_CODE = "public code that asks it, read in November 2026"
# A network or a barrier just across the boundary decides how far one walks on this side of it.
_NEIGHBOURHOOD = 2000.0


def _nve(service: str, layer: int) -> Address:
    return Address("kart.nve.no", f"/enterprise/rest/services/{service}/MapServer/{layer}/query")


def _hazard(id_: str, service: str, layer: int, *, where: str = "1=1", **adds: object) -> Source:
    """Return a source of hazards: only service and layer say of what kind and level its zones are."""
    return Source(
        id=id_,
        layer="hazards",
        service=ArcGis(_nve(service, layer), where=where, adds=adds),
        dialect="plain",
        terms=NVE,
        sparse=True,
        known_from=_PUBLIC_CODE,
    )


def _osm(id_: str, layer: str, *wanted: str, margin: float = 0.0, dialect: str | None = None) -> Source:
    return Source(
        id=id_,
        layer=layer,
        service=Overpass(Address("overpass-api.de", "/api/interpreter"), wanted),
        dialect=dialect,
        terms=_OSM,
        margin=margin,
        known_from=_PUBLIC_CODE,
    )


_ALL = (
    Source(
        id="kartverket-kommune",
        layer="municipality",
        service=Kommuneinfo(Address("api.kartverket.no", "/kommuneinfo/v1/kommuner")),
        dialect="kartverket",
        terms=KARTVERKET,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="kartverket-adresser",
        layer="addresses",
        service=Geonorge(
            Address("nedlasting.geonorge.no", "/geonorge/ATOM-feeds/MatrikkelenAdresse_AtomFeedCSV.xml"),
            member=r"matrikkelenAdresse\.csv",
        ),
        terms=KARTVERKET,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="ssb-befolkning-250m",
        layer="population-grid",
        service=Wfs(Address("kart.ssb.no", "/api/mapserver/v1/wfs/befolkning_paa_rutenett"), "ms:befolkning_250m_2025"),
        dialect="ssb-grid",
        terms=SSB,
        centred=True,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="ssb-tettsteder",
        layer="built-up-areas",
        service=Wfs(Address("kart.ssb.no", "/api/mapserver/v1/wfs/tettsteder"), "ms:tettsted_2025"),
        dialect="ssb-tettsted",
        terms=SSB,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="dibk-planlegging-igangsatt",
        layer="plans",
        service=OgcApi(
            Address("plandata.ft.dibk.no", "/services/rest/planleggingigangsatt/collections/planomrade/items"), page=500
        ),
        dialect="planlegging-igangsatt",
        terms=_DIBK,
        sparse=True,
        known_from=_PUBLIC_CODE,
    ),
    _hazard("nve-flomsone-20", "Flomsoner2", 14, kind="flom", level="kartlagt", return_period=20),
    _hazard("nve-flomsone-200", "Flomsoner2", 17, kind="flom", level="kartlagt", return_period=200),
    _hazard("nve-flomsone-1000", "Flomsoner2", 19, kind="flom", level="kartlagt", return_period=1000),
    _hazard("nve-flom-aktsomhet", "Flomaktsomhet", 1, kind="flom", level="aktsomhet"),
    _hazard("nve-skredfaresone-100", "Skredfaresoner3", 6, kind="skred", level="kartlagt", return_period=100),
    _hazard("nve-skredfaresone-1000", "Skredfaresoner3", 7, kind="skred", level="kartlagt", return_period=1000),
    _hazard("nve-skredfaresone-5000", "Skredfaresoner3", 8, kind="skred", level="kartlagt", return_period=5000),
    _hazard("nve-jordskred-aktsomhet", "JordFlomskredAktsomhet", 1, kind="jordskred", level="aktsomhet"),
    _hazard("nve-sno-steinskred-aktsomhet", "SkredSnoSteinAkt", 0, kind="skred", level="aktsomhet"),
    _hazard("nve-kvikkleire", "SkredKvikkleire2", 0, where="statusskredomr = 1", kind="kvikkleire", level="kartlagt"),
    _hazard("nve-kvikkleire-aktsomhet", "KvikkleireskredAktsomhet", 0, kind="kvikkleire", level="aktsomhet"),
    Source(
        id="miljodirektoratet-vern",
        layer="protected",
        service=ArcGis(Address("kart.miljodirektoratet.no", "/arcgis/rest/services/vern/MapServer/0/query")),
        dialect="naturbase",
        terms=MILJODIREKTORATET,
        sparse=True,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="nve-innsjoer",
        layer="water",
        service=ArcGis(_nve("Innsjodatabase2", 5)),
        dialect="nve-innsjo",
        terms=NVE,
        margin=_NEIGHBOURHOOD,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="nve-elver",
        layer="water",
        service=ArcGis(_nve("Elvenett1", 2)),
        dialect="nve-elv",
        terms=NVE,
        margin=_NEIGHBOURHOOD,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="kartverket-n50-arealdekke",
        layer="land-cover",
        service=Geonorge(
            Address("nedlasting.geonorge.no", "/geonorge/ATOM-feeds/N50Kartdata_AtomFeedGML.xml"),
            member=r"_N50Arealdekke_GML\.gml",
            types=N50_TYPES,
        ),
        dialect="n50-gml",
        terms=KARTVERKET,
        known_from=_PUBLIC_CODE,
    ),
    Source(
        id="nvdb-hovedveger",
        layer="main-roads",
        service=Nvdb(
            Address("nvdbapiles.atlas.vegvesen.no", "/vegnett/api/v4/veglenkesekvenser/segmentert"),
            {"vegsystemreferanse": "EV,RV,FV"},
        ),
        terms=NVDB,
        known_from=_PUBLIC_CODE,
    ),
    _osm("osm-veger", "paths", 'way["highway"]', margin=_NEIGHBOURHOOD, dialect="osm"),
    _osm(
        "osm-barrierer",
        "barriers",
        'way["railway"="rail"]',
        'way["highway"~"^(motorway|trunk)(_link)?$"]',
        'way["waterway"="river"]',
        'way["natural"="water"]',
        'relation["natural"="water"]',
        margin=_NEIGHBOURHOOD,
    ),
    _osm("osm-bygninger", "buildings", 'way["building"]', 'relation["building"]'),
    _osm(
        "osm-sykkelveger",
        "cycle-routes",
        'way["highway"="cycleway"]',
        'way["highway"="path"]["bicycle"="designated"]',
        'way[~"^cycleway(:left|:right|:both)?$"~"^lane$"]',
    ),
    _osm(
        "osm-holdeplasser",
        "transit-stops",
        'node["highway"="bus_stop"]',
        'node["railway"~"^(station|halt|tram_stop)$"]',
        'node["amenity"="ferry_terminal"]',
        margin=_NEIGHBOURHOOD,
    ),
)

SOURCES: Mapping[str, Source] = MappingProxyType({source.id: source for source in _ALL})
HOSTS = frozenset(source.service.address.host for source in SOURCES.values())
