"""How the plots of a stock can be narrowed down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.catalogue import spec
from layers.text import Text
from maps.content import Filter, Option
from maps.readiness import NUMBERS, step_title
from maps.styles import READINESS
from maps.words import MARKET_STATUS, USE
from maps.writing import UNKNOWN, exact, number, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopandas import GeoDataFrame

_PLOTS = spec("business-plots")
_CLASS = re.compile(r"\[([\d.]+), ([\d.]+|∞)\)")


def filters(plots: GeoDataFrame) -> tuple[Filter, ...]:
    """Return the filters of the plots' table; those that could not tell two plots apart are left out."""
    every = (
        Filter("q", "heading", Text("Navn inneholder", "Name contains"), "text"),
        Filter("district", "district", _PLOTS.column("district").title, options=_districts(plots["district"])),
        Filter("use", "use", _PLOTS.column("use").title, options=_uses(plots["use"])),
        Filter("readiness", "class", Text("Klarhet", "Readiness"), options=_known(plots["class"], _READY)),
        Filter("stage", "stage", Text("Sikkert trinn, minst", "Certain stage, at least"), "least", _STAGES),
        Filter(
            "market_status",
            "market_status",
            _PLOTS.column("market_status").title,
            options=_known(plots["market_status"], MARKET_STATUS),
        ),
        Filter("size", "size_class", Text("Størrelse", "Size"), options=_sizes(plots["size_class"])),
    )
    return tuple(of for of in every if of.kind != "choice" or len(of.options) > 1)


_READY: Mapping[str, Text] = {name: style.label for name, style in READINESS.items()}
_STAGES = tuple(Option(str(step), step_title(step), (str(step),)) for step in NUMBERS)


def _known(values: Iterable[object], words: Mapping[str, Text]) -> tuple[Option, ...]:
    present = set(values)
    return tuple(Option(code, label, (code,)) for code, label in words.items() if code in present)


def _uses(values: Iterable[object]) -> tuple[Option, ...]:
    """Return business and housing; a plot for both is either."""
    present = set(values)
    either = {"business": ("business", "mixed"), "housing": ("housing", "mixed")}
    found = tuple(Option(code, USE[code], takes) for code, takes in either.items() if present & set(takes))
    return found if len(present) > 1 else ()


def _districts(values: Iterable[object]) -> tuple[Option, ...]:
    known = {exact(value) for value in values}
    named = sorted(str(name) for name in known - {None})
    unknown = (Option("ukjent", UNKNOWN, (None,)),) if None in known else ()
    return (*(Option(name, verbatim(name), (name,)) for name in named), *unknown)


def _sizes(values: Iterable[object]) -> tuple[Option, ...]:
    """Return the size classes from the least up; what is unknown comes last."""
    known = {exact(value) for value in values}
    bounds = sorted((_bounds(str(name)), str(name)) for name in known - {None})
    unknown = (Option("ukjent", UNKNOWN, (None,)),) if None in known else ()
    return (*(Option(f"{low:g}-{high:g}", size_words(name), (name,)) for (low, high), name in bounds), *unknown)


def _bounds(name: str) -> tuple[float, float]:
    found = _CLASS.fullmatch(name)
    if found is None:
        msg = f"no size class: {name}"
        raise ValueError(msg)
    return float(found[1]), float(found[2].replace("∞", "inf"))


def size_words(name: str) -> Text:
    """Return a size class in words.

    >>> size_words("[2.5, 5)").nb, size_words("[50, ∞)").en
    ('2,5 til under 5 daa', '50 daa or more')
    """
    low, high = _bounds(name)
    if high == float("inf"):
        return Text(f"{_daa(low).nb} daa eller mer", f"{_daa(low).en} daa or more")
    if low == 0:
        return Text(f"under {_daa(high).nb} daa", f"under {_daa(high).en} daa")
    return Text(f"{_daa(low).nb} til under {_daa(high).nb} daa", f"{_daa(low).en} to under {_daa(high).en} daa")


def _daa(bound: float) -> Text:
    decimals = 0 if bound.is_integer() else 1
    return Text(number(bound, "nb", decimals=decimals), number(bound, "en", decimals=decimals))
