"""Every refusal is a problem (RFC 9457) with one sentence in the reader's language, and tells nothing of ourselves."""

from __future__ import annotations

import logging
import string
from typing import TYPE_CHECKING

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from api.errors import PROBLEM, Unforeseen
from api.faults import FAULTS, STATUSES
from landuse.errors import QuestionFault
from layers.errors import StoreFault, WorkspaceFault
from layers.text import LANGUAGES
from tests.api.conftest import client_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from layers import Workspace

OURS = "/home/ola/hemmelig.parquet"


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ZeroDivisionError(OURS), 500, "logget"),
        (RecursionError(OURS), 500, "logget"),
        (StoreFault("store-damaged", file=OURS), 503, "--verify"),
        (StoreFault("store-missing", file=OURS), 503, "--verify"),
        (WorkspaceFault("layer-not-imported", layer="plans"), 404, "plans"),
        (QuestionFault("unknown-analysis", analysis="x" * 500, known="coverage"), 400, "coverage"),
        (HTTPException(405, headers={"Allow": "GET"}), 405, "metoden GET"),
        (HTTPException(418, detail=OURS), 418, "logget"),
    ],
)
def test_every_exception_becomes_a_problem_that_keeps_our_secrets(
    village: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    said: str,
) -> None:
    async def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr("api.service.Service.holding", failing)
    with caplog.at_level(logging.CRITICAL, "api.errors"):
        answer = client_of(village).get("/collections/plans/items")
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem["status"] == status
    assert said in problem["detail"]
    assert "hemmelig" not in answer.text
    assert type(error).__name__ not in answer.text
    assert len(problem["detail"]) < 300
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_was_not_foreseen_is_logged(
    village: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(*_: object) -> None:
        raise ZeroDivisionError(OURS)

    monkeypatch.setattr("api.service.Service.holding", failing)
    client_of(village).get("/collections/plans/items")
    assert "ZeroDivisionError" in caplog.text


def test_an_answer_that_has_begun_is_broken_off_and_not_mended() -> None:
    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        TestClient(Unforeseen(half)).get("/")


def test_a_damaged_store_is_a_problem_that_names_no_file(own_village: Workspace) -> None:
    damaged = next((own_village.folder / "store" / "plans" / "objects").glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    client = client_of(own_village)
    for path in ("/collections/plans/items", "/collections", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
        assert damaged.name not in answer.text
    assert client.get("/collections/centres/items").status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("asked", "header", "lang"),
    [
        ("", "", "nb"),
        ("?lang=en", "", "en"),
        ("?lang=en", "nb", "en"),
        ("", "en-GB,en;q=0.9,nb;q=0.5", "en"),
        ("", "nn-NO,en;q=0.5", "nb"),
        ("", "de, fr;q=0.5", "nb"),
        ("", "en;q=0, no", "nb"),
        ("", "de, en;q=high", "en"),
        ("", ";;;,=,q=;q", "nb"),
        ("?lang=tlh", "en", "en"),
    ],
)
def test_a_problem_speaks_the_reader_s_language(client: TestClient, asked: str, header: str, lang: str) -> None:
    answer = client.get(f"/nonsens{asked}", headers={"Accept-Language": header})
    assert answer.headers["content-language"] == lang
    assert answer.json()["title"] == {"nb": "Finnes ikke", "en": "Not found"}[lang]


@pytest.mark.parametrize("code", FAULTS)
def test_every_sentence_is_one_sentence_with_the_same_fields_in_both_languages(code: str) -> None:
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} for text in FAULTS[code].text
    ]
    assert fields[0] == fields[1]
    for lang in LANGUAGES:
        assert FAULTS[code].text.say(lang, **dict.fromkeys(fields[0], "x")).endswith(".")
    assert STATUSES.get(code, 400) in {400, 403, 404, 405, 406, 413, 414, 415, 500, 503}


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/collections"), ("DELETE", "/"), ("GET", "/processes/x/execution")]
)
def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (405, PROBLEM)
    assert answer.headers["allow"]
    assert method in answer.json()["detail"]
