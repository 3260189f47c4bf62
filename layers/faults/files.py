"""Faults of a file and of its features."""

from __future__ import annotations

from layers.faults.table import Fault
from layers.text import Text

FILE_FAULTS = (
    Fault(
        "file-missing",
        "file",
        Text("Filen «{file}» finnes ikke. Sjekk navnet og mappen.", "The file “{file}” does not exist. Check the name and the folder."),
    ),
)
