"""The parameters of a query: each once, with the schema that the description shows and the reading of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from api.errors import RequestFault
from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layers.spec import Column, Kind

LIMIT, MOST = 100, 1000
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_COUNT = re.compile(r"\d{1,10}", re.ASCII)
# GDAL writes a T also where no time follows.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T(\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))?)?", re.ASCII | re.IGNORECASE)
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a query.

    `read` gives the value of its text and raises ValueError where there is none; `allowed` completes the sentence
    «det skal være …». `style` is how OpenAPI describes a value that is a list.
    """

    name: str
    text: Text
    schema: Mapping[str, Any]
    allowed: Text
    read: Callable[[str], Any]
    style: Mapping[str, Any] = field(default_factory=dict)


Parameters = tuple[Parameter, ...]


def values(query: bytes, parameters: Parameters, *, others: bool = False) -> dict[str, Any]:
    """Return the values that a query gives to `parameters`; those it leaves out are left out.

    `others` passes over parameters that are not among them, which are otherwise refused.

    Raises
    ------
    RequestFault
        ``query-unknown``, ``query-twice`` or ``query-wrong``, each naming the parameter.
    """
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, Any] = {}
    for name, text in pairs(query):
        if name not in known and others:
            continue
        if name not in known:
            raise RequestFault("query-unknown", parameter=name, known=", ".join(known) or "–")
        if name in found:
            raise RequestFault("query-twice", parameter=name)
        found[name] = _value(known[name], text)
    return found


def pairs(query: bytes) -> list[tuple[str, str]]:
    """Return the names and texts of a query, in its order.

    >>> pairs(b"bbox=1,2,3,4&limit=")
    [('bbox', '1,2,3,4'), ('limit', '')]
    """
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


def _value(parameter: Parameter, text: str) -> Any:  # noqa: ANN401 - each parameter has its own type
    try:
        return parameter.read(text)
    except ValueError:
        raise RequestFault("query-wrong", parameter=parameter.name, value=text, allowed=parameter.allowed) from None


def number(text: str) -> float:
    """Return the finite number that `text` writes in plain digits; ValueError otherwise."""
    found = float(_matching(_NUMBER, text))
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _among(choices: Mapping[str, Any], text: str) -> Any:  # noqa: ANN401 - what the choices stand for
    if text not in choices:
        raise ValueError(text)
    return choices[text]


def choice(name: str, text: Text, choices: Mapping[str, Any]) -> Parameter:
    """Return a parameter whose text is a key of `choices` and whose value is what stands there."""
    listed = ", ".join(choices)
    return Parameter(
        name=name,
        text=text,
        schema={"type": "string", "enum": list(choices)},
        allowed=Text(f"en av disse: {listed}", f"one of these: {listed}"),
        read=partial(_among, choices),
    )


def _limit(text: str) -> int:
    count = int(_matching(_COUNT, text))
    if count < 1:
        raise ValueError(text)
    # Part 1, /req/core/fc-limit-response-1: more than the maximum is no error, and gives the maximum.
    return min(count, MOST)


def _box(text: str) -> tuple[float, ...]:
    """Return least x, least y, greatest x, greatest y; heights are allowed and left out, for the layers have none."""
    numbers = [number(part) for part in text.split(",")]
    if len(numbers) not in {4, 6}:
        raise ValueError(text)
    half = len(numbers) // 2
    low, high = numbers[:half], numbers[half:]
    if any(least > greatest for least, greatest in zip(low, high, strict=True)):
        raise ValueError(text)
    return (*low[:2], *high[:2])


def _interval(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a moment or an interval; None where it is open."""
    ends = text.split("/")
    first, last = (None if end in _OPEN and len(ends) == 2 else _day(end) for end in (ends[0], ends[-1]))
    if len(ends) > 2 or first is last is None or (first and last and first > last):
        raise ValueError(text)
    return first, last


def _day(text: str) -> date:
    return date.fromisoformat(_matching(_MOMENT, text)[:10])


_FORM = {"style": "form", "explode": False}
LANG = choice("lang", Text("Språket i svaret.", "The language of the answer."), {lang: lang for lang in LANGUAGES})
FORMAT = choice("f", Text("Formatet på svaret.", "The format of the answer."), {"json": "json"})
COMMON: Parameters = (LANG, FORMAT)

PAGE_SIZE = Parameter(
    name="limit",
    text=Text(
        f"Så mange objekter som mulig i svaret; flere enn {MOST} gir {MOST}.",
        f"At most so many features in the answer; more than {MOST} gives {MOST}.",
    ),
    schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
    allowed=Text("et helt tall fra 1 og oppover", "a whole number from 1 up"),
    read=_limit,
    style=_FORM,
)
OFFSET = Parameter(
    name="offset",
    text=Text("Så mange objekter som hoppes over.", "So many features are passed over."),
    schema={"type": "integer", "minimum": 0, "default": 0},
    allowed=Text("et helt tall fra 0 og oppover", "a whole number from 0 up"),
    read=lambda text: int(_matching(_COUNT, text)),
)
BOX = Parameter(
    name="bbox",
    text=Text(
        "Bare objekter som berører dette rektangelet (selv, ikke bare omrisset deres): minste x, minste y, største x, "
        "største y, i koordinatsystemet bbox-crs.",
        "Only features that meet this rectangle (they themselves, not just their extent): least x, least y, greatest "
        "x, greatest y, in the coordinate system bbox-crs.",
    ),
    schema={"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
    allowed=Text(
        "fire tall: minste x, minste y, største x, største y", "four numbers: least x, least y, greatest x, greatest y"
    ),
    read=_box,
    style=_FORM,
)
MOMENT = Parameter(
    name="datetime",
    text=Text(
        "Bare objekter med en dato i dette tidsrommet (RFC 3339), for samlinger der objektene har én dato; har de "
        "ingen, er alle med.",
        "Only features with a date in this interval (RFC 3339), for collections whose features have one date; where "
        "they have none, every feature matches.",
    ),
    schema={"type": "string"},
    allowed=Text(
        "en dato eller et tidsrom som 2026-01-01/2026-12-31", "a date or an interval such as 2026-01-01/2026-12-31"
    ),
    read=_interval,
    style=_FORM,
)


_TYPES: Mapping[Kind, tuple[Mapping[str, Any], Callable[[str], Any], Text]] = {
    "text": ({"type": "string"}, str, Text("en tekst", "a text")),
    "integer": ({"type": "integer"}, lambda text: int(_matching(_WHOLE, text)), Text("et helt tall", "a whole number")),
    "number": ({"type": "number"}, number, Text("et tall", "a number")),
    "boolean": (
        {"type": "boolean"},
        partial(_among, {"true": True, "false": False}),
        Text("true eller false", "true or false"),
    ),
    "date": (
        {"type": "string", "format": "date"},
        date.fromisoformat,
        Text("en dato som 2026-11-21", "a date such as 2026-11-21"),
    ),
}


def schema_of(column: Column) -> Mapping[str, Any]:
    """Return the JSON schema of the column's values where they are known."""
    return {"type": "string", "enum": list(column.codes)} if column.codes else _TYPES[_kind(column)][0]


def queryable(column: Column) -> Parameter:
    """Return the parameter that asks for features whose `column` equals a value."""
    if column.codes:
        return choice(column.name, column.title, {code: code for code in column.codes})
    schema, read, allowed = _TYPES[_kind(column)]
    return Parameter(name=column.name, text=column.title, schema=schema, allowed=allowed, read=read)


def _kind(column: Column) -> Kind:
    return "text" if column.kind == "code" else column.kind
