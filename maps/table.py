"""The twin of a map: a table with a row for each feature that is drawn and can be opened, and each row's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from maps.writing import exact, moment, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopandas import GeoDataFrame

    from layers.text import Lang
    from maps.content import Field, MapLayer, MapPage


class Cell(NamedTuple):
    """A value as it is read, and for a number and a date also exactly as it is."""

    text: str
    number: float | None = None
    date: str | None = None


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
    columns = [[cell(value, of, lang) for value in layer.drawn[of.column]] for of in layer.properties]
    return Table(
        place,
        layer.title.say(lang),
        [of.title.say(lang) for of in layer.properties],
        [any(cell.number is not None for cell in column) for column in columns],
        list(zip(*columns, strict=True)),
    )


def sheets(page: MapPage, lang: Lang) -> dict[int, dict[str, Any]]:
    """Return what the sheets show beside the cells of the table, by the place of the layer in the page.

    ``titles`` and ``rows`` are the details; ``grid`` has its own headings, the titles of its rows, and for each feature
    the texts of its cells. Every value is text to be shown as text.
    """
    return {
        place: _sheet(layer, lang)
        for place, layer in enumerate(page.layers)
        if layer.focusable and (layer.details or layer.grid)
    }


def _sheet(layer: MapLayer, lang: Lang) -> dict[str, Any]:
    drawn = layer.drawn
    found: dict[str, Any] = {
        "titles": [of.title.say(lang) for of in layer.details],
        "rows": _texts(layer.details, drawn, lang) or [[]] * len(drawn),
    }
    if layer.grid:
        rows = [_texts(fields, drawn, lang) for _, fields in layer.grid.rows]
        found["grid"] = {
            "title": layer.grid.title.say(lang),
            "headings": [heading.say(lang) for heading in layer.grid.headings],
            "titles": [title.say(lang) for title, _ in layer.grid.rows],
            "cells": [list(cells) for cells in zip(*rows, strict=True)],
        }
    return found


def _texts(fields: Sequence[Field], drawn: GeoDataFrame, lang: Lang) -> list[tuple[str, ...]]:
    columns = [[cell(value, of, lang).text for value in drawn[of.column]] for of in fields]
    return list(zip(*columns, strict=True))


def cell(value: object, of: Field, lang: Lang) -> Cell:
    """Return a value of the field as it is read in `lang`, and exactly."""
    known = exact(value)
    if known in of.words:
        return Cell(of.words[str(known)].say(lang))
    number = known if isinstance(known, int | float) and not isinstance(known, bool) else None
    return Cell(quantity(value, of.unit, lang), number, moment(known))
