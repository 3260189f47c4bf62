"""What the page of a coverage says in tables: how many live how far away, and in which district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from landuse.counting import NOUNS
from layers.text import Text
from maps.content import Panel, PanelCell
from maps.writing import verbatim, written

if TYPE_CHECKING:
    from landuse.results import Result

_COUNTED = {
    "residents": "1",
    "dwellings": "1",
    "jobs": "1",
    "services": "1",
    "business_daa": "daa",
    "housing_daa": "daa",
}
_WITHOUT = {
    "unreachable": Text("Ingen forbindelse", "No way"),
    "unconnected": Text("Ikke koblet til nettet", "Not connected"),
}
_OUTSIDE = Text("Utenfor kommunedelene", "Outside the districts")


def coverage_panels(result: Result) -> tuple[Panel, ...]:
    """Return the tables of a coverage by distance and by district."""
    found = (_classes(result.tables.get("classes")), _districts(result.tables.get("by_district")))
    return tuple(panel for panel in found if panel is not None)


def _classes(table: pd.DataFrame | None) -> Panel | None:
    if table is None:
        return None
    counted = [name for name in _COUNTED if name in table]
    return Panel(
        name="classes",
        title=Text("Etter avstand langs nettet", "By distance along the network"),
        lead=Text(
            "Hver rad er en avstandsklasse i meter, (a, b]. Radene summerer til tallene i alt.",
            "Each row is a class of distance in metres, (a, b]. The rows sum to the totals.",
        ),
        headings=(Text("Avstand", "Distance"), *(NOUNS[name] for name in counted)),
        rows=tuple(
            (PanelCell(_class(row["class"])), *(_amount(row[name], _COUNTED[name]) for name in counted))
            for row in table.to_dict("records")
        ),
    )


def _districts(table: pd.DataFrame | None) -> Panel | None:
    if table is None:
        return None
    counted = [name for name in _COUNTED if f"{name}_within" in table]
    rows = [row for row in table.to_dict("records") if pd.notna(row["district"]) or row["places_total"]]
    return Panel(
        name="districts",
        title=Text("Innen rekkevidde i kommunedelene", "Within reach in the districts"),
        lead=Text("Innen rekkevidde, og i alt.", "Within reach, and in all."),
        headings=(Text("Kommunedel", "District"), *(NOUNS[name] for name in counted)),
        rows=tuple((PanelCell(_district(row["district"])), *(_part(row, name) for name in counted)) for row in rows),
    )


def _class(label: str) -> Text:
    return _WITHOUT.get(label) or verbatim(f"{label} m")


def _district(name: object) -> Text:
    return verbatim(str(name)) if isinstance(name, str) else _OUTSIDE


def _amount(value: Any, unit: str) -> PanelCell:  # noqa: ANN401 - a cell of a table
    known = None if pd.isna(value) else float(value)
    return PanelCell(written(known, unit), known)


def _part(row: dict[Any, Any], name: str) -> PanelCell:
    within, whole = (_amount(row[f"{name}_{figure}"], _COUNTED[name]) for figure in ("within", "total"))
    text = Text(f"{within.text.nb} av {whole.text.nb}", f"{within.text.en} of {whole.text.en}")
    return PanelCell(text, within.number, "good" if within.number else "")
