"""The twin of a map: a table with a row for each feature that is drawn and can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maps.writing import exact, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.text import Lang
    from maps.content import Field, MapLayer, MapPage


class Cell(NamedTuple):
    """A value as it is read, and for a number also exactly as it is."""

    text: str
    number: float | None = None


class Table(NamedTuple):
    """A table as it stands on the page; `layer` is the place of its layer in the page."""

    layer: int
    caption: str
    headings: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[Cell]]


def tables(page: MapPage, lang: Lang) -> tuple[Table, ...]:
    """Return the twin of every focusable layer of a page."""
    return tuple(_table(place, layer, lang) for place, layer in enumerate(page.layers) if layer.focusable)


def _table(place: int, layer: MapLayer, lang: Lang) -> Table:
    columns = [[_cell(value, of, lang) for value in layer.drawn[of.column]] for of in layer.properties]
    return Table(
        place,
        layer.title.say(lang),
        [of.title.say(lang) for of in layer.properties],
        [any(cell.number is not None for cell in column) for column in columns],
        list(zip(*columns, strict=True)),
    )


def _cell(value: object, of: Field, lang: Lang) -> Cell:
    known = exact(value)
    if known in of.words:
        return Cell(of.words[str(known)].say(lang))
    number = known if isinstance(known, int | float) and not isinstance(known, bool) else None
    return Cell(quantity(value, of.unit, lang), number)
