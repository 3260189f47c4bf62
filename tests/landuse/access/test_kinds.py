from __future__ import annotations

import pandas as pd
import pytest

from landuse.access import COLUMNS, KINDS, Parameters
from landuse.access.kinds import ROLES, SERVICES
from landuse.catalogue import ANALYSES
from landuse.faults import ROLES as NAMED
from landuse.three_valued import Answer
from layers.eksempelvik.errands import _SERVICES
from layers.readers.osm_themes import SERVICES as OSM
from layers.text import LANGUAGES

JA, NEI, UKJENT = Answer.JA, Answer.NEI, Answer.UKJENT


def said(kind_id: str, /, **columns: object) -> list[int]:
    answers: list[int] = KINDS[kind_id].answers(pd.DataFrame(columns)).tolist()
    return answers


def test_services_are_told_apart_by_their_kind_however_it_is_written() -> None:
    kinds = ["barneskole", " Skole ", "SCHOOL", "videregående skole", "barnehage", "noe annet", None, ""]
    assert said("school", kind=kinds) == [JA, JA, JA, NEI, NEI, UKJENT, UKJENT, UKJENT]
    assert said("kindergarten", kind=kinds) == [NEI, NEI, NEI, NEI, JA, UKJENT, UKJENT, UKJENT]


def test_the_main_cycle_network_is_what_is_there_and_main() -> None:
    network = ["hovednett", "hovednett", "lokalnett", "hovednett", None, "lokalnett", None]
    status = ["eksisterende", "planlagt", "eksisterende", None, "eksisterende", None, "planlagt"]
    answers = [JA, NEI, NEI, UKJENT, UKJENT, NEI, NEI]
    assert said("cycle_network", network=network, status=status) == answers


def test_a_layer_without_the_column_says_nothing_and_one_that_needs_none_says_yes() -> None:
    assert said("cycle_network", status=["eksisterende"]) == [UKJENT]
    assert said("transit_stop", kind=[None]) == [JA]


@pytest.mark.parametrize(
    "word", sorted({service.kind for service in _SERVICES} | set(OSM.points["amenity"]) | {"shop"})
)
def test_every_kind_of_service_that_our_sources_have_is_known(word: str) -> None:
    assert word in SERVICES
    assert sum(said(kind, kind=[word]) == [JA] for kind in KINDS if KINDS[kind].role == "services") <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_parameter_its_layer_and_its_words(kind: str) -> None:
    entry = KINDS[kind]
    about = Parameters.about(f"{entry.id}_limit")
    for lang in LANGUAGES:
        assert entry.source.say(lang) in about.meaning.say(lang)
    assert about.unit == "m"
    assert entry.role in NAMED
    assert entry.role in {item.role for item in ANALYSES["access"].inputs if not item.required}
    assert {column.name: column.title for column in COLUMNS}[f"{entry.id}_m"].nb.endswith("meter til den nærmeste")


def test_the_comparison_is_by_every_kind() -> None:
    assert ANALYSES["access"].comparing.decides == tuple(f"{kind}_within" for kind in KINDS)
    assert {"centres", "transit_stops", "services", "recreation_areas", "cycle_routes"} == set(ROLES)
