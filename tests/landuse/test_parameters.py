from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from landuse import coverage
from landuse.errors import QuestionFault
from landuse.parameters import About, AnalysisParameters
from layers.text import LANGUAGES, Text

SOME = Text("Noe", "Something")


class Every(AnalysisParameters):
    """A parameter of every kind."""

    share: Annotated[float, Field(ge=0, lt=1), About(SOME, SOME)] = 0.5
    stage: Annotated[int, Field(gt=0, le=8), About(SOME, SOME)] = 8
    safe: Annotated[bool, About(SOME, SOME)] = False
    label: Annotated[str, About(SOME, SOME)] = ""
    mode: Annotated[Literal["walk", "cycle"], About(SOME, SOME)] = "walk"
    sizes: Annotated[tuple[Annotated[float, Field(gt=0)], ...], About(SOME, SOME, "daa")] = (1, 2.5)
    part: Annotated[float, Field(le=1_000_000), About(SOME, SOME, "1")] = 1


@pytest.mark.parametrize(
    ("kind", "name", "nb", "en"),
    [
        (
            coverage.Parameters,
            "max_distance",
            "et tall, over 0, høyst 50000 (m)",
            "a number, above 0, at most 50000 (m)",
        ),
        (
            coverage.Parameters,
            "max_access",
            "et tall, minst 0, høyst 1000 (m)",
            "a number, at least 0, at most 1000 (m)",
        ),
        (
            coverage.Parameters,
            "crossing_tolerance",
            "et tall, minst 0, høyst 100 (m)",
            "a number, at least 0, at most 100 (m)",
        ),
        (coverage.Parameters, "mode", "«walk», «cycle» eller «e-bike»", "“walk”, “cycle” or “e-bike”"),
        (
            coverage.Parameters,
            "distance_classes",
            "en liste av verdier, hver et tall, over 0, høyst 50000 (m)",
            "a list of values, each a number, above 0, at most 50000 (m)",
        ),
        (coverage.Parameters, "as_of", "en dato som 2026-11-21", "a date such as 2026-11-21"),
        (Every, "share", "et tall, minst 0, under 1", "a number, at least 0, below 1"),
        (Every, "part", "et tall, høyst 1000000", "a number, at most 1000000"),
        (Every, "stage", "et helt tall, over 0, høyst 8", "a whole number, above 0, at most 8"),
        (Every, "safe", "true eller false", "true or false"),
        (Every, "label", "en tekst", "a text"),
        (Every, "mode", "«walk» eller «cycle»", "“walk” or “cycle”"),
        (
            Every,
            "sizes",
            "en liste av verdier, hver et tall, over 0 (daa)",
            "a list of values, each a number, above 0 (daa)",
        ),
    ],
)
def test_what_is_allowed_is_said_in_both_languages(kind: type[AnalysisParameters], name: str, nb: str, en: str) -> None:
    assert kind.allowed(name) == Text(nb, en)


def test_every_parameter_of_coverage_is_explained_in_both_languages() -> None:
    for name in coverage.Parameters.model_fields:
        about = coverage.Parameters.about(name)
        assert all(text.say(lang) for text in (about.title, about.meaning) for lang in LANGUAGES)
        assert about.title.nb != about.title.en


def test_the_defaults_are_those_of_the_design() -> None:
    assert coverage.Parameters.defaults() == {
        "max_distance": 1000.0,
        "max_access": 150.0,
        "mode": "walk",
        "direction": "to",
        "cost": "metres",
        "max_minutes": 12.0,
        "safe": False,
        "crossing_tolerance": 10.0,
        "distance_classes": [250.0, 500.0, 1000.0, 2000.0],
        "as_of": None,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("max_distance", value) for value in (0, -1, float("inf"), float("nan"), 1e9, "langt", None)),
        *(("max_access", value) for value in (-1, float("inf"), float("nan"), 1e9, "langt")),
        ("mode", "fly"),
        ("distance_classes", []),
        ("distance_classes", [250, -1]),
        ("distance_classes", 250),
        *(("as_of", value) for value in ("i går", "1795910400", 1795910400, 0.0, "20261121")),
    ],
)
def test_a_value_out_of_bounds_is_one_sentence_that_says_what_is_allowed(name: str, value: object) -> None:
    with pytest.raises(QuestionFault) as fault:
        coverage.Parameters.checked("coverage", {name: value})
    allowed = coverage.Parameters.allowed(name)
    assert fault.value.code == "parameter-out-of-bounds"
    assert fault.value.exit_code == 2
    assert fault.value.say("nb").startswith(f"Parameteren {name} kan ikke være «")
    assert fault.value.say("nb").endswith(f"»: den skal være {allowed.nb}.")
    assert fault.value.say("en").endswith(f"”: it must be {allowed.en}.")


@pytest.mark.parametrize(
    ("value", "shown"), [("", "«»"), ("langt", "«langt»"), (None, "«null»"), (True, "«true»"), ([1, "å"], '«[1, "å"]»')]
)
def test_a_value_is_shown_as_it_was_written(value: object, shown: str) -> None:
    with pytest.raises(QuestionFault) as fault:
        coverage.Parameters.checked("coverage", {"max_distance": value})
    assert f" kan ikke være {shown}: " in fault.value.say("nb")


def test_an_unknown_parameter_is_told_which_there_are() -> None:
    with pytest.raises(QuestionFault) as fault:
        coverage.Parameters.checked("coverage", {"max_distanse": 500})
    assert fault.value.code == "unknown-parameter"
    assert "max_distance, max_access" in str(fault.value)


def test_what_is_given_is_taken_and_the_rest_is_default() -> None:
    chosen = coverage.Parameters.checked("coverage", {"max_distance": "500", "as_of": "2026-11-21"})
    assert (chosen.max_distance, chosen.max_access, chosen.as_of) == (500.0, 150.0, date(2026, 11, 21))


def test_parameters_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        coverage.Parameters().max_distance = 500
