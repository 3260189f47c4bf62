"""The account adds up or is no account."""

from __future__ import annotations

from typing import Any

import pytest

from layers.intake import Accounting, silent
from layers.text import Text

ACCOUNT: dict[str, Any] = {
    "source": "a.gpkg",
    "source_sha256": "0" * 64,
    "source_layer": None,
    "dialect": "plain",
    "source_crs": "EPSG:25832",
    "issues": (),
    "licence": "CC0",
    "attribution": "",
}


def test_features_read_are_imported_rejected_or_of_other_layers() -> None:
    account = Accounting(**ACCOUNT, read=99, imported=10, quarantined=0, other={"RpGrense": 11, "RpOmråde": 78})
    assert account.read == 10 + 0 + 89


def test_an_account_that_loses_a_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="99 features read, 98 accounted for"):
        Accounting(**ACCOUNT, read=99, imported=10, quarantined=0, other={"RpGrense": 88})


def test_silence_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    silent(Text("Leser …", "Reading …"))
    assert capsys.readouterr() == ("", "")
