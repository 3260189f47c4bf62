"""The table of sources: every entry can be asked, and the page of services says what the table does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from pyproj import CRS

from layers.catalogue import LAYERS
from layers.dialects import dialects
from layers.faults.fetching import FETCH_FAULTS
from layers.fetching.arcgis import ArcGis
from layers.fetching.net import Net
from layers.fetching.ogc_api import OgcApi
from layers.fetching.sources import HOSTS, SOURCES
from layers.fetching.wfs import Wfs
from layers.text import LANGUAGES
from tests.services_page import PAGE, page

if TYPE_CHECKING:
    from layers.faults import Fault
    from layers.fetching.source import Source

EVERY = pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)


@EVERY
def test_a_source_feeds_a_layer_in_a_dialect_there_is(source: Source) -> None:
    spec = LAYERS[source.layer]
    assert spec.geometry not in {"none", "raster"}
    assert source.dialect is None or dialects(spec, source.dialect)
    assert re.fullmatch(r"[a-z0-9-]+", source.id)


@EVERY
def test_a_source_is_asked_by_https_on_a_host_of_the_list(source: Source) -> None:
    url = source.service.address.url({"a": "å b"})
    with Net(HOSTS) as net:
        assert net.allows(url)
    assert urlsplit(url).query == "a=%C3%A5+b"
    assert re.fullmatch(r"(/[\w.-]+)+", source.service.address.path)


@EVERY
def test_a_source_says_its_terms_and_how_it_is_known(source: Source) -> None:
    assert source.terms["licence"]
    assert source.terms["attribution"]
    assert source.known_from
    assert source.terms["licence"] not in {"Norge digitalt", "Kommunens vilkår"}  # open data only
    assert source.asked is None or re.fullmatch(r"\d{4}-\d\d-\d\d", source.asked)


@EVERY
def test_a_source_is_asked_in_a_system_with_east_first(source: Source) -> None:
    service = source.service
    if isinstance(service, Wfs | OgcApi) and service.epsg is not None:
        assert [axis.direction for axis in CRS.from_epsg(service.epsg).axis_info] == ["east", "north"]


@EVERY
def test_what_a_source_adds_is_in_the_layer_s_codes(source: Source) -> None:
    spec = LAYERS[source.layer]
    for name, value in getattr(source.service, "adds", {}).items():
        assert not spec.column(name).codes or value in spec.column(name).codes


def test_no_two_sources_of_hazards_are_the_same() -> None:
    asked = [source.service for source in SOURCES.values() if source.layer == "hazards"]
    assert len({service.address for service in asked}) == len(asked) == 11


def test_aktsomhet_mapped_zones_and_return_periods_are_kept_apart() -> None:
    hazards = (source for source in SOURCES.values() if source.layer == "hazards")
    levels = {source.id: source.service.adds["level"] for source in hazards if isinstance(source.service, ArcGis)}
    assert len(levels) == 11
    assert all((level == "aktsomhet") == name.endswith("aktsomhet") for name, level in levels.items())


def test_the_layers_that_must_be_fetched_can_be() -> None:
    assert {source.layer for source in SOURCES.values()} >= {
        "municipality", "addresses", "population-grid", "hazards", "protected", "land-cover", "water", "main-roads",
        "paths", "transit-stops", "buildings", "barriers", "cycle-routes", "plans",
    }  # fmt: skip


def test_the_page_of_services_is_made_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("fault", FETCH_FAULTS, ids=lambda fault: fault.code)
def test_every_fault_of_fetching_is_said_in_both_languages(fault: Fault) -> None:
    fields = [set(re.findall(r"{(\w+)}", text)) for text in fault.text]
    assert fields[0] == fields[1]
    assert all(fault.text.say(lang, **dict.fromkeys(fields[0], "x")).endswith(".") for lang in LANGUAGES)
