"""``docs/faults.md``, made from the fault tables: ``python -m tests.faults_page`` writes it, a test compares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import api.faults
import landuse.faults
import layers.faults
import maps.errors
import scripts.errors

if TYPE_CHECKING:
    from layers.faults import FaultKind

PAGE = Path(__file__).parent.parent / "docs" / "faults.md"
TABLES = (layers.faults.FAULTS, landuse.faults.FAULTS, maps.errors.FAULTS, scripts.errors.FAULTS, api.faults.FAULTS)
CHAPTERS: dict[FaultKind, tuple[str, str]] = {
    "difference": ("Readable differences", "The file is read, and the difference is said. Exit code 0."),
    "feature": (
        "Faults of a feature",
        "It goes to quarantine with reason and attributes; the rest is imported. Exit code 0 (`--strict`: nothing, 1).",
    ),
    "file": ("Faults of the file", "The store is as it was. Exit code 1."),
    "workspace": ("Faults of the workspace", "Nothing is changed. Exit code 1."),
    "store": ("Faults of the store", "Nothing is changed. Exit code 1."),
    "service": (
        "Services that could not be asked",
        "The store is as it was; the other sources are asked all the same. Exit code 1.",
    ),
    "question": ("Questions without an answer", "The data given cannot answer the question. Exit code 1."),
    "usage": ("Wrong usage", "The question is wrong in itself. Exit code 2."),
    "request": (
        "Requests the web service refuses",
        "A problem (RFC 9457) of status 400 unless `api/faults.py` says other.",
    ),
    "remark": ("Remarks of an analysis", "The answer stands; the remark is in its evidence. Exit code 0."),
}
_HEAD = """# Faults

What can be wrong, and what it costs. Made from the fault tables of the packages (`python -m tests.faults_page`).
Words in braces are filled in. A fault never shows as an empty layer, and never changes what is
stored unless it says so.
"""


def page() -> str:
    """Return the text of the page."""
    faults = sorted((fault for table in TABLES for fault in table.values()), key=lambda fault: fault.code)
    chapters = [_HEAD]
    for kind, (title, cost) in CHAPTERS.items():
        rows = [f"| `{fault.code}` | {fault.text.nb} | {fault.text.en} |" for fault in faults if fault.kind == kind]
        if rows:
            chapters.append(
                "\n".join([f"## {title}\n\n{cost}\n", "| code | bokmål | English |", "|---|---|---|", *rows, ""])
            )
    return "\n".join(chapters)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
