"""What every analysis's ``Parameters`` have in common: bounds that are checked, and words that explain them."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from landuse.errors import QuestionFault
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.codes import ListId


_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _as_written(value: object) -> object:
    if isinstance(value, str | int | float) and not _ISO.fullmatch(str(value)):
        raise ValueError(value)
    return value


Day = Annotated[date, BeforeValidator(_as_written)]
"""A date, as text 2026-11-21 and nothing else: pydantic would take a number for the seconds since 1970."""


class About(NamedTuple):
    """What a parameter means, in what unit, where its default comes from, and the lists of its codes."""

    title: Text
    meaning: Text
    unit: str | None = None
    lists: tuple[ListId, ...] = ()


class AnalysisParameters(BaseModel):
    """Frozen parameters of an analysis: every field has an :class:`About` and bounds."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def checked(cls, analysis: str, given: Mapping[str, Any]) -> Self:
        """Return the parameters with the values `given`, the others at their defaults.

        Raises
        ------
        QuestionFault
            If a name is unknown, a value out of bounds or one missing: one sentence that says what is allowed.
        """
        for name in given:
            if name not in cls.model_fields:
                known = ", ".join(cls.model_fields)
                raise QuestionFault("unknown-parameter", analysis=analysis, parameter=name, known=known)
            if isinstance(given[name], bool) and "boolean" not in str(cls.model_json_schema()["properties"][name]):
                raise cls._refused(name, given[name])
        for name, field in cls.model_fields.items():
            if field.is_required() and name not in given:
                raise QuestionFault("parameter-missing", parameter=name, allowed=cls.allowed(name))
        try:
            return cls(**given)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            raise cls._refused(name, given[name]) from error

    @classmethod
    def _refused(cls, name: str, value: object) -> QuestionFault:
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        return QuestionFault("parameter-out-of-bounds", parameter=name, value=shown, allowed=cls.allowed(name))

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return every parameter's default, lists for tuples; None also where the value must be given."""
        values = {name: None if field.is_required() else field.default for name, field in cls.model_fields.items()}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    @classmethod
    def about(cls, name: str) -> About:
        """Return what the parameter `name` means."""
        return next(item for item in cls.model_fields[name].metadata if isinstance(item, About))

    @classmethod
    def allowed(cls, name: str) -> Text:
        """Return what values the parameter `name` may have, for instance «over 0 og høyst 50000 (m)»."""
        schema = cls.model_json_schema()["properties"][name]
        unit = cls.about(name).unit
        said = _allowed(schema)
        return Text(*(f"{text} ({unit})" for text in said)) if unit and unit != "1" else said


_BOUNDS = {
    "exclusiveMinimum": Text("over {0:.15g}", "above {0:.15g}"),
    "minimum": Text("minst {0:.15g}", "at least {0:.15g}"),
    "exclusiveMaximum": Text("under {0:.15g}", "below {0:.15g}"),
    "maximum": Text("høyst {0:.15g}", "at most {0:.15g}"),
}
_KINDS = {
    "number": Text("et tall", "a number"),
    "integer": Text("et helt tall", "a whole number"),
    "boolean": Text("true eller false", "true or false"),
    "string": Text("en tekst", "a text"),
    "date": Text("en dato som 2026-11-21", "a date such as 2026-11-21"),
}


def _allowed(schema: Mapping[str, Any]) -> Text:
    if "anyOf" in schema:
        return _allowed(schema["anyOf"][0])
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        *most, last = [Text(f"«{value}»", f"“{value}”") for value in values]
        return _joined([_joined(most, Text(", ", ", ")), last], Text(" eller ", " or ")) if most else last
    if schema.get("type") == "array":
        item = _allowed(schema["items"])
        return Text(f"en liste av verdier, hver {item.nb}", f"a list of values, each {item.en}")
    if schema.get("type") == "object":
        item = _allowed(schema["additionalProperties"])
        return Text(f"et objekt der hvert navn har {item.nb}", f"an object in which each name has {item.en}")
    kind = _KINDS[schema.get("format", schema["type"])]
    bounds = [Text(*(side.format(schema[key]) for side in text)) for key, text in _BOUNDS.items() if key in schema]
    return _joined([kind, *bounds], Text(", ", ", "))


def _joined(texts: list[Text], between: Text) -> Text:
    return Text(between.nb.join(text.nb for text in texts), between.en.join(text.en for text in texts))
