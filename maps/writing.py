"""How a value is written for a reader: digits, units and dates of the language, and «ukjent» for what is not known."""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.text import Lang

UNKNOWN = Text("ukjent", "unknown")
YES, NO = Text("ja", "yes"), Text("nei", "no")

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


class Unit(NamedTuple):
    """How values of a unit are written: decimals, what follows the number, and what to multiply by first."""

    decimals: int
    suffix: Text
    scale: int = 1


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "1": Unit(0, Text("", "")),
        "m": Unit(0, Text(f"{NBSP}m", f"{NBSP}m")),
        "km": Unit(1, Text(f"{NBSP}km", f"{NBSP}km")),
        "m2": Unit(0, Text(f"{NBSP}m²", f"{NBSP}m²")),
        "daa": Unit(1, Text(f"{NBSP}daa", f"{NBSP}daa")),
        "min": Unit(1, Text(f"{NBSP}min", f"{NBSP}min")),
        "%": Unit(1, Text(f"{NBSP}%", "%")),
        "share": Unit(1, Text(f"{NBSP}%", "%"), 100),
        "year": Unit(1, Text(f"{NBSP}år", f"{NBSP}years")),
    }
)


def number(value: float, lang: Lang, *, decimals: int = 0) -> str:
    """Return `value` rounded half up, with groups of three digits and the decimal sign of the language.

    >>> number(6123, "nb").replace(NBSP, "_"), number(1234.5, "en", decimals=1)
    ('6_123', '1,234.5')
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    text = f"{abs(rounded):,f}"
    if lang == "nb":
        text = text.translate({ord(","): NBSP, ord("."): ","})
    return sign + text


def quantity(value: object, unit: str | None, lang: Lang) -> str:
    """Return a value of any kind as text: what is missing is «ukjent», never 0 and never blank.

    Parameters
    ----------
    value
        Text, number, boolean or date; None, NaN, NaT and blank text are unknown.
    unit
        A key of :data:`UNITS`. Without one a number is written with its own digits and no groups, as an identifier
        or a year is.

    >>> quantity(None, "m", "nb"), quantity(0.447, "share", "en"), quantity(2023, None, "nb")
    ('ukjent', '44.7%', '2023')
    """
    known = exact(value)
    if known is None:
        return UNKNOWN.say(lang)
    if isinstance(known, bool):
        return (YES if known else NO).say(lang)
    if isinstance(known, date):
        return f"{known:%d.%m.%Y}" if lang == "nb" else f"{known:%Y-%m-%d}"
    if isinstance(known, str):
        return known
    return _measured(known, unit, lang)


def written(value: object, unit: str | None) -> Text:
    """Return a value as text in both languages, for a sentence that holds it.

    >>> written(None, "m")
    Text(nb='ukjent', en='unknown')
    """
    return Text(*(quantity(value, unit, lang) for lang in LANGUAGES))


def moment(value: object) -> str | None:
    """Return a date as ISO text, None for anything else.

    >>> moment(date(2026, 11, 21)), moment("2026")
    ('2026-11-21', None)
    """
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else None


def verbatim(nb: str, en: str | None = None) -> Text:
    """Return what is to be read as it stands, braces and all; `en` where it differs in English.

    >>> verbatim("{x}").say("nb")
    '{x}'
    """
    return Text(*(side.replace("{", "{{").replace("}", "}}") for side in (nb, nb if en is None else en)))


def _measured(value: float, unit: str | None, lang: Lang) -> str:
    if unit is None:
        plain = f"{Decimal(repr(value)):f}"
        return plain.replace(".", ",") if lang == "nb" else plain
    decimals, suffix, scale = UNITS[unit]
    if unit in {"1", "year"}:
        decimals = 0 if float(value).is_integer() else 1
    return number(value * scale, lang, decimals=decimals) + suffix.say(lang)


def exact(value: object) -> str | float | bool | date | None:
    """Return `value` in plain Python: None for everything that means unknown, otherwise nothing is lost.

    >>> exact(float("nan")), exact("  "), exact(3)
    (None, None, 3)
    """
    plain = value.item() if hasattr(value, "item") else value
    if plain is None or plain is pd.NA or plain is pd.NaT:
        return None
    if isinstance(plain, float) and not math.isfinite(plain):
        return None
    if isinstance(plain, str):
        return plain if plain.strip() else None
    if isinstance(plain, date | bool | int | float):
        return plain
    return str(plain)
