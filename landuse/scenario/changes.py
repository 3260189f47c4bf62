"""The changes of a scenario, read from JSON with suspicion: every fault is found before anything is changed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import shapely

from landuse.errors import QuestionFault
from layers.catalogue import LAYERS
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from layers.spec import Column

MOST_CHANGES = 1_000
MOST_VERTICES = 10_000

Edit = Literal["add", "remove", "move", "set"]


class Operation(NamedTuple):
    """What an operation does, and to which layers; the first is meant where a change names none."""

    edit: Edit
    layers: tuple[str, ...]


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "add-edge": Operation("add", ("paths",)),
        "remove-edge": Operation("remove", ("paths",)),
        "move-centre": Operation("move", ("centres",)),
        "move-boundary": Operation("move", ("byvekstgrense", "districts", "densification-zones")),
        "add-plan": Operation("add", ("plans", "plan-purposes", "plan-zones")),
        "set-status": Operation("set", ("business-plots", "housing-plots", "plans")),
        "add-places": Operation(
            "add", ("addresses", "services", "workplaces", "business-plots", "housing-plots", "crossings", "barriers")
        ),
    }
)
"""Operations by name (design.md, landuse)."""

_SHAPES = {"point": (0,), "line": (1,), "polygon": (2,), "any": (0, 1, 2)}
_MEMBERS = frozenset({"op", "layer", "id", "geometry", "properties"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: `geometry` is in longitude and latitude (RFC 7946), `properties` are columns of the layer."""

    op: str
    layer: str
    id: str
    geometry: BaseGeometry | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def edit(self) -> Edit:
        """What the operation does."""
        return OPERATIONS[self.op].edit

    def row(self) -> dict[str, Any]:
        """Return the change as JSON writes it, for the evidence."""
        shape = None if self.geometry is None else shapely.geometry.mapping(self.geometry)
        return {
            "op": self.op,
            "layer": self.layer,
            "id": self.id,
            "geometry": shape,
            "properties": dict(self.properties),
        }


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes in the order in which they are made."""

    changes: tuple[Change, ...]

    @classmethod
    def of(cls, raw: object) -> Scenario:
        """Return the scenario that `raw`, read from JSON, describes: ``{"changes": [{"op", "layer", "id", …}]}``.

        Raises
        ------
        QuestionFault
            ``scenario-faults``: every change that cannot be read, with its number and why.
        """
        listed = raw.get("changes") if isinstance(raw, dict) else None
        if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CHANGES:
            raise QuestionFault("scenario-form", most=MOST_CHANGES)
        faults: list[Text] = []
        changes = [_read(item, _Complaint(number, faults)) for number, item in enumerate(listed, start=1)]
        refuse(faults)
        return cls(tuple(change for change in changes if change))

    @property
    def layers(self) -> frozenset[str]:
        """The layers that are changed."""
        return frozenset(change.layer for change in self.changes)

    def of_layer(self, layer: str) -> tuple[tuple[int, Change], ...]:
        """Return the changes of `layer` with their numbers, from 1."""
        return tuple((number, each) for number, each in enumerate(self.changes, start=1) if each.layer == layer)

    def rows(self) -> list[dict[str, Any]]:
        """Return the changes for the evidence."""
        return [change.row() for change in self.changes]


class _Complaint(NamedTuple):
    """Where to say what is wrong with one change."""

    number: int
    faults: list[Text]

    def __call__(self, nb: str, en: str) -> None:
        self.faults.append(Text(f"nr. {self.number} {nb}", f"no. {self.number} {en}"))


def refuse(faults: list[Text]) -> None:
    """Raise ``scenario-faults`` if there are any."""
    if faults:
        said = Text("; ".join(each.nb for each in faults), "; ".join(each.en for each in faults))
        raise QuestionFault("scenario-faults", faults=said)


def _read(item: object, wrong: _Complaint) -> Change | None:
    if not isinstance(item, dict) or set(item) - _MEMBERS:
        wrong(f"skal være et objekt med {_listed(_MEMBERS)}", f"must be an object with {_listed(_MEMBERS)}")
        return None
    op = item.get("op")
    if not isinstance(op, str) or op not in OPERATIONS:
        wrong(f"har en ukjent «op»; disse finnes: {_listed(OPERATIONS)}", f"has an unknown “op”; {_listed(OPERATIONS)}")
        return None
    layers = OPERATIONS[op].layers
    layer = item.get("layer", layers[0])
    if not isinstance(layer, str) or layer not in layers:
        wrong(f"({op}) gjelder {_listed(layers)}", f"({op}) is for {_listed(layers)}")
        return None
    before = len(wrong.faults)
    name = item.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= 200:
        wrong("mangler «id», en tekst", "lacks “id”, a text")
    shape = _shape(item.get("geometry"), OPERATIONS[op].edit, layer, wrong)
    properties = _properties(item.get("properties", {}), OPERATIONS[op].edit, layer, wrong)
    if len(wrong.faults) > before:
        return None
    return Change(op=op, layer=layer, id=str(name), geometry=shape, properties=properties)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _shape(raw: object, edit: Edit, layer: str, wrong: _Complaint) -> BaseGeometry | None:
    """Return the geometry that an addition or a move must have, and the others must not."""
    if edit in {"remove", "set"}:
        if raw is not None:
            wrong("skal ikke ha geometri", "must have no geometry")
        return None
    kinds = _SHAPES[LAYERS[layer].geometry]
    shape = _geojson(raw)
    if shape is None or shape.is_empty or shapely.get_dimensions(shape) not in kinds:
        wrong(
            f"trenger en GeoJSON-geometri ({LAYERS[layer].geometry}) i lengde- og breddegrader",
            f"needs a GeoJSON geometry ({LAYERS[layer].geometry}) in longitude and latitude",
        )
        return None
    return shape


def _geojson(raw: object) -> BaseGeometry | None:
    """Return the shape of a GeoJSON geometry; None if it is none, too large, invalid, or not on the globe."""
    if not isinstance(raw, dict) or raw.get("type") == "GeometryCollection":
        return None
    try:
        with np.errstate(invalid="ignore"):  # what is no number is refused below
            made = shapely.geometry.shape(raw)
        shape: BaseGeometry = shapely.force_2d(np.array([made], dtype=object))[0]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError, RecursionError):
        return None
    if shapely.get_num_coordinates(shape) > MOST_VERTICES or not shapely.is_valid(shape):
        return None
    coordinates = shapely.get_coordinates(shape)
    on_globe = (abs(coordinates) <= (180, 90)).all()
    return shape if on_globe else None


def _properties(raw: object, edit: Edit, layer: str, wrong: _Complaint) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        wrong("har «properties» som ikke er et objekt", "has “properties” that are no object")
        return {}
    if raw and edit in {"remove", "move"}:
        wrong("skal ikke ha «properties»", "must have no “properties”")
    if not raw and edit == "set":
        wrong("trenger «properties»: det som settes", "needs “properties”: what is set")
    columns = {column.name: column for column in LAYERS[layer].columns}
    for name, value in raw.items():
        if name not in columns:
            wrong(f"har en kolonne «{name}» som laget {layer} ikke har", f"has a column “{name}” that {layer} lacks")
        elif value is not None and not _fits(columns[name], value):
            wrong(f"har en umulig verdi i «{name}»", f"has an impossible value in “{name}”")
    return dict(raw)


def _fits(column: Column, value: object) -> bool:
    if column.codes and value not in column.codes:
        return False
    return _KINDS[column.kind](value)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_KINDS: Mapping[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str) and len(value) <= 1_000,
    "code": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "date": _is_day,
}


def numbered(number: int, nb: str, en: str) -> Text:
    """Return a fault of the change with this number."""
    return Text(f"nr. {number} {nb}", f"no. {number} {en}")
