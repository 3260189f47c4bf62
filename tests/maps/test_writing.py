from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.text import LANGUAGES
from maps.writing import MINUS, NBSP, exact, number, quantity, written


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (6123, 0, "6_123", "6,123"),
        (1234567.891, 1, "1_234_567,9", "1,234,567.9"),
        (-1500.5, 1, "−1_500,5", "−1,500.5"),
        (0.5, 0, "1", "1"),
        (1.5, 0, "2", "2"),
        (2.5, 0, "3", "3"),
        (1.005, 2, "1,01", "1.01"),
        (-0.4, 0, "0", "0"),
        (1e22, 0, "10_000_000_000_000_000_000_000", "10,000,000,000,000,000,000,000"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_up(value: float, decimals: int, nb: str, en: str) -> None:
    assert number(value, "nb", decimals=decimals) == nb.replace("_", NBSP)
    assert number(value, "en", decimals=decimals) == en


@pytest.mark.parametrize(
    ("value", "unit", "nb", "en"),
    [
        (1234.5, "m", "1_235_m", "1,235_m"),
        (395.05, "daa", "395,1_daa", "395.1_daa"),
        (0.4471, "share", "44,7_%", "44.7%"),
        (44.71, "%", "44,7_%", "44.7%"),
        (250, "m2", "250_m²", "250_m²"),
        (3.25, "km", "3,3_km", "3.3_km"),
        (4.25, "year", "4,3_år", "4.3_years"),
        (200, "year", "200_år", "200_years"),
        (12.5, "1", "12,5", "12.5"),
        (2023, None, "2023", "2023"),
        (0.125, None, "0,125", "0.125"),
        (True, None, "ja", "yes"),
        (np.False_, None, "nei", "no"),
        (date(2026, 11, 2), None, "02.11.2026", "2026-11-02"),
        (pd.Timestamp("2026-11-02"), None, "02.11.2026", "2026-11-02"),
        (np.int64(7), "1", "7", "7"),
        ("  Åsen ", None, "  Åsen ", "  Åsen "),
    ],
)
def test_values_are_written_with_their_unit(value: object, unit: str | None, nb: str, en: str) -> None:
    assert quantity(value, unit, "nb") == nb.replace("_", NBSP)
    assert quantity(value, unit, "en") == en.replace("_", NBSP)
    assert written(value, unit) == (quantity(value, unit, "nb"), quantity(value, unit, "en"))


@pytest.mark.parametrize("value", [None, math.nan, math.inf, np.float32("nan"), pd.NA, pd.NaT, "", " \t"])
@pytest.mark.parametrize("unit", [None, "1", "m", "share"])
def test_what_is_missing_is_unknown_and_never_zero(value: object, unit: str | None) -> None:
    assert [quantity(value, unit, lang) for lang in LANGUAGES] == ["ukjent", "unknown"]
    assert exact(value) is None


def test_zero_is_known() -> None:
    assert quantity(0, "m", "nb") == f"0{NBSP}m"


@given(st.floats(-1e12, 1e12))
def test_both_languages_write_the_same_number(value: float) -> None:
    norwegian = number(value, "nb", decimals=3).replace(NBSP, "").replace(",", ".").replace(MINUS, "-")
    english = number(value, "en", decimals=3).replace(",", "").replace(MINUS, "-")
    assert norwegian == english
    assert float(english) == pytest.approx(value, abs=0.0006)
