"""``landuse codes``: what there is, what is in it, and what the register says, which the tests make up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from layers.codes import list_of, lists, register
from layers.codes.register import PLACES, Register, RegisterFault

if TYPE_CHECKING:
    import pytest

    from tests.scripts.conftest import Landuse

PLACE_OF = {place: listed for listed, place in PLACES.items()}


def as_we_have_it(_: Register, place: str) -> bytes | None:
    """Answer as the register would if it said what our lists say."""
    codes = list_of(*PLACE_OF[place]).codes.values()
    items = [
        {"codevalue": code.code, "label": code.name.nb, "status": "Gyldig" if code.valid else "Utgått"}
        for code in codes
    ]
    return json.dumps({"containeditems": items}).encode()


def test_every_list_is_shown_with_its_count_date_and_source(landuse: Landuse) -> None:
    answer = landuse("codes")
    assert answer.code == 0
    shown = {line.split()[0]: line.split()[1:4] for line in answer.out.splitlines()[1 : len(lists()) + 1]}
    assert shown["RpArealformålOmråde.arealformål"] == ["240", "18", "2019-04-01"]
    assert shown["planstatus"] == ["11", "1", "2026-11-21"]
    assert shown.keys() == {str(listed) for listed in lists()}
    assert "  2025-04-28 SSB: standard for bygningstype" in answer.out


def test_a_list_is_shown_with_its_codes_in_the_language_asked_for(
    landuse: Landuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = landuse("codes", "KPDetaljeringSone.detaljering")
    assert answer.out.splitlines() == [
        "Hensynssone i kommuneplan: detaljering. Kilde: Kartverket: SOSI Plan 5.0 (utkast), hensynssoner, 2026-11-21.",
        "900  Reguleringsplan skal fortsatt gjelde - generalisert (utgått)",
        "910  Reguleringsplan skal fortsatt gjelde",
    ]
    monkeypatch.setenv("LANDUSE_LANG", "en")
    assert landuse("codes", "eierform").out.splitlines()[1:] == ["1  public", "2  shared", "3  other"]


def test_json_has_the_lists_and_the_codes_of_one(landuse: Landuse) -> None:
    every = json.loads(landuse("codes", "--json").out)["lists"]
    assert [each["list"] for each in every] == [str(listed) for listed in lists()]
    assert sum(each["count"] for each in every) == sum(len(listed.codes) for listed in lists().values())
    (one,) = json.loads(landuse("codes", "KpArealformålOmråde.arealformål", "--json").out)["lists"]
    assert (one["count"], one["expired"], one["source_date"]) == (66, 8, "2019-04-01")
    assert one["codes"][2] == {
        "code": "1110",
        "name": {"nb": "Boligbebyggelse", "en": "Housing"},
        "valid": True,
        "fill": "#ffff99",
        "fill_future": "#ffff33",
    }


def test_a_list_that_is_not_there_is_wrong_usage(landuse: Landuse) -> None:
    answer = landuse("codes", "nonsens")
    assert (answer.code, answer.out) == (2, "")
    assert "«nonsens» finnes ikke" in answer.err


def test_a_register_that_agrees_is_said_to(landuse: Landuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Register, "ask", as_we_have_it)
    answer = landuse("codes", "--check")
    assert (answer.code, answer.out) == (0, f"{len(PLACES)} lister er som i registeret.\n")
    asked = json.loads(landuse("codes", "--check", "--json").out)
    assert asked == {"compared": len(PLACES), "not_compared": [], "differences": []}


def test_what_the_register_says_otherwise_is_printed_and_is_exit_code_1(
    landuse: Landuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(self: Register, place: str) -> bytes | None:
        if "vertikal" in place:
            return None
        return (as_we_have_it(self, place) or b"").replace(
            b'"label": "felles", "status": "Gyldig"', b'"label": "sameie", "status": "Utg\\u00e5tt"'
        )

    monkeypatch.setattr(Register, "ask", otherwise)
    answer = landuse("codes", "--check")
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "vertikalnivå: kan ikke sammenlignes; registeret har ingen slik liste i plan/plan-felles/vertikalnivå",
        "eierform 2: her «felles», i registeret «sameie» (utgått)",
    ]
    assert "om 1 koder, og 1 lister kunne ikke sammenlignes" in answer.err
    shown = json.loads(landuse("codes", "--check", "--json").out)
    assert shown["not_compared"] == ["vertikalnivå"]
    assert shown["differences"] == [
        {
            "list": "eierform",
            "code": "2",
            "ours": {"name": "felles", "valid": True},
            "register": {"name": "sameie", "valid": False},
        }
    ]


def test_without_a_network_it_could_not_ask(landuse: Landuse, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object) -> bytes:
        raise RegisterFault("register-silent", host=register.HOST, reason="no route")

    monkeypatch.setattr(Register, "ask", silent)
    answer = landuse("codes", "--check")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Kunne ikke spørre det nasjonale registeret")
    assert answer.err.count("\n") == 1


def test_a_list_of_ours_alone_is_not_in_the_register(landuse: Landuse) -> None:
    answer = landuse("codes", "market_status", "--check")
    assert answer.code == 1
    assert "market_status er ikke i det nasjonale registeret" in answer.err
