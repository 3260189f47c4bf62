"""Stores as each form of the store was written, kept so that every later release can be shown to read them.

``python -m tests.layers.stores`` writes the one of the present form anew, in ``tests/layers/stored/format-N``. Do so
when :data:`layers.history.FORMAT` grows (a new folder; the old ones stay as they are), never to make a test pass.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from layers.history import FORMAT
from layers.intake import Intake
from layers.workspace import create_workspace
from tests.layers.intakes import centres, text

if TYPE_CHECKING:
    from layers.store import Store

FOLDER = Path(__file__).parent / "stored"
SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


def write(folder: Path) -> None:
    """Write a workspace with all that a store can hold: parts, quarantine, history, a table, a layer taken away."""
    store = create_workspace(folder, municipality="9999").store
    _centres(store, "north", ["a", "b"], SPRING)
    _centres(store, "south", ["a", "c"], SPRING)
    _centres(store, "north", ["a", "d"], AUTUMN)
    store.keep(_relations(), layer="plan-relations", part="plans", as_of=SPRING, source_date=SPRING)
    store.keep(centres(["gone"]), layer="services", part="gone", as_of=SPRING)
    store.drop("services", "gone", as_of=AUTUMN)


def _centres(store: Store, part: str, ids: list[str], day: date) -> None:
    intake = centres(ids, name=f"{part} {day:%m}", rejected=["x"], source=f"{part}.gpkg")
    store.keep(intake, layer="centres", part=part, as_of=day, source_date=day)


def _relations() -> Intake:
    intake = centres(["r"])
    columns = {"plan_id": "1", "related_plan_id": "2", "relation": "erstatter", "source_properties": "{}"}
    table = pd.DataFrame({"id": text(["r"]), **{name: text([value]) for name, value in columns.items()}})
    return Intake(table, intake.quarantine, intake.accounting)


if __name__ == "__main__":
    target = FOLDER / f"format-{FORMAT}"
    shutil.rmtree(target, ignore_errors=True)
    write(target)
    for lock in target.rglob("lock"):
        lock.unlink()
