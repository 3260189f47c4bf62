"""A small municipality with plots, and its register's workbook as a person leaves it after an hour in a spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter

from layers.spreadsheet import read_book
from layers.workspace import create_workspace
from tests.api.village import plot, square, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers import Manifest, Workspace

    Place = tuple[str, int, Any]

SPRING, TODAY = date(2026, 4, 1), date(2026, 11, 21)
BUSINESS, HOUSING = "Næringstomter", "Boligtomter"
STEP_5, STEP_6, STEP_8 = "Trinn 5: Rekkefølgekrav oppfylt", "Trinn 6: Teknisk klar", "Trinn 8: Salgsklar"
PLOTS: dict[str, dict[str, Any]] = {
    "N2": {"name": "Skjerven 2", "market_status": "ledig", "step_1": "ja", "step_5": "ja", "step_5_date": "2026-03-01"},
    "N10": {"name": "Skjerven 10", "public": False, "step_5_source": "=Vedtak 12/26", "owner": "kept as it is"},
    "N11": {"name": "Skjerven 11", "owner_class": "kommune", "first_date": "2020-01-01"},
}


class Formula(NamedTuple):
    """A cell with a formula, and what it came to last."""

    text: str
    value: Any = 0


def settle(folder: Path) -> Workspace:
    """Make a workspace with three business plots and a housing plot."""
    workspace = create_workspace(folder / "village", municipality="3407")
    take_plots(workspace, PLOTS)
    housing = write(folder, "housing-plots", [plot("B1", square(0, 500), name="Lia 1")])
    workspace.import_file("housing-plots", housing, part="lia", as_of=SPRING)
    return workspace


def take_plots(workspace: Workspace, plots: Mapping[str, Mapping[str, Any]], part: str = "skjerven") -> Manifest:
    """Import these business plots as a part."""
    shapes = {id_: square(200 * place, 0) for place, id_ in enumerate(plots)}
    file = write(workspace.folder, "business-plots", [plot(id_, shapes[id_], **known) for id_, known in plots.items()])
    return workspace.import_file("business-plots", file, part=part, as_of=SPRING)


def rewritten(source: Path, target: Path, changed: Mapping[Place, Any], **options: bool) -> Path:
    """Write the workbook `source` anew with other cells: by sheet, row, and the title above (or the column's number).

    None blanks a cell. `options` are xlsxwriter's: ``constant_memory`` writes texts in the cells, ``date_1904`` counts
    days from 1904.
    """
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd", **options}) as book:
        for sheet in read_book(source).sheets:
            titles: dict[Any, int] = {cell.value: column for column, cell in sheet.rows.get(1, {}).items()}
            cells = {(row, at): cell.value for row, columns in sheet.rows.items() for at, cell in columns.items()}
            cells |= {
                (row, titles[title] if title in titles else int(title)): value
                for (name, row, title), value in changed.items()
                if name == sheet.name
            }
            page = book.add_worksheet(sheet.name)
            for (row, column), value in sorted(cells.items()):
                _put(page, row - 1, column, value)
    return target


def _put(page: Any, row: int, column: int, value: Any) -> None:  # noqa: ANN401 - xlsxwriter's, and any value
    if isinstance(value, Formula):
        page.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, str):
        page.write_string(row, column, value)
    elif value is not None:
        page.write(row, column, value)
